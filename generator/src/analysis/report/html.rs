//! Escapes text for the page.

use std::fmt::{self, Write};

use askama::filters::{Escaper, Html};

use crate::base::diagnostic::{Escaped, is_control};

/// Escapes for HTML and for control characters. Line breaks and tabs are kept.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ShownHtml;

impl Escaper for ShownHtml {
    fn write_escaped_str<W: Write>(&self, mut to: W, text: &str) -> fmt::Result {
        let is_hidden = |c: char| is_control(c) && !matches!(c, '\n' | '\t');
        for piece in text.split_inclusive(is_hidden) {
            let shown = piece.trim_end_matches(is_hidden);
            Html.write_escaped_str(&mut to, shown)?;
            write!(to, "{}", Escaped(&piece[shown.len()..]))?;
        }
        Ok(())
    }
}
