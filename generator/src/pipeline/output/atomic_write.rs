//! Writes a file in one step, even if another run works in the same folder or this run is killed.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use super::folder::{Folder, Kind, split};

/// The beginning of the name of a temporary file.
const TEMPORARY: &str = ".reference-codegen-";
/// The maximum number of tries, more than the number of runs that may disturb each other.
const MAX_TRIES: usize = 16;

/// Writes `text` to a file below `root` atomically: readers never see a part of the file, and a
/// killed run leaves the old file or the new one. `path` has `/`.
///
/// If another run removes the temporary file or the empty folder, the write is tried again.
pub(super) fn replace(root: &Folder, path: &str, text: &str) -> io::Result<()> {
    let (folder, name) = split(path);
    let write = || replace_in(&root.create_below(folder)?, name, text);
    for _ in 1..MAX_TRIES {
        match write() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => return result,
        }
    }
    write()
}

fn replace_in(folder: &Folder, name: &str, text: &str) -> io::Result<()> {
    let permissions = permissions(folder, name)?;
    // The temporary file is in the same folder, and so on the same file system.
    let (mut file, temporary) = create_temporary(folder, permissions.is_some())?;
    let written = match permissions {
        Some(permissions) => file.set_permissions(permissions),
        None => Ok(()),
    };
    written
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| folder.rename(&temporary, name))
        // The error of removing the temporary file is ignored, so that the first error is reported.
        .inspect_err(|_| drop(folder.remove_file(&temporary)))
}

/// The permissions of the replaced file. The new file gets them, so that a private file stays
/// private.
fn permissions(folder: &Folder, name: &str) -> io::Result<Option<Permissions>> {
    match folder.kind(name) {
        Ok(Kind::File) => Ok(Some(folder.file(name)?.metadata()?.permissions())),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        // Other entries have no permissions to keep. Renaming replaces them or fails.
        Ok(Kind::Folder | Kind::Other) | Err(_) => Ok(None),
    }
}

/// A new file and its name.
fn create_temporary(folder: &Folder, private: bool) -> io::Result<(File, String)> {
    loop {
        let name = temporary_name();
        match folder.new_file(&name, private) {
            Ok(file) => return Ok((file, name)),
            // The name is taken, such as by the leftover of a killed run. The next name is tried.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// A temporary name that this process has not used before.
fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{TEMPORARY}{}-{number}.tmp", process::id())
}

/// `true` for the names of temporary files, which a killed run may leave.
pub(super) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY)
        .and_then(|rest| rest.strip_suffix(".tmp"))
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| {
            process.parse::<u32>().is_ok() && number.parse::<u64>().is_ok()
        })
}
