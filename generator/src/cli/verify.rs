//! `reference-codegen verify`

use std::fmt;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use serde::Serialize;

use crate::cli::arguments::{FormatArguments, Options, SettingsArguments};
use crate::cli::exit_status::{CommandError, Status};
use crate::cli::progress::Progress;
use reference_codegen::openapi::Comparison;
use reference_codegen::verify::Verification;

pub(super) const HELP: &str = "\
A body is accepted if its model reads it, and rejected with every reason, each
with the line of the docs that it contradicts. It is unchecked if its model
would read anything. DIR/index.tsv says what the bodies are, a line each, with
tabs between: file, role (response, request, resource or list), docs id. Others
are identified by the name of the file, by that of the folder if an operation
has it, by their own `object`, or by the folder of a resource's name; what is
not identified, or fits several ids, is listed as unidentified.

An OpenAPI description, 3.0 or 3.1 as JSON or YAML, is held against the docs as
they are corrected: operations by method and path, members by path. A
disagreement shows what the two say, the line of the docs and the JSON pointer
in the description. One in which the docs are right is kept by a `[[keep]]` of
the corrections file.

The JSON is versioned: {\"version\", \"bodies\", \"models\", \"never_seen\",
\"unknown_values\", \"unidentified\"}, and {\"openapi\": {\"version\",
\"description\", \"operations\", \"resources\", \"disagreements\"}}.

Examples:
  reference-codegen verify --payloads recorded
  reference-codegen verify docs --payloads recorded --format json
  reference-codegen verify docs --payloads recorded --suggest > more.toml
  reference-codegen verify docs --openapi openapi.yaml

Exit codes:
  0  every body is accepted or unchecked, and every disagreement is kept
  1  a body is rejected, a file is not JSON, no body is identified, a
     disagreement is not kept, or the reference or the description has errors
  2  could not run: wrong arguments or settings, no pages or bodies, or an
     index that has a wrong line, an unknown id or a missing file";

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    settings: SettingsArguments,
    /// The folder of JSON bodies
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(required_unless_present = "openapi")]
    payloads: Option<PathBuf>,
    /// An OpenAPI description to compare with
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(required_unless_present = "payloads")]
    openapi: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArguments,
    /// Corrections that would help, as TOML
    #[arg(long, conflicts_with = "format")]
    suggest: bool,
}

/// The results of both, as one JSON.
#[derive(Serialize)]
struct Results {
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    bodies: Option<Verification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    openapi: Option<Comparison>,
}

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bodies.iter().try_for_each(|bodies| bodies.fmt(f))?;
        self.openapi.iter().try_for_each(|openapi| openapi.fmt(f))
    }
}

impl Results {
    fn has_failed(&self) -> bool {
        let has_failed =
            |it: &Verification| it.has_rejected() || it.has_broken() || it.has_no_model();
        self.bodies.as_ref().is_some_and(has_failed)
            || self.openapi.as_ref().is_some_and(Comparison::disagrees)
    }
}

/// Checks the bodies, and compares with the description. A rejected body, a file that is not JSON,
/// no identified body, and a disagreement that is not kept fail.
pub(super) fn run(
    arguments: &VerifyArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let VerifyArguments { settings, .. } = arguments;
    let (config, roots) = (settings.config(), &settings.reference);
    let mut results = Results {
        bodies: None,
        openapi: None,
    };
    if let Some(payloads) = &arguments.payloads {
        let progress = Progress::new("bodies", options);
        let verification =
            progress.show(|tell| config.verify_with_progress(roots, payloads, tell))?;
        options.warn(verification.diagnostics(), err)?;
        results.bodies = Some(verification);
    }
    if let Some(description) = &arguments.openapi {
        let comparison = config.verify_openapi(roots, description)?;
        // With bodies, the warnings of the reference are shown already.
        if results.bodies.is_none() {
            options.warn(comparison.diagnostics(), err)?;
        }
        results.openapi = Some(comparison);
    }
    if arguments.suggest {
        suggest(&results, out)?;
    } else {
        arguments.format.write(&results, out)?;
    }
    if results.has_failed() {
        return Err(CommandError::Told(Status::Problems));
    }
    Ok(())
}

/// Writes the corrections of both, with an empty line between.
fn suggest(results: &Results, out: &mut dyn Write) -> Result<(), CommandError> {
    let bodies = results.bodies.as_ref().map(|it| it.suggestions.to_string());
    let openapi = results
        .openapi
        .as_ref()
        .map(|it| it.suggestions.to_string());
    let mut texts: Vec<String> = bodies.into_iter().chain(openapi).collect();
    texts.retain(|text| !text.is_empty());
    write!(out, "{}", texts.join("\n"))?;
    Ok(out.flush()?)
}
