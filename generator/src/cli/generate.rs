//! `reference-codegen generate`

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueHint};
use reference_codegen::{Config, Generated, WriteSummary};

use crate::cli::arguments::{Options, PackageArguments, SettingsArguments, given};
use crate::cli::exit_status::CommandError;

pub(super) const HELP: &str = "\
Only changed files are written. Previously generated files that are no longer
needed are deleted; files without the @generated marker are never touched.
A crate has one feature for each section of the docs; all are on by default.

Examples:
  reference-codegen generate
  reference-codegen generate docs --out src/api --time jiff
  reference-codegen generate docs --layout file --time crate::Timestamp
  reference-codegen generate docs --layout crate --out models";

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
    #[command(flatten)]
    package: PackageArguments,
    /// Output folder [default: generated]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,
}

impl GenerateArguments {
    /// The settings: those of the settings file, overridden by the arguments.
    pub(crate) fn config(&self) -> Config {
        let config = self.package.apply_to(self.settings.config());
        given(config, self.out.as_ref(), Config::out_dir)
    }

    /// Generates in memory.
    pub(crate) fn generate(&self) -> Result<Generated, reference_codegen::Error> {
        self.config().generate(&self.settings.reference)
    }
}

pub(super) fn run(
    arguments: &GenerateArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let start = Instant::now();
    let generated = arguments.generate()?;
    options.warn(generated.diagnostics(), err)?;
    let written = generated.write()?;
    if options.quiet {
        return Ok(());
    }
    summarize(&generated, &written, "", out)?;
    writeln!(out, "time: {:.2} s", start.elapsed().as_secs_f64())?;
    Ok(out.flush()?)
}

/// Writes the counts of pages, models and files, and the notes of the run. `folder` follows the
/// counts of files.
pub(super) fn summarize(
    generated: &Generated,
    written: &WriteSummary,
    folder: &str,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    writeln!(out, "{}", generated.counts())?;
    for note in generated.notes() {
        writeln!(out, "{note}")?;
    }
    let (new, removed) = (written.written.len(), written.removed.len());
    let unchanged = written.unchanged;
    writeln!(
        out,
        "files: {new} written, {unchanged} unchanged, {removed} removed{folder}"
    )?;
    Ok(())
}
