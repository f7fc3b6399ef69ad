//! Findings as SARIF 2.1.0, which code review tools show beside the line.

use std::io::Write;

use reference_codegen::diagnostic::Span;
use reference_codegen::lint::{Finding, Level, Lint, Related, Rule};
use serde_json::{Value, json};

use crate::command::status::Failed;

/// Writes one run with all findings.
pub(super) fn write(lint: &Lint, out: &mut dyn Write) -> Result<(), Failed> {
    let results: Vec<Value> = lint.findings().iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver() }, "results": results }],
    });
    Ok(writeln!(out, "{log:#}")?)
}

fn driver() -> Value {
    let rules = Rule::ALL.iter().map(|rule| {
        json!({
            "id": rule.as_str(),
            "shortDescription": { "text": rule.summary() },
            "defaultConfiguration": { "level": level(rule.default_level()) },
        })
    });
    json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules.collect::<Vec<_>>(),
    })
}

fn result(finding: &Finding) -> Value {
    let related = finding.related.iter().enumerate().map(related);
    json!({
        "ruleId": finding.rule.as_str(),
        "level": level(finding.level),
        "message": { "text": format!("{}; {}", finding.message, finding.help) },
        "locations": finding.span.iter().map(location).collect::<Vec<_>>(),
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn related((id, related): (usize, &Related)) -> Value {
    let mut place = related.span.as_ref().map_or_else(|| json!({}), location);
    place["id"] = json!(id);
    place["message"] = json!({ "text": related.message });
    place
}

fn location(span: &Span) -> Value {
    let region = match span.line {
        0 => json!({}),
        line => json!({ "startLine": line, "startColumn": span.column }),
    };
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": span.file },
            "region": region,
        },
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Allow => "none",
        Level::Warn => "warning",
        Level::Deny => "error",
    }
}
