//! A folder and what is done in it, never through a symbolic link.
//!
//! The command reaches every file from the descriptor of the folder, where the system has them. A
//! build script, which shall depend on little, names files by their paths: its `OUT_DIR` is its
//! own.

#[cfg(all(unix, feature = "cli"))]
mod descriptor;
#[cfg(not(all(unix, feature = "cli")))]
mod path;

use std::fs;
use std::io;
use std::path::Path;

#[cfg(all(unix, feature = "cli"))]
pub(crate) use descriptor::Folder;
#[cfg(not(all(unix, feature = "cli")))]
pub(crate) use path::Folder;

/// The kind of what has a name; a link is `Other`, whatever it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Other,
}

impl Folder {
    /// Opens a folder that somebody named; an empty path is the folder of the process.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        if path.as_os_str().is_empty() {
            Self::open_at(Path::new("."))
        } else {
            Self::open_at(path)
        }
    }

    /// Opens a folder that somebody named, and makes it if it is not there.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        if !path.as_os_str().is_empty() {
            fs::create_dir_all(path)?;
        }
        Self::open(path)
    }

    /// Opens the folder at a path with `/` below this one, which may be empty.
    pub(crate) fn below(&self, path: &str) -> io::Result<Self> {
        let mut folder = self.child(".")?;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            folder = folder.child(name)?;
        }
        Ok(folder)
    }

    /// Opens the folder at a path with `/` below this one, and makes those that are not there.
    pub(crate) fn create_below(&self, path: &str) -> io::Result<Self> {
        let mut folder = self.child(".")?;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            match folder.make_child(name) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Ok(()) | Err(_) => folder = folder.child(name)?,
            }
        }
        Ok(folder)
    }
}

/// The folder and the name of a path with `/`.
pub(crate) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
