//! `reference-codegen check`: would `generate` change anything?

mod difference;

use std::ffi::OsString;
use std::fs;
use std::io::Write;

use clap::Args;
use reference_codegen::diagnostic::Printable;
use reference_codegen::{Differences, Generated};

use crate::command::arguments::{GenerateArguments, MessageFormat, Options};
use crate::command::status::Failed;

/// As many lines of differences are shown; of the files after that only the counts.
const MOST_LINES: usize = 200;

pub(crate) const HELP: &str = "\
Takes the arguments of generate and writes nothing. Exits with 1 if generate
would change a file, and shows how; says nothing otherwise.

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
) -> Result<(), Failed> {
    let arguments = &arguments.generate;
    let generated = arguments.config().generate(&arguments.settings.reference)?;
    let Err(failure) = generated.check() else {
        return Ok(());
    };
    let differences = generated.differences()?;
    let is_drawn = options.message_format == MessageFormat::Human;
    if !is_drawn || options.quiet || differences == Differences::default() {
        return Err(failure.into());
    }
    tell(&generated, &differences, out)?;
    out.flush()?;
    Err(Failed::Told)
}

/// Why the files differ, how each does, and the command that mends it.
fn tell(
    generated: &Generated,
    differences: &Differences,
    out: &mut dyn Write,
) -> Result<(), Failed> {
    for cause in generated.causes(differences) {
        writeln!(out, "{}", Printable(&cause))?;
    }
    let mut lines_left = MOST_LINES;
    let Differences {
        changed,
        missing,
        orphaned,
        ..
    } = differences;
    for path in changed.iter().chain(missing).chain(orphaned) {
        let there = there(generated, path);
        let made = generated.files().get(path).map_or("", String::as_str);
        let file = generated.out_dir().join(path).display().to_string();
        difference::write(&file, &there, made, &mut lines_left, out)?;
    }
    let (changed, missing, orphaned) = (changed.len(), missing.len(), orphaned.len());
    writeln!(
        out,
        "files: {changed} outdated, {missing} missing, {orphaned} no longer generated"
    )?;
    writeln!(out, "mend with: {}", mend(std::env::args_os()))?;
    Ok(())
}

/// The text of a file as it is on disk; nothing where there is none, or no text.
fn there(generated: &Generated, path: &str) -> String {
    let bytes = fs::read(generated.out_dir().join(path)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The command with the same arguments that writes, as a shell takes it.
fn mend(arguments: impl Iterator<Item = OsString>) -> String {
    let mut words: Vec<String> = arguments
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    // No option before the subcommand has this as its value.
    if let Some(check) = words.iter_mut().find(|word| *word == "check") {
        "generate".clone_into(check);
    }
    let words = words.iter().map(|word| quoted(word));
    let words: Vec<String> = std::iter::once("reference-codegen".to_owned())
        .chain(words)
        .collect();
    words.join(" ")
}

/// A word that a shell leaves alone.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", Printable(word).to_string().replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests;
