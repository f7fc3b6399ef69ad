//! Puts the page into its file.

use std::fs;
use std::io;
use std::path::Path;

use super::Report;
use crate::base::diagnostic::{Code, Error, Span};
use crate::pipeline::output;

/// The first line of a page, by which a later run knows that it may be replaced. It is not the
/// mark of generated models, which are removed when nothing makes them any more.
pub(super) const MARK: &str = "<!-- A report of reference-codegen. -->";

impl Report {
    /// Writes the page in one step, unless the file has these bytes already.
    ///
    /// # Errors
    ///
    /// Something that is not a report is in its place, or the disk refuses.
    pub fn write(&self, file: &Path) -> Result<(), Error> {
        let html = self.html();
        let written = match there(file) {
            Ok(There::Report(text)) if text == html.as_bytes() => Ok(()),
            Ok(There::Nothing | There::Report(_)) => output::replace(file, &html),
            Ok(There::Foreign) => return Err(foreign(file)),
            Err(error) => Err(error),
        };
        written.map_err(|error| {
            failed(
                file,
                &error.to_string(),
                "choose a folder that can be written to",
            )
        })
    }
}

/// What stands where the page is to be.
enum There {
    Nothing,
    Report(Vec<u8>),
    Foreign,
}

fn there(file: &Path) -> io::Result<There> {
    let metadata = match fs::symlink_metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(There::Nothing),
        metadata => metadata?,
    };
    if !metadata.is_file() {
        return Ok(There::Foreign);
    }
    let text = fs::read(file)?;
    Ok(match text.starts_with(MARK.as_bytes()) {
        true => There::Report(text),
        // Whoever made it, as `mktemp` does, has put nothing into it.
        false if text.is_empty() => There::Nothing,
        false => There::Foreign,
    })
}

fn foreign(file: &Path) -> Error {
    let why = "something that is not a report is in its place";
    failed(file, why, "choose another name, or remove it first")
}

fn failed(file: &Path, why: &str, help: &str) -> Error {
    let message = format!("cannot be written: {why}");
    let span = Span::file(file.display().to_string());
    Error::from_problem(Code::OutputFailed, message, help, Some(span))
}
