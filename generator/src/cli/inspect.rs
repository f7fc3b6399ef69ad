//! `reference-codegen inspect`

use std::io::Write;

use clap::Args;

use crate::cli::arguments::{FormatArguments, Options, PackageArguments, SettingsArguments};
use crate::cli::exit_status::CommandError;

pub(super) const HELP: &str = "\
The JSON is versioned: {\"version\", \"counts\", \"models\", \"operations\",
\"request_enums\", \"omitted\", \"secrets\", \"untyped\", \"unmatched\"}. Each field
has the evidence that explain shows.

Examples:
  reference-codegen inspect
  reference-codegen inspect docs --format json";

#[derive(Debug, Args)]
pub(crate) struct InspectArguments {
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    package: PackageArguments,
    #[command(flatten)]
    format: FormatArguments,
}

pub(super) fn run(
    arguments: &InspectArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let config = arguments.package.apply_to(arguments.settings.config());
    let generated = config.generate(&arguments.settings.reference)?;
    options.warn(generated.diagnostics(), err)?;
    arguments.format.write(&generated.inspection(), out)
}

#[cfg(test)]
mod tests {
    use reference_codegen::Config;

    use super::HELP;

    #[test]
    fn the_help_names_every_key_of_the_json() {
        let (_, list) = HELP.split_once("versioned: {").unwrap();
        let (list, _) = list.split_once('}').unwrap();
        let names = list.split(',').map(|name| name.trim().trim_matches('"'));
        let mut named: Vec<&str> = names.collect();
        named.sort_unstable();
        let reference = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/ok/queries");
        let generated = Config::new().generate(&[reference]).unwrap();
        let json = serde_json::to_value(generated.inspection()).unwrap();
        let keys = json.as_object().unwrap().keys().map(String::as_str);
        assert_eq!(named, keys.collect::<Vec<_>>());
    }
}
