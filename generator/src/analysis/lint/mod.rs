//! Inconsistencies between the views of the API, and gaps in them.
//!
//! Every rule is a function in `rules/` from the resolved reference to its findings; [`Rule`] lists
//! them. Faults that prevent generation, such as a
//! [description that does not exist](Code::DanglingDescription), are in [`Lint::errors`].

mod finding;
mod rules;

use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostic, Error, Severity};
use crate::config::Config;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::RustModel;
use crate::pipeline::source::Source;
use crate::pipeline::{Reference, source_map};

pub use crate::config::lint::{Level, LintLevels, Rule};
pub use finding::{Finding, Related, Subject};

/// The version of the JSON of `reference-codegen lint --format json`.
///
/// It increases when a field changes its meaning or is removed, but not when a field is added.
pub const VERSION: u32 = 2;

/// The result of all rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    findings: Vec<Finding>,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    allowed: Vec<Rule>,
    suspended: Vec<Rule>,
}

impl Config {
    /// Checks the pages below `roots` for inconsistencies; [`Rule`] has the list.
    ///
    /// `levels` override those of the settings file.
    ///
    /// # Errors
    ///
    /// The settings are invalid. Errors of the reference, such as an unreadable page or an
    /// unresolved reference, are in [`Lint::errors`].
    pub fn lint(&self, roots: &[impl AsRef<Path>], levels: &LintLevels) -> Result<Lint, Error> {
        let settings = self.settings(roots)?.of_whole();
        let levels = levels.clone().or(&settings.lint);
        let mut reference = Reference::read(&settings);
        let model = reference.model(&settings);
        reference.accept_all(&settings);
        let Reference {
            sources,
            api,
            diagnostics,
        } = reference;
        let diagnostics = source_map::locate(diagnostics, &sources);
        Ok(Lint::run((&api, &model), &sources, diagnostics, &levels))
    }
}

impl Lint {
    /// Runs the rules on a reference that was read with these diagnostics.
    pub(crate) fn run(
        (api, model): (&Api, &RustModel),
        sources: &[Source],
        diagnostics: Vec<Diagnostic>,
        levels: &LintLevels,
    ) -> Self {
        let is_error = |it: &Diagnostic| it.severity == Severity::Error;
        let (errors, mut warnings): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(is_error);
        let is_allowed = |rule: &Rule| levels.level(*rule) == Level::Allow;
        let is_suspended = |rule: &Rule| !errors.is_empty() && rules::is_about_absence(*rule);
        let (allowed, others): (Vec<Rule>, Vec<Rule>) =
            Rule::ALL.iter().partition(|rule| is_allowed(rule));
        let (suspended, wanted): (Vec<Rule>, Vec<Rule>) =
            others.into_iter().partition(is_suspended);
        let mut findings = finding::locate(rules::run(api, model, &wanted), sources, levels);
        // Warnings that are covered by a rule become findings.
        let level = levels.level(Rule::UnknownKey);
        let is_unknown =
            |it: &mut Diagnostic| matches!(it.code, Code::UnknownKey | Code::UnknownView);
        for warning in warnings.extract_if(.., is_unknown) {
            if level != Level::Allow {
                findings.push(Finding::from_warning(warning, level));
            }
        }
        findings.sort();
        findings.dedup();
        Self {
            findings,
            errors,
            warnings,
            allowed,
            suspended,
        }
    }

    /// The findings, sorted by location.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Errors of the reference that prevent generation; if there are any, the findings may be
    /// incomplete.
    pub fn errors(&self) -> &[Diagnostic] {
        &self.errors
    }

    /// Warnings of the reference that no rule covers.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Rules that did not run because their level is [`Level::Allow`].
    pub fn allowed(&self) -> &[Rule] {
        &self.allowed
    }

    /// Rules that did not run because the reference has errors: they report missing members, which
    /// may be on a page that could not be read.
    pub fn suspended(&self) -> &[Rule] {
        &self.suspended
    }

    /// `true` if there is a finding of a denied rule, or the reference has errors.
    pub fn is_denied(&self) -> bool {
        let is_denied = |finding: &Finding| finding.level == Level::Deny;
        !self.errors.is_empty() || self.findings.iter().any(is_denied)
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
            let levels = LintLevels::default().set(*rule, Level::Warn);
            let lint = Config::new().lint(&[folder.path()], &levels).unwrap();
            let fired: BTreeSet<Rule> = lint.findings().iter().map(|found| found.rule).collect();
            // `Debug` shows a secret of the URL as well.
            let also = if *rule == Rule::SecretInUrl {
                Some(Rule::PossibleSecret)
            } else {
                None
            };
            assert_eq!(fired, [*rule].into_iter().chain(also).collect());
            assert!(lint.errors().is_empty(), "{rule}: {:?}", lint.errors());
        }
    }
}
