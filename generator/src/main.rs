//! The command `reference-codegen`: arguments in, exit code out.

mod command;

use std::env;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    command::run(
        env::args_os(),
        &mut io::stdout().lock(),
        // Not locked: a progress bar is drawn from the threads that work.
        &mut io::stderr(),
    )
}
