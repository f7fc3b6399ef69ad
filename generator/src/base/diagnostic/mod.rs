//! Diagnostics: errors and warnings with their location and the fix.
//!
//! [`Code`] lists every kind of problem with its meaning, an example page and the fix.

mod cascade;
mod code;
mod collector;
mod escape;
#[cfg(test)]
pub(crate) mod example;
mod excerpt;
mod line_index;
mod plural;
mod span;

use std::collections::BTreeMap;
use std::fmt;

pub use code::{Code, Severity};
pub(crate) use collector::{Diagnostics, Location, MAX_PER_PAGE};
pub(crate) use escape::{encode_url, toml_string};
pub use excerpt::Excerpt;
pub(crate) use line_index::LineIndex;
pub use span::Span;
// Only the command uses these.
#[doc(hidden)]
pub use escape::{Escaped, escape_json, is_control};
#[doc(hidden)]
pub use plural::Plural;

/// One problem of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The kind of problem; stable across releases.
    pub code: Code,
    /// The severity of the code. A problem inside a view that does not supply the field names is
    /// never more than a warning.
    pub severity: Severity,
    /// The problem, and what was expected, in one sentence.
    pub message: String,
    /// The next step.
    pub help: String,
    /// The location; `None` for a problem that is in no file, such as an empty folder.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic with the severity of its code.
    pub(crate) fn new(code: Code, message: String, help: String, span: Option<Span>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message,
            help,
            span,
        }
    }
}

/// Texts of pages are escaped, so they cannot control the terminal. The only line break is the
/// one before the help.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(span) = &self.span {
            write!(f, "{span}: ")?;
        }
        write!(
            f,
            "{}[{}]: {}",
            self.severity,
            self.code,
            Escaped(&self.message)
        )?;
        if !self.help.is_empty() {
            write!(f, "\n  help: {}", Escaped(&self.help))?;
        }
        Ok(())
    }
}

/// The error of a failed run: all its diagnostics, sorted by location.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    diagnostics: Vec<Diagnostic>,
    /// The numbers of further diagnostics, which are beyond the limits of their pages.
    omitted: BTreeMap<Severity, usize>,
    /// `true` if cargo has shown the diagnostics.
    already_reported: bool,
}

impl Error {
    /// The error of these diagnostics.
    pub(crate) fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            omitted: BTreeMap::new(),
            already_reported: false,
        }
    }

    /// The error of the diagnostics and of those that were omitted.
    pub(crate) fn with_omitted(mut self, omitted: &BTreeMap<Severity, usize>) -> Self {
        self.omitted.clone_from(omitted);
        self
    }

    /// The same error, after cargo was given the diagnostics.
    pub(crate) fn already_reported(mut self) -> Self {
        self.already_reported = true;
        self
    }

    /// The error of a single problem.
    pub(crate) fn from_problem(
        code: Code,
        message: String,
        help: &str,
        span: Option<Span>,
    ) -> Self {
        Self::new(vec![Diagnostic::new(code, message, help.to_owned(), span)])
    }

    /// All errors and warnings, sorted by file and location.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The number of further diagnostics of this severity that are not among [`diagnostics`], which
    /// has at most 100 errors and 100 warnings of each page.
    ///
    /// [`diagnostics`]: Error::diagnostics
    pub fn omitted(&self, severity: Severity) -> usize {
        self.omitted.get(&severity).copied().unwrap_or_default()
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

/// `Debug` is readable, because cargo shows the error of a build script with it. It prints the
/// diagnostics, or only the number of errors if [`Config::compile`](crate::Config::compile) has
/// already passed them to cargo.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.already_reported {
            return fmt::Display::fmt(self, f);
        }
        let diagnostics = self.diagnostics.iter();
        let errors = diagnostics
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count();
        write!(f, "{}, shown above", Plural(errors, "error", "errors"))
    }
}

impl std::error::Error for Error {}
