//! Compares paths on the wire with paths of operations.

use super::{Part, Segment};

impl Segment {
    /// `true` if a text on the wire matches this segment: it has the same texts, and a value for
    /// each parameter.
    pub(crate) fn fits(&self, text: &str) -> bool {
        fits(&self.parts, text)
    }
}

/// `true` if a text on the wire matches these parts.
fn fits(parts: &[Part], text: &str) -> bool {
    match parts {
        [] => text.is_empty(),
        [Part::Text(expected), rest @ ..] => text
            .strip_prefix(expected.as_str())
            .is_some_and(|text| fits(rest, text)),
        [Part::Parameter(_)] => !text.is_empty(),
        [Part::Parameter(_), Part::Text(next), rest @ ..] => text
            .char_indices()
            .skip(1)
            .filter(|(at, _)| text[*at..].starts_with(next.as_str()))
            .any(|(at, _)| fits(rest, &text[at + next.len()..])),
        [Part::Parameter(_), rest @ ..] => !text.is_empty() && fits(rest, text),
    }
}
