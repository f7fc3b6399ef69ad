//! Reading and changing single files, never through a symbolic link.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use walkdir::WalkDir;

use super::MARK;

/// What stands where a file is to be.
#[derive(Debug)]
pub(super) enum State {
    /// Nothing.
    Missing,
    /// The same bytes.
    Equal,
    /// A file of ours with other bytes.
    Outdated,
    /// What we may not touch, and why.
    Foreign(String),
}

/// What stands at `target`, which is below `dir`.
pub(super) fn state(dir: &Path, target: &Path, text: &str) -> io::Result<State> {
    if let Some(obstacle) = obstacle(dir, target)? {
        return Ok(State::Foreign(obstacle));
    }
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Missing),
        Err(error) => return Err(error),
    };
    if !metadata.is_file() {
        return Ok(State::Foreign(
            "something that is not a file is in its place".to_owned(),
        ));
    }
    if !is_ours(target)? {
        return Ok(State::Foreign(
            "a file that is not generated is in its place".to_owned(),
        ));
    }
    let equal = fs::read(target)? == text.as_bytes();
    Ok(if equal { State::Equal } else { State::Outdated })
}

/// The first thing between `dir` and `target` that is no folder, in words.
fn obstacle(dir: &Path, target: &Path) -> io::Result<Option<String>> {
    let parents = target
        .ancestors()
        .skip(1)
        .take_while(|parent| *parent != dir);
    for parent in parents {
        match fs::symlink_metadata(parent) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Ok(Some(format!("{} is not a folder", parent.display()))),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// Whether nothing is there, or a file where a folder should be, which its own check reports.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The paths, with `/` and sorted, of our files below `dir`; none where there is no such folder.
pub(super) fn generated(dir: &Path) -> io::Result<Vec<String>> {
    if !dir.try_exists()? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(dir).sort_by_file_name() {
        let entry = entry?;
        let is_rust = entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs");
        if is_rust && entry.file_type().is_file() && is_ours(entry.path())? {
            found.extend(slashed(dir, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

/// The path below `dir` with `/`; none for a name that is not text, which is not ours.
fn slashed(dir: &Path, file: &Path) -> Option<String> {
    let below = file.strip_prefix(dir).ok()?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// Whether the first line of a file is that of a generated one.
fn is_ours(file: &Path) -> io::Result<bool> {
    let mut start = vec![0; "// ".len() + MARK.len()];
    match fs::File::open(file)?.read_exact(&mut start) {
        Ok(()) => Ok(start == format!("// {MARK}").as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Puts `text` at `target` in one step, so that nobody reads half a file.
pub(super) fn replace(target: &Path, text: &str) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let temporary = create_temporary(folder, text)?;
    fs::rename(&temporary, target).inspect_err(|_| discard(&temporary))
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
        .inspect_err(|_| discard(&path))?;
    Ok(path)
}

/// A name that no other file of this process has had.
fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!(".reference-codegen-{}-{number}.tmp", process::id())
}

/// Removes what a failed step has left; the step's own error is the one to report.
fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Removes one of our files, and the folders below `dir` that are empty after it.
pub(super) fn remove(target: &Path, dir: &Path) -> io::Result<()> {
    fs::remove_file(target)?;
    let parents = target
        .ancestors()
        .skip(1)
        .take_while(|parent| *parent != dir);
    for folder in parents {
        // A folder that still holds something stays; asking first would not make this safer.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
