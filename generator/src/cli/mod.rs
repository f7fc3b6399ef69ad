//! What the command does with its arguments.

mod arguments;
mod check;
mod completions;
mod diff;
mod explain;
mod help;
mod inspect;
mod lint;
mod man;
mod problems;
mod progress;
mod report;
mod status;
mod terminal;
mod values;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use clap::FromArgMatches;
use reference_codegen::{Diagnostic, Generated, WriteSummary};

use arguments::{
    Arguments, Command, GenerateArguments, InspectArguments, Options, VerifyArguments,
};
use progress::Progress;
use status::{CommandError, Status};

/// Runs the command: what was asked for goes to `out`, everything about it to `err`.
pub(crate) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let status = match parse(words) {
        Ok(arguments) => dispatch(&arguments, out, err),
        Err(help_or_error) => terminal::print(&help_or_error, out, err),
    };
    status.into()
}

/// The arguments, or what clap has to say instead.
fn parse(words: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let mut command = help::command(&words);
    let mut matches = command.try_get_matches_from_mut(words)?;
    Arguments::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// Does what was asked, and shows what went wrong.
fn dispatch(arguments: &Arguments, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let result = match &arguments.action {
        Command::Generate(generate) => self::generate(generate, &arguments.options, out, err),
        Command::Check(check) => check::run(check, &arguments.options, out, err),
        Command::Watch(watch) => watch::run(watch, &arguments.options, out, err),
        Command::Inspect(inspect) => self::inspect(inspect, &arguments.options, out, err),
        Command::Lint(lint) => lint::run(lint, &arguments.options, out, err),
        Command::Diff(diff) => diff::run(diff, arguments.options.quiet, out),
        Command::Verify(verify) => self::verify(verify, &arguments.options, out, err),
        Command::Explain(arguments) => explain::run(arguments, out),
        Command::Report(report) => report::run(report, &arguments.options, err),
        Command::Completions(completions) => completions::run(completions, out),
        Command::Man(man) => man::run(man, out),
        Command::Help(help) => help::run(help, out),
    };
    match result {
        Ok(()) => Status::Done,
        Err(failed) => failed.show(arguments.options.message_format, err),
    }
}

/// `reference-codegen generate`
fn generate(
    arguments: &GenerateArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let start = Instant::now();
    let generated = arguments.config().generate(&arguments.settings.reference)?;
    warn(generated.diagnostics(), options, err)?;
    let written = generated.write()?;
    if !options.quiet {
        summarize(&generated, &written, start, out)?;
    }
    Ok(())
}

/// `reference-codegen inspect`
fn inspect(
    arguments: &InspectArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let generated = arguments.config().generate(&arguments.settings.reference)?;
    warn(generated.diagnostics(), options, err)?;
    inspect::write(&generated.inspection(), arguments.format, out)?;
    Ok(())
}

/// `reference-codegen verify`
fn verify(
    arguments: &VerifyArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let config = arguments.settings.config();
    let verification = Progress::new("bodies", options).show(|tell| {
        config.verify_with_progress(&arguments.settings.reference, &arguments.payloads, tell)
    });
    let verification = verification?;
    warn(verification.diagnostics(), options, err)?;
    match arguments.suggest {
        true => verify::suggest(&verification, out)?,
        false => verify::write(&verification, arguments.format, out)?,
    }
    let is_wrong = verification.has_rejected() || verification.has_broken();
    match is_wrong || verification.has_no_model() {
        true => Err(CommandError::Told(Status::Problems)),
        false => Ok(()),
    }
}

/// Shows the warnings of a run that went well.
fn warn(
    diagnostics: &[Diagnostic],
    options: &Options,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    if options.quiet {
        return Ok(());
    }
    Ok(problems::write(diagnostics, options.message_format, err)?)
}

/// What was read, made and written, and how long it took.
fn summarize(
    generated: &Generated,
    written: &WriteSummary,
    start: Instant,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    writeln!(out, "{}", generated.counts())?;
    for note in generated.notes() {
        writeln!(out, "{note}")?;
    }
    let (new, removed) = (written.written.len(), written.removed.len());
    let unchanged = written.unchanged;
    writeln!(
        out,
        "files: {new} written, {unchanged} unchanged, {removed} removed"
    )?;
    writeln!(out, "time: {:.2} s", start.elapsed().as_secs_f64())?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests;
