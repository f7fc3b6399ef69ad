//! What every command takes.

use clap::{ArgAction, Args, ValueEnum};

/// How the command talks.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Show errors only: no warnings and no summary
    #[arg(short, long, global = true, display_order = 100)]
    pub(crate) quiet: bool,
    /// Problems: human, short, json [default: human]
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
    /// Print help; -h leaves out the examples
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 101)]
    help: Option<bool>,
}

/// A drawing for people, a line for editors and `grep`, or one JSON object a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    #[default]
    Human,
    Short,
    Json,
}
