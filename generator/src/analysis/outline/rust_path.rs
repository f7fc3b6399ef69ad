//! Compares Rust paths with names that people type.

/// A path without the `r#` of raw identifiers.
pub(in crate::analysis) fn without_raw_prefixes(path: &str) -> String {
    path.replace("r#", "")
}

/// `true` if `tail` is the end of a path, at the boundary of a segment.
pub(in crate::analysis) fn is_tail(path: &str, tail: &str) -> bool {
    path.strip_suffix(tail)
        .is_some_and(|before| before.is_empty() || before.ends_with("::"))
}

/// The last segments of a path, as many as `name` has.
pub(in crate::analysis) fn tail_like<'a>(path: &'a str, name: &str) -> &'a str {
    let separators = name.matches("::").count();
    let start = path.rmatch_indices("::").nth(separators);
    start.map_or(path, |(start, separator)| &path[start + separator.len()..])
}
