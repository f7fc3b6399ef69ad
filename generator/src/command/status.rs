//! How a run ended.

use std::io::{self, Write};
use std::process::ExitCode;

use reference_codegen::Failure;
use reference_codegen::diagnostic::{Code, Printable};

use crate::command::arguments::MessageFormat;
use crate::command::problems;

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
pub(crate) enum Failed {
    /// Problems of the settings, the reference or the output.
    Generating(Failure),
    /// There are so many breaking changes, and there were to be none.
    Breaking(usize),
    /// The same, where the caller's question is about something else.
    Verifying(Failure),
    /// The command's own text could not be written.
    Writing(io::Error),
    /// The folders cannot be watched.
    Watching(notify::Error),
    /// What was asked for has told what is wrong.
    Told,
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self::Generating(failure)
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Writing(error)
    }
}

impl From<notify::Error> for Failed {
    fn from(error: notify::Error) -> Self {
        Self::Watching(error)
    }
}

impl Failed {
    /// Tells what happened, and gives the status for it.
    pub(crate) fn show(self, format: MessageFormat, err: &mut dyn Write) -> Status {
        // When standard error is gone as well, the status is all that can be told.
        match self {
            Self::Generating(failure) => {
                let _ = problems::write(failure.diagnostics(), format, err);
                status_of(&failure)
            }
            Self::Watching(error) => {
                let _ = writeln!(
                    err,
                    "error: cannot watch: {}\n  help: check that the folders are there and may be read, \
                     and how many the system lets you watch",
                    Printable(&error.to_string())
                );
                Status::Impossible
            }
            Self::Told => Status::Problems,
            Self::Breaking(count) => {
                let _ = writeln!(err, "error: breaking changes: {count}");
                Status::Problems
            }
            Self::Verifying(failure) => {
                let _ = problems::write(failure.diagnostics(), format, err);
                Status::Impossible
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

/// Errors of the reference are the docs' matter, all others the caller's.
fn status_of(failure: &Failure) -> Status {
    let is_callers = |code| {
        matches!(
            code,
            Code::InvalidSettings
                | Code::UnreadableRevision
                | Code::UnknownName
                | Code::OutputFailed
        )
    };
    let impossible = failure
        .diagnostics()
        .iter()
        .any(|diagnostic| is_callers(diagnostic.code));
    if impossible {
        Status::Impossible
    } else {
        Status::Problems
    }
}
