//! The front matter as a stream of events: slower than typed reading, but it
//! knows where everything stands, and stops wherever we like.

#[cfg(feature = "command")]
mod lines;
mod locate;
mod refuse;

use std::ops::Range;

#[cfg(feature = "command")]
pub(crate) use lines::lines;
pub(crate) use locate::locate;
pub(crate) use refuse::{Verdict, refuse};

/// No reference page nests half as deep; a parser must not run out of stack or memory.
pub(crate) const DEEPEST: usize = 64;

/// The byte at which the `chars`th character stands.
pub(crate) fn byte_at(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(offset, _)| offset)
}

/// The bytes of a span, without what stands before the next token, which the parser counts in.
fn range_of(text: &str, span: saphyr_parser::Span) -> Range<usize> {
    let start = byte_at(text, span.start.index());
    let length = byte_at(
        &text[start..],
        span.end.index().saturating_sub(span.start.index()),
    );
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
