//! The exit status of a run, and its errors.

use std::io::{self, Write};
use std::process::ExitCode;

use reference_codegen::diagnostic::{Code, Escaped};
use reference_codegen::{Diagnostic, Error};

use crate::cli::arguments::MessageFormat;
use crate::cli::diagnostics;

/// The result of a run, for the caller's shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// The run succeeded.
    Done,
    /// The reference has errors, or a check failed.
    Problems,
    /// The command could not run because of its arguments, its settings or the output.
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

/// An error that ended the run.
#[derive(Debug)]
pub(crate) enum CommandError {
    /// Errors of the settings, the reference or the output.
    Generating(Error),
    /// The number of breaking changes, which `--fail-on` makes an error.
    Breaking(usize),
    /// The output of the command could not be written.
    Writing(io::Error),
    /// The folders cannot be watched.
    Watching(notify::Error),
    /// The subcommand has already reported the problem.
    Told(Status),
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self::Generating(error)
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
    /// Writes the error, and returns its status.
    pub(crate) fn show(self, format: MessageFormat, is_quiet: bool, err: &mut dyn Write) -> Status {
        // An error of writing is ignored: the status reports the failure.
        match self {
            Self::Generating(error) => {
                let _ = diagnostics::write_failure(&error, format, is_quiet, err);
                status_of(error.diagnostics())
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
            // The reader, such as `head`, has closed the pipe.
            Self::Writing(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Done,
            Self::Writing(error) => {
                let _ = writeln!(err, "error: cannot write: {error}");
                Status::Impossible
            }
        }
    }
}

/// The error of the operating system, with the paths before it and a help after it.
fn cannot_watch(error: notify::Error) -> String {
    let mut message = String::new();
    for path in &error.paths {
        message += &format!("{}: ", path.display());
    }
    let cause = notify::Error::new(error.kind).to_string();
    format!(
        "error: {}cannot be watched: {}\n  help: `generate` writes the models once; \
         on Linux `sysctl fs.inotify` and `ulimit -u` show the limits for watching",
        Escaped(&message),
        Escaped(&cause)
    )
}

/// The status for diagnostics: [`Status::Problems`] if all are errors of the reference.
pub(crate) fn status_of(diagnostics: &[Diagnostic]) -> Status {
    let is_not_of_reference = |code| {
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
    if diagnostics.iter().any(|it| is_not_of_reference(it.code)) {
        Status::Impossible
    } else {
        Status::Problems
    }
}
