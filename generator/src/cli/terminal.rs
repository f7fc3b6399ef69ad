//! Help, version and errors of the arguments; and whether there is colour.

use std::env;
use std::io::{IsTerminal, Write, stderr, stdout};

use clap::Error;
use clap::builder::StyledStr;

use crate::cli::status::Status;

/// Whether text has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Yes,
    No,
}

/// Colours are for terminals whose owner has not said no (<https://no-color.org>); what a test
/// compares has none, wherever the test runs.
pub(crate) fn colour(stream: &dyn IsTerminal) -> Colour {
    let declined = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !declined && !cfg!(test) {
        Colour::Yes
    } else {
        Colour::No
    }
}

/// A text of clap, with its colours or without.
pub(crate) fn styled(text: &StyledStr, colour: Colour) -> String {
    match colour {
        Colour::Yes => text.ansi().to_string(),
        Colour::No => text.to_string(),
    }
}

/// Writes what clap has to say, in colour on a terminal only.
pub(crate) fn print(said: &Error, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let is_error = said.use_stderr();
    let colour = if is_error {
        colour(&stderr())
    } else {
        colour(&stdout())
    };
    let text = styled(&said.render(), colour);
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
