//! Where the files go, and how they are laid out.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use reference_codegen::{Config, Layout, SerdeDerives};

use super::{SettingsArguments, given};
use crate::cli::values;

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    #[command(flatten)]
    pub(crate) settings: SettingsArguments,
    #[command(flatten)]
    package: PackageArguments,
    /// The folder to write to [default: generated]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,
}

impl GenerateArguments {
    /// The settings, with the arguments in front of the settings file.
    pub(crate) fn config(&self) -> Config {
        let config = self.package.apply_to(self.settings.config());
        given(config, self.out.as_ref(), Config::out_dir)
    }
}

/// How the models are written down; for the commands that write or list them.
#[derive(Debug, Args)]
pub(crate) struct PackageArguments {
    /// tree, file (one) or crate [default: tree]
    #[arg(long, value_parser = values::layout(), hide_possible_values = true)]
    layout: Option<Layout>,
    /// The name of the crate [default: api-models]
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    crate_name: Option<String>,
    /// Serde traits: both, by-direction [default: both]
    #[arg(long, value_name = "WAYS", value_parser = values::serde())]
    #[arg(hide_possible_values = true)]
    serde: Option<SerdeDerives>,
}

impl PackageArguments {
    pub(super) fn apply_to(&self, config: Config) -> Config {
        let config = given(config, self.layout.as_ref(), Config::layout);
        let config = given(config, self.serde.as_ref(), Config::serde);
        given(config, self.crate_name.as_ref(), Config::crate_name)
    }
}
