//! A folder and the operations in it, which never follow a symbolic link.
//!
//! The command reaches every file from the descriptor of the folder, if the system supports that. A
//! build script has fewer dependencies and uses paths: no other program writes to its `OUT_DIR`.

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

/// The kind of an entry; a link is `Other`, regardless of its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Other,
}

impl Folder {
    /// Opens a folder by a path of the user. An empty path is the working directory.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        if path.as_os_str().is_empty() {
            Self::open_at(Path::new("."))
        } else {
            Self::open_at(path)
        }
    }

    /// Opens a folder by a path of the user, and creates it if it does not exist.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        if !path.as_os_str().is_empty() {
            fs::create_dir_all(path)?;
        }
        Self::open(path)
    }

    /// Opens the folder at a path with `/` below this folder. The path may be empty.
    pub(crate) fn below(&self, path: &str) -> io::Result<Self> {
        let mut folder = self.child(".")?;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            folder = folder.child(name)?;
        }
        Ok(folder)
    }

    /// Opens the folder at a path with `/` below this folder, and creates missing folders.
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
