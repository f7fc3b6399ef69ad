//! The command `cargo reference-codegen`. It runs `reference-codegen`, which is installed beside
//! it.

use std::env::{self, consts};
use std::io::{self, Write as _};
use std::process::{Command, ExitCode, ExitStatus};

const NAME: &str = "reference-codegen";

fn main() -> ExitCode {
    match run() {
        Ok(status) => {
            // A process that was ended by a signal has no exit code. 1 would mean errors in the
            // reference.
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            ExitCode::from(code.unwrap_or(2))
        }
        Err(error) => {
            // An error of writing is ignored: the exit code reports the failure.
            let help = "install both again: `cargo install` installs them together";
            let _ = writeln!(
                io::stderr(),
                "error: cannot run {NAME}: {error}\n  help: {help}"
            );
            ExitCode::from(2)
        }
    }
}

fn run() -> io::Result<ExitStatus> {
    let file = format!("{NAME}{}", consts::EXE_SUFFIX);
    let program = env::current_exe()?.with_file_name(file);
    // Cargo passes the name of its subcommand first.
    let mut arguments = env::args_os().skip(1).peekable();
    arguments.next_if(|argument| argument == NAME);
    Command::new(program).args(arguments).status()
}
