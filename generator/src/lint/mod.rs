//! Where the docs drift: what the views of one API say differently, and what they leave out.
//!
//! Every rule is one function in `rules/` that reads the understood reference and
//! gives what it found; [`Rule`] lists them.

mod finding;
mod levels;
mod rule;
mod rules;

use std::path::Path;

use crate::Reference;
use crate::api::Api;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Failure, Severity};
use crate::source::Source;

pub use finding::{Finding, Related};
pub use levels::Levels;
pub use rule::{Level, Rule};

/// What the rules found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    findings: Vec<Finding>,
    errors: Vec<Diagnostic>,
}

impl Config {
    /// Looks for drift in the pages below `roots`; see [`Rule`] for what is looked for.
    ///
    /// `levels` win over those of the settings file.
    ///
    /// # Errors
    ///
    /// The settings are not right, or a page cannot be read or parsed. Errors that
    /// are found later, such as a reference that leads nowhere, are in [`Lint::errors`].
    pub fn lint(&self, roots: &[impl AsRef<Path>], levels: &Levels) -> Result<Lint, Failure> {
        let settings = self.settings(roots)?;
        let levels = levels.clone().or(&settings.lint);
        let Reference {
            sources,
            api,
            report,
        } = Reference::read(&settings);
        Ok(Lint::of(&api, &sources, report.locate(&sources), &levels))
    }
}

impl Lint {
    /// What the rules find in a reference that was read with these diagnostics.
    pub(crate) fn of(
        api: &Api,
        sources: &[Source],
        diagnostics: Vec<Diagnostic>,
        levels: &Levels,
    ) -> Self {
        let found = rules::run(api, levels);
        Self::new(finding::locate(found, sources, levels), diagnostics, levels)
    }

    /// Takes in the warnings of the reading as findings, and keeps its errors.
    fn new(mut findings: Vec<Finding>, diagnostics: Vec<Diagnostic>, levels: &Levels) -> Self {
        let level = levels.of(Rule::UnknownKey);
        let mut errors = Vec::new();
        for diagnostic in diagnostics {
            match diagnostic.code {
                Code::UnknownKey | Code::UnknownView if level != Level::Allow => {
                    findings.push(Finding::of_diagnostic(diagnostic, level));
                }
                code if code.severity() == Severity::Error => errors.push(diagnostic),
                _ => {}
            }
        }
        findings.sort();
        findings.dedup();
        Self { findings, errors }
    }

    /// What was found, in the order of the places.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Errors of the reference that stand in the way of generating; where there are
    /// any, the findings may be incomplete.
    pub fn errors(&self) -> &[Diagnostic] {
        &self.errors
    }

    /// Whether a rule that is denied has fired, or the reference has errors.
    pub fn is_denied(&self) -> bool {
        let denied = |finding: &Finding| finding.level == Level::Deny;
        !self.errors.is_empty() || self.findings.iter().any(denied)
    }
}
