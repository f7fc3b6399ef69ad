//! `reference-codegen explain`

use std::io::Write;

use clap::Args;

use crate::cli::arguments::{FormatArguments, SettingsArguments};
use crate::cli::exit_status::CommandError;

pub(super) const HELP: &str = "\
WHAT is a Rust path, a docs path, an id, a page, a module, or a method and path;
all matches are shown. A bare field name such as external_id lists every type
with that field. In a docs path, a key with a character such as . or [ is in
double quotes.

For each match, the output shows the declaration of each view with its line, the
deciding rule, and each correction with its reason.

Examples:
  reference-codegen explain ApiKey.permissions
  reference-codegen explain api_key.permissions docs
  reference-codegen explain 'kite.\"filter.name\"'
  reference-codegen explain authkit::api_keys::ApiKey
  reference-codegen explain 'GET /organizations/{id}'
  reference-codegen explain list_organizations --format json

Exit codes:
  2  no match for WHAT; similar names are shown";

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// A field, type, enum, operation or id
    what: String,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    format: FormatArguments,
}

pub(super) fn run(arguments: &ExplainArguments, out: &mut dyn Write) -> Result<(), CommandError> {
    let ExplainArguments {
        what,
        settings,
        format,
    } = arguments;
    let explanation = settings.config().explain(&settings.reference, what)?;
    format.write(&explanation, out)
}
