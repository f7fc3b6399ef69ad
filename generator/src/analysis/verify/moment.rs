//! Moments in time, for settings that give them a type.

/// Whether a text is a moment as in RFC 3339, which every time type reads.
///
/// The crates read a little more, each its own: what stands here is what they
/// share. With times as text nothing asks.
pub(super) fn is_rfc3339(text: &str) -> bool {
    read(text.as_bytes()).is_some()
}

/// Reads the whole text; nothing where it is no moment.
fn read(text: &[u8]) -> Option<()> {
    let (date, time) = text.split_at_checked(10)?;
    let (year, month, day) = (
        number(&date[..4])?,
        number(&date[5..7])?,
        number(&date[8..])?,
    );
    let dashes = date[4] == b'-' && date[7] == b'-';
    let exists = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    let (mark, time) = time.split_first()?;
    (dashes && exists && matches!(mark, b'T' | b't')).then_some(())?;
    let (clock, rest) = time.split_at_checked(8)?;
    let (minutes, seconds) = clock.split_at(5);
    hours_and_minutes(minutes)?;
    (seconds[0] == b':' && number(&seconds[1..])? <= 59).then_some(())?;
    offset(without_fraction(rest)?)
}

/// What follows the fraction of a second, if there is one.
fn without_fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(fraction) = text.strip_prefix(b".") else {
        return Some(text);
    };
    let digits = fraction
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (1..=9).contains(&digits).then(|| &fraction[digits..])
}

/// `Z`, or hours and minutes with a sign.
fn offset(text: &[u8]) -> Option<()> {
    match text.split_first()? {
        (b'Z' | b'z', []) => Some(()),
        (b'+' | b'-', rest) => hours_and_minutes(rest),
        _ => None,
    }
}

/// `23:59`
fn hours_and_minutes(text: &[u8]) -> Option<()> {
    let is_clock = text.len() == 5 && text[2] == b':';
    let in_range = is_clock && number(&text[..2])? <= 23 && number(&text[3..])? <= 59;
    in_range.then_some(())
}

/// A number of digits only.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u32::from(byte - b'0'))
    })
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_from_other_texts() {
        for moment in [
            "2026-01-02T03:04:05Z",
            "2024-02-29t23:59:59.123456789z",
            "2000-02-29T00:00:00+14:00",
            "1999-12-31T12:00:00.5-03:30",
        ] {
            assert!(is_rfc3339(moment), "{moment}");
        }
        for other in [
            "",
            "2026-01-02",
            "2026-01-02 03:04",
            "2026-01-02T03:04:05",
            "2026-13-02T03:04:05Z",
            "1900-02-29T03:04:05Z",
            "2026-01-02T24:04:05Z",
            "2026-01-02T03:60:05Z",
            "2026-01-02T03:04:05.Z",
            "2026-01-02T03:04:05Zulu",
            "2026-01-02T03:04:05+0100",
            "2026-01-02T03:04:05+01:00x",
            "２０26-01-02T03:04:05Z",
        ] {
            assert!(!is_rfc3339(other), "{other}");
        }
    }
}
