//! `reference-codegen check`

mod difference;
mod fix_command;

use std::io::Write;

use clap::Args;
use reference_codegen::diagnostic::{Code, Escaped};
use reference_codegen::{Diagnostic, Error, Generated};

use crate::cli::arguments::{MessageFormat, Options};
use crate::cli::diagnostics;
use crate::cli::exit_status::{CommandError, Status};
use crate::cli::generate::GenerateArguments;
use difference::{FileDifference, LineBudget};

pub(super) const HELP: &str = "\
The arguments are those of generate, but check writes nothing. If generate would
change a file, check exits with 1 and prints a diff. With --quiet it prints one
line instead, and with --name-only the names of the files.

Examples:
  reference-codegen check
  reference-codegen check docs --out src/api --time jiff";

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    generate: GenerateArguments,
    /// List the names of the files only
    #[arg(long)]
    name_only: bool,
}

/// Writes the changes that `generate` would make, and fails if there are any.
///
/// Shows no warnings: a check that succeeds writes nothing.
pub(super) fn run(
    arguments: &CheckArguments,
    options: &Options,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    let generated = arguments.generate.generate()?;
    let Err(error) = generated.check() else {
        return Ok(());
    };
    let Some(outdated) = outdated(&error) else {
        return Err(error.into());
    };
    match options.message_format {
        _ if arguments.name_only => write_names(&generated, out)?,
        format if options.quiet => diagnostics::write_brief(&outdated[0], format, err)?,
        MessageFormat::Human => write_differences(&generated, out)?,
        format => diagnostics::write(&outdated, format, err)?,
    }
    Err(CommandError::Told(Status::Problems))
}

/// The diagnostics with the command that fixes them; `None` if `generate` cannot fix them, because
/// it may not replace a file.
fn outdated(error: &Error) -> Option<Vec<Diagnostic>> {
    let mut diagnostics = error.diagnostics().to_vec();
    if diagnostics.iter().any(|it| it.code != Code::OutdatedOutput) {
        return None;
    }
    diagnostics.first_mut()?.help = fix();
    Some(diagnostics)
}

fn fix() -> String {
    format!(
        "to fix, run: {}",
        fix_command::fix_command(std::env::args_os())
    )
}

/// Writes the causes, the diff of each file, and the command that updates the files.
fn write_differences(generated: &Generated, out: &mut dyn Write) -> Result<(), CommandError> {
    let differences = generated.differences()?;
    for cause in generated.causes(&differences) {
        writeln!(out, "{}", Escaped(&cause))?;
    }
    let mut budget = LineBudget::default();
    let mut write = |path: &str, difference: FileDifference<'_>| {
        let file = generated.out_dir().join(path).display().to_string();
        budget.write(&file, difference, out)
    };
    for path in &differences.changed {
        let (old, new) = (&old_text(generated, path), &generated.files()[path]);
        write(path, FileDifference::Outdated { old, new })?;
    }
    for path in &differences.missing {
        let new = &generated.files()[path];
        write(path, FileDifference::Missing { new })?;
    }
    for path in &differences.orphaned {
        let old = &old_text(generated, path);
        write(path, FileDifference::Orphaned { old })?;
    }
    writeln!(out, "files: {differences}")?;
    writeln!(out, "{}", fix())?;
    Ok(out.flush()?)
}

/// Writes the name of each file that differs, one per line, for other programs.
fn write_names(generated: &Generated, out: &mut dyn Write) -> Result<(), CommandError> {
    let differences = generated.differences()?;
    let changed = differences.changed.iter().chain(&differences.missing);
    for path in changed.chain(&differences.orphaned) {
        let file = generated.out_dir().join(path).display().to_string();
        writeln!(out, "{}", Escaped(&file))?;
    }
    Ok(out.flush()?)
}

/// The text of a file on disk; empty if it cannot be read.
fn old_text(generated: &Generated, path: &str) -> String {
    generated.text_on_disk(path).unwrap_or_default()
}

#[cfg(test)]
mod tests;
