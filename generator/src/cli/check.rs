//! `reference-codegen check`: would `generate` change anything?

mod difference;
mod mend;

use std::fs;
use std::io::Write;

use clap::Args;
use reference_codegen::diagnostic::{Code, Escaped};
use reference_codegen::{Diagnostic, Differences, Error, Generated};

use crate::cli::arguments::{GenerateArguments, MessageFormat, Options};
use crate::cli::problems;
use crate::cli::status::{CommandError, Status};
use difference::{FileDifference, LineBudget};

pub(crate) const HELP: &str = "\
Takes the arguments of generate and writes nothing. Exits with 1 if generate
would change a file, and shows how, or with --quiet in one line that it would;
says nothing otherwise.

Examples:
  reference-codegen check
  reference-codegen check docs --out src/api --time jiff";

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) generate: GenerateArguments,
}

/// Fails if `generate` would change anything, after telling what.
///
/// Warnings are left to `generate`: what is right is not to be talked about.
pub(crate) fn run(
    arguments: &CheckArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let arguments = &arguments.generate;
    let generated = arguments.config().generate(&arguments.settings.reference)?;
    let Err(failure) = generated.check() else {
        return Ok(());
    };
    let Some(problems) = outdated(&failure) else {
        return Err(failure.into());
    };
    match options.message_format {
        _ if options.quiet => problems::write_brief(&problems[0], options.message_format, err)?,
        MessageFormat::Human => tell(&generated, out)?,
        format => problems::write(&problems, format, err)?,
    }
    Err(CommandError::Told(Status::Problems))
}

/// The problems with the command that mends them, if it does: what may not be replaced is
/// nothing that `generate` mends.
fn outdated(failure: &Error) -> Option<Vec<Diagnostic>> {
    let mut problems = failure.diagnostics().to_vec();
    let is_outdated = |problem: &Diagnostic| problem.code == Code::OutdatedOutput;
    if !problems.iter().all(is_outdated) {
        return None;
    }
    let first = problems.first_mut()?;
    first.help = format!("mend with: {}", mend::command(std::env::args_os()));
    Some(problems)
}

/// Why the files differ, how each does, and the command that mends it.
fn tell(generated: &Generated, out: &mut dyn Write) -> Result<(), CommandError> {
    let differences = generated.differences()?;
    for cause in generated.causes(&differences) {
        writeln!(out, "{}", Escaped(&cause))?;
    }
    let Differences {
        changed,
        missing,
        orphaned,
        ..
    } = &differences;
    let mut budget = LineBudget::default();
    for (what, paths) in [
        (FileDifference::Outdated, changed),
        (FileDifference::Missing, missing),
        (FileDifference::Orphaned, orphaned),
    ] {
        for path in paths {
            let there = there(generated, path);
            let made = generated.files().get(path).map_or("", String::as_str);
            let file = generated.out_dir().join(path).display().to_string();
            budget.write(what, &file, (&there, made), out)?;
        }
    }
    writeln!(out, "files: {differences}")?;
    writeln!(out, "mend with: {}", mend::command(std::env::args_os()))?;
    Ok(out.flush()?)
}

/// The text of a file as it is on disk; nothing where there is none, or no text.
fn there(generated: &Generated, path: &str) -> String {
    let bytes = fs::read(generated.out_dir().join(path)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
