//! `reference-codegen completions`

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use crate::cli::arguments::Arguments;
use crate::cli::exit_status::CommandError;

pub(super) const HELP: &str = "\
Examples:
  reference-codegen completions bash \\
    > ~/.local/share/bash-completion/completions/reference-codegen
  reference-codegen completions zsh > ~/.zfunc/_reference-codegen
  reference-codegen completions fish \\
    > ~/.config/fish/completions/reference-codegen.fish";

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// bash, elvish, fish, powershell or zsh
    #[arg(hide_possible_values = true)]
    shell: Shell,
}

/// Writes the completion script of a shell.
pub(super) fn run(
    arguments: &CompletionsArguments,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    // clap_complete panics if writing fails, and writing to a pipe can fail.
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, &name, &mut script);
    let script = String::from_utf8_lossy(&script);
    out.write_all(patched(&script, &name).as_bytes())?;
    Ok(out.flush()?)
}

/// The script with one spelling of the command's name. The bash script of clap_complete spells a
/// name with a hyphen as `reference__codegen` and as `reference__subcmd__codegen`, so it finds none
/// of the subcommands.
fn patched(script: &str, name: &str) -> String {
    script.replace(&name.replace('-', "__subcmd__"), &name.replace('-', "__"))
}
