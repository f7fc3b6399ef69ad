//! The plan of a write: the state of each path of a folder, read before anything is written.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Component, Path};

use super::failure::{blocked, failure, refused};
use super::folder::{Folder, Kind, split};
use super::scan::{self, Scan, is_absent};
use super::{Differences, WriteSummary, atomic_write};
use crate::base::diagnostic::Error;
use crate::base::read;
use crate::pipeline::header;

/// The help for a folder that contains a part of another output.
const OTHER_OUTPUT: &str = "choose another folder for one of the two";

/// The files in memory with the state of their paths, and the other files of runs in the folder.
pub(super) struct Plan<'a> {
    dir: &'a Path,
    files: Vec<PlannedFile<'a>>,
    scan: Scan,
}

/// A file in memory, and the state of its path.
struct PlannedFile<'a> {
    path: &'a str,
    text: &'a str,
    state: FileState,
}

/// The state of the path to which a file is written.
#[derive(Debug, PartialEq, Eq)]
enum FileState {
    /// There is no file.
    Missing,
    /// A file with the same bytes.
    Equal,
    /// A generated file with other bytes.
    Outdated,
    /// An entry that must not be replaced, with the reason.
    Foreign(String),
    /// A path inside another output, with the path of its root.
    OfOther(String),
}

impl<'a> Plan<'a> {
    /// Compares a folder with the files in memory.
    ///
    /// # Errors
    ///
    /// A path leaves the folder, or the folder cannot be read.
    pub(super) fn new(files: &'a BTreeMap<String, String>, dir: &'a Path) -> Result<Self, Error> {
        let (root, scan) = match Folder::open(dir) {
            Ok(root) => {
                let scan = Scan::read(&root);
                let scan = scan.map_err(|error| refused(dir, "cannot be read", &error))?;
                (Some(root), scan)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => (None, Scan::default()),
            Err(error) => return Err(refused(dir, "cannot be read", &error)),
        };
        Self::with(root.as_ref(), scan, files, dir)
    }

    /// Examines only the paths of the files, not the other generated files.
    pub(super) fn without_scan(
        root: &Folder,
        files: &'a BTreeMap<String, String>,
        dir: &'a Path,
    ) -> Result<Self, Error> {
        let scan = Scan::leftovers(root);
        let scan = scan.map_err(|error| refused(dir, "cannot be read", &error))?;
        Self::with(Some(root), scan, files, dir)
    }

    fn with(
        root: Option<&Folder>,
        scan: Scan,
        files: &'a BTreeMap<String, String>,
        dir: &'a Path,
    ) -> Result<Self, Error> {
        let plan = |(path, text): (&'a String, &'a String)| {
            refuse_leaving(path)?;
            let other = scan.others.iter().find(|other| {
                let (folder, _) = split(other);
                let below = path.strip_prefix(folder);
                below.is_some_and(|below| below.starts_with('/'))
            });
            let state = match (other, root) {
                (Some(other), _) => Ok(FileState::OfOther(other.clone())),
                (None, Some(root)) => state(root, dir, path, text),
                (None, None) => Ok(FileState::Missing),
            };
            let refused = |error| refused(&dir.join(path), "cannot be read", &error);
            let state = state.map_err(refused)?;
            Ok(PlannedFile { path, text, state })
        };
        let files = files.iter().map(plan).collect::<Result<_, Error>>()?;
        Ok(Self { dir, files, scan })
    }

    /// Rejects every file that must not be replaced or removed.
    pub(super) fn refuse_foreign(&self) -> Result<(), Error> {
        self.refuse_part_of_other()?;
        let refused: Vec<_> = self
            .files
            .iter()
            .filter_map(|planned| {
                let file = self.dir.join(planned.path);
                match &planned.state {
                    FileState::Foreign(why) => Some(blocked(&file, why)),
                    FileState::OfOther(root) => {
                        let root = self.dir.join(root);
                        let root = root.display();
                        let message = format!("cannot be written: {root} is another output's root");
                        Some(failure(&file, message, OTHER_OUTPUT))
                    }
                    FileState::Equal | FileState::Missing | FileState::Outdated => None,
                }
            })
            .flat_map(|failure| failure.diagnostics().to_vec())
            .collect();
        if refused.is_empty() {
            Ok(())
        } else {
            Err(Error::new(refused))
        }
    }

    /// Rejects a folder whose generated files belong to an output with its root in a parent folder.
    fn refuse_part_of_other(&self) -> Result<(), Error> {
        if self.scan.is_root || self.scan.generated.is_empty() {
            return Ok(());
        }
        let Some(root) = scan::root_above(self.dir) else {
            return Ok(());
        };
        let root = root.display();
        let message = format!("cannot be written: the files here belong to the output of {root}");
        Err(failure(self.dir, message, OTHER_OUTPUT))
    }

    /// `true` if the folder is up to date, and has no leftovers of runs.
    pub(super) fn is_done(&self) -> bool {
        let mut files = self.files.iter();
        files.all(|planned| planned.state == FileState::Equal)
            && self.orphans().next().is_none()
            && self.scan.leftovers.is_empty()
            && !self.scan.is_locked
    }

    /// The generated files that are not among the files in memory.
    fn orphans(&self) -> impl Iterator<Item = &String> {
        let is_ours = |path: &String| {
            let found = self.files.binary_search_by(|file| file.path.cmp(path));
            found.is_ok()
        };
        self.scan
            .generated
            .iter()
            .filter(move |path| !is_ours(path))
    }

    /// Writes the files that differ. The root comes first, so that a run that writes to a parent
    /// folder does not treat the other files as its own. Removes files that are no longer
    /// generated.
    pub(super) fn carry_out(&self, root: &Folder) -> Result<WriteSummary, Error> {
        let failed = |path: &str, what, error| refused(&self.dir.join(path), what, &error);
        for path in &self.scan.leftovers {
            let (folder, name) = split(path);
            // An error is ignored: the output is correct even if the leftover remains.
            let _ = root
                .below(folder)
                .and_then(|folder| folder.remove_file(name));
        }
        let differ = |file: &&PlannedFile<'_>| file.state != FileState::Equal;
        let mut files: Vec<&PlannedFile<'_>> = self.files.iter().filter(differ).collect();
        files.sort_by_key(|file| !header::is_root(file.text));
        for PlannedFile { path, text, .. } in &files {
            atomic_write::replace(root, path, text)
                .map_err(|error| failed(path, "cannot be written", error))?;
        }
        let mut summary = WriteSummary {
            written: files.iter().map(|file| file.path.to_owned()).collect(),
            unchanged: self.files.len() - files.len(),
            removed: Vec::new(),
        };
        summary.written.sort();
        for orphan in self.orphans() {
            remove(root, orphan).map_err(|error| failed(orphan, "cannot be removed", error))?;
            summary.removed.push(orphan.clone());
        }
        Ok(summary)
    }

    /// The differences between the folder and the files in memory.
    pub(super) fn differences(&self) -> Differences {
        let mut differences = Differences {
            orphaned: self.orphans().cloned().collect(),
            ..Differences::default()
        };
        for PlannedFile { path, state, .. } in &self.files {
            let path = (*path).to_owned();
            match state {
                FileState::Equal => {}
                FileState::Missing => differences.missing.push(path),
                FileState::Outdated | FileState::Foreign(_) | FileState::OfOther(_) => {
                    differences.changed.push(path);
                }
            }
        }
        differences
    }
}

/// The state of a path below `root`, which is the folder `dir`.
fn state(root: &Folder, dir: &Path, path: &str, text: &str) -> io::Result<FileState> {
    let (parents, name) = split(path);
    let mut folder = root.below("")?;
    let mut parent = dir.to_owned();
    for name in parents.split('/').filter(|name| !name.is_empty()) {
        parent.push(name);
        match folder.kind(name) {
            Ok(Kind::Folder) => folder = folder.child(name)?,
            Ok(Kind::File | Kind::Other) => {
                let why = format!("{} is not a folder", parent.display());
                return Ok(FileState::Foreign(why));
            }
            Err(error) if is_absent(&error) => return Ok(FileState::Missing),
            Err(error) => return Err(error),
        }
    }
    match folder.kind(name) {
        Ok(Kind::File) => {}
        Ok(Kind::Folder | Kind::Other) => {
            let why = "something that is not a file is in its place".to_owned();
            return Ok(FileState::Foreign(why));
        }
        Err(error) if is_absent(&error) => return Ok(FileState::Missing),
        Err(error) => return Err(error),
    }
    let first_line = header::expected_first_line(name);
    // No more bytes are read than are needed to find a difference.
    let length = text.len().max(first_line.as_ref().map_or(0, String::len)) + 1;
    let there = match folder
        .file(name)
        .and_then(|file| read::start(file, length as u64))
    {
        Err(error) if is_absent(&error) => return Ok(FileState::Missing),
        there => there?,
    };
    Ok(if there == text.as_bytes() {
        FileState::Equal
    } else if first_line.is_some_and(|first| there.starts_with(first.as_bytes())) {
        FileState::Outdated
    } else {
        FileState::Foreign("a file that is not generated is in its place".to_owned())
    })
}

/// Removes a file, and the folders below `root` that become empty.
fn remove(root: &Folder, path: &str) -> io::Result<()> {
    let (mut below, name) = split(path);
    match root
        .below(below)
        .and_then(|folder| folder.remove_file(name))
    {
        // Another run may have removed the file.
        Err(error) if is_absent(&error) => {}
        removed => removed?,
    }
    while !below.is_empty() {
        let (parent, name) = split(below);
        // Removing a folder that is not empty fails. Checking before would not be safer.
        let removed = root
            .below(parent)
            .and_then(|folder| folder.remove_child(name));
        if removed.is_err() {
            break;
        }
        below = parent;
    }
    Ok(())
}

/// Rejects a path that leaves the output folder.
fn refuse_leaving(path: &str) -> Result<(), Error> {
    let is_plain = path.split('/').all(|part| {
        let mut components = Path::new(part).components();
        matches!(components.next(), Some(Component::Normal(_)))
            && components.next().is_none()
            && !part.contains(['\\', ':'])
    });
    if is_plain {
        return Ok(());
    }
    Err(blocked(
        Path::new(path),
        "the path leaves the output folder",
    ))
}
