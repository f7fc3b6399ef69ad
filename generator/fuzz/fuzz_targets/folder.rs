//! The folder that every input is written to.

use std::sync::LazyLock;

use tempfile::TempDir;

/// In memory where there is such a file system.
pub static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let memory = std::path::Path::new("/dev/shm");
    let folder = match memory.is_dir() {
        true => TempDir::new_in(memory),
        false => TempDir::new(),
    };
    folder.expect("a temporary folder")
});
