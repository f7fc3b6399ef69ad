//! Writes the result of checking bodies against models.

use std::io::Write;

use reference_codegen::verify::Verification;

use crate::cli::arguments::Format;
use crate::cli::status::CommandError;

/// Writes the result; its JSON ends with a line break.
pub(crate) fn write(
    verification: &Verification,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    match format {
        Format::Text => write!(out, "{verification}")?,
        Format::Json => {
            let json = serde_json::to_string_pretty(verification).map_err(std::io::Error::other)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(out.flush()?)
}

/// Writes the suggested corrections.
pub(crate) fn suggest(
    verification: &Verification,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    write!(out, "{}", verification.suggestions)?;
    Ok(out.flush()?)
}
