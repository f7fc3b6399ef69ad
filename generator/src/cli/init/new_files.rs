//! Files that are written only where there is none.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::Problem;

/// A file of a package.
pub(super) struct NewFile {
    /// The path in the package.
    pub(super) name: String,
    pub(super) text: String,
    /// The line that an existing file needs.
    pub(super) needed: Option<String>,
}

/// The result for a package.
#[derive(Default)]
pub(super) struct Written {
    pub(super) created: Vec<String>,
    pub(super) kept: Vec<String>,
    /// The existing files that lack a line, each with that line.
    pub(super) left: Vec<(String, String)>,
}

/// Writes the files that do not exist. If a file cannot be written, the others are removed again.
pub(super) fn write(folder: &Path, files: Vec<NewFile>) -> Result<Written, Problem> {
    let mut written = Written::default();
    for NewFile { name, text, needed } in files {
        let path = folder.join(&name);
        if path.symlink_metadata().is_ok() {
            let there = fs::read_to_string(&path).unwrap_or_default();
            if let Some(line) = needed.filter(|line| !there.contains(line)) {
                written.left.push((name.clone(), line));
            }
            written.kept.push(name);
        } else if let Err(error) = create(&path, &text) {
            for created in &written.created {
                let _ = fs::remove_file(folder.join(created));
            }
            let help = "make that path writable, and run this again; nothing was written";
            return Err((format!("{}: {error}", path.display()), help));
        } else {
            written.created.push(name);
        }
    }
    Ok(written)
}

/// Creates a file and its parent folders, unless the file exists.
fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
