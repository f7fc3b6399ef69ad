//! Writes problems, for people or as JSON lines.

use std::io::{self, Write};

use reference_codegen::Diagnostic;
use serde::Serialize;

use crate::command::arguments::MessageFormat;

/// A problem as other tools read it; line and column are 0 where the whole file is meant.
#[derive(Serialize)]
struct Problem<'a> {
    code: &'static str,
    severity: String,
    message: &'a str,
    help: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

/// Writes every problem in the order given.
pub(crate) fn write(
    diagnostics: &[Diagnostic],
    format: MessageFormat,
    err: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        match format {
            MessageFormat::Human => writeln!(err, "{diagnostic}")?,
            MessageFormat::Json => {
                writeln!(err, "{}", serde_json::to_string(&problem(diagnostic))?)?
            }
        }
    }
    err.flush()
}

fn problem(diagnostic: &Diagnostic) -> Problem<'_> {
    let span = diagnostic.span.as_ref();
    Problem {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity().to_string(),
        message: &diagnostic.message,
        help: &diagnostic.help,
        file: span.map(|span| span.file.as_str()),
        line: span.map(|span| span.line),
        column: span.map(|span| span.column),
    }
}
