//! Writes how a field, a type or an operation came about.

use std::io::Write;

use clap::Args;
use reference_codegen::explain::Explanation;

use crate::cli::arguments::{Format, SettingsArguments};
use crate::cli::status::CommandError;

/// What stands below the help of the command.
pub(crate) const HELP: &str = "\
WHAT is a Rust path, a docs path, an id, a page, a module, or a method and path;
everything that it fits is shown. The name of members alone, such as
external_id, lists those that have it.
Each view's own words are shown with their line, and the rule that decided; so
is each correction, with its reason.

Examples:
  reference-codegen explain ApiKey.permissions
  reference-codegen explain api_key.permissions docs
  reference-codegen explain authkit::api_keys::ApiKey
  reference-codegen explain 'GET /organizations/:id'
  reference-codegen explain list_organizations --format json

Exit codes:
  2  nothing is called WHAT; the nearest names are shown";

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// A field, type, enum, operation or id
    what: String,
    #[command(flatten)]
    settings: SettingsArguments,
    /// The evidence as text or json [default: text]
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

/// `reference-codegen explain`
pub(crate) fn run(arguments: &ExplainArguments, out: &mut dyn Write) -> Result<(), CommandError> {
    let ExplainArguments {
        what,
        settings,
        format,
    } = arguments;
    let explanation = settings.config().explain(&settings.reference, what)?;
    write(&explanation, *format, out)
}

fn write(
    explanation: &Explanation,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    match format {
        Format::Text => write!(out, "{explanation}")?,
        Format::Json => {
            let json = serde_json::to_string_pretty(explanation).map_err(std::io::Error::other)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(out.flush()?)
}
