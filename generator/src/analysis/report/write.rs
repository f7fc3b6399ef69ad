//! Writes the page to its file.

use std::fs;
use std::io;
use std::path::Path;

use super::Report;
use crate::base::diagnostic::{Code, Error, Span};
use crate::base::read;
use crate::pipeline::output;

/// The first line of a page. A file with this line may be replaced. It differs from the marker of
/// generated models, because those are deleted when they are no longer generated.
pub(super) const MARK: &str = "<!-- A report of reference-codegen. -->";

impl Report {
    /// Writes the page atomically, unless the file already has the same bytes.
    ///
    /// # Errors
    ///
    /// The file exists and is not a report, or it cannot be written.
    pub fn write(&self, file: &Path) -> Result<(), Error> {
        let html = self.html();
        let written = match existing(file, html.len()) {
            Ok(Existing::Report(text)) if text == html.as_bytes() => Ok(()),
            Ok(Existing::Nothing | Existing::Report(_)) => output::replace(file, &html),
            Ok(Existing::Foreign) => {
                let why = "the file exists and is not a report";
                let help = "choose another name, or remove it first";
                return Err(failed(file, why, help));
            }
            Err(error) => Err(error),
        };
        written.map_err(|error| {
            let help = "choose a writable folder";
            failed(file, &error.to_string(), help)
        })
    }
}

/// The content of the file before the page is written.
enum Existing {
    Nothing,
    Report(Vec<u8>),
    Foreign,
}

/// The existing content of a file. No more is read than is needed to compare it with a page of this
/// size.
fn existing(file: &Path, size: usize) -> io::Result<Existing> {
    let metadata = match fs::symlink_metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Existing::Nothing),
        metadata => metadata?,
    };
    if !metadata.is_file() {
        return Ok(Existing::Foreign);
    }
    let text = read::start(fs::File::open(file)?, size as u64 + 1)?;
    Ok(if text.starts_with(MARK.as_bytes()) {
        Existing::Report(text)
    } else if text.is_empty() {
        // An empty file, such as a new file of `mktemp`.
        Existing::Nothing
    } else {
        Existing::Foreign
    })
}

fn failed(file: &Path, why: &str, help: &str) -> Error {
    let message = format!("cannot be written: {why}");
    let span = Span::file(file.display().to_string());
    Error::from_problem(Code::OutputFailed, message, help, Some(span))
}
