//! The arguments of the command, and their help.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use reference_codegen::diagnostic::escape_json;
use reference_codegen::{
    Config, Diagnostic, Layout, MapType, SerdeDerives, Structs, TimeType, View,
};
use serde::Serialize;

use crate::cli::check::{self, CheckArguments};
use crate::cli::completions::{self, CompletionsArguments};
use crate::cli::diagnostics;
use crate::cli::diff::{self, DiffArguments};
use crate::cli::exit_status::CommandError;
use crate::cli::explain::{self, ExplainArguments};
use crate::cli::generate::{self, GenerateArguments};
use crate::cli::help::{self, HelpArguments};
use crate::cli::init::{self, InitArguments};
use crate::cli::inspect::{self, InspectArguments};
use crate::cli::lint::{self, LintArguments};
use crate::cli::man::{self, ManArguments};
use crate::cli::report::{self, ReportArguments};
use crate::cli::settings_file;
use crate::cli::value_parsers;
use crate::cli::verify::{self, VerifyArguments};
use crate::cli::watch::{self, WatchArguments};

/// Generate Rust models from API reference pages
#[derive(Debug, Parser)]
#[command(name = "reference-codegen", version, after_help = AFTER_HELP)]
#[command(disable_help_flag = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) action: Command,
    #[command(flatten)]
    pub(crate) options: Options,
}

const AFTER_HELP: &str = "\
Examples:
  reference-codegen generate                     settings of codegen.toml
  reference-codegen generate docs --out src/api  pages of docs, into src/api
  reference-codegen inspect --format json        all models, for another tool
  reference-codegen explain ApiKey.permissions   the origin of a type
  reference-codegen lint                         inconsistencies in the docs
  reference-codegen diff git:main:docs docs      changes since main
  reference-codegen verify docs --payloads json  check bodies against models
  reference-codegen report docs --out page.html  everything in one page

Settings file, unless --config names another:
  codegen.toml or schema/codegen.toml, here or in the nearest folder above

Exit codes:
  0  done
  1  the reference has errors, and nothing was written; or a check failed
  2  could not run: invalid arguments or settings, no pages, no write access";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write settings, a build script and a first test into a package
    #[command(after_help = init::HELP)]
    Init(InitArguments),
    /// Generate models; delete the models of removed pages
    #[command(after_help = generate::HELP)]
    Generate(GenerateArguments),
    /// Fail if the generated files are out of date
    #[command(after_help = check::HELP)]
    Check(CheckArguments),
    /// Generate, then regenerate on every save
    #[command(after_help = watch::HELP)]
    Watch(WatchArguments),
    /// List the models and operations of a reference
    #[command(after_help = inspect::HELP)]
    Inspect(InspectArguments),
    /// Explain how a field, type or operation was derived
    #[command(after_help = explain::HELP)]
    Explain(ExplainArguments),
    /// Report inconsistencies between the views
    #[command(after_help = lint::HELP)]
    Lint(LintArguments),
    /// Compare two references and classify breaking changes
    #[command(after_help = diff::HELP)]
    Diff(DiffArguments),
    /// Check JSON bodies or an OpenAPI description against the models
    #[command(after_help = verify::HELP, override_usage = verify::USAGE)]
    Verify(VerifyArguments),
    /// Write a self-contained HTML report
    #[command(after_help = report::HELP, override_usage = report::USAGE)]
    Report(ReportArguments),
    /// Generate shell completions
    #[command(after_help = completions::HELP)]
    Completions(CompletionsArguments),
    /// Generate man pages
    #[command(after_help = man::HELP)]
    Man(ManArguments),
    /// Print this message or the help of a subcommand
    #[command(after_help = help::HELP)]
    Help(HelpArguments),
}

/// The options of every subcommand.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Show errors only: no warnings and no summary
    #[arg(short, long, global = true, display_order = 100)]
    pub(crate) quiet: bool,
    /// Messages: human, short, json [default: human]
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        display_order = 100
    )]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(crate) message_format: MessageFormat,
    /// Print help; -h omits the examples
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 101)]
    help: Option<bool>,
}

/// Annotated source for people, one line for editors and `grep`, or one JSON object per line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    #[default]
    Human,
    Short,
    Json,
}

impl Options {
    /// Writes the warnings of a run without errors.
    pub(crate) fn warn(&self, warnings: &[Diagnostic], err: &mut dyn Write) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        diagnostics::write(warnings, self.message_format, err)
    }
}

/// The settings of the models. Each has the same name in the settings file.
#[derive(Debug, Args)]
pub(crate) struct SettingsArguments {
    /// Folders of pages [default: `reference` of the settings]
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) reference: Vec<PathBuf>,
    /// Ignore operations
    #[arg(long)]
    no_operations: bool,
    /// Maps: BTreeMap, IndexMap [default: BTreeMap]
    #[arg(long, value_name = "TYPE", value_parser = value_parsers::map())]
    #[arg(hide_possible_values = true)]
    map: Option<MapType>,
    #[command(flatten)]
    common: CommonArguments,
}

impl SettingsArguments {
    /// The settings: those of the settings file, overridden by the arguments.
    pub(crate) fn config(&self) -> Config {
        let config = given(self.common.config(), self.map.as_ref(), Config::map);
        if self.no_operations {
            config.operations(false)
        } else {
            config
        }
    }
}

/// The settings that apply to the comparison of two references as well.
#[derive(Debug, Args)]
pub(crate) struct CommonArguments {
    /// View that supplies field names [default: curl]
    #[arg(long, value_parser = value_parsers::view(), hide_possible_values = true)]
    view: Option<View>,
    /// Timestamps: string, jiff, chrono, time or path
    #[arg(long, value_name = "TYPE", value_parser = value_parsers::time())]
    #[arg(hide_possible_values = true)]
    time: Option<TimeType>,
    /// Corrections file (TOML)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    corrections: Option<PathBuf>,
    /// Base URL of links to /reference/...
    #[arg(long, value_name = "URL", value_hint = ValueHint::Other)]
    base_url: Option<String>,
    /// Settings file [default: nearest codegen.toml]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
}

impl CommonArguments {
    /// The settings: those of the settings file, overridden by the arguments. Without `--config`,
    /// the default settings file applies.
    pub(crate) fn config(&self) -> Config {
        let config = match self.config.clone().or_else(settings_file::find) {
            Some(file) => Config::new().config_file(file),
            None => Config::new().without_file(settings_file::LOOKED_FOR),
        };
        let config = given(config, self.view.as_ref(), Config::view);
        let config = given(config, self.time.as_ref(), Config::time);
        let config = given(config, self.corrections.as_ref(), Config::corrections);
        given(config, self.base_url.as_ref(), Config::base_url)
    }
}

/// The layout of the output, for the commands that write or list it.
#[derive(Debug, Args)]
pub(crate) struct PackageArguments {
    #[command(flatten)]
    only: OnlyArguments,
    /// tree (a file per page), file or crate
    #[arg(long, value_parser = value_parsers::layout(), hide_possible_values = true)]
    layout: Option<Layout>,
    /// Name of the crate [default: api-models]
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    crate_name: Option<String>,
    /// Add conversions to and from the http crate
    #[arg(long)]
    http: bool,
    /// Serde traits: both, by-direction
    #[arg(long, value_name = "DERIVES", value_parser = value_parsers::serde())]
    #[arg(hide_possible_values = true)]
    serde: Option<SerdeDerives>,
    /// Structs: non-exhaustive, exhaustive
    #[arg(long, value_name = "STRUCTS", value_parser = value_parsers::structs())]
    #[arg(hide_possible_values = true)]
    structs: Option<Structs>,
}

impl PackageArguments {
    pub(crate) fn apply_to(&self, config: Config) -> Config {
        let config = self.only.apply_to(config);
        let config = given(config, self.layout.as_ref(), Config::layout);
        let config = given(config, self.serde.as_ref(), Config::serde);
        let config = given(config, self.structs.as_ref(), Config::structs);
        let http = if self.http { Some(true) } else { None };
        let config = given(config, http.as_ref(), Config::http);
        given(config, self.crate_name.as_ref(), Config::crate_name)
    }
}

/// The pages to select, for the commands that write, list or compare models.
#[derive(Debug, Args)]
pub(crate) struct OnlyArguments {
    /// Only the models of these pages: sso/**
    #[arg(long, value_name = "GLOB", value_hint = ValueHint::Other)]
    only: Vec<String>,
}

impl OnlyArguments {
    pub(crate) fn apply_to(&self, config: Config) -> Config {
        self.only.iter().fold(config, Config::only)
    }
}

/// The configuration with a setting, if the argument was given.
pub(crate) fn given<T: Clone>(
    config: Config,
    value: Option<&T>,
    set: impl FnOnce(Config, T) -> Config,
) -> Config {
    match value {
        Some(value) => set(config, value.clone()),
        None => config,
    }
}

/// The format of a result that is text or JSON.
#[derive(Debug, Args)]
pub(crate) struct FormatArguments {
    /// Format: text, json [default: text]
    #[arg(long, value_enum, default_value_t)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: Format,
}

/// Text for people, or the versioned JSON for other tools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

impl FormatArguments {
    /// Writes a result; JSON ends with a line break.
    pub(crate) fn write(
        &self,
        result: &(impl Display + Serialize),
        out: &mut dyn Write,
    ) -> Result<(), CommandError> {
        match self.format {
            Format::Text => write!(out, "{result}")?,
            Format::Json => write_json(result, out)?,
        }
        Ok(out.flush()?)
    }
}

/// Writes a value as indented JSON, with characters that could control a terminal escaped.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    writeln!(out, "{}", escape_json(&json))
}
