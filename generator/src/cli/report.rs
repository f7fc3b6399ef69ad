//! `reference-codegen report`

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use reference_codegen::diff::ReferenceSource;
use reference_codegen::report::ReportOptions;

use crate::cli::arguments::{CommonArguments, Options};
use crate::cli::exit_status::CommandError;

pub(super) const HELP: &str = "\
The report is one file for any browser. It shows every resource and operation,
the declaration of each field in every view with the deciding rule, the findings
of lint, and the corrections. OLD is an older reference: the report shows the
changes since OLD, by class. OLD may be `git:REV:PATH`, as for diff. A file that
is not a report is never replaced.

Keys in the report: / searches, arrows move, Enter opens, Esc clears. The
filters are kept in the URL, so links can be shared.

Examples:
  reference-codegen report --out report.html
  reference-codegen report docs --out report.html --payloads recorded
  reference-codegen report docs-1.0 docs-1.1 --out report.html

Exit codes:
  0  written
  1  a reference has errors, and nothing was written
  2  could not run: invalid arguments or settings, or no write access";

/// The usage with one reference, or another one before it.
pub(super) const USAGE: &str = "reference-codegen report [OPTIONS] --out <FILE> [[OLD] REFERENCE]";

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The reference; OLD is an older one
    #[arg(value_names = ["OLD", "REFERENCE"], num_args = 0..=2, value_hint = ValueHint::DirPath)]
    references: Vec<ReferenceSource>,
    /// Output file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: PathBuf,
    /// Folder of JSON bodies to verify
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    payloads: Option<PathBuf>,
    /// URL of the reference's folder, to link to lines
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    source_url: Option<String>,
    #[command(flatten)]
    common: CommonArguments,
}

impl ReportArguments {
    /// The optional input of the report.
    fn options(&self) -> ReportOptions {
        let mut options = ReportOptions::default();
        if let [old, _] = self.references.as_slice() {
            options = options.old(old.clone());
        }
        if let Some(payloads) = &self.payloads {
            options = options.payloads(payloads);
        }
        if let Some(url) = &self.source_url {
            options = options.source_url(url);
        }
        options
    }
}

/// Writes the page, and says so.
pub(super) fn run(
    arguments: &ReportArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let reference = arguments.references.last().map(ToString::to_string);
    let roots: Vec<PathBuf> = reference.map(PathBuf::from).into_iter().collect();
    let report = arguments
        .common
        .config()
        .report(&roots, &arguments.options())?;
    options.warn(report.diagnostics(), err)?;
    report.write(&arguments.out)?;
    if !options.quiet {
        writeln!(out, "report: {} written", arguments.out.display())?;
    }
    Ok(())
}
