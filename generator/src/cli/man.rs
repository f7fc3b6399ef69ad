//! `reference-codegen man`

use std::io::{self, Write};

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli::exit_status::CommandError;
use crate::cli::help;
use crate::cli::value_parsers;

pub(super) const HELP: &str = "\
Examples:
  reference-codegen man > reference-codegen.1
  reference-codegen man diff > reference-codegen-diff.1
  reference-codegen man diff | man -l -";

/// The footer of a page. It has the version instead of a date, since a date would differ in every
/// run.
const SOURCE: &str = "reference-codegen";
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// The subcommand [default: the command as a whole]
    #[arg(value_parser = value_parsers::Subcommand, value_name = "COMMAND")]
    #[arg(hide_possible_values = true)]
    page: Option<String>,
}

/// Writes the page as troff.
pub(super) fn run(arguments: &ManArguments, out: &mut dyn Write) -> Result<(), CommandError> {
    page(help::named(arguments.page.as_deref()), out)?;
    Ok(out.flush()?)
}

fn page(mut command: Command, out: &mut dyn Write) -> io::Result<()> {
    let usage = command.render_usage().to_string();
    let help = command.get_after_help().map(ToString::to_string);
    let help = Help::read(help.as_deref().unwrap_or_default());
    let has_commands = command.has_subcommands();
    let about = command.get_about().map(ToString::to_string);
    let man = Man::new(command).source(SOURCE).date(VERSION);
    man.render_title(out)?;
    ragged().to_writer(out)?;
    man.render_name_section(out)?;
    literal("SYNOPSIS", usage.trim_start_matches("Usage: ")).to_writer(out)?;
    prose("DESCRIPTION", about.iter().chain(&help.paragraphs)).to_writer(out)?;
    if has_commands {
        man.render_subcommands_section(out)?;
    }
    man.render_options_section(out)?;
    literal("EXAMPLES", &help.examples).to_writer(out)?;
    literal("EXIT STATUS", &help.codes).to_writer(out)
}

/// The parts of the help text below the options.
#[derive(Default)]
struct Help {
    paragraphs: Vec<String>,
    examples: String,
    codes: String,
}

impl Help {
    /// Parses the paragraphs; two of them are lists under a title.
    fn read(text: &str) -> Self {
        let mut help = Self::default();
        for paragraph in text.split("\n\n").filter(|text| !text.is_empty()) {
            match paragraph.split_once(":\n") {
                Some(("Examples", lines)) => lines.clone_into(&mut help.examples),
                Some(("Exit codes", lines)) => lines.clone_into(&mut help.codes),
                _ => help.paragraphs.push(paragraph.to_owned()),
            }
        }
        help
    }
}

/// Turns off hyphenation and justification.
fn ragged() -> Roff {
    let mut roff = Roff::new();
    roff.control("nh", []).control("ad", ["l"]);
    roff
}

fn prose<'a>(title: &str, paragraphs: impl Iterator<Item = &'a String>) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    for paragraph in paragraphs {
        roff.control("PP", []).text([roman(paragraph.as_str())]);
    }
    roff
}

/// A section of lines that are not filled, so that they can be copied.
fn literal(title: &str, text: &str) -> Roff {
    let mut roff = Roff::new();
    if text.is_empty() {
        return roff;
    }
    roff.control("SH", [title]).control("nf", []);
    for line in text.lines() {
        roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    roff.control("fi", []);
    roff
}
