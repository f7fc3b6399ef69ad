//! `reference-codegen man`

use std::io::Write;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use crate::command::arguments::Arguments;
use crate::command::status::Failed;

pub(super) const HELP: &str = "\
Examples:
  reference-codegen man > reference-codegen.1
  reference-codegen man diff > reference-codegen-diff.1
  reference-codegen man diff | man -l -";

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// The subcommand [default: the command as a whole]
    #[arg(value_parser = subcommand, value_name = "COMMAND")]
    page: Option<String>,
}

/// Writes the page as troff.
pub(crate) fn run(arguments: &ManArguments, out: &mut dyn Write) -> Result<(), Failed> {
    Man::new(command(arguments.page.as_deref())).render(out)?;
    Ok(out.flush()?)
}

/// The subcommand of that name, or everything.
fn command(page: Option<&str>) -> Command {
    let mut all = Arguments::command().disable_help_subcommand(true);
    // Each subcommand learns its full name, `reference-codegen-diff`.
    all.build();
    let named = page.and_then(|name| all.find_subcommand(name)).cloned();
    named.unwrap_or(all)
}

/// A name that there is.
fn subcommand(name: &str) -> Result<String, String> {
    let command = Arguments::command();
    if command.find_subcommand(name).is_some() {
        return Ok(name.to_owned());
    }
    let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    Err(format!("the commands are {}", names.join(", ")))
}
