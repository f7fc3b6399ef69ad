//! The command `reference-codegen`: arguments in, exit code out.

mod cli;

/// A run allocates and frees many small strings. The system's allocator took a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::env;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(
        env::args_os(),
        &mut io::stdout().lock(),
        // Not locked, because worker threads draw the progress bar.
        &mut io::stderr(),
    )
}
