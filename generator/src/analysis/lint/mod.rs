//! Where the docs drift: what the views of one API say differently, and what they leave out.
//!
//! Every rule is one function in `rules/` that reads the understood reference and
//! gives what it found; [`Rule`] lists them. What stands in the way of generating, such as a
//! description that leads nowhere, is an error of the reading
//! ([`DanglingDescription`](Code::DanglingDescription)), and is in [`Lint::errors`].

mod finding;
mod rules;

use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostic, Error, Severity};
use crate::config::Config;
use crate::pipeline::api::Api;
use crate::pipeline::source::Source;
use crate::pipeline::{Reference, source_map};

pub use crate::config::lint::{Level, LintLevels, Rule};
pub use finding::{Finding, Related, Subject};

/// The version of the JSON of `reference-codegen lint --format json`.
///
/// It goes up when a field changes its meaning or disappears; a new field does not count.
pub const VERSION: u32 = 1;

/// What the rules found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    findings: Vec<Finding>,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    allowed: Vec<Rule>,
    suspended: Vec<Rule>,
}

impl Config {
    /// Looks for drift in the pages below `roots`; see [`Rule`] for what is looked for.
    ///
    /// `levels` win over those of the settings file.
    ///
    /// # Errors
    ///
    /// The settings are not right. The errors of the reference, such as a page that cannot be
    /// read or a reference that leads nowhere, are in [`Lint::errors`].
    pub fn lint(&self, roots: &[impl AsRef<Path>], levels: &LintLevels) -> Result<Lint, Error> {
        let settings = self.settings(roots)?;
        let levels = levels.clone().or(&settings.lint);
        let Reference {
            sources,
            api,
            diagnostics,
        } = Reference::read(&settings);
        Ok(Lint::run(
            &api,
            &sources,
            source_map::locate(diagnostics, &sources),
            &levels,
        ))
    }
}

impl Lint {
    /// What the rules find in a reference that was read with these diagnostics.
    pub(crate) fn run(
        api: &Api,
        sources: &[Source],
        diagnostics: Vec<Diagnostic>,
        levels: &LintLevels,
    ) -> Self {
        let is_error = |problem: &Diagnostic| problem.severity() == Severity::Error;
        let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(is_error);
        let is_allowed = |rule: &Rule| levels.level(*rule) == Level::Allow;
        let is_suspended = |rule: &Rule| !errors.is_empty() && rules::is_about_absence(*rule);
        let wanted = |rule| !is_allowed(&rule) && !is_suspended(&rule);
        let found = rules::run(api, wanted);
        let rules = || Rule::ALL.iter().copied();
        Self {
            findings: finding::locate(found, sources, levels),
            allowed: rules().filter(is_allowed).collect(),
            suspended: rules()
                .filter(|rule| !is_allowed(rule) && is_suspended(rule))
                .collect(),
            errors,
            warnings: Vec::new(),
        }
        .and(warnings, levels.level(Rule::UnknownKey))
    }

    /// Takes in the warnings of the reading; those that a rule is about are findings.
    fn and(mut self, warnings: Vec<Diagnostic>, level: Level) -> Self {
        for warning in warnings {
            match warning.code {
                Code::UnknownKey | Code::UnknownView if level == Level::Allow => {}
                Code::UnknownKey | Code::UnknownView => {
                    self.findings.push(Finding::of_diagnostic(warning, level));
                }
                _ => self.warnings.push(warning),
            }
        }
        self.findings.sort();
        self.findings.dedup();
        self
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

    /// Warnings of the reading that are no rule's matter.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Rules that were not looked for, as somebody allows what they find.
    pub fn allowed(&self) -> &[Rule] {
        &self.allowed
    }

    /// Rules that were not looked for, as the reference has errors: what they miss may only be
    /// lost.
    pub fn suspended(&self) -> &[Rule] {
        &self.suspended
    }

    /// Whether a rule that is denied has fired, or the reference has errors.
    pub fn is_denied(&self) -> bool {
        let denied = |finding: &Finding| finding.level == Level::Deny;
        !self.errors.is_empty() || self.findings.iter().any(denied)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::diagnostic::example;

    #[test]
    fn every_example_has_its_finding_and_no_other() {
        for rule in Rule::ALL {
            let folder = tempfile::tempdir().unwrap();
            example::write(rule.example(), folder.path());
            let lint = Config::new()
                .lint(&[folder.path()], &LintLevels::default())
                .unwrap();
            let fired: BTreeSet<Rule> = lint.findings().iter().map(|found| found.rule).collect();
            assert_eq!(fired, BTreeSet::from([*rule]));
            assert!(lint.errors().is_empty(), "{rule}: {:?}", lint.errors());
        }
    }
}
