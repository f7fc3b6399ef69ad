//! `reference-codegen report`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use reference_codegen::diff::ReferenceSource;
use reference_codegen::report::ReportOptions;
use reference_codegen::{Config, TimeType, View};

use crate::cli::arguments::{Options, given, settings_file};
use crate::cli::problems;
use crate::cli::status::CommandError;
use crate::cli::values;

/// What stands below the help of the command.
pub(crate) const HELP: &str = "\
The page needs nothing but a browser: every resource and operation with what
each view says of its fields and which rule decided, where the docs drift, and
what was corrected; with OLD what changed since, and whom it breaks. OLD may be
`git:REV:PATH`, as for diff. A file that is not a report is never replaced.

In the page `/` searches, the arrows move, Enter opens and Esc clears. The
address holds the filters, so that a link shows the same again.

Examples:
  reference-codegen report --out report.html
  reference-codegen report docs --out report.html --payloads recorded
  reference-codegen report docs-1.0 docs-1.1 --out report.html

Exit codes:
  0  written
  1  a reference has errors, and nothing was written
  2  could not run: wrong arguments or settings, or the file is not writable";

/// One reference, or another one before it.
pub(crate) const USAGE: &str = "reference-codegen report [OPTIONS] --out <FILE> [[OLD] REFERENCE]";

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The reference, and before it one to compare it with
    #[arg(value_names = ["OLD", "REFERENCE"], num_args = 0..=2, value_hint = ValueHint::DirPath)]
    references: Vec<ReferenceSource>,
    /// The file to write
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: PathBuf,
    /// A folder of JSON bodies, to tell which fit
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    payloads: Option<PathBuf>,
    /// The view that names the fields [default: curl]
    #[arg(long, value_parser = values::view(), hide_possible_values = true)]
    view: Option<View>,
    /// string, jiff, chrono, time or a Rust path
    #[arg(long, value_name = "TYPE", value_parser = values::time())]
    #[arg(hide_possible_values = true)]
    time: Option<TimeType>,
    /// What the docs get wrong, as TOML
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    corrections: Option<PathBuf>,
    /// What links to /reference/... begin with
    #[arg(long, value_name = "URL", value_hint = ValueHint::Other)]
    base_url: Option<String>,
    /// Settings [default: schema/codegen.toml, if any]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

impl ReportArguments {
    /// The settings, with the arguments in front of the settings file.
    fn config(&self) -> Config {
        let file = settings_file(self.config.as_deref());
        let config = given(Config::new(), file.as_ref(), Config::config_file);
        let config = given(config, self.view.as_ref(), Config::view);
        let config = given(config, self.time.as_ref(), Config::time);
        let config = given(config, self.corrections.as_ref(), Config::corrections);
        given(config, self.base_url.as_ref(), Config::base_url)
    }

    /// The reference, if one was named, and what to show with it.
    fn subject(&self) -> (Vec<PathBuf>, ReportOptions) {
        let mut inputs = ReportOptions::default();
        if let [old, _] = self.references.as_slice() {
            inputs = inputs.old(old.clone());
        }
        if let Some(payloads) = &self.payloads {
            inputs = inputs.payloads(payloads);
        }
        let reference = self.references.last().map(ToString::to_string);
        (reference.map(PathBuf::from).into_iter().collect(), inputs)
    }
}

/// Writes the page; there is nothing to say where that went well.
pub(crate) fn run(
    arguments: &ReportArguments,
    options: &Options,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let (roots, inputs) = arguments.subject();
    let report = arguments.config().report(&roots, &inputs)?;
    if !options.quiet {
        problems::write(report.diagnostics(), options.message_format, err)?;
    }
    Ok(report.write(Path::new(&arguments.out))?)
}
