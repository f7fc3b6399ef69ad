//! Text as people read and write it: suggestions, paths, Markdown, plurals.

pub(crate) mod did_you_mean;
pub(crate) mod display_path;
pub(crate) mod markdown;
pub(crate) mod singular;

/// The nearest place at or before `offset` where a character begins.
pub(crate) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
