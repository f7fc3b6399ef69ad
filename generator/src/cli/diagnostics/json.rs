//! A diagnostic as JSON, for other tools.

use std::io;

use reference_codegen::Diagnostic;
use reference_codegen::diagnostic::{Span, escape_json};
use serde::Serialize;

/// The version of the format. It increases when a key changes its meaning or is removed, but not
/// when a key is added.
const VERSION: u32 = 1;

/// One diagnostic. `file` is null without a location, and the line is null for a whole file.
#[derive(Serialize)]
struct DiagnosticJson<'a> {
    version: u32,
    code: &'static str,
    severity: String,
    message: &'a str,
    help: &'a str,
    file: Option<&'a str>,
    #[serde(flatten)]
    span: SpanJson,
}

/// A span: lines and columns count from 1, columns in characters, and the end is exclusive; the
/// offset counts bytes from 0.
#[derive(Default, Serialize)]
struct SpanJson {
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    offset: Option<usize>,
    length: Option<usize>,
}

impl SpanJson {
    fn new(span: &Span) -> Self {
        if span.line == 0 {
            return Self::default();
        }
        Self {
            line: Some(span.line),
            column: Some(span.column),
            end_line: Some(span.end_line),
            end_column: Some(span.end_column),
            offset: Some(span.offset),
            length: Some(span.length),
        }
    }
}

/// A diagnostic as one line of JSON.
pub(super) fn line(diagnostic: &Diagnostic) -> io::Result<String> {
    let span = diagnostic.span.as_ref();
    let diagnostic = DiagnosticJson {
        version: VERSION,
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.to_string(),
        message: &diagnostic.message,
        help: &diagnostic.help,
        file: span.map(|span| span.file.as_str()),
        span: span.map(SpanJson::new).unwrap_or_default(),
    };
    let json = serde_json::to_string(&diagnostic).map_err(io::Error::other)?;
    Ok(escape_json(&json) + "\n")
}
