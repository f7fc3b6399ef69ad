//! The command `diff`: its arguments and its output.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use reference_codegen::diff::{Diff, ReferenceSource};
use reference_codegen::{Config, TimeType, View};

use crate::cli::arguments::{given, settings_file};
use crate::cli::status::CommandError;
use crate::cli::terminal::{self, Colour};
use crate::cli::values;

pub(crate) const HELP: &str = "\
OLD and NEW are folders of pages, or `git:REV:PATH` for the folder PATH of a git
revision; PATH starts at the root of the repository, or here as `./PATH`.

A change breaks Rust if code that compiles with the old models may not compile
with the new ones; it breaks the wire if a program with the old models and the
new server may not understand each other. Other changes are additive, or of
documentation alone. Code is taken to make requests with `new` or `Default`, to
write no struct of a response as a literal, and to match enums with a last arm.

Corrections, of --corrections or of the settings, must fit NEW; those that fit
OLD correct it as well, unless it has its own by --old-corrections. What is
corrected on one side alone is a difference.

With --quiet nothing is told but what --format or --changelog asks for.

The JSON is versioned: {\"version\", \"old\", \"new\", \"base_url\", \"semver\",
\"counts\", \"entities\"}.

Examples:
  reference-codegen diff git:main:schema/reference schema/reference
  reference-codegen diff docs-1.0 docs-1.1 --format markdown > comment.md
  reference-codegen diff docs-1.0 docs-1.1 --changelog >> CHANGELOG.md
  reference-codegen diff docs-1.0 docs --old-corrections docs-1.0.toml
  reference-codegen diff git:v1.2.0:docs docs --fail-on breaking --quiet

Exit codes:
  0  compared, whatever was found
  1  found what --fail-on names, or a reference has errors
  2  could not run: wrong arguments or settings, or no such revision";

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The reference to compare with
    #[arg(value_hint = ValueHint::DirPath)]
    old: ReferenceSource,
    /// The reference to compare
    #[arg(value_hint = ValueHint::DirPath)]
    new: ReferenceSource,
    /// Write text, markdown or json [default: text]
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: DiffFormat,
    /// Write a changelog section instead
    #[arg(long, conflicts_with = "format")]
    changelog: bool,
    /// Exit with 1 if there is any: breaking
    #[arg(long, value_enum, value_name = "CLASS", hide_possible_values = true)]
    fail_on: Option<FailOn>,
    /// The view that names the fields [default: curl]
    #[arg(long, value_parser = values::view(), hide_possible_values = true)]
    view: Option<View>,
    /// string, jiff, chrono, time or a Rust path
    #[arg(long, value_name = "TYPE", value_parser = values::time())]
    #[arg(hide_possible_values = true)]
    time: Option<TimeType>,
    /// What NEW gets wrong, as TOML
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    corrections: Option<PathBuf>,
    /// What OLD gets wrong, as TOML
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    old_corrections: Option<PathBuf>,
    /// What links to /reference/... begin with
    #[arg(long, value_name = "URL", value_hint = ValueHint::Other)]
    base_url: Option<String>,
    /// Settings [default: schema/codegen.toml, if any]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

/// For a terminal, for a pull request, or for other tools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    #[default]
    Text,
    Markdown,
    Json,
}

/// The changes that make the command fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Breaking,
}

impl DiffArguments {
    /// The settings for both references; arguments take precedence over the settings file.
    fn config(&self) -> Config {
        let file = settings_file(self.config.as_deref());
        let config = given(Config::new(), file.as_ref(), Config::config_file);
        let config = given(config, self.view.as_ref(), Config::view);
        let config = given(config, self.time.as_ref(), Config::time);
        let config = given(config, self.corrections.as_ref(), Config::corrections);
        let old = self.old_corrections.as_ref();
        let config = given(config, old, Config::old_corrections);
        given(config, self.base_url.as_ref(), Config::base_url)
    }
}

/// Compares the references, writes the changes, and fails if there are some that `--fail-on` names.
pub(crate) fn run(
    arguments: &DiffArguments,
    quiet: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let diff = arguments.config().diff(&arguments.old, &arguments.new)?;
    // `--quiet` omits the text, but no output that was asked for.
    let is_text = arguments.format == DiffFormat::Text && !arguments.changelog;
    if !(quiet && is_text) {
        write(&diff, arguments, out)?;
    }
    match (arguments.fail_on, diff.breaking()) {
        (Some(FailOn::Breaking), count @ 1..) => Err(CommandError::Breaking(count)),
        _ => Ok(()),
    }
}

fn write(diff: &Diff, arguments: &DiffArguments, out: &mut dyn Write) -> Result<(), CommandError> {
    match arguments.format {
        _ if arguments.changelog => write!(out, "{}", diff.changelog())?,
        DiffFormat::Text => match terminal::colour(&io::stdout()) {
            Colour::Yes => write!(out, "{diff:#}")?,
            Colour::No => write!(out, "{diff}")?,
        },
        DiffFormat::Markdown => write!(out, "{}", diff.markdown())?,
        DiffFormat::Json => {
            let json = serde_json::to_string_pretty(diff).map_err(io::Error::other)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(out.flush()?)
}
