//! Help, version and errors of the arguments.

use std::io::{IsTerminal, Write, stderr, stdout};

use clap::Error;

use crate::command::status::Status;

/// Writes what clap has to say, in colour on a terminal only.
pub(crate) fn print(said: &Error, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let is_error = said.use_stderr();
    let is_terminal = if is_error {
        stderr().is_terminal()
    } else {
        stdout().is_terminal()
    };
    let text = said.render();
    let text = if is_terminal {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    // A reader that has gone away wanted no more.
    let _ = if is_error {
        err.write_all(text.as_bytes())
    } else {
        out.write_all(text.as_bytes())
    };
    if is_error {
        Status::Impossible
    } else {
        Status::Done
    }
}
