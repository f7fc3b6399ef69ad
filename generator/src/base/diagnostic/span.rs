//! A range of a file, with its lines and columns.

use std::fmt;

use crate::base::diagnostic::{Escaped, Excerpt, LineIndex};

/// A range of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "analysis", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Span {
    /// The path of the file. It is relative if the caller gave a relative path.
    pub file: String,
    /// The line, from 1; 0 if the span is the whole file.
    pub line: usize,
    /// The column in characters, from 1; 0 if the span is the whole file.
    pub column: usize,
    /// The line on which the range ends.
    pub end_line: usize,
    /// The column after the last character of the range.
    pub end_column: usize,
    /// The first byte of the range.
    pub offset: usize,
    /// The number of bytes.
    pub length: usize,
    /// The lines around the span, as they were when the file was read; `None` if the span is the
    /// whole file, or if the file may contain secrets.
    #[cfg_attr(feature = "analysis", serde(skip))]
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

    /// The span of `length` bytes from `offset` in the file with this text.
    pub(crate) fn within(file: &str, text: &str, offset: usize, length: usize) -> Self {
        LineIndex::new(file, text).span(offset, length)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", Escaped(&self.file)),
            line => write!(f, "{}:{line}:{}", Escaped(&self.file), self.column),
        }
    }
}
