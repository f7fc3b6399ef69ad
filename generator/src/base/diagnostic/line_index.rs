//! The lines and columns of a file, for many spans of it.

use crate::base::diagnostic::{Excerpt, Span};
use crate::base::text::floor_char_boundary;

/// The bytes between two places whose characters are counted in advance.
const STEP: usize = 128;

/// The places of a file by their bytes, lines and columns. However long a line is, none is counted
/// from its start.
pub(crate) struct LineIndex<'a> {
    file: &'a str,
    text: &'a str,
    /// The first byte of every line.
    starts: Vec<usize>,
    /// The number of characters that begin before each [`STEP`].
    chars: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// The lines of the file with this text.
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let mut chars = vec![0];
        let (mut count, mut start) = (0, 0);
        while start < text.len() {
            let end = floor_char_boundary(text, chars.len() * STEP);
            count += text[start..end].chars().count();
            chars.push(count);
            start = end;
        }
        Self {
            file,
            text,
            starts: std::iter::once(0).chain(newlines).collect(),
            chars,
        }
    }

    /// The span of `length` bytes from `offset`.
    pub(crate) fn span(&self, offset: usize, length: usize) -> Span {
        let start = floor_char_boundary(self.text, offset);
        let end = floor_char_boundary(self.text, offset.saturating_add(length)).max(start);
        let (line, column) = self.position(start);
        let (end_line, end_column) = self.position(end);
        Span {
            file: self.file.to_owned(),
            line,
            column,
            end_line,
            end_column,
            offset: start,
            length: end - start,
            excerpt: Some(Excerpt::new(self, start..end)),
        }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// Line and column of a byte, both from 1.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.starts[line - 1];
        (
            line,
            self.chars_before(offset) - self.chars_before(start) + 1,
        )
    }

    /// A line, from 1, behind its first `cut` characters. There is none behind the last line break.
    pub(super) fn line_from(&self, line: usize, cut: usize) -> Option<&'a str> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let cut = self.byte_of_column(start, cut).min(end);
        Some(&self.text[cut..end]).filter(|_| start < self.text.len())
    }

    /// The byte of a column, from 0, of the line that begins at `start`.
    fn byte_of_column(&self, start: usize, column: usize) -> usize {
        let chars = self.chars_before(start) + column;
        let step = self.chars.partition_point(|before| *before <= chars) - 1;
        let at = floor_char_boundary(self.text, step * STEP);
        let mut rest = self.text[at..].char_indices();
        let further = rest.nth(chars - self.chars[step]);
        further.map_or(self.text.len(), |(bytes, _)| at + bytes)
    }

    /// The number of characters of the text up to a byte.
    fn chars_before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        let at = floor_char_boundary(self.text, step * STEP);
        self.chars[step] + self.text[at..offset].chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters_however_long_the_line_is() {
        for text in ["", "a", "é\n\nß", &"日é\n".repeat(99), &"x日é".repeat(999)] {
            let lines = LineIndex::new("a.mdx", text);
            let (mut line, mut column, mut start) = (1, 1, 0);
            let end = std::iter::once((text.len(), ' '));
            for (offset, letter) in text.char_indices().chain(end) {
                assert_eq!(lines.position(offset), (line, column));
                assert_eq!(lines.byte_of_column(start, column - 1), offset);
                column += 1;
                if letter == '\n' {
                    (line, column, start) = (line + 1, 1, offset + 1);
                }
            }
            assert_eq!(lines.byte_of_column(start, column + 999), text.len());
        }
    }
}
