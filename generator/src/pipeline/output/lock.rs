//! A lock that allows one run at a time to write to a folder.
//!
//! It is a file lock of the system, on a file that exists in the folder while a run writes. The
//! text of the file names the reference of the run.

use std::fs::{File, TryLockError};
use std::io::{self, Seek, Write};
use std::thread;
use std::time::{Duration, Instant};

use super::folder::Folder;
use crate::base::read;

/// The name of the lock file.
pub(super) const LOCK: &str = ".reference-codegen.lock";
/// The beginning of the text of a lock file.
const HOLDER: &str = "reference-codegen is writing here: ";
/// The text of a removed lock file, which another run may still have open.
const RELEASED: &str = "reference-codegen has written";
/// The maximum size of a lock file; its text is shorter.
const MAX_SIZE: u64 = 64 * 1024;
/// The longest wait for another run, and the pause between two attempts.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(10);

/// A lock that is held until it is dropped.
pub(super) struct Lock<'a> {
    folder: &'a Folder,
    file: File,
}

/// The reason why there is no lock.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Busy {
    /// A run for this other reference is writing.
    OtherReference(String),
    /// A run for the same reference takes too long.
    TooLong,
}

impl<'a> Lock<'a> {
    /// Waits until no run for the same reference is writing. Returns `None` if the file system does
    /// not support locks, or if another file has the name of the lock file.
    pub(super) fn take(folder: &'a Folder, reference: &str) -> Result<Option<Self>, Busy> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Ok(mut file) = folder.shared_file(LOCK) else {
                return Ok(None);
            };
            match file.try_lock() {
                Ok(()) => match read(&mut file) {
                    // Another run has removed this file, so a new file is created.
                    Ok(text) if text == RELEASED => continue,
                    Ok(text) if text.is_empty() || text.starts_with(HOLDER) => {
                        // If writing fails, another run waits as if the lock were for its own
                        // reference.
                        let _ = write(&mut file, &format!("{HOLDER}{reference}\n"));
                        return Ok(Some(Self { folder, file }));
                    }
                    Ok(_) | Err(_) => return Ok(None),
                },
                Err(TryLockError::WouldBlock) => wait(&mut file, reference, deadline)?,
                Err(TryLockError::Error(_)) => {
                    if file.metadata().is_ok_and(|file| file.len() == 0) {
                        let _ = folder.remove_file(LOCK);
                    }
                    return Ok(None);
                }
            }
        }
    }
}

/// Pauses, unless the run with the lock is for another reference.
fn wait(file: &mut File, reference: &str, deadline: Instant) -> Result<(), Busy> {
    // On Windows a locked file cannot be read, so each run waits for any other run.
    let text = read(file).unwrap_or_default();
    let holder = text.strip_prefix(HOLDER);
    // A text without its line break is still being written.
    match holder.and_then(|holder| holder.strip_suffix('\n')) {
        Some(other) if other != reference => Err(Busy::OtherReference(other.to_owned())),
        _ if Instant::now() > deadline => Err(Busy::TooLong),
        _ => {
            thread::sleep(PAUSE);
            Ok(())
        }
    }
}

fn read(file: &mut File) -> io::Result<String> {
    file.rewind()?;
    let text = read::start(file, MAX_SIZE)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn write(file: &mut File, text: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // If the file cannot be removed, the next run reuses it.
        if self.folder.remove_file(LOCK).is_ok() {
            let _ = write(&mut self.file, RELEASED);
        }
    }
}
