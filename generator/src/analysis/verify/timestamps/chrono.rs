//! The timestamps that `chrono::DateTime` accepts: RFC 3339, also with fewer digits, longer years,
//! spaces between the parts, and `UTC` for `Z`.

use std::ops::RangeInclusive;

use super::civil_time::CivilTime;
use super::cursor::Cursor;

/// The years that the crate supports. A timestamp must also be in this range in UTC.
const YEARS: RangeInclusive<i64> = -262_143..=262_142;

/// `true` if the crate reads the text.
pub(super) fn is_read(text: &str) -> bool {
    timestamp(&mut Cursor::new(text)).is_some()
}

fn timestamp(cursor: &mut Cursor<'_>) -> Option<()> {
    let date = date(cursor)?;
    cursor.take(|first| matches!(first, 'T' | 't' | ' '))?;
    let time = time(cursor)?;
    spaces(cursor);
    let offset = offset(cursor)?;
    spaces(cursor);
    cursor.end()?;
    let seconds = CivilTime::new(date, time)?.unix_seconds(offset);
    let first_second = |year| Some(CivilTime::new([year, 1, 1], [0; 3])?.unix_seconds(0));
    let is_known =
        first_second(*YEARS.start())? <= seconds && seconds < first_second(YEARS.end() + 1)?;
    if is_known { Some(()) } else { None }
}

fn date(cursor: &mut Cursor<'_>) -> Option<[i64; 3]> {
    spaces(cursor);
    let year = match cursor.sign() {
        Some(sign) => sign * number(cursor, usize::MAX)?,
        None => number(cursor, 4)?,
    };
    separator(cursor, '-')?;
    let month = number(cursor, 2)?;
    separator(cursor, '-')?;
    let day = number(cursor, 2)?;
    if YEARS.contains(&year) {
        Some([year, month, day])
    } else {
        None
    }
}

/// The time of day. A leap second is read as the second before it.
fn time(cursor: &mut Cursor<'_>) -> Option<[i64; 3]> {
    spaces(cursor);
    let hour = number(cursor, 2)?;
    separator(cursor, ':')?;
    let minute = number(cursor, 2)?;
    separator(cursor, ':')?;
    let second = match number(cursor, 2)? {
        60 => 59,
        second => second,
    };
    if cursor.expect('.').is_some() && cursor.skip(|digit| digit.is_ascii_digit()) == 0 {
        return None;
    }
    Some([hour, minute, second])
}

/// `Z`, `UTC`, or hours and minutes with a sign, which may be a typographic minus.
fn offset(cursor: &mut Cursor<'_>) -> Option<i64> {
    let utc = cursor.rest.get(..3);
    if utc.is_some_and(|utc| utc.eq_ignore_ascii_case("UTC")) {
        cursor.rest = &cursor.rest[3..];
        return Some(0);
    }
    if cursor.take(|first| matches!(first, 'Z' | 'z')).is_some() {
        return Some(0);
    }
    let sign = cursor.take(|first| matches!(first, '+' | '-' | '\u{2212}'))?;
    let hours = cursor.digits(2)?;
    cursor.skip(|it| it == ':' || it.is_whitespace());
    let minutes = cursor.digits(2)?;
    let offset = hours * 3600 + minutes * 60;
    let is_offset = hours <= 23 && minutes <= 59;
    if is_offset {
        Some(if sign == '+' { offset } else { -offset })
    } else {
        None
    }
}

/// A separator, with spaces around it.
fn separator(cursor: &mut Cursor<'_>, separator: char) -> Option<()> {
    spaces(cursor);
    cursor.expect(separator)?;
    spaces(cursor);
    Some(())
}

fn spaces(cursor: &mut Cursor<'_>) {
    cursor.skip(char::is_whitespace);
}

/// A number of one digit or more.
fn number(cursor: &mut Cursor<'_>, max_digits: usize) -> Option<i64> {
    let digits = cursor.rest.bytes().take(max_digits);
    cursor.digits(digits.take_while(u8::is_ascii_digit).count())
}
