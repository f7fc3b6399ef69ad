//! Text as people read and write it: suggestions, paths, Markdown, plurals.

pub(crate) mod did_you_mean;
pub(crate) mod display_path;
pub(crate) mod markdown;
pub(crate) mod singular;
