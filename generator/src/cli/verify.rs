//! `reference-codegen verify`

use std::fmt;
use std::io::Write;
use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueHint};
use serde::Serialize;

use crate::cli::arguments::{FormatArguments, Options, SettingsArguments};
use crate::cli::exit_status::{CommandError, Status};
use crate::cli::progress::Progress;
use reference_codegen::diagnostic::Escaped;
use reference_codegen::openapi::Comparison;
use reference_codegen::verify::{Unidentified, Verification};

pub(super) const HELP: &str = "\
A body is accepted if it deserializes into its model. For a rejected body, the
output shows every reason and the contradicted line of the docs. A body is
unchecked if its model accepts any JSON.

PATH/index.tsv identifies bodies. A line has three columns, separated by tabs:
file, role (response, request, resource or list) and docs id. Other files are
identified, in this order, by file name, by a folder named after an operation,
by their `object` member, or by a folder named after a resource. A file that
matches no id, or several, is listed as unidentified.

Recordings need no index: HAR 1.2, cassettes of VCR (YAML or JSON), and lines of
JSON, each {\"method\", \"url\", \"status\", \"request\", \"response\"}. Each exchange is
matched to an operation by method and path. Its query, headers, body and
response are checked, compressed bodies too (gzip, deflate). A request with the
status 400 or 422 is not checked, since it may be wrong on purpose. Exchanges
without an operation are listed. Secrets are not shown.

An OpenAPI description, 3.0 or 3.1 in JSON or YAML, is compared with the
corrected docs: operations by method and path, members by path. A disagreement
shows both sides, with the line of the docs and the JSON pointer in the
description. If the docs are right, a `[[keep]]` in the corrections file accepts
the disagreement.

The JSON is versioned: {\"version\", \"bodies\", \"models\", \"never_seen\",
\"unknown_values\", \"unidentified\"}. Typed ids add \"id_types\". --openapi adds
{\"openapi\": {\"version\", \"description\", \"operations\", \"resources\",
\"disagreements\"}}.

Examples:
  reference-codegen verify --payloads recorded
  reference-codegen verify docs --payloads recorded --format json
  reference-codegen verify docs --payloads recorded --suggest > more.toml
  reference-codegen verify docs --payloads session.har
  reference-codegen verify docs --openapi openapi.yaml

Exit codes:
  0  every body is accepted or unchecked, every disagreement has a `[[keep]]`
  1  a body is rejected, a file is not JSON, an exchange or its body cannot be
     read, no body is identified, a disagreement has no `[[keep]]`, or the
     reference or description has errors
  2  could not run: invalid arguments or settings, no pages, no bodies and no
     exchanges, or an index with an invalid line, an unknown id or a missing
     file";

/// The usage with each of the options of which one is enough.
pub(super) const USAGE: &str = "\
reference-codegen verify [OPTIONS] --payloads <PATH> [REFERENCE]...
       reference-codegen verify [OPTIONS] --openapi <FILE> [REFERENCE]...";

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("checked").args(["payloads", "openapi"]).required(true).multiple(true))]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    settings: SettingsArguments,
    /// Folder of bodies and recordings, or one file
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    payloads: Option<PathBuf>,
    /// OpenAPI description, 3.0 or 3.1
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    openapi: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArguments,
    /// Print corrections for the mismatches (TOML)
    #[arg(long, conflicts_with = "format")]
    suggest: bool,
}

/// The results for bodies and for the description, as one JSON object.
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

/// Checks the bodies, and compares the reference with the description. It fails for a rejected
/// body, a file that is not JSON, an unreadable exchange, no identified body, or a disagreement
/// without a `[[keep]]`.
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
        // If bodies were checked, the warnings of the reference have been shown already.
        if results.bodies.is_none() {
            options.warn(comparison.diagnostics(), err)?;
        }
        results.openapi = Some(comparison);
    }
    if arguments.suggest {
        suggest(&results, out)?;
        if !options.quiet {
            tell_left_out(&results, err)?;
        }
    } else {
        arguments.format.write(&results, out)?;
    }
    if results.has_failed() {
        return Err(CommandError::Told(Status::Problems));
    }
    Ok(())
}

/// The number of unidentified bodies and exchanges that are named.
const MAX_LEFT_OUT: usize = 10;

/// Tells on standard error which mismatches have no suggested correction, and why. Standard output
/// may go to a file.
fn tell_left_out(results: &Results, err: &mut dyn Write) -> Result<(), CommandError> {
    let bodies = results.bodies.iter();
    let bodies = bodies.flat_map(|it| it.suggestions.unfixable().to_vec());
    let openapi = results.openapi.iter();
    let openapi = openapi.flat_map(|it| it.suggestions.unfixable());
    for line in bodies.chain(openapi) {
        writeln!(err, "no suggestion for {}", Escaped(&line))?;
    }
    let bodies = results.bodies.iter();
    let unidentified: Vec<&Unidentified> = bodies.flat_map(|it| &it.unidentified).collect();
    for Unidentified { file, message, .. } in unidentified.iter().take(MAX_LEFT_OUT) {
        let (file, message) = (Escaped(file), Escaped(message));
        writeln!(err, "no suggestion for {file}: {message}")?;
    }
    let more = unidentified.len().saturating_sub(MAX_LEFT_OUT);
    if more > 0 {
        writeln!(
            err,
            "and {more} more, which `verify` without `--suggest` lists"
        )?;
    }
    Ok(())
}

/// Writes the corrections for the bodies and for the description, separated by an empty line.
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
