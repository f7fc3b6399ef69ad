//! The timestamps that `jiff::Timestamp` accepts: ISO 8601 as in Temporal, with or without
//! separators, and with annotations as in RFC 9557.

use std::ops::RangeInclusive;

use super::civil_time::CivilTime;
use super::cursor::Cursor;

/// The largest offset from UTC: 25:59:59.
const MAX_OFFSET: i64 = 93_599;

/// The Unix seconds that are in the years -9999 to 9999 at every offset.
const SECONDS: RangeInclusive<i64> = -377_705_023_201..=253_402_207_200;

/// `true` if the crate reads the text.
pub(super) fn is_read(text: &str) -> bool {
    timestamp(&mut Cursor::new(text)).is_some()
}

fn timestamp(cursor: &mut Cursor<'_>) -> Option<()> {
    let date = date(cursor)?;
    cursor.take(|first| matches!(first, ' ' | 'T' | 't'))?;
    let time = time(cursor)?;
    let offset = match cursor.take(|first| matches!(first, 'Z' | 'z')) {
        Some(_) => 0,
        None => offset(cursor, true)?,
    };
    annotations(cursor)?;
    cursor.end()?;
    let seconds = CivilTime::new(date, time)?.unix_seconds(offset);
    if SECONDS.contains(&seconds) {
        Some(())
    } else {
        None
    }
}

/// Year, month and day, all separated by `-` or without separators. A year with six digits has a
/// sign.
fn date(cursor: &mut Cursor<'_>) -> Option<[i64; 3]> {
    let year = match cursor.sign() {
        Some(sign) => match cursor.digits(6)? {
            0 if sign < 0 => return None,
            year => sign * year,
        },
        None => cursor.digits(4)?,
    };
    if !(-9999..=9999).contains(&year) {
        return None;
    }
    let is_extended = cursor.expect('-').is_some();
    let month = cursor.digits(2)?;
    if is_extended {
        cursor.expect('-')?;
    }
    Some([year, month, cursor.digits(2)?])
}

/// The hour, optionally followed by the minute, and by the second with its fraction. A leap second
/// is read as the second before it.
fn time(cursor: &mut Cursor<'_>) -> Option<[i64; 3]> {
    let mut time = [cursor.digits(2)?, 0, 0];
    let is_extended = cursor.rest.starts_with(':');
    if follows(cursor, is_extended) {
        time[1] = cursor.digits(2)?;
        if follows(cursor, is_extended) {
            time[2] = match cursor.digits(2)? {
                60 => 59,
                second => second,
            };
            fraction(cursor)?;
        }
    }
    Some(time)
}

/// `true` if another part follows: after a `:` in the extended format, otherwise directly.
fn follows(cursor: &mut Cursor<'_>, is_extended: bool) -> bool {
    if is_extended {
        cursor.expect(':').is_some()
    } else {
        cursor.is_at_digits(2)
    }
}

/// `true` if the fraction is at least one half; `None` if it has no digits or too many.
fn fraction(cursor: &mut Cursor<'_>) -> Option<bool> {
    if cursor.take(|first| matches!(first, '.' | ',')).is_none() {
        return Some(false);
    }
    let rounds_up = cursor.rest.starts_with(['5', '6', '7', '8', '9']);
    let digits = cursor.skip(|first| first.is_ascii_digit());
    if (1..=9).contains(&digits) {
        Some(rounds_up)
    } else {
        None
    }
}

/// An offset in seconds: a sign, hours, optional minutes and, if `has_seconds`, optional seconds.
fn offset(cursor: &mut Cursor<'_>, has_seconds: bool) -> Option<i64> {
    let sign = cursor.sign()?;
    let hours = cursor.digits(2)?;
    let is_extended = cursor.rest.starts_with(':');
    let (mut minutes, mut seconds, mut rounds_up) = (0, 0, false);
    if follows(cursor, is_extended) {
        minutes = cursor.digits(2)?;
        if has_seconds && follows(cursor, is_extended) {
            seconds = cursor.digits(2)?;
            rounds_up = fraction(cursor)?;
        }
    }
    let offset = hours * 3600 + minutes * 60 + seconds + i64::from(rounds_up);
    let is_offset = hours <= 25 && minutes <= 59 && seconds <= 59 && offset <= MAX_OFFSET;
    if is_offset { Some(sign * offset) } else { None }
}

/// Annotations. The first may be a time zone; the others have a key and a value. An annotation with
/// `!` that is not a time zone is rejected.
fn annotations(cursor: &mut Cursor<'_>) -> Option<()> {
    let mut is_first = true;
    while cursor.expect('[').is_some() {
        let is_critical = cursor.expect('!').is_some();
        let is_zone = is_first && zone(cursor)?;
        if !is_zone {
            key_and_value(cursor)?;
            if is_critical {
                return None;
            }
        }
        cursor.expect(']')?;
        is_first = false;
    }
    Some(())
}

/// Reads an offset or the name of a time zone. Returns `false` and reads nothing if it is a key.
fn zone(cursor: &mut Cursor<'_>) -> Option<bool> {
    if cursor.rest.starts_with(['+', '-']) {
        return offset(cursor, false).map(|_| true);
    }
    let before = *cursor;
    name(cursor)?;
    if cursor.rest.starts_with('=') {
        *cursor = before;
        return Some(false);
    }
    while cursor.expect('/').is_some() {
        name(cursor)?;
    }
    Some(true)
}

/// A part of a time zone's name.
fn name(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.take(|first| first.is_ascii_alphabetic() || matches!(first, '_' | '.'))?;
    cursor.skip(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '.' | '+' | '-'));
    Some(())
}

fn key_and_value(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.take(|first| first.is_ascii_lowercase() || first == '_')?;
    cursor.skip(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, '_' | '-'));
    cursor.expect('=')?;
    loop {
        cursor.take(|first| first.is_ascii_alphanumeric())?;
        cursor.skip(|it| it.is_ascii_alphanumeric());
        if cursor.expect('-').is_none() {
            return Some(());
        }
    }
}
