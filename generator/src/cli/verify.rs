//! `reference-codegen verify`

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::arguments::{FormatArguments, Options, SettingsArguments};
use crate::cli::exit_status::{CommandError, Status};
use crate::cli::progress::Progress;

pub(super) const HELP: &str = "\
A body is accepted if its model reads it, and rejected with every reason, each
with the line of the docs that it contradicts. It is unchecked if its model
would read anything. DIR/index.tsv says what the bodies are, a line each, with
tabs between: file, role (response, request, resource or list), docs id. Others
are identified by the name of the file, by that of the folder if an operation
has it, by their own `object`, or by the folder of a resource's name; what is
not identified, or fits several ids, is listed as unidentified.

The JSON is versioned: {\"version\", \"bodies\", \"models\", \"never_seen\",
\"unknown_values\", \"unidentified\"}.

Examples:
  reference-codegen verify --payloads recorded
  reference-codegen verify docs --payloads recorded --format json
  reference-codegen verify docs --payloads recorded --suggest > more.toml

Exit codes:
  0  every body is accepted or unchecked
  1  a body is rejected, a file is not JSON, no body is identified, or the
     reference has errors
  2  could not run: wrong arguments or settings, no pages or bodies, or an
     index that has a wrong line, an unknown id or a missing file";

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    settings: SettingsArguments,
    /// The folder of JSON bodies
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    payloads: PathBuf,
    #[command(flatten)]
    format: FormatArguments,
    /// Corrections that would help, as TOML
    #[arg(long, conflicts_with = "format")]
    suggest: bool,
}

/// Checks the bodies; a rejected body, a file that is not JSON, and no identified body fail.
pub(super) fn run(
    arguments: &VerifyArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let VerifyArguments {
        settings, payloads, ..
    } = arguments;
    let config = settings.config();
    let verification = Progress::new("bodies", options)
        .show(|tell| config.verify_with_progress(&settings.reference, payloads, tell))?;
    options.warn(verification.diagnostics(), err)?;
    if arguments.suggest {
        write!(out, "{}", verification.suggestions)?;
        out.flush()?;
    } else {
        arguments.format.write(&verification, out)?;
    }
    if verification.has_rejected() || verification.has_broken() || verification.has_no_model() {
        return Err(CommandError::Told(Status::Problems));
    }
    Ok(())
}
