//! Reading and changing single files, never through a symbolic link.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::pipeline::header;

/// The file that marks a folder as a cache, by the convention that Cargo keeps as well.
const CACHE_TAG: &str = "CACHEDIR.TAG";

/// The state of the path that a file is written to.
#[derive(Debug)]
pub(super) enum FileState {
    /// There is no file.
    Missing,
    /// A file with the same bytes.
    Equal,
    /// A generated file with other bytes.
    Outdated,
    /// Something that must not be replaced, with the reason.
    Foreign(String),
}

/// The state of `target`, which is below `dir`.
pub(super) fn state(dir: &Path, target: &Path, text: &str) -> io::Result<FileState> {
    if let Some(obstacle) = obstacle(dir, target)? {
        return Ok(FileState::Foreign(obstacle));
    }
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(FileState::Missing),
        Err(error) => return Err(error),
    };
    if !metadata.is_file() {
        return Ok(FileState::Foreign(
            "something that is not a file is in its place".to_owned(),
        ));
    }
    let there = match fs::read(target) {
        Ok(there) => there,
        Err(error) if is_absent(&error) => return Ok(FileState::Missing),
        Err(error) => return Err(error),
    };
    Ok(if there == text.as_bytes() {
        FileState::Equal
    } else if first_line(target).is_some_and(|first| there.starts_with(first.as_bytes())) {
        FileState::Outdated
    } else {
        FileState::Foreign("a file that is not generated is in its place".to_owned())
    })
}

/// The first parent of `target` below `dir` that is no folder, in words.
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

/// `true` if nothing is there, or a file in place of a folder, which [`obstacle`] reports.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The paths of the generated files below `dir`, with `/` and sorted; none if there is no folder.
pub(super) fn generated(dir: &Path) -> io::Result<Vec<String>> {
    if !dir.try_exists()? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let entries = WalkDir::new(dir).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !is_cache(entry)) {
        let entry = match entry.map_err(io::Error::from) {
            Err(error) if is_absent(&error) => continue,
            entry => entry?,
        };
        if entry.file_type().is_file() && is_generated(entry.path())? {
            found.extend(slashed(dir, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

/// `true` if this is a folder below the output that may contain copies of generated files, such as
/// the `target` of a generated crate.
fn is_cache(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_type().is_dir() && entry.path().join(CACHE_TAG).exists()
}

/// The path below `dir` with `/`; `None` for a name that is not Unicode, which is never generated.
fn slashed(dir: &Path, file: &Path) -> Option<String> {
    let below = file.strip_prefix(dir).ok()?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// The beginning of the file if it is generated; `None` for a kind of file that never is.
fn first_line(file: &Path) -> Option<String> {
    header::expected_first_line(file.file_name()?.to_str()?)
}

/// `true` if the first line of a file is that of a generated one; `false` if the file is gone.
fn is_generated(file: &Path) -> io::Result<bool> {
    let Some(expected) = first_line(file) else {
        return Ok(false);
    };
    let mut start = vec![0; expected.len()];
    match fs::File::open(file).and_then(|mut file| file.read_exact(&mut start)) {
        Ok(()) => Ok(start == expected.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof || is_absent(&error) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Removes a generated file, and the folders below `dir` that are empty after it.
pub(super) fn remove(target: &Path, dir: &Path) -> io::Result<()> {
    match fs::remove_file(target) {
        Err(error) if !is_absent(&error) => return Err(error),
        // Another run may have removed it.
        Ok(()) | Err(_) => {}
    }
    let parents = target
        .ancestors()
        .skip(1)
        .take_while(|parent| *parent != dir);
    for folder in parents {
        // A folder that is not empty stays; asking first would not make this safer.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
