//! Writes a file in one step, even if another run works in the same folder or this run is killed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use walkdir::WalkDir;

/// The beginning of a file's name until it is renamed.
const TEMPORARY: &str = ".reference-codegen-";
/// More tries than there are runs in one folder while one of them writes a file.
const MAX_TRIES: usize = 16;

/// Writes `text` to `target` in one step: no reader sees half a file, and a run that is killed
/// leaves the old file or the new one.
///
/// Another run in the same folder may remove the temporary file as a leftover, and the folder as an
/// empty one; then this starts again.
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
            // A run that was killed has left it, or somebody put it there; the next name is free.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    };
    file.write_all(text.as_bytes())
        .inspect_err(|_| remove_quietly(&path))?;
    Ok(path)
}

/// A name that is new in this process.
fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{TEMPORARY}{}-{number}.tmp", process::id())
}

/// Removes the temporary files below `dir`, down to this depth, that a killed run has left.
///
/// A file that another run is about to rename is removed as well; its [`replace`] writes it again.
pub(super) fn remove_leftovers(dir: &Path, depth: usize) {
    let entries = WalkDir::new(dir).min_depth(1).max_depth(depth);
    let files = entries
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    for file in files.filter(|file| is_temporary(&file.file_name().to_string_lossy())) {
        remove_quietly(file.path());
    }
}

/// `true` for the names of [`temporary_name`].
fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY)
        .and_then(|rest| rest.strip_suffix(".tmp"))
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| {
            process.parse::<u32>().is_ok() && number.parse::<u64>().is_ok()
        })
}

/// Removes a leftover of a failed step; the error of the step is the one to report.
fn remove_quietly(path: &Path) {
    let _ = fs::remove_file(path);
}
