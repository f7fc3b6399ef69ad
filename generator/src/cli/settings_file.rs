//! The default settings file.

use std::env;
use std::path::{Path, PathBuf};

/// The places of the file, in each folder from the working directory up.
const PLACES: [&str; 2] = ["codegen.toml", "schema/codegen.toml"];

/// The places, for the error that no settings file was found.
pub(super) const LOOKED_FOR: &str =
    "`codegen.toml` or `schema/codegen.toml`, in this folder or one above it";

/// The nearest file, as a path from the working directory.
pub(super) fn find() -> Option<PathBuf> {
    find_from(&env::current_dir().ok()?)
}

/// The nearest file from a folder up, as a path from there.
fn find_from(folder: &Path) -> Option<PathBuf> {
    let mut up = PathBuf::new();
    for above in folder.ancestors() {
        if let Some(place) = PLACES.iter().find(|place| above.join(place).is_file()) {
            return Some(up.join(place));
        }
        up.push("..");
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_file_is_found_from_a_folder_below() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("schema/reference")).unwrap();
        fs::create_dir_all(path("src/api/v1")).unwrap();
        fs::write(path("schema/codegen.toml"), "").unwrap();
        let found = |from: &str| find_from(&path(from)).unwrap();
        assert_eq!(found(""), Path::new("schema/codegen.toml"));
        assert_eq!(found("schema"), Path::new("codegen.toml"));
        assert_eq!(found("schema/reference"), Path::new("../codegen.toml"));
        assert_eq!(found("src/api"), Path::new("../../schema/codegen.toml"));
        fs::write(path("src/api/codegen.toml"), "").unwrap();
        assert_eq!(found("src/api/v1"), Path::new("../codegen.toml"));
        // The file at the top has precedence over the file in `schema`.
        fs::write(path("codegen.toml"), "").unwrap();
        assert_eq!(found("src"), Path::new("../codegen.toml"));
    }
}
