//! RFC 3339: `2026-01-02T03:04:05.678+01:00`.

use super::civil_time::CivilTime;
use super::cursor::Cursor;

/// A timestamp as written.
pub(super) struct Written {
    pub(super) date: [i64; 3],
    pub(super) time: [i64; 3],
    /// The number of digits of the fraction.
    pub(super) fraction: usize,
    /// The offset from UTC in seconds.
    pub(super) offset: i64,
}

/// `true` for a timestamp as in RFC 3339, without a leap second.
pub(super) fn is_read(text: &str) -> bool {
    let written = read(text, |separator| matches!(separator, 'T' | 't'));
    written.is_some_and(|it| it.fraction <= 9 && CivilTime::new(it.date, it.time).is_some())
}

/// Parses a timestamp. `is_separator` tests the character between date and time.
pub(super) fn read(text: &str, is_separator: impl Fn(char) -> bool) -> Option<Written> {
    let mut cursor = Cursor::new(text);
    let date = parts(&mut cursor, 4, '-')?;
    cursor.take(is_separator)?;
    let time = parts(&mut cursor, 2, ':')?;
    let mut fraction = 0;
    if cursor.expect('.').is_some() {
        fraction = cursor.skip(|character| character.is_ascii_digit());
        if fraction == 0 {
            return None;
        }
    }
    let offset = offset(&mut cursor)?;
    cursor.end()?;
    Some(Written {
        date,
        time,
        fraction,
        offset,
    })
}

/// Three numbers with separators between them. The first has `digits` digits, the others have two.
fn parts(cursor: &mut Cursor<'_>, digits: usize, separator: char) -> Option<[i64; 3]> {
    let first = cursor.digits(digits)?;
    cursor.expect(separator)?;
    let second = cursor.digits(2)?;
    cursor.expect(separator)?;
    Some([first, second, cursor.digits(2)?])
}

/// `Z`, or hours and minutes with a sign.
fn offset(cursor: &mut Cursor<'_>) -> Option<i64> {
    if cursor.take(|first| matches!(first, 'Z' | 'z')).is_some() {
        return Some(0);
    }
    let sign = cursor.sign()?;
    let hours = cursor.digits(2)?;
    cursor.expect(':')?;
    let minutes = cursor.digits(2)?;
    if hours <= 23 && minutes <= 59 {
        Some(sign * (hours * 3600 + minutes * 60))
    } else {
        None
    }
}
