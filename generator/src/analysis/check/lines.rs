//! Compares two texts line by line. Line endings are ignored, because a checkout may change them.

use std::ops::Range;

/// `true` if `old` is `new` with CRLF for LF.
pub(super) fn differ_in_endings_alone(old: &str, new: &str) -> bool {
    has_other_endings(old, new) && old.lines().eq(new.lines())
}

/// `true` if `old` has CRLF and `new` does not.
pub(super) fn has_other_endings(old: &str, new: &str) -> bool {
    old.contains("\r\n") && !new.contains("\r\n")
}

/// The first line of `old` that differs from `new`, without line endings, and the line of `new` in
/// its place. If `new` only adds lines, the range is the end of `old`; if it has fewer, there is no
/// line.
pub(super) fn first_difference<'a>(old: &str, new: &'a str) -> (Range<usize>, Option<&'a str>) {
    let mut new = new.split_inclusive('\n').map(without_ending);
    let mut start = 0;
    for line in old.split_inclusive('\n') {
        let other = new.next();
        if other != Some(without_ending(line)) {
            let range = start..start + line.trim_end().len();
            return (range, other.map(|(line, _)| line));
        }
        start += line.len();
    }
    (start..start, new.next().map(|(line, _)| line))
}

/// A line without its ending, and `true` unless it is an unterminated last line.
fn without_ending(line: &str) -> (&str, bool) {
    match line.strip_suffix('\n') {
        Some(line) => (line.strip_suffix('\r').unwrap_or(line), true),
        None => (line, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_found() {
        assert_eq!(first_difference("a\nb\nc\n", "a\nx\n"), (2..3, Some("x")));
        assert_eq!(first_difference("a\n", "a\nb\n"), (2..2, Some("b")));
        assert_eq!(first_difference("a\nb\n", "a\n"), (2..3, None));
        assert_eq!(first_difference("a\r\nb\r\n", "a\nx\n"), (3..4, Some("x")));
        assert_eq!(first_difference("a", "a\n"), (0..1, Some("a")));
        assert_eq!(first_difference("", "a\n"), (0..0, Some("a")));
    }

    #[test]
    fn line_endings_are_told_from_lines() {
        assert!(differ_in_endings_alone("a\r\nb\r\n", "a\nb\n"));
        assert!(!differ_in_endings_alone("a\r\nc\r\n", "a\nb\n"));
        assert!(!differ_in_endings_alone("a\nb\n", "a\nb\n"));
    }
}
