//! Prints the help, the version and argument errors, in colour if the terminal supports it.

use std::env;
use std::io::{IsTerminal, Write, stderr, stdout};

use clap::Error;
use clap::builder::StyledStr;

use crate::cli::exit_status::{CommandError, Status};

/// The use of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Yes,
    No,
}

/// Colours for a terminal, unless `NO_COLOR` is set (<https://no-color.org>); none in tests,
/// wherever they run.
pub(crate) fn colour(stream: &dyn IsTerminal) -> Colour {
    let declined = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !declined && !cfg!(test) {
        Colour::Yes
    } else {
        Colour::No
    }
}

/// A text of clap with or without colours.
pub(crate) fn styled(text: &StyledStr, colour: Colour) -> String {
    match colour {
        Colour::Yes => text.ansi().to_string(),
        Colour::No => text.to_string(),
    }
}

/// Prints the help or the error of clap.
pub(crate) fn print(
    message: &Error,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), CommandError> {
    if message.use_stderr() {
        let text = styled(&message.render(), colour(&stderr()));
        // An error of writing is ignored: the status reports the failure.
        let _ = err.write_all(text.as_bytes());
        return Err(CommandError::Told(Status::Impossible));
    }
    let text = styled(&message.render(), colour(&stdout()));
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
