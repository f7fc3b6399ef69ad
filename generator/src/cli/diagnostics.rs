//! Writes diagnostics as annotated source, as single lines or as JSON lines.

mod drawing;
mod json;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use reference_codegen::diagnostic::{Plural, Severity};
use reference_codegen::{Diagnostic, Error};

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

/// Writes the diagnostics of a failed run; below several, their numbers. With `is_quiet` it writes
/// the errors alone.
pub(crate) fn write_failure(
    failure: &Error,
    format: MessageFormat,
    is_quiet: bool,
    err: &mut dyn Write,
) -> io::Result<()> {
    if is_quiet {
        let errors = failure.diagnostics().iter();
        let errors = errors.filter(|it| it.severity == Severity::Error);
        return write(&errors.cloned().collect::<Vec<_>>(), format, err);
    }
    write(failure.diagnostics(), format, err)?;
    let counts = counts(failure);
    if format != MessageFormat::Json && !counts.is_empty() {
        writeln!(err, "{counts}")?;
    }
    err.flush()
}

/// The numbers of errors and warnings, and of those that are not shown; empty for a single one.
fn counts(failure: &Error) -> String {
    let listed = |severity| {
        let all = failure.diagnostics().iter();
        all.filter(|it| it.severity == severity).count()
    };
    let [errors, warnings] = [Severity::Error, Severity::Warning];
    let hidden = [errors, warnings].map(|it| failure.omitted(it));
    let all = [listed(errors) + hidden[0], listed(warnings) + hidden[1]];
    if all[0] + all[1] <= 1 {
        return String::new();
    }
    let mut text = numbers(all);
    let all_hidden = hidden[0] + hidden[1];
    if all_hidden > 0 {
        text += &format!(
            "; {} {} not shown, as a page shows at most 100 of each",
            numbers(hidden),
            Plural(all_hidden, "is", "are").noun()
        );
    }
    text
}

/// The numbers of errors and of warnings, but for those that are 0.
fn numbers([errors, warnings]: [usize; 2]) -> String {
    let errors = if errors > 0 {
        Some(Plural(errors, "error", "errors").to_string())
    } else {
        None
    };
    let warnings = if warnings > 0 {
        Some(Plural(warnings, "warning", "warnings").to_string())
    } else {
        None
    };
    let all: Vec<String> = errors.into_iter().chain(warnings).collect();
    all.join(" and ")
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
