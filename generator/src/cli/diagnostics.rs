//! Writes diagnostics as annotated source, as single lines or as JSON lines.

mod drawing;
mod json;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use reference_codegen::Diagnostic;

use crate::cli::arguments::MessageFormat;
use crate::cli::terminal::{self, Colour};

/// Writes the diagnostics in their order.
pub(crate) fn write(
    diagnostics: &[Diagnostic],
    format: MessageFormat,
    err: &mut dyn Write,
) -> io::Result<()> {
    let colour = terminal::colour(&io::stderr());
    for diagnostic in diagnostics {
        err.write_all(shown(diagnostic, format, colour)?.as_bytes())?;
    }
    err.flush()
}

/// Writes a diagnostic on one line, for `--quiet`.
pub(crate) fn write_brief(
    diagnostic: &Diagnostic,
    format: MessageFormat,
    err: &mut dyn Write,
) -> io::Result<()> {
    let text = match format {
        MessageFormat::Json => json::line(diagnostic)?,
        MessageFormat::Human | MessageFormat::Short => {
            format!("{}\n", diagnostic.to_string().replace("\n  help: ", "; "))
        }
    };
    err.write_all(text.as_bytes())?;
    err.flush()
}

/// A diagnostic as text that ends with a line break.
pub(super) fn shown(
    diagnostic: &Diagnostic,
    format: MessageFormat,
    colour: Colour,
) -> io::Result<String> {
    match format {
        MessageFormat::Human => drawing::draw(diagnostic, colour),
        MessageFormat::Short => Ok(format!("{diagnostic}\n")),
        MessageFormat::Json => json::line(diagnostic),
    }
}
