//! Findings for people.

use std::collections::BTreeMap;
use std::io::Write;

use reference_codegen::lint::{Level, Lint, Rule};

use crate::cli::exit_status::CommandError;

/// The number of findings shown of a rule, unless it is denied or all are shown.
const MAX_FINDINGS: usize = 10;

/// The selection of findings to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verbosity {
    /// Denied findings only.
    Denied,
    /// The first findings of each rule.
    First,
    /// Every finding.
    All,
}

/// The number of findings of a rule, and how many of them were shown.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: usize,
    shown: usize,
}

/// Writes the findings, then the number of each rule.
pub(super) fn findings(
    lint: &Lint,
    verbosity: Verbosity,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let mut counts: BTreeMap<Rule, Count> = BTreeMap::new();
    for finding in lint.findings() {
        let count = counts.entry(finding.rule).or_default();
        count.all += 1;
        let is_shown = match verbosity {
            Verbosity::Denied => finding.level == Level::Deny,
            Verbosity::First => finding.level == Level::Deny || count.shown < MAX_FINDINGS,
            Verbosity::All => true,
        };
        if is_shown {
            count.shown += 1;
            writeln!(out, "{finding}")?;
        }
    }
    if verbosity != Verbosity::Denied {
        summary(&counts, out)?;
        unchecked(lint, out)?;
    }
    Ok(())
}

fn summary(counts: &BTreeMap<Rule, Count>, out: &mut dyn Write) -> Result<(), CommandError> {
    for (rule, Count { all, shown }) in counts {
        let rest = if all == shown {
            String::new()
        } else {
            format!(" ({shown} shown; --all shows the rest)")
        };
        writeln!(out, "{all:>6} {rule}: {}{rest}", rule.summary())?;
    }
    Ok(())
}

/// Writes the rules that were not checked, so that nobody mistakes them for rules without findings.
fn unchecked(lint: &Lint, out: &mut dyn Write) -> Result<(), CommandError> {
    let reasons = [
        (lint.allowed(), "since they are allowed"),
        (lint.suspended(), "since the reference has errors"),
    ];
    for (rules, why) in reasons {
        // Rules that are off by default are not listed: the line would appear in every run.
        let rules = rules
            .iter()
            .filter(|rule| rule.default_level() != Level::Allow);
        let rules: Vec<&str> = rules.map(|rule| rule.as_str()).collect();
        if rules.is_empty() {
            continue;
        }
        writeln!(out, "not checked {why}: {}", rules.join(", "))?;
    }
    Ok(())
}

/// Writes the level and the summary of each rule.
pub(super) fn rules(out: &mut dyn Write) -> Result<(), CommandError> {
    for rule in Rule::ALL {
        let level = rule.default_level().as_str();
        writeln!(out, "{:<28} {level:<5} {}", rule.as_str(), rule.summary())?;
    }
    Ok(out.flush()?)
}
