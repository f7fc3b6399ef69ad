//! The arguments of the command, and their help.

mod options;
mod output;

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use reference_codegen::{Config, MapType, TimeType, View};

use crate::cli::check::{self, CheckArguments};
use crate::cli::completions::{self, CompletionsArguments};
use crate::cli::diff::{self, DiffArguments};
use crate::cli::explain::{self, ExplainArguments};
use crate::cli::help::{self, HelpArguments};
use crate::cli::lint::{self, LintArguments};
use crate::cli::man::{self, ManArguments};
use crate::cli::report::{self, ReportArguments};
use crate::cli::values;
use crate::cli::watch::{self, WatchArguments};

pub(crate) use options::{MessageFormat, Options};
pub(crate) use output::{GenerateArguments, PackageArguments};

/// The settings file that is read where nobody names one.
const SETTINGS: &str = "schema/codegen.toml";

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
  reference-codegen generate                     as schema/codegen.toml says
  reference-codegen generate docs --out src/api  pages of docs, into src/api
  reference-codegen inspect --format json        what there is, for another tool
  reference-codegen explain ApiKey.permissions   how a field came about
  reference-codegen lint                         where the docs drift
  reference-codegen diff git:main:docs docs      what changed since main
  reference-codegen verify docs --payloads json  do these bodies fit?
  reference-codegen report docs --out page.html  all of it, to look at

Exit codes:
  0  done
  1  the reference has errors, and nothing was written; or a check failed
  2  could not run: wrong arguments or settings, no pages, or no way to write";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the models of a reference; remove those whose page is gone
    #[command(after_help = GENERATE_HELP)]
    Generate(GenerateArguments),
    /// Fail if generate would change anything; write nothing
    #[command(after_help = check::HELP)]
    Check(CheckArguments),
    /// Generate now and whenever a page is saved
    #[command(after_help = watch::HELP)]
    Watch(WatchArguments),
    /// List the models and operations of a reference; write nothing
    #[command(after_help = INSPECT_HELP)]
    Inspect(InspectArguments),
    /// Show how a field, type or operation came about; write nothing
    #[command(after_help = explain::HELP)]
    Explain(ExplainArguments),
    /// Report where the views of the API drift apart; write nothing
    #[command(after_help = lint::HELP)]
    Lint(LintArguments),
    /// Compare two references: what changed, and whom it breaks
    #[command(after_help = diff::HELP)]
    Diff(DiffArguments),
    /// Hold JSON bodies against the models of a reference; write nothing
    #[command(after_help = VERIFY_HELP)]
    Verify(VerifyArguments),
    /// Write one HTML page with all of this, to look at
    #[command(after_help = report::HELP, override_usage = report::USAGE)]
    Report(ReportArguments),
    /// Write the completions for a shell
    #[command(after_help = completions::HELP)]
    Completions(CompletionsArguments),
    /// Write the page for man
    #[command(after_help = man::HELP)]
    Man(ManArguments),
    /// Print this, or the help of a command
    #[command(after_help = help::HELP)]
    Help(HelpArguments),
}

const GENERATE_HELP: &str = "\
A file is written only when it changes. A file of an earlier run that is no
longer made is removed; files without the @generated mark are left alone.
A crate has a feature for each section of the docs; all are on by default.

Examples:
  reference-codegen generate
  reference-codegen generate docs --out src/api --time jiff
  reference-codegen generate docs --layout file --time crate::Timestamp
  reference-codegen generate docs --layout crate --out models";

const INSPECT_HELP: &str = "\
The JSON is versioned: {\"version\", \"counts\", \"models\", \"operations\",
\"request_enums\", \"omitted\", \"secrets\", \"untyped\", \"unmatched\"}. Each field
has its evidence, as explain shows it.

Examples:
  reference-codegen inspect
  reference-codegen inspect docs --format json";

const VERIFY_HELP: &str = "\
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
pub(crate) struct InspectArguments {
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
    #[command(flatten)]
    package: PackageArguments,
    /// The list as text or json [default: text]
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: Format,
}

impl InspectArguments {
    pub(crate) fn config(&self) -> Config {
        self.package.apply_to(self.settings.config())
    }
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
    /// The folder of JSON bodies
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) payloads: PathBuf,
    /// The result as text or json [default: text]
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: Format,
    /// Corrections that would help, as TOML
    #[arg(long, conflicts_with = "format")]
    pub(crate) suggest: bool,
}

/// A list for people, or the versioned JSON for other tools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}

/// What decides the models. Every setting has the same name in the settings file.
#[derive(Debug, Args)]
pub(crate) struct SettingsArguments {
    /// Folders of pages [default: `reference` of the settings]
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) reference: Vec<PathBuf>,
    /// Resources alone: no requests, no responses
    #[arg(long)]
    no_operations: bool,
    /// The view that names the fields [default: curl]
    #[arg(long, value_parser = values::view(), hide_possible_values = true)]
    view: Option<View>,
    /// string, jiff, chrono, time or a Rust path
    #[arg(long, value_name = "TYPE", value_parser = values::time())]
    #[arg(hide_possible_values = true)]
    time: Option<TimeType>,
    /// BTreeMap or IndexMap [default: BTreeMap]
    #[arg(long, value_name = "TYPE", value_parser = values::map())]
    #[arg(hide_possible_values = true)]
    map: Option<MapType>,
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

impl SettingsArguments {
    /// The settings, with the arguments in front of the settings file.
    pub(crate) fn config(&self) -> Config {
        let config = given(
            Config::new(),
            self.settings_file().as_ref(),
            Config::config_file,
        );
        let operations = self.no_operations.then_some(false);
        let config = given(config, operations.as_ref(), Config::operations);
        let config = given(config, self.view.as_ref(), Config::view);
        let config = given(config, self.time.as_ref(), Config::time);
        let config = given(config, self.map.as_ref(), Config::map);
        let config = given(config, self.corrections.as_ref(), Config::corrections);
        given(config, self.base_url.as_ref(), Config::base_url)
    }

    /// The file that holds the settings, if there is one.
    pub(crate) fn settings_file(&self) -> Option<PathBuf> {
        settings_file(self.config.as_deref())
    }
}

/// The settings file that was named, or the usual one if it is there.
pub(crate) fn settings_file(named: Option<&Path>) -> Option<PathBuf> {
    let default = Path::new(SETTINGS);
    named
        .or_else(|| default.exists().then_some(default))
        .map(Path::to_owned)
}

/// The configuration with a setting, if the setting was given.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that a help names, of the text behind `versioned:`.
    fn named(help: &str) -> Vec<&str> {
        let (_, list) = help.split_once("versioned: {").unwrap();
        let (list, _) = list.split_once('}').unwrap();
        let names = list.split(',').map(|name| name.trim().trim_matches('"'));
        names.collect()
    }

    #[test]
    fn the_help_of_inspect_names_every_key_of_its_json() {
        let reference = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/ok/queries");
        let generated = Config::new().generate(&[reference]).unwrap();
        let json = serde_json::to_value(generated.inspection()).unwrap();
        let mut named = named(INSPECT_HELP);
        named.sort_unstable();
        let keys: Vec<&str> = json
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(named, keys);
    }
}
