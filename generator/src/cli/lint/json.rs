//! The versioned JSON: `{"version", "findings"}`.

use std::io::Write;

use reference_codegen::Diagnostic;
use reference_codegen::diagnostic::Severity;
use reference_codegen::lint::{Level, Lint, VERSION};
use serde_json::{Value, json};

use crate::cli::status::CommandError;

/// Writes every finding, and behind them the problems of the reference: whoever reads the
/// findings alone must not take a reference with errors for one without drift.
pub(super) fn write(lint: &Lint, out: &mut dyn Write) -> Result<(), CommandError> {
    let findings = lint.findings().iter().map(serde_json::to_value);
    let mut findings: Vec<Value> = findings
        .collect::<Result<_, _>>()
        .map_err(std::io::Error::other)?;
    findings.extend(lint.errors().iter().chain(lint.warnings()).map(problem));
    let json = json!({ "version": VERSION, "findings": findings });
    Ok(writeln!(out, "{json:#}")?)
}

/// A problem as a finding of the rule that its code is.
fn problem(problem: &Diagnostic) -> Value {
    let level = match problem.severity() {
        Severity::Error => Level::Deny,
        _ => Level::Warn,
    };
    json!({
        "span": problem.span,
        "rule": problem.code.as_str(),
        "level": level,
        "message": problem.message,
        "help": problem.help,
        "related": [],
    })
}
