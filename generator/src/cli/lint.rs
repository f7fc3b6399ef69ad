//! `reference-codegen lint`

mod json;
mod sarif;
mod text;

use std::io::Write;

use clap::{Args, ValueEnum};
use reference_codegen::lint::{Level, LintLevels, Rule};

use crate::cli::arguments::{Options, SettingsArguments};
use crate::cli::problems;
use crate::cli::status::{CommandError, status_of};
use crate::cli::values;
use text::Verbosity;

pub(super) const HELP: &str = "\
`[lint]` of the settings has the same lists: deny = [\"stale-url\"].
--list-rules tells what each rule looks for, and how much it matters. The text
shows the first findings of each rule and counts them all; json and sarif have
every finding, and the problems of the reference as well.

Examples:
  reference-codegen lint
  reference-codegen lint docs --deny stale-url --allow type-differs --all
  reference-codegen lint docs --format sarif > drift.sarif

Exit codes:
  0  nothing found that is denied
  1  a denied rule fired, or the reference has errors
  2  could not run";

#[derive(Debug, Args)]
pub(crate) struct LintArguments {
    #[command(flatten)]
    settings: SettingsArguments,
    /// Rules not to look for
    #[arg(long, value_name = "RULE", value_parser = values::rule(), hide_possible_values = true)]
    allow: Vec<Rule>,
    /// Rules to show
    #[arg(long, value_name = "RULE", value_parser = values::rule(), hide_possible_values = true)]
    warn: Vec<Rule>,
    /// Rules to fail for
    #[arg(long, value_name = "RULE", value_parser = values::rule(), hide_possible_values = true)]
    deny: Vec<Rule>,
    /// text, json or sarif [default: text]
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Show every finding, not the first of each rule
    #[arg(long)]
    all: bool,
    /// List the rules instead
    #[arg(long)]
    list_rules: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Sarif,
}

impl LintArguments {
    fn amount(&self, quiet: bool) -> Verbosity {
        match (self.all, quiet) {
            (true, _) => Verbosity::All,
            (false, true) => Verbosity::Denied,
            (false, false) => Verbosity::First,
        }
    }

    fn levels(&self) -> LintLevels {
        let chosen = [
            (&self.allow, Level::Allow),
            (&self.warn, Level::Warn),
            (&self.deny, Level::Deny),
        ];
        chosen
            .into_iter()
            .flat_map(|(rules, level)| rules.iter().map(move |rule| (*rule, level)))
            .fold(LintLevels::default(), |levels, (rule, level)| {
                levels.set(rule, level)
            })
    }
}

/// Writes what the rules find; denied findings and errors make it fail.
pub(crate) fn run(
    arguments: &LintArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    if arguments.list_rules {
        return text::rules(out);
    }
    let config = arguments.settings.config();
    let lint = config.lint(&arguments.settings.reference, &arguments.levels())?;
    problems::write(lint.errors(), options.message_format, err)?;
    if !options.quiet {
        problems::write(lint.warnings(), options.message_format, err)?;
    }
    match arguments.format {
        Format::Text => text::findings(&lint, arguments.amount(options.quiet), out)?,
        Format::Json => json::write(&lint, out)?,
        Format::Sarif => sarif::write(&lint, out)?,
    }
    out.flush()?;
    match lint.is_denied() {
        true => Err(CommandError::Told(status_of(lint.errors()))),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests;
