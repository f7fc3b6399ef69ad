//! Writes what a run found and made.

use std::io::Write;

use reference_codegen::Inspection;

use crate::cli::arguments::Format;
use crate::cli::status::CommandError;

/// Writes the inspection; its JSON ends with a line break.
pub(crate) fn write(
    inspection: &Inspection,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    match format {
        Format::Text => write!(out, "{inspection}")?,
        Format::Json => {
            let json = serde_json::to_string_pretty(inspection).map_err(std::io::Error::other)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(out.flush()?)
}
