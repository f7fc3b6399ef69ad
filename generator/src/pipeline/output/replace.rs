//! Puts files in place in one step, whoever else is at work, or ends this run.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use walkdir::WalkDir;

/// What the name of a file begins with until it is renamed.
const TEMPORARY: &str = ".reference-codegen-";
/// Nobody starts so many runs in one folder while one of them writes a file.
const MAX_TRIES: usize = 16;

/// Puts `text` at `target` in one step, so that nobody reads half a file, and a
/// run that is killed leaves the old one or the new one.
///
/// Another run in the same folder may take the file for one that was left
/// behind, and the folder for an empty one; then this starts again.
pub(crate) fn replace(target: &Path, text: &str) -> io::Result<()> {
    for _ in 1..MAX_TRIES {
        match try_replace(target, text) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => return result,
        }
    }
    try_replace(target, text)
}

fn try_replace(target: &Path, text: &str) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let temporary = create_temporary(folder, text)?;
    fs::rename(&temporary, target).inspect_err(|_| remove_quietly(&temporary))
}

/// A new file with `text` in the same folder, hence on the same file system.
fn create_temporary(folder: &Path, text: &str) -> io::Result<PathBuf> {
    let (mut file, path) = loop {
        let path = folder.join(temporary_name());
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => break (file, path),
            // Left by a run that was killed, or put there by somebody; the next name is free.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    };
    file.write_all(text.as_bytes())
        .inspect_err(|_| remove_quietly(&path))?;
    Ok(path)
}

/// A name that no other file of this process has had.
fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{TEMPORARY}{}-{number}.tmp", process::id())
}

/// Removes what a run that was killed has left below `dir`, down to this depth.
///
/// What another run is about to rename goes as well; [`replace`] makes it again.
pub(super) fn clean(dir: &Path, depth: usize) {
    let entries = WalkDir::new(dir).min_depth(1).max_depth(depth);
    let files = entries
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    for file in files.filter(|file| is_temporary(&file.file_name().to_string_lossy())) {
        remove_quietly(file.path());
    }
}

/// Whether [`temporary_name`] makes such names.
fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY)
        .and_then(|rest| rest.strip_suffix(".tmp"))
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| {
            process.parse::<u32>().is_ok() && number.parse::<u64>().is_ok()
        })
}

/// Removes what a failed step has left; the step's own error is the one to report.
fn remove_quietly(path: &Path) {
    let _ = fs::remove_file(path);
}
