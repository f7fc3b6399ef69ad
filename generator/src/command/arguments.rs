//! The arguments of the command, and their help.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use reference_codegen::{Config, Layout, MapType, Time, View};

/// The settings file that is read where nobody names one.
const SETTINGS: &str = "schema/codegen.toml";

/// Generate Rust models from API reference pages
#[derive(Debug, Parser)]
#[command(name = "reference-codegen", version, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) action: Action,
    #[command(flatten)]
    pub(crate) options: Options,
}

const AFTER_HELP: &str = "\
Examples:
  reference-codegen generate                     as schema/codegen.toml says
  reference-codegen generate docs --out src/api  pages of docs, into src/api
  reference-codegen inspect --format json        what there is, for another tool

Exit codes:
  0  done
  1  the reference has errors; nothing was written
  2  could not run: wrong arguments or settings, or the output is not writable";

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Write the models of a reference, and remove those whose page is gone
    #[command(after_help = GENERATE_HELP)]
    Generate(GenerateArguments),
    /// List the models and operations of a reference; write nothing
    #[command(after_help = INSPECT_HELP)]
    Inspect(InspectArguments),
}

const GENERATE_HELP: &str = "\
A file is written only when it changes. A file of an earlier run that is no
longer made is removed; files without the @generated mark are left alone.

Examples:
  reference-codegen generate
  reference-codegen generate docs --out src/api --time jiff
  reference-codegen generate docs --layout file --time crate::Timestamp";

const INSPECT_HELP: &str = "\
The JSON is versioned: {\"version\", \"counts\", \"models\", \"operations\"}.

Examples:
  reference-codegen inspect
  reference-codegen inspect docs --format json";

/// How the command talks.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Show errors only: no warnings and no summary
    #[arg(short, long, global = true, display_order = 100)]
    pub(crate) quiet: bool,
    /// Problems as human or json [default: human]
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
}

/// A sentence for people, or one JSON object a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    #[default]
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
    /// The folder to write to [default: generated]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl GenerateArguments {
    /// The settings, with the arguments in front of the settings file.
    pub(crate) fn config(&self) -> Config {
        let config = self.settings.config();
        given(config, self.out.as_ref(), Config::out_dir)
    }
}

#[derive(Debug, Args)]
pub(crate) struct InspectArguments {
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
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
    pub(crate) reference: Vec<PathBuf>,
    /// A file a page, or one for all [default: tree]
    #[arg(long, value_name = "tree|file")]
    layout: Option<Layout>,
    /// The view that names the fields [default: curl]
    #[arg(long)]
    view: Option<View>,
    /// string, jiff, chrono, time or a Rust path
    #[arg(long, value_name = "TYPE")]
    time: Option<Time>,
    /// BTreeMap or IndexMap [default: BTreeMap]
    #[arg(long, value_name = "TYPE")]
    map: Option<MapType>,
    /// What links to /reference/... begin with
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Settings [default: schema/codegen.toml, if any]
    #[arg(long, value_name = "FILE")]
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
        let config = given(config, self.layout.as_ref(), Config::layout);
        let config = given(config, self.view.as_ref(), Config::view);
        let config = given(config, self.time.as_ref(), Config::time);
        let config = given(config, self.map.as_ref(), Config::map);
        given(config, self.base_url.as_ref(), Config::base_url)
    }

    fn settings_file(&self) -> Option<PathBuf> {
        let default = Path::new(SETTINGS);
        self.config
            .clone()
            .or_else(|| default.exists().then(|| default.to_owned()))
    }
}

/// The configuration with a setting, if the setting was given.
fn given<T: Clone>(
    config: Config,
    value: Option<&T>,
    set: impl FnOnce(Config, T) -> Config,
) -> Config {
    match value {
        Some(value) => set(config, value.clone()),
        None => config,
    }
}
