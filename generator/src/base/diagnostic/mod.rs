//! What went wrong, where, and what to do about it.
//!
//! [`Quote`] lists every kind of problem: what it means, a page that has it, and
//! the cure.

mod cascade;
mod code;
#[cfg(test)]
pub(crate) mod example;
mod excerpt;
mod plural;

mod collector;
mod escape;
mod span;

use std::fmt;

pub use code::{Code, Severity};
// For the command alone.
pub use excerpt::Excerpt;
#[doc(hidden)]
pub use plural::Plural;

pub(crate) use collector::{Diagnostics, Location};
#[doc(hidden)]
pub use escape::{Escaped, is_control};
pub(crate) use span::LineIndex;
pub use span::Span;

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
            Escaped(&self.message)
        )?;
        match self.help.as_str() {
            "" => Ok(()),
            help => write!(f, "\n  help: {}", Escaped(help)),
        }
    }
}

/// Why nothing was generated: every problem of the run, in the order of their places.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    diagnostics: Vec<Diagnostic>,
    /// Whether cargo has shown the problems.
    already_reported: bool,
}

impl Error {
    /// A failure for these problems.
    pub(crate) fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            already_reported: false,
        }
    }

    /// The same, after cargo was given the problems.
    pub(crate) fn already_reported(self) -> Self {
        Self {
            already_reported: true,
            ..self
        }
    }

    /// A failure for one problem.
    pub(crate) fn from_problem(
        code: Code,
        message: String,
        help: &str,
        span: Option<Span>,
    ) -> Self {
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

impl fmt::Display for Error {
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

/// A build script that returns its error shows it by `Debug`, so this is for people as well: the
/// problems, or how many there are where [`Config::compile`](crate::Config::compile) has given
/// them to cargo.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.already_reported {
            return fmt::Display::fmt(self, f);
        }
        let is_error = |problem: &&Diagnostic| problem.severity() == Severity::Error;
        let errors = self.diagnostics.iter().filter(is_error).count();
        write!(f, "{}, shown above", Plural(errors, "error", "errors"))
    }
}

impl std::error::Error for Error {}
