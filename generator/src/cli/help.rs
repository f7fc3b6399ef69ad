//! `reference-codegen help`, `--help` and `-h`.

use std::ffi::OsString;
use std::io::{Write, stdout};

use clap::builder::Resettable;
use clap::{Args, Command, CommandFactory};

use crate::cli::arguments::Arguments;
use crate::cli::exit_status::CommandError;
use crate::cli::terminal::{colour, styled};
use crate::cli::value_parsers;

pub(super) const HELP: &str = "\
Examples:
  reference-codegen help
  reference-codegen help diff";

#[derive(Debug, Args)]
pub(crate) struct HelpArguments {
    /// The subcommand [default: the command as a whole]
    #[arg(value_parser = value_parsers::Subcommand, value_name = "COMMAND")]
    #[arg(hide_possible_values = true)]
    about: Option<String>,
}

/// Writes the long help.
pub(super) fn run(arguments: &HelpArguments, out: &mut dyn Write) -> Result<(), CommandError> {
    let help = named(arguments.about.as_deref()).render_help();
    out.write_all(styled(&help, colour(&stdout())).as_bytes())?;
    Ok(out.flush()?)
}

/// The subcommand of a name, or the whole command.
pub(crate) fn named(name: Option<&str>) -> Command {
    let mut all = Arguments::command();
    // This sets the full name of each subcommand, such as `reference-codegen diff`.
    all.build();
    let named = name.and_then(|name| all.find_subcommand(name)).cloned();
    named.unwrap_or(all)
}

/// The command that parses these words. For `--help` it has the text below the options. The long
/// help of clap is not used, since it has a paragraph for every option.
pub(crate) fn command(words: &[OsString]) -> Command {
    let command = Arguments::command();
    let has = |flag: &str| words.iter().any(|word| word == flag);
    match (has("--help"), has("-h")) {
        (true, _) => command,
        (false, true) => summary(command),
        (false, false) => short(command),
    }
}

fn short(command: Command) -> Command {
    command.after_help(Resettable::Reset).mut_subcommands(short)
}

/// A help that fits one screen: the longest help texts leave out options that are seldom used.
fn summary(command: Command) -> Command {
    let command = if command.get_arguments().any(|it| it.get_id() == "layout") {
        let with_names = command.get_arguments().any(|it| it.get_id() == "name_only");
        let command = command.mut_arg("base_url", |it| it.hide(true));
        command.mut_arg("structs", |it| it.hide(with_names))
    } else {
        command
    };
    let command = command.after_help(Resettable::Reset);
    command.mut_subcommands(summary)
}
