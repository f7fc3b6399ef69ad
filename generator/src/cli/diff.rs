//! The command `diff`: its arguments and its output.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use reference_codegen::diff::{Diff, ReferenceSource};
use reference_codegen::{Config, Structs};

use crate::cli::arguments::{CommonArguments, OnlyArguments, given, write_json};
use crate::cli::exit_status::CommandError;
use crate::cli::terminal::{self, Colour};
use crate::cli::value_parsers;

pub(crate) const HELP: &str = "\
OLD and NEW are folders of pages, or `git:REV:PATH` for the folder PATH of a git
revision. PATH is relative to the root of the repository, and `./PATH` to the
current folder. The pages are read from the object store: no hook, filter or
other command of the repository runs, nothing is fetched, and no link is
followed out of the revision.

A change breaks Rust if code that compiles with the old models may not compile
with the new ones. It breaks the wire if a program built with the old models may
fail to communicate with the new server. Other changes are additive, or affect
only documentation. Downstream code is assumed to build structs with `new` or
`Default`, or as literals if the setting `structs` is `exhaustive`, and to match
enums with a wildcard arm.

Corrections, from --corrections or the settings, must match NEW. Those that also
match OLD are applied to it unless --old-corrections is given. A correction that
is applied to only one of the two shows up as a difference.

--quiet omits the text format. Other formats and the changelog are printed.

The JSON is versioned: {\"version\", \"old\", \"new\", \"base_url\", \"semver\",
\"counts\", \"entities\", \"removed_paths\"}.

Examples:
  reference-codegen diff git:main:schema/reference schema/reference
  reference-codegen diff docs-1.0 docs-1.1 --format markdown > comment.md
  reference-codegen diff docs-1.0 docs-1.1 --changelog >> CHANGELOG.md
  reference-codegen diff docs-1.0 docs --old-corrections docs-1.0.toml
  reference-codegen diff git:v1.2.0:docs docs --fail-on breaking --quiet

Exit codes:
  0  compared
  1  changes of the class of --fail-on, or errors in a reference
  2  could not run: invalid arguments or settings, or unknown revision";

#[derive(Debug, Args)]
#[command(mut_arg("corrections", |it| it.help("Corrections file of NEW (TOML)")))]
pub(crate) struct DiffArguments {
    /// Old reference
    #[arg(value_hint = ValueHint::DirPath)]
    old: ReferenceSource,
    /// New reference
    #[arg(value_hint = ValueHint::DirPath)]
    new: ReferenceSource,
    /// Format: text, markdown, json [default: text]
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
    /// Exit with 1 on changes of this class: breaking
    #[arg(long, value_enum, value_name = "CLASS", hide_possible_values = true)]
    fail_on: Option<FailOn>,
    /// Corrections file of OLD (TOML)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    old_corrections: Option<PathBuf>,
    /// Structs: non-exhaustive, exhaustive
    #[arg(long, value_name = "STRUCTS", value_parser = value_parsers::structs())]
    #[arg(hide_possible_values = true)]
    structs: Option<Structs>,
    #[command(flatten)]
    only: OnlyArguments,
    #[command(flatten)]
    common: CommonArguments,
}

/// Text for a terminal, Markdown for a pull request, or JSON for other tools.
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

/// Compares the references, writes the changes, and fails if any has the class of `--fail-on`.
pub(crate) fn run(
    arguments: &DiffArguments,
    quiet: bool,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let config = arguments.only.apply_to(arguments.common.config());
    let old_corrections = arguments.old_corrections.as_ref();
    let config = given(config, old_corrections, Config::old_corrections);
    let config = given(config, arguments.structs.as_ref(), Config::structs);
    let diff = config.diff(&arguments.old, &arguments.new)?;
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
        DiffFormat::Json => write_json(diff, out)?,
    }
    Ok(out.flush()?)
}
