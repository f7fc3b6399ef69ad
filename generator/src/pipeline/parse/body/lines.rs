//! What stands before and behind a place on its line. A line may be as long as a page, so no
//! more of it is read than is needed to tell.

/// What stands before `offset` on its line, if that is only white space.
pub(super) fn blank_before(source: &str, offset: usize) -> Option<&str> {
    let before = &source[..offset];
    let used = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    (used.is_empty() || used.ends_with('\n')).then(|| &before[used.len()..])
}

/// Whether only white space stands before `offset` on its line.
pub(super) fn is_blank_before(source: &str, offset: usize) -> bool {
    blank_before(source, offset).is_some()
}

/// Whether only white space stands behind `offset` on its line.
pub(super) fn is_blank_after(source: &str, offset: usize) -> bool {
    let rest = source[offset..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    rest.is_empty() || rest.starts_with('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_of_the_place_counts() {
        let source = "ab\n  <c> \nd";
        assert_eq!(blank_before(source, 5), Some("  "));
        assert_eq!(blank_before(source, 2), None);
        assert_eq!(blank_before(source, 0), Some(""));
        assert!(is_blank_after(source, 8) && is_blank_after(source, 2));
        assert!(!is_blank_after(source, 3) && !is_blank_after(source, 1));
        assert!(is_blank_after(source, source.len()));
    }
}
