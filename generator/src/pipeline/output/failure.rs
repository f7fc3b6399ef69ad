//! The errors of the output.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::lock::Busy;
use crate::base::diagnostic::{Code, Error, Span};

/// The error for a file that may not be replaced.
pub(super) fn blocked(file: &Path, why: &str) -> Error {
    let message = format!("cannot be written: {why}");
    let help = "choose a folder that contains only generated files";
    failure(file, message, help)
}

/// An error of the system.
pub(super) fn refused(file: &Path, what: &str, error: &io::Error) -> Error {
    failure(file, format!("{what}: {error}"), help(error.kind()))
}

/// The help for an error of the system.
fn help(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PermissionDenied => "check the permissions of the output folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free space on the disk of the output",
        ErrorKind::ReadOnlyFilesystem => "choose a folder on a writable disk",
        ErrorKind::NotADirectory => "choose another folder: a file has the name of this one",
        _ => "choose another folder for the output",
    }
}

/// An error at a file or folder of the output.
pub(super) fn failure(file: &Path, message: String, help: &str) -> Error {
    Error::from_problem(
        Code::OutputFailed,
        message,
        help,
        Some(Span::file(file.display().to_string())),
    )
}

/// The error for a folder that another run writes to.
pub(super) fn busy(dir: &Path, reason: Busy) -> Error {
    match reason {
        Busy::OtherReference(other) => {
            let message =
                format!("cannot be written: a run for the pages of {other} is writing here");
            failure(dir, message, "choose a folder for each reference")
        }
        Busy::TooLong => {
            let message = "cannot be written: another run is still writing here".to_owned();
            failure(dir, message, "stop the other run, and start this one again")
        }
    }
}
