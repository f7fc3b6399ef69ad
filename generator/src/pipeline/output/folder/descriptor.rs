//! An open folder, and the operations in it.
//!
//! All operations use the descriptor of the folder and follow no symbolic links, so that a link
//! that appears between a check and a write has no effect.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};

use super::Kind;

const FOLDER: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);

/// An open folder.
pub(crate) struct Folder(OwnedFd);

impl Folder {
    /// Opens a folder by a path of the user. Links in the path are followed.
    pub(super) fn open_at(path: &Path) -> io::Result<Self> {
        let descriptor = rustix::fs::openat(CWD, path, FOLDER, Mode::empty())?;
        Ok(Self(descriptor))
    }

    /// Opens the folder with this name in this one.
    pub(crate) fn child(&self, name: &str) -> io::Result<Self> {
        let flags = FOLDER | OFlags::NOFOLLOW;
        let descriptor = rustix::fs::openat(&self.0, name, flags, Mode::empty())?;
        Ok(Self(descriptor))
    }

    /// Creates a folder with this name.
    pub(crate) fn make_child(&self, name: &str) -> io::Result<()> {
        let everything = Mode::from_raw_mode(0o777);
        Ok(rustix::fs::mkdirat(&self.0, name, everything)?)
    }

    /// The kind of the entry with this name.
    pub(crate) fn kind(&self, name: &str) -> io::Result<Kind> {
        let stat = rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(kind(FileType::from_raw_mode(stat.st_mode)))
    }

    /// The names in the folder, without names that are not Unicode, since these are never
    /// generated.
    pub(crate) fn names(&self) -> io::Result<Vec<(String, Kind)>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.0)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().to_str() else {
                continue;
            };
            if name == "." || name == ".." {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems do not return the kind here.
                FileType::Unknown => match self.kind(name) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    kind => kind?,
                },
                told => kind(told),
            };
            names.push((name.to_owned(), kind));
        }
        Ok(names)
    }

    /// Opens a file to read it.
    pub(crate) fn file(&self, name: &str) -> io::Result<File> {
        self.open_file(name, OFlags::RDONLY, Mode::empty())
    }

    /// Creates a file, which only its owner can open if it is `private`.
    pub(crate) fn new_file(&self, name: &str, private: bool) -> io::Result<File> {
        let mode = Mode::from_raw_mode(if private { 0o600 } else { 0o666 });
        self.open_file(name, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL, mode)
    }

    /// Opens a file to read and write it, and creates it if it does not exist.
    pub(crate) fn shared_file(&self, name: &str) -> io::Result<File> {
        let mode = Mode::from_raw_mode(0o666);
        self.open_file(name, OFlags::RDWR | OFlags::CREATE, mode)
    }

    fn open_file(&self, name: &str, flags: OFlags, mode: Mode) -> io::Result<File> {
        // Without `NONBLOCK`, opening a pipe would wait for its other end.
        let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.0, name, flags, mode)?.into())
    }

    /// Renames a file, and replaces an existing file with the new name.
    pub(crate) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.0, from, &self.0, to)?)
    }

    /// Removes a file.
    pub(crate) fn remove_file(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::empty())?)
    }

    /// Removes an empty folder.
    pub(crate) fn remove_child(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::REMOVEDIR)?)
    }
}

fn kind(told: FileType) -> Kind {
    match told {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        _ => Kind::Other,
    }
}
