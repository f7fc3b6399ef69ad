//! A folder by its path, for systems and builds without descriptors.
//!
//! A link in place of a file or folder is rejected when it is checked. A link that appears after
//! the check is followed.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::Kind;

/// The path of a folder that existed when it was opened.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Opens a folder by a path of the user. Links in the path are followed.
    pub(super) fn open_at(path: &Path) -> io::Result<Self> {
        if fs::metadata(path)?.is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    /// Opens the folder with this name in this one.
    pub(crate) fn child(&self, name: &str) -> io::Result<Self> {
        match self.kind(name)? {
            Kind::Folder => Ok(Self(self.0.join(name))),
            Kind::File | Kind::Other => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    /// Creates a folder with this name.
    pub(crate) fn make_child(&self, name: &str) -> io::Result<()> {
        fs::create_dir(self.0.join(name))
    }

    /// The kind of the entry with this name.
    pub(crate) fn kind(&self, name: &str) -> io::Result<Kind> {
        Ok(kind(fs::symlink_metadata(self.0.join(name))?.file_type()))
    }

    /// The names in the folder, without names that are not Unicode, since these are never
    /// generated.
    pub(crate) fn names(&self) -> io::Result<Vec<(String, Kind)>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if let Ok(name) = entry.file_name().into_string() {
                names.push((name, kind(entry.file_type()?)));
            }
        }
        Ok(names)
    }

    /// Opens a file to read it.
    pub(crate) fn file(&self, name: &str) -> io::Result<File> {
        match self.kind(name)? {
            Kind::File => File::open(self.0.join(name)),
            Kind::Folder | Kind::Other => Err(not_a_file()),
        }
    }

    /// Creates a file, which only its owner can open if it is `private`.
    pub(crate) fn new_file(&self, name: &str, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, if private { 0o600 } else { 0o666 });
        #[cfg(not(unix))]
        let _ = private;
        options.open(self.0.join(name))
    }

    /// Opens a file to read and write it, and creates it if it does not exist.
    pub(crate) fn shared_file(&self, name: &str) -> io::Result<File> {
        match self.kind(name) {
            Ok(Kind::Folder | Kind::Other) => return Err(not_a_file()),
            Ok(Kind::File) | Err(_) => {}
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        options.open(self.0.join(name))
    }

    /// Renames a file, and replaces an existing file with the new name.
    pub(crate) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }

    /// Removes a file.
    pub(crate) fn remove_file(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    /// Removes an empty folder.
    pub(crate) fn remove_child(&self, name: &str) -> io::Result<()> {
        fs::remove_dir(self.0.join(name))
    }
}

fn kind(told: fs::FileType) -> Kind {
    if told.is_file() {
        Kind::File
    } else if told.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    }
}

fn not_a_file() -> io::Error {
    io::Error::other("something that is not a file is in its place")
}
