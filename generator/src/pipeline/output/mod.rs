//! Stage 8, output: from files in memory to files on disk.
//!
//! A file is ours where its first line says so; nothing else is ever changed or removed.

mod disk;
mod replace;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::base::diagnostic::{Code, Error, Span};
use disk::FileState;
pub(crate) use replace::replace;

/// What writing did; the paths are those of the files in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteSummary {
    /// Files that were new or had other bytes.
    pub written: Vec<String>,
    /// How many files had these bytes already, and were left alone.
    pub unchanged: usize,
    /// Generated files that nothing generates any more.
    pub removed: Vec<String>,
}

/// How a folder differs from the files in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Differences {
    /// Files with other text, foreign ones included.
    pub changed: Vec<String>,
    /// Files that are not there.
    pub missing: Vec<String>,
    /// Generated files that nothing generates any more.
    pub orphaned: Vec<String>,
}

impl Differences {
    /// How many files differ.
    pub fn count(&self) -> usize {
        self.changed.len() + self.missing.len() + self.orphaned.len()
    }
}

/// `2 outdated, 0 missing, 1 no longer generated`
impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (changed, missing) = (self.changed.len(), self.missing.len());
        let orphaned = self.orphaned.len();
        write!(
            f,
            "{changed} outdated, {missing} missing, {orphaned} no longer generated"
        )
    }
}

/// Makes the generated files below `dir` equal to `files`, writing only what differs.
///
/// # Errors
///
/// A path leaves the folder, or a file that is not ours, or a symbolic link, is in the way: then
/// nothing is written. Or the disk refuses.
pub(crate) fn write(files: &BTreeMap<String, String>, dir: &Path) -> Result<WriteSummary, Error> {
    let orphans = orphans(files, dir)?;
    let mut summary = write_files(files, dir, usize::MAX)?;
    for orphan in orphans {
        let target = dir.join(&orphan);
        disk::remove(&target, dir)
            .map_err(|error| refused(&target, "cannot be removed", &error))?;
        summary.removed.push(orphan);
    }
    Ok(summary)
}

/// Writes the files that differ, and leaves every other file of the folder alone.
///
/// # Errors
///
/// As [`write`].
pub(crate) fn add(files: &BTreeMap<String, String>, dir: &Path) -> Result<WriteSummary, Error> {
    write_files(files, dir, 1)
}

/// Writes the files that differ, after removing what a killed run has left down to this depth.
fn write_files(
    files: &BTreeMap<String, String>,
    dir: &Path,
    depth: usize,
) -> Result<WriteSummary, Error> {
    let states = states(files, dir)?;
    refuse_foreign(&states)?;
    replace::clean(dir, depth);
    let mut summary = WriteSummary::default();
    for PlannedFile {
        path,
        text,
        state,
        target,
    } in states
    {
        if matches!(state, FileState::Equal) {
            summary.unchanged += 1;
        } else {
            replace(&target, text)
                .map_err(|error| refused(&target, "cannot be written", &error))?;
            summary.written.push(path.to_owned());
        }
    }
    Ok(summary)
}

/// How `dir` differs from `files`; nothing is written.
///
/// # Errors
///
/// A path leaves the folder, or the folder cannot be read.
pub(crate) fn compare(files: &BTreeMap<String, String>, dir: &Path) -> Result<Differences, Error> {
    let mut differences = Differences {
        orphaned: orphans(files, dir)?,
        ..Differences::default()
    };
    for PlannedFile { path, state, .. } in states(files, dir)? {
        match state {
            FileState::Equal => {}
            FileState::Missing => differences.missing.push(path.to_owned()),
            FileState::Outdated | FileState::Foreign(_) => {
                differences.changed.push(path.to_owned())
            }
        }
    }
    Ok(differences)
}

/// Fails for every file that [`write`] would fail for before it writes anything.
pub(crate) fn refuse(files: &BTreeMap<String, String>, dir: &Path) -> Result<(), Error> {
    refuse_foreign(&states(files, dir)?)
}

/// A file in memory, and what stands in its place.
struct PlannedFile<'a> {
    path: &'a str,
    text: &'a str,
    target: PathBuf,
    state: FileState,
}

fn states<'a>(
    files: &'a BTreeMap<String, String>,
    dir: &Path,
) -> Result<Vec<PlannedFile<'a>>, Error> {
    let plan = |(path, text): (&'a String, &'a String)| {
        let target = dir.join(relative(path)?);
        let state = disk::state(dir, &target, text)
            .map_err(|error| refused(&target, "cannot be read", &error))?;
        Ok(PlannedFile {
            path,
            text,
            target,
            state,
        })
    };
    files.iter().map(plan).collect()
}

/// Fails for every file that may not be replaced.
fn refuse_foreign(states: &[PlannedFile<'_>]) -> Result<(), Error> {
    let refused: Vec<_> = states
        .iter()
        .filter_map(|planned| match &planned.state {
            FileState::Foreign(why) => Some(failed(&planned.target, why)),
            FileState::Equal | FileState::Missing | FileState::Outdated => None,
        })
        .flat_map(|failure| failure.diagnostics().to_vec())
        .collect();
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Error::new(refused))
    }
}

/// Our files below `dir` that are not in `files`, as paths with `/`.
fn orphans(files: &BTreeMap<String, String>, dir: &Path) -> Result<Vec<String>, Error> {
    let ours = disk::generated(dir).map_err(|error| refused(dir, "cannot be read", &error))?;
    Ok(ours
        .into_iter()
        .filter(|path| !files.contains_key(path))
        .collect())
}

/// `path` for this system, if it stays below the folder it is joined to.
fn relative(path: &str) -> Result<PathBuf, Error> {
    let parts: PathBuf = path.split('/').collect();
    let plain = path.split('/').all(|part| {
        let mut components = Path::new(part).components();
        matches!(components.next(), Some(Component::Normal(_)))
            && components.next().is_none()
            && !part.contains(['\\', ':'])
    });
    if plain {
        return Ok(parts);
    }
    Err(failed(Path::new(path), "the path leaves the output folder"))
}

/// What is in the way.
fn failed(file: &Path, why: &str) -> Error {
    let message = format!("cannot be written: {why}");
    let help = "choose a folder that only generated files live in";
    failure(file, message, help)
}

/// What the system refuses.
fn refused(file: &Path, what: &str, error: &io::Error) -> Error {
    failure(file, format!("{what}: {error}"), help(error.kind()))
}

/// The next step after an error of the system.
fn help(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::PermissionDenied => "check who may read and write the folder of the output",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk of the output",
        ErrorKind::ReadOnlyFilesystem => "choose a folder on a disk that can be written to",
        ErrorKind::NotADirectory => "choose a folder: a file stands where it should be",
        _ => "choose another folder for the output",
    }
}

fn failure(file: &Path, message: String, help: &str) -> Error {
    Error::from_problem(
        Code::OutputFailed,
        message,
        help,
        Some(Span::file(file.display().to_string())),
    )
}
