//! The front matter as a stream of events: slower than typed reading, but it
//! knows where everything stands, and stops wherever we like.

mod refuse;
mod sites;

use std::ops::Range;

pub(crate) use refuse::{Verdict, refuse};
pub(crate) use sites::{Site, sites};

/// No reference page nests half as deep; a parser must not run out of stack or memory.
pub(crate) const MAX_DEPTH: usize = 64;

/// The byte at which the `chars`th character stands.
pub(crate) fn byte_at(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(offset, _)| offset)
}

/// The bytes of a span, without what stands before the next token, which the parser counts in.
fn range_of(text: &str, span: saphyr_parser::Span) -> Range<usize> {
    let (start, end) = (span.start.index(), span.end.index());
    stretch(text, byte_at(text, start), end.saturating_sub(start))
}

/// The bytes of so many characters, without what stands behind the value.
fn stretch(text: &str, start: usize, chars: usize) -> Range<usize> {
    let length = byte_at(&text[start..], chars);
    let stretch = &text[start..start + length];
    let length = end_of_quoted(stretch).unwrap_or_else(|| stretch.trim_end().len());
    start..start + length
}

/// Where a scalar in quotes ends, which blanks and a comment may follow.
fn end_of_quoted(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate();
    let (_, quote) = bytes.next().filter(|(_, byte)| b"'\"".contains(byte))?;
    while let Some((at, byte)) = bytes.next() {
        let is_doubled = quote == b'\'' && text.as_bytes()[at..].starts_with(b"''");
        let is_escape = quote == b'"' && byte == b'\\';
        if is_doubled || is_escape {
            bytes.next();
        } else if byte == quote {
            return Some(at + 1);
        }
    }
    None
}
