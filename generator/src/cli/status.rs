//! How a run ended.

use std::io::{self, Write};
use std::process::ExitCode;

use reference_codegen::diagnostic::{Code, Escaped};
use reference_codegen::{Diagnostic, Error};

use crate::cli::arguments::MessageFormat;
use crate::cli::problems;

/// How a run ended, for the caller's shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// What was asked for is done.
    Done,
    /// The reference has errors, or what was looked for was found.
    Problems,
    /// The run was not possible: arguments, settings or output.
    Impossible,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Problems => Self::from(1),
            Status::Impossible => Self::from(2),
        }
    }
}

/// What ended a run early.
#[derive(Debug)]
pub(crate) enum CommandError {
    /// Problems of the settings, the reference or the output.
    Generating(Error),
    /// There are so many breaking changes, and there were to be none.
    Breaking(usize),
    /// The command's own text could not be written.
    Writing(io::Error),
    /// The folders cannot be watched.
    Watching(notify::Error),
    /// What was asked for has told what is wrong; this is how bad it is.
    Told(Status),
}

impl From<Error> for CommandError {
    fn from(failure: Error) -> Self {
        Self::Generating(failure)
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Writing(error)
    }
}

impl From<notify::Error> for CommandError {
    fn from(error: notify::Error) -> Self {
        Self::Watching(error)
    }
}

impl CommandError {
    /// Tells what happened, and gives the status for it.
    pub(crate) fn show(self, format: MessageFormat, err: &mut dyn Write) -> Status {
        // When standard error is gone as well, the status is all that can be told.
        match self {
            Self::Generating(failure) => {
                let _ = problems::write(failure.diagnostics(), format, err);
                status_of(failure.diagnostics())
            }
            Self::Watching(error) => {
                let _ = writeln!(err, "{}", cannot_watch(error));
                Status::Impossible
            }
            Self::Told(status) => status,
            Self::Breaking(count) => {
                let _ = writeln!(err, "error: breaking changes: {count}");
                Status::Problems
            }
            // The reader, such as `head`, has what it wanted.
            Self::Writing(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Done,
            Self::Writing(error) => {
                let _ = writeln!(err, "error: cannot write: {error}");
                Status::Impossible
            }
        }
    }
}

/// What the system says, with the paths as they are written elsewhere, and what to do.
fn cannot_watch(error: notify::Error) -> String {
    let paths: Vec<String> = error
        .paths
        .iter()
        .map(|path| format!("{}: ", path.display()))
        .collect();
    let said = notify::Error::new(error.kind).to_string();
    format!(
        "error: {}cannot be watched: {}\n  help: `generate` writes the models once; \
         on Linux `sysctl fs.inotify` shows how much may be watched",
        Escaped(&paths.concat()),
        Escaped(&said)
    )
}

/// Errors of the reference are the docs' matter; all others are the caller's or ours.
pub(crate) fn status_of(problems: &[Diagnostic]) -> Status {
    let is_callers = |code| {
        matches!(
            code,
            Code::InvalidSettings
                | Code::UnreadableFile
                | Code::UnreadableRevision
                | Code::NoPages
                | Code::UnknownName
                | Code::OutputFailed
                | Code::InternalError
        )
    };
    let impossible = problems
        .iter()
        .any(|diagnostic| is_callers(diagnostic.code));
    if impossible {
        Status::Impossible
    } else {
        Status::Problems
    }
}
