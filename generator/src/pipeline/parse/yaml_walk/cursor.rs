//! The bytes of YAML events, whose places are counted in characters.

use std::ops::Range;

use saphyr_parser::Span;

/// The start of the latest event. The byte offset of the next event is counted from here, since the
/// parser counts characters.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    chars: usize,
    bytes: usize,
}

impl Cursor {
    /// The bytes of a span, without the trailing blanks and comments that the parser includes.
    pub(super) fn range(&mut self, yaml: &str, span: Span) -> Range<usize> {
        let (start, end) = (span.start.index(), span.end.index());
        // An event may begin before the previous event.
        if start < self.chars {
            *self = Self::default();
        }
        self.bytes += byte_at(&yaml[self.bytes..], start - self.chars);
        self.chars = start;
        let text = &yaml[self.bytes..];
        let text = &text[..byte_at(text, end.saturating_sub(start))];
        let length = quoted_length(text).unwrap_or_else(|| text.trim_end().len());
        self.bytes..self.bytes + length
    }
}

/// The length of the quoted scalar at the start of the text.
fn quoted_length(text: &str) -> Option<usize> {
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

/// The byte at which the `chars`th character begins.
pub(crate) fn byte_at(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(offset, _)| offset)
}
