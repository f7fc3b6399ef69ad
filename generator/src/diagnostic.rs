//! What went wrong, where, and what to do about it.

mod code;
mod printable;
mod report;

use std::fmt;

pub use code::{Code, Severity};
pub(crate) use printable::Printable;
pub(crate) use report::{At, Report};

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Span {
    /// The file, as the caller named it or its folder.
    pub file: String,
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The column in characters, from 1; 0 where the file as a whole is meant.
    pub column: usize,
    /// The first byte of the stretch.
    pub offset: usize,
    /// The number of bytes.
    pub length: usize,
}

impl Span {
    /// The whole of a file.
    pub(crate) fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
            offset: 0,
            length: 0,
        }
    }

    /// The bytes from `offset` of the file with this text.
    pub(crate) fn within(file: &str, text: &str, offset: usize, length: usize) -> Self {
        let offset = (0..=offset.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.to_owned(),
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            offset,
            length: length.min(text.len() - offset),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", Printable(&self.file)),
            line => write!(f, "{}:{line}:{}", Printable(&self.file), self.column),
        }
    }
}

/// One problem of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of problem it is; stable across releases.
    pub code: Code,
    /// What is wrong, and what was expected, in one sentence.
    pub message: String,
    /// The next step.
    pub help: String,
    /// Where it is; none for a problem with no file, such as an empty folder.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// How bad it is; a matter of the code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Nothing that stands in a page can control the terminal; the one line break
/// is the one before the help.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(span) = &self.span {
            write!(f, "{span}: ")?;
        }
        write!(
            f,
            "{}[{}]: {}",
            self.severity(),
            self.code,
            Printable(&self.message)
        )?;
        match self.help.as_str() {
            "" => Ok(()),
            help => write!(f, "\n  help: {}", Printable(help)),
        }
    }
}

/// Why nothing was generated: every problem of the run, in the order of their places.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure {
    diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// A failure for these problems.
    pub(crate) fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics }
    }

    /// A failure for one problem.
    pub(crate) fn of(code: Code, message: String, help: &str, span: Option<Span>) -> Self {
        Self::new(vec![Diagnostic {
            code,
            message,
            help: help.to_owned(),
            span,
        }])
    }

    /// The problems, errors and warnings, sorted by file and place.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

/// A build script that returns its error shows it by `Debug`, so this is for people as well.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failure {}
