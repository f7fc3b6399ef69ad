//! Writes a file in one step, even if another run works in the same folder or this run is killed.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use super::folder::{Folder, Kind, split};

/// The beginning of a file's name until it is renamed.
const TEMPORARY: &str = ".reference-codegen-";
/// More tries than there are runs in one folder while one of them writes a file.
const MAX_TRIES: usize = 16;

/// Writes `text` to a file below `root` in one step: no reader sees half a file, and a run that is
/// killed leaves the old file or the new one. `path` has `/`.
///
/// Another run may remove the temporary file as a leftover, and the folder as an empty one; then
/// this starts again.
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
    // In the same folder, hence on the same file system.
    let (mut file, temporary) = create_temporary(folder, permissions.is_some())?;
    let written = match permissions {
        Some(permissions) => file.set_permissions(permissions),
        None => Ok(()),
    };
    written
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| folder.rename(&temporary, name))
        // The error of the step is the one to report.
        .inspect_err(|_| drop(folder.remove_file(&temporary)))
}

/// The permissions of the file that is replaced, so that one that others may not read stays so.
fn permissions(folder: &Folder, name: &str) -> io::Result<Option<Permissions>> {
    match folder.kind(name) {
        Ok(Kind::File) => Ok(Some(folder.file(name)?.metadata()?.permissions())),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        // Anything other than a file is replaced with one, or renaming fails.
        Ok(Kind::Folder | Kind::Other) | Err(_) => Ok(None),
    }
}

/// A new file and its name.
fn create_temporary(folder: &Folder, private: bool) -> io::Result<(File, String)> {
    loop {
        let name = temporary_name();
        match folder.new_file(&name, private) {
            Ok(file) => return Ok((file, name)),
            // A run that was killed has left it, or somebody put it there; the next name is free.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// A name that is new in this process.
fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{TEMPORARY}{}-{number}.tmp", process::id())
}

/// `true` for the names of temporary files, of which a killed run may leave one.
pub(super) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY)
        .and_then(|rest| rest.strip_suffix(".tmp"))
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| {
            process.parse::<u32>().is_ok() && number.parse::<u64>().is_ok()
        })
}
