//! The front matter as a stream of events: slower than typed reading, but it
//! knows where everything stands, and stops wherever we like.

mod locate;
mod refuse;

use std::ops::Range;

pub(crate) use locate::locate;
pub(crate) use refuse::{Verdict, refuse};

/// No reference page nests half as deep; a parser must not be brought to its knees.
pub(crate) const DEEPEST: usize = 64;

/// The byte at which the `chars`th character stands.
pub(crate) fn byte_at(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(offset, _)| offset)
}

fn range_of(text: &str, span: saphyr_parser::Span) -> Range<usize> {
    let start = byte_at(text, span.start.index());
    let length = byte_at(
        &text[start..],
        span.end.index().saturating_sub(span.start.index()),
    );
    start..start + length
}
