//! Timestamps, for settings that give them a type.

/// `true` for a timestamp as in RFC 3339 that every time type parses.
///
/// The time crates parse a little more, each in its own way; this is what they have in common.
pub(super) fn is_rfc3339(text: &str) -> bool {
    let Some((start, rest)) = text.split_at_checked("0000-00-00T00:00:00".len()) else {
        return false;
    };
    is_like(start, "0000-00-00T00:00:00")
        && (1..=12).contains(&number(&start[5..7]))
        && (1..=days(number(&start[..4]), number(&start[5..7]))).contains(&number(&start[8..10]))
        && number(&start[11..13]) <= 23
        && number(&start[14..16]) <= 59
        && number(&start[17..]) <= 59
        && without_fraction(rest).is_some_and(is_offset)
}

/// The text after the fraction of a second; `None` if it is too short or too long.
fn without_fraction(text: &str) -> Option<&str> {
    let Some(fraction) = text.strip_prefix('.') else {
        return Some(text);
    };
    let rest = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let has_digits = (1..=9).contains(&(fraction.len() - rest.len()));
    if has_digits { Some(rest) } else { None }
}

/// `Z`, or hours and minutes with a sign.
fn is_offset(text: &str) -> bool {
    text.eq_ignore_ascii_case("Z")
        || is_like(text, "+00:00") && number(&text[1..3]) <= 23 && number(&text[4..]) <= 59
}

/// Compares a text with a pattern: `0` is any digit, `+` either sign, `T` in either case.
fn is_like(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, pattern)| match pattern {
                b'0' => byte.is_ascii_digit(),
                b'+' => matches!(byte, b'+' | b'-'),
                pattern => byte.eq_ignore_ascii_case(&pattern),
            })
}

/// The number that these digits are.
fn number(digits: &str) -> u32 {
    digits
        .bytes()
        .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
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
    fn timestamps_are_recognized() {
        for timestamp in [
            "2026-01-02T03:04:05Z",
            "2024-02-29t23:59:59.123456789z",
            "2000-02-29T00:00:00+14:00",
            "1999-12-31T12:00:00.5-03:30",
        ] {
            assert!(is_rfc3339(timestamp), "{timestamp}");
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
