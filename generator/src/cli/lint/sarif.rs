//! Findings as SARIF 2.1.0, which code review tools show beside the line.

use std::io::Write;
use std::path::Path;

use reference_codegen::Diagnostic;
use reference_codegen::diagnostic::{Severity, Span};
use reference_codegen::lint::{Finding, Level, Lint, Related, Rule};
use serde_json::{Value, json};

use crate::cli::status::CommandError;

/// Writes one run with all findings, and with the problems of the reference: a scanner must not
/// read that all is well where nobody could look.
pub(super) fn write(lint: &Lint, out: &mut dyn Write) -> Result<(), CommandError> {
    let findings = lint.findings().iter().map(result);
    let problems = lint.errors().iter().chain(lint.warnings()).map(problem);
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": lint.errors().is_empty() }],
            "results": findings.chain(problems).collect::<Vec<_>>(),
        }],
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

/// A problem of the reading, whose code is the rule.
fn problem(problem: &Diagnostic) -> Value {
    let level = match problem.severity() {
        Severity::Error => Level::Deny,
        _ => Level::Warn,
    };
    json!({
        "ruleId": problem.code.as_str(),
        "level": self::level(level),
        "message": { "text": format!("{}; {}", problem.message, problem.help) },
        "locations": problem.span.iter().map(location).collect::<Vec<_>>(),
    })
}

fn related((id, related): (usize, &Related)) -> Value {
    let mut place = related.span.as_ref().map_or_else(|| json!({}), location);
    place["id"] = json!(id);
    place["message"] = json!({ "text": related.message });
    place
}

fn location(span: &Span) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(&span.file) } });
    if span.line > 0 {
        place["region"] = region(span);
    }
    json!({ "physicalLocation": place })
}

/// A mapping or a list is told by the place where it begins: without an end the region goes to
/// the end of that line, so that there is something to mark.
fn region(span: &Span) -> Value {
    let mut region = json!({ "startLine": span.line, "startColumn": span.column });
    if (span.line, span.column) != (span.end_line, span.end_column) {
        region["endLine"] = json!(span.end_line);
        region["endColumn"] = json!(span.end_column);
    }
    region
}

/// A path as a reference of the standard for addresses; what may not stand there is in `%` codes.
fn uri(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let is_absolute = Path::new(&path).is_absolute();
    let root = match (is_absolute, path.starts_with('/')) {
        (true, true) => "file://",
        (true, false) => "file:///",
        (false, _) => "",
    };
    let bytes = path.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    });
    bytes.fold(root.to_owned(), |uri, byte| uri + &byte)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Allow => "none",
        Level::Deny => "error",
        _ => "warning",
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    #[cfg(unix)]
    fn a_path_is_an_address() {
        let addresses = [
            ("docs/böj 1#2.mdx", "docs/b%C3%B6j%201%232.mdx"),
            ("a:b/%.mdx", "a%3Ab/%25.mdx"),
            ("/docs/a b.mdx", "file:///docs/a%20b.mdx"),
        ];
        for (path, address) in addresses {
            assert_eq!(uri(path), address);
        }
    }
}
