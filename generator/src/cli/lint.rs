//! `reference-codegen lint`

mod sarif;
mod text;

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use reference_codegen::Diagnostic;
use reference_codegen::diagnostic::Severity;
use reference_codegen::lint::{Level, Lint, LintLevels, Rule, VERSION};
use serde_json::json;

use crate::cli::arguments::{self, Options, SettingsArguments};
use crate::cli::diagnostics;
use crate::cli::exit_status::{CommandError, status_of};
use crate::cli::value_parsers;
use text::Verbosity;

pub(super) const HELP: &str = "\
The settings file has the same lists, in `[lint]`: deny = [\"stale-url\"].
--list-rules shows the rules with their levels. Text output shows the first
findings of each rule and their number. json and sarif contain every finding and
the diagnostics of the reference.

Examples:
  reference-codegen lint
  reference-codegen lint docs --deny stale-url --allow type-differs --all
  reference-codegen lint docs --format sarif > drift.sarif

Exit codes:
  0  no finding of a denied rule
  1  a finding of a denied rule, or errors in the reference
  2  could not run";

#[derive(Debug, Args)]
pub(crate) struct LintArguments {
    #[command(flatten)]
    settings: SettingsArguments,
    /// Disable these rules
    #[arg(long, value_name = "RULE", value_parser = value_parsers::rule(), hide_possible_values = true)]
    allow: Vec<Rule>,
    /// Report these rules
    #[arg(long, value_name = "RULE", value_parser = value_parsers::rule(), hide_possible_values = true)]
    warn: Vec<Rule>,
    /// Fail if these rules have findings
    #[arg(long, value_name = "RULE", value_parser = value_parsers::rule(), hide_possible_values = true)]
    deny: Vec<Rule>,
    /// Format: text, json, sarif [default: text]
    #[arg(long, value_enum, default_value_t)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: Format,
    /// Show all findings, not just ten per rule
    #[arg(long)]
    all: bool,
    /// List the rules and exit
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
    fn verbosity(&self, quiet: bool) -> Verbosity {
        match (self.all, quiet) {
            (true, _) => Verbosity::All,
            (false, true) => Verbosity::Denied,
            (false, false) => Verbosity::First,
        }
    }

    fn levels(&self) -> LintLevels {
        let mut levels = LintLevels::default();
        for (rules, level) in [
            (&self.allow, Level::Allow),
            (&self.warn, Level::Warn),
            (&self.deny, Level::Deny),
        ] {
            for rule in rules {
                levels = levels.set(*rule, level);
            }
        }
        levels
    }
}

/// Writes the findings; a denied finding or an error fails.
pub(super) fn run(
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
    diagnostics::write(lint.errors(), options.message_format, err)?;
    options.warn(lint.warnings(), err)?;
    match arguments.format {
        Format::Text => text::findings(&lint, arguments.verbosity(options.quiet), out)?,
        Format::Json => write_json(&lint, out)?,
        Format::Sarif => sarif::write(&lint, out)?,
    }
    out.flush()?;
    if lint.is_denied() {
        return Err(CommandError::Told(status_of(lint.errors())));
    }
    Ok(())
}

/// Writes `{"version", "findings"}`. The diagnostics of the reference follow the findings, so that
/// a tool cannot mistake a reference with errors for one without findings.
fn write_json(lint: &Lint, out: &mut dyn Write) -> io::Result<()> {
    let mut findings = Vec::new();
    for finding in lint.findings() {
        findings.push(serde_json::to_value(finding).map_err(io::Error::other)?);
    }
    for diagnostic in lint.errors().iter().chain(lint.warnings()) {
        findings.push(json!({
            "span": diagnostic.span,
            "rule": diagnostic.code.as_str(),
            "level": level(diagnostic),
            "message": diagnostic.message,
            "help": diagnostic.help,
            "related": [],
        }));
    }
    let json = json!({ "version": VERSION, "findings": findings });
    arguments::write_json(&json, out)
}

/// The level of a diagnostic, as if its code were a rule.
fn level(diagnostic: &Diagnostic) -> Level {
    match diagnostic.severity {
        Severity::Error => Level::Deny,
        _ => Level::Warn,
    }
}

#[cfg(test)]
mod tests;
