//! Finds the generated files of a folder.

use std::io;
use std::path::{Path, PathBuf};

use super::atomic_write::is_temporary;
use super::folder::{Folder, Kind};
use super::lock::LOCK;
use crate::base::read;
use crate::pipeline::header;

/// The file that marks a folder as a cache. Cargo follows this convention.
const CACHE_TAG: &str = "CACHEDIR.TAG";
/// The maximum length of the first line of a generated file; it is shorter.
const FIRST_LINE: u64 = 1024;

/// The files of runs in a folder. Paths are below the folder, with `/`.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The generated files, sorted.
    pub(super) generated: Vec<String>,
    /// `true` if the folder itself contains the root file of an output.
    pub(super) is_root: bool,
    /// The root files of outputs in subfolders. These subfolders are not searched further.
    pub(super) others: Vec<String>,
    /// The temporary files of runs that were killed.
    pub(super) leftovers: Vec<String>,
    /// `true` if a run is writing, or was killed while writing.
    pub(super) is_locked: bool,
}

impl Scan {
    /// Searches a folder and its subfolders. Entries that disappear meanwhile are ignored.
    pub(super) fn read(root: &Folder) -> io::Result<Self> {
        let mut scan = Self::default();
        let mut pending = vec![String::new()];
        while let Some(path) = pending.pop() {
            match root.below(&path) {
                Ok(folder) => scan.add(&folder, &path, &mut pending)?,
                Err(error) if is_absent(&error) => {}
                Err(error) => return Err(error),
            }
        }
        scan.generated.sort();
        Ok(scan)
    }

    /// Finds the leftovers directly in the folder, without subfolders.
    pub(super) fn leftovers(root: &Folder) -> io::Result<Self> {
        let mut names = root.names()?;
        names.retain(|(name, kind)| *kind == Kind::File && is_temporary(name));
        Ok(Self {
            leftovers: names.into_iter().map(|(name, _)| name).collect(),
            ..Self::default()
        })
    }

    /// Adds the files of one folder, and adds its subfolders to `pending`.
    fn add(&mut self, folder: &Folder, path: &str, pending: &mut Vec<String>) -> io::Result<()> {
        let names = folder.names()?;
        let below = match path {
            "" => String::new(),
            path => format!("{path}/"),
        };
        // A cache, such as the `target` of a generated crate, may contain copies of generated
        // files.
        if !path.is_empty() && names.iter().any(|(name, _)| name == CACHE_TAG) {
            return Ok(());
        }
        let mut generated = Vec::new();
        for (name, _) in names.iter().filter(|(_, kind)| *kind == Kind::File) {
            match first_line(folder, name)? {
                Some(line) if !header::is_root(&line) => {}
                Some(_) if path.is_empty() => self.is_root = true,
                Some(_) => {
                    self.others.push(format!("{below}{name}"));
                    return Ok(());
                }
                None => continue,
            }
            generated.push(format!("{below}{name}"));
        }
        self.generated.append(&mut generated);
        for (name, kind) in names {
            match kind {
                Kind::File if is_temporary(&name) => self.leftovers.push(format!("{below}{name}")),
                Kind::File if path.is_empty() && name == LOCK => self.is_locked = true,
                Kind::Folder => pending.push(format!("{below}{name}")),
                Kind::File | Kind::Other => {}
            }
        }
        Ok(())
    }
}

/// `true` if there is no such entry, or a parent is not a folder.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The first line of a generated file; `None` for another file, or if the file does not exist.
fn first_line(folder: &Folder, name: &str) -> io::Result<Option<String>> {
    let Some(expected) = header::expected_first_line(name) else {
        return Ok(None);
    };
    let file = match folder.file(name) {
        Err(error) if is_absent(&error) => return Ok(None),
        file => file?,
    };
    let start = read::start(file, FIRST_LINE)?;
    let text = String::from_utf8_lossy(&start);
    let line = text.lines().next().unwrap_or_default();
    if line.starts_with(&expected) {
        Ok(Some(line.to_owned()))
    } else {
        Ok(None)
    }
}

/// The root file of the nearest output in a parent folder. Unreadable files are ignored.
pub(super) fn root_above(dir: &Path) -> Option<PathBuf> {
    let dir = dir.canonicalize().ok()?;
    dir.ancestors().skip(1).find_map(|above| {
        let folder = Folder::open(above).ok()?;
        let names = folder.names().ok()?;
        let is_root = |name: &str| match first_line(&folder, name) {
            Ok(Some(line)) => header::is_root(&line),
            Ok(None) | Err(_) => false,
        };
        let mut files = names.iter().filter(|(_, kind)| *kind == Kind::File);
        let (name, _) = files.find(|(name, _)| is_root(name))?;
        Some(above.join(name))
    })
}
