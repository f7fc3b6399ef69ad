//! Findings for people.

use std::collections::BTreeMap;
use std::io::Write;

use reference_codegen::lint::{Level, Lint, Rule};

use crate::command::status::Failed;

/// Writes every finding with what the other views say, then how many each rule has.
pub(super) fn findings(lint: &Lint, quiet: bool, out: &mut dyn Write) -> Result<(), Failed> {
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for finding in lint.findings() {
        *counts.entry(finding.rule).or_default() += 1;
        if !quiet || finding.level == Level::Deny {
            writeln!(out, "{finding}")?;
        }
    }
    if !quiet {
        summary(&counts, out)?;
    }
    Ok(())
}

fn summary(counts: &BTreeMap<Rule, usize>, out: &mut dyn Write) -> Result<(), Failed> {
    for (rule, count) in counts {
        writeln!(out, "{count:>6} {rule}: {}", rule.summary())?;
    }
    Ok(())
}

/// Writes what each rule looks for.
pub(super) fn rules(out: &mut dyn Write) -> Result<(), Failed> {
    for rule in Rule::ALL {
        let level = rule.default_level();
        writeln!(out, "{:<28} {level:<8} {}", rule.as_str(), rule.summary())?;
    }
    Ok(out.flush()?)
}
