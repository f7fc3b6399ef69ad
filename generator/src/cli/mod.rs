//! The command: a file per subcommand, with its arguments, its help and its work.

mod arguments;
mod check;
mod completions;
mod diagnostics;
mod diff;
mod exit_status;
mod explain;
mod generate;
mod help;
mod init;
mod inspect;
mod lint;
mod man;
mod progress;
mod report;
mod settings_file;
mod terminal;
mod value_parsers;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
use reference_codegen::diagnostic::Escaped;

use arguments::{Arguments, Command, MessageFormat, Options};
use exit_status::{CommandError, Status};

/// Runs the command. The result goes to `out`, the messages go to `err`.
pub(crate) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let (result, format, is_quiet) = match parse(words) {
        Ok(arguments) => {
            let Options {
                message_format,
                quiet,
                ..
            } = arguments.options;
            (dispatch(&arguments, out, err), message_format, quiet)
        }
        // The arguments did not parse, so their message format is unknown.
        Err(help_or_error) => {
            let printed = terminal::print(&help_or_error, out, err);
            (printed, MessageFormat::default(), false)
        }
    };
    let status = match result {
        Ok(()) => Status::Done,
        Err(error) => error.show(format, is_quiet, err),
    };
    status.into()
}

/// Parses the arguments; the error may be a help text.
///
/// Both texts quote the arguments. If the arguments contain control characters, the texts are made
/// from the escaped arguments.
fn parse(words: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let shown: Vec<OsString> = words
        .iter()
        .map(|word| Escaped(&word.to_string_lossy()).to_string().into())
        .collect();
    let is_shown = shown == words;
    parse_exact(words).map_err(|mut error| {
        suggest_out(&mut error, &shown);
        name_alternatives(&mut error);
        if is_shown {
            error
        } else {
            parse_exact(shown).err().unwrap_or(error)
        }
    })
}

/// Suggests `--out` for an option such as `--output`, its name in other programs, if the subcommand
/// has `--out`.
fn suggest_out(error: &mut clap::Error, words: &[OsString]) {
    let Some(ContextValue::String(given)) = error.get(ContextKind::InvalidArg) else {
        return;
    };
    let is_near = strsim::damerau_levenshtein(given, "--output") <= 2;
    if is_near && error.kind() == ErrorKind::UnknownArgument && has_out(words) {
        let out = ContextValue::String("--out".to_owned());
        error.insert(ContextKind::SuggestedArg, out);
    }
}

/// Words the error for missing arguments of which one is enough as `one of --a <A> and --b <B>`.
/// clap shows such a group in the form of the usage, `<--a <A>|--b <B>>`.
fn name_alternatives(error: &mut clap::Error) {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else {
        return;
    };
    let mut missing = missing.clone();
    for shown in &mut missing {
        let group = shown.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        if let Some((first, others)) = group.and_then(|it| it.split_once('|')) {
            *shown = format!("one of {first} and {}", others.replace('|', " and "));
        }
    }
    error.insert(ContextKind::InvalidArg, ContextValue::Strings(missing));
}

/// `true` if the subcommand in these words has the option `--out`.
fn has_out(words: &[OsString]) -> bool {
    let all = Arguments::command();
    let mut named = words.iter().skip(1);
    let subcommand = named.find_map(|word| all.find_subcommand(word));
    let mut arguments = subcommand
        .into_iter()
        .flat_map(clap::Command::get_arguments);
    arguments.any(|argument| argument.get_long() == Some("out"))
}

fn parse_exact(words: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let mut command = help::command(&words);
    let mut matches = command.try_get_matches_from_mut(words)?;
    Arguments::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// Runs the subcommand.
fn dispatch(
    Arguments { action, options }: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    match action {
        Command::Generate(arguments) => generate::run(arguments, options, out, err),
        Command::Check(arguments) => check::run(arguments, options, out, err),
        Command::Init(arguments) => init::run(arguments, options, out, err),
        Command::Watch(arguments) => watch::run(arguments, options, out, err),
        Command::Inspect(arguments) => inspect::run(arguments, options, out, err),
        Command::Lint(arguments) => lint::run(arguments, options, out, err),
        Command::Diff(arguments) => diff::run(arguments, options.quiet, out),
        Command::Verify(arguments) => verify::run(arguments, options, out, err),
        Command::Explain(arguments) => explain::run(arguments, out),
        Command::Report(arguments) => report::run(arguments, options, out, err),
        Command::Completions(arguments) => completions::run(arguments, out),
        Command::Man(arguments) => man::run(arguments, out),
        Command::Help(arguments) => help::run(arguments, out),
    }
}

#[cfg(test)]
mod tests;
