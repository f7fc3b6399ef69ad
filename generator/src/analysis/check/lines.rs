//! How two texts differ, where the endings of lines are the matter of a checkout.

use std::ops::Range;

/// Whether `there` is `made` with CRLF for LF.
pub(super) fn differ_in_endings_alone(there: &str, made: &str) -> bool {
    has_other_endings(there, made) && there.lines().eq(made.lines())
}

/// Whether `there` has line endings that are not in `made`.
pub(super) fn has_other_endings(there: &str, made: &str) -> bool {
    there.contains("\r\n") && !made.contains("\r\n")
}

/// The first line of `there` that is another in `made`, whatever it ends with; the end if `made`
/// just goes on.
pub(super) fn first_difference(there: &str, made: &str) -> Range<usize> {
    let mut made = made.split_inclusive('\n').map(bare);
    let mut start = 0;
    for line in there.split_inclusive('\n') {
        if made.next() != Some(bare(line)) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    start..start
}

/// A line with LF for CRLF; what is the last line without either is another than with it.
fn bare(line: &str) -> (&str, bool) {
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
        assert_eq!(first_difference("a\nb\nc\n", "a\nx\n"), 2..3);
        assert_eq!(first_difference("a\n", "a\nb\n"), 2..2);
        assert_eq!(first_difference("a\nb\n", "a\n"), 2..3);
        assert_eq!(first_difference("a\r\nb\r\n", "a\nx\n"), 3..4);
        assert_eq!(first_difference("a", "a\n"), 0..1);
        assert_eq!(first_difference("", "a\n"), 0..0);
    }

    #[test]
    fn line_endings_are_told_from_lines() {
        assert!(differ_in_endings_alone("a\r\nb\r\n", "a\nb\n"));
        assert!(!differ_in_endings_alone("a\r\nc\r\n", "a\nb\n"));
        assert!(!differ_in_endings_alone("a\nb\n", "a\nb\n"));
    }
}
