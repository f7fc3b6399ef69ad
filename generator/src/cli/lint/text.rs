//! Findings for people.

use std::collections::BTreeMap;
use std::io::Write;

use reference_codegen::lint::{Level, Lint, Rule};

use crate::cli::status::CommandError;

/// So many findings of a rule are shown, unless all are asked for or it is denied.
const MAX_FINDINGS: usize = 10;

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verbosity {
    /// What is denied, and nothing else.
    Denied,
    /// The first findings of each rule.
    First,
    /// Every finding.
    All,
}

/// How many findings a rule has, and how many of them were shown.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: usize,
    shown: usize,
}

/// Writes findings with what the other views say, then how many each rule has.
pub(super) fn findings(
    lint: &Lint,
    amount: Verbosity,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let mut counts: BTreeMap<Rule, Count> = BTreeMap::new();
    for finding in lint.findings() {
        let count = counts.entry(finding.rule).or_default();
        count.all += 1;
        let is_shown = match amount {
            Verbosity::Denied => finding.level == Level::Deny,
            Verbosity::First => finding.level == Level::Deny || count.shown < MAX_FINDINGS,
            Verbosity::All => true,
        };
        if is_shown {
            count.shown += 1;
            writeln!(out, "{finding}")?;
        }
    }
    if amount != Verbosity::Denied {
        summary(&counts, out)?;
        silent(lint, out)?;
    }
    Ok(())
}

fn summary(counts: &BTreeMap<Rule, Count>, out: &mut dyn Write) -> Result<(), CommandError> {
    for (rule, Count { all, shown }) in counts {
        let rest = match all - shown {
            0 => String::new(),
            _ => format!(" ({shown} are shown; --all shows the rest)"),
        };
        writeln!(out, "{all:>6} {rule}: {}{rest}", rule.summary())?;
    }
    Ok(())
}

/// A rule that found nothing is another thing than one that did not look.
fn silent(lint: &Lint, out: &mut dyn Write) -> Result<(), CommandError> {
    let reasons = [
        (lint.allowed(), "allowed"),
        (lint.suspended(), "as the reference has errors"),
    ];
    for (rules, why) in reasons.iter().filter(|(rules, _)| !rules.is_empty()) {
        let rules: Vec<&str> = rules.iter().map(|rule| rule.as_str()).collect();
        writeln!(out, "not looked for, {why}: {}", rules.join(", "))?;
    }
    Ok(())
}

/// Writes what each rule looks for.
pub(super) fn rules(out: &mut dyn Write) -> Result<(), CommandError> {
    for rule in Rule::ALL {
        let level = rule.default_level();
        writeln!(out, "{:<28} {level:<8} {}", rule.as_str(), rule.summary())?;
    }
    Ok(out.flush()?)
}
