//! Where a problem is.

use std::fmt;

use crate::diagnostic::{Excerpt, Printable};

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Span {
    /// The file, as the caller named it or its folder.
    pub file: String,
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The column in characters, from 1; 0 where the file as a whole is meant.
    pub column: usize,
    /// The line on which the stretch ends.
    pub end_line: usize,
    /// The column behind the last character of the stretch.
    pub end_column: usize,
    /// The first byte of the stretch.
    pub offset: usize,
    /// The number of bytes.
    pub length: usize,
    /// The lines around it as they were when they were read; none where the
    /// file as a whole is meant.
    #[cfg_attr(feature = "command", serde(skip))]
    pub excerpt: Option<Excerpt>,
}

impl Span {
    /// The whole of a file.
    pub(crate) fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
            end_line: 0,
            end_column: 0,
            offset: 0,
            length: 0,
            excerpt: None,
        }
    }

    /// The bytes from `offset` of the file with this text.
    pub(crate) fn within(file: &str, text: &str, offset: usize, length: usize) -> Self {
        let start = boundary(text, offset);
        let end = boundary(text, offset.saturating_add(length)).max(start);
        let (line, column) = position(text, start);
        let (lines, last) = position(&text[start..], end - start);
        Self {
            file: file.to_owned(),
            line,
            column,
            end_line: line + lines - 1,
            end_column: if lines == 1 { column + last - 1 } else { last },
            offset: start,
            length: end - start,
            excerpt: Some(Excerpt::of(text, start..end, line)),
        }
    }
}

/// The nearest place at or before `offset` where a character begins.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Line and column of a byte, both from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", Printable(&self.file)),
            line => write!(f, "{}:{line}:{}", Printable(&self.file), self.column),
        }
    }
}
