//! Findings as SARIF 2.1.0, which code review tools show beside the line.

use std::io::{self, Write};
use std::path::{MAIN_SEPARATOR, Path};

use reference_codegen::diagnostic::{Escaped, Span};
use reference_codegen::lint::{Level, Lint, Rule};
use serde_json::{Value, json};

use crate::cli::arguments::write_json;

/// Writes one run with all findings and the diagnostics of the reference, so that a scanner cannot
/// mistake an unreadable reference for one without findings.
pub(super) fn write(lint: &Lint, out: &mut dyn Write) -> io::Result<()> {
    let mut results = Vec::new();
    for finding in lint.findings() {
        let text = format!("{}; {}", finding.message, finding.help);
        let span = finding.span.as_ref();
        let mut result = result(finding.rule.as_str(), finding.level, &text, span);
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            let mut place = related.span.as_ref().map_or_else(|| json!({}), location);
            place["id"] = json!(id);
            place["message"] = message(&related.message);
            place
        });
        result["relatedLocations"] = related.collect();
        results.push(result);
    }
    for diagnostic in lint.errors().iter().chain(lint.warnings()) {
        let text = format!("{}; {}", diagnostic.message, diagnostic.help);
        let (code, span) = (diagnostic.code.as_str(), diagnostic.span.as_ref());
        results.push(result(code, super::level(diagnostic), &text, span));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": lint.errors().is_empty() }],
            "results": results,
        }],
    });
    write_json(&log, out)
}

fn result(rule: &str, level: Level, text: &str, span: Option<&Span>) -> Value {
    json!({
        "ruleId": rule,
        "level": self::level(level),
        "message": message(text),
        "locations": span.into_iter().map(location).collect::<Vec<_>>(),
    })
}

/// A text as a message, in which SARIF allows Markdown links. The escapes keep text of a page from
/// becoming a link.
fn message(text: &str) -> Value {
    let mut escaped = String::with_capacity(text.len());
    for c in Escaped(text).to_string().chars() {
        if matches!(c, '[' | ']' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    json!({ "text": escaped })
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

fn location(span: &Span) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(&span.file) } });
    if span.line > 0 {
        place["region"] = region(span);
    }
    json!({ "physicalLocation": place })
}

/// The region of a span. The span of a mapping or list is empty; its region has no end, so that it
/// extends to the end of the line and can be highlighted.
fn region(span: &Span) -> Value {
    let mut region = json!({ "startLine": span.line, "startColumn": span.column });
    if (span.line, span.column) != (span.end_line, span.end_column) {
        region["endLine"] = json!(span.end_line);
        region["endColumn"] = json!(span.end_column);
    }
    region
}

/// A path as a percent-encoded URI.
fn uri(path: &str) -> String {
    let path = path.replace(MAIN_SEPARATOR, "/");
    let mut uri = match (Path::new(&path).is_absolute(), path.starts_with('/')) {
        (true, true) => "file://".to_owned(),
        (true, false) => "file:///".to_owned(),
        (false, _) => String::new(),
    };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
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
    use super::{message, uri};

    #[test]
    fn a_message_has_no_link_of_a_page() {
        let shown = message("`[a](https://b.test)\\` is no type\u{202e}");
        let expected = r"`\[a\](https://b.test)\\` is no type\\u{202e}";
        assert_eq!(shown["text"], expected);
    }

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
