//! How files and folders are shown where others read it, so that nothing depends on where they are.

use std::path::Path;

/// A path as it was named; of an absolute one its last part, as the rest is of this machine.
pub(crate) fn path(path: &Path) -> String {
    match path.file_name().filter(|_| path.is_absolute()) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_of_this_machine_is_shown() {
        assert_eq!(path(Path::new("docs/reference")), "docs/reference");
        assert_eq!(path(Path::new("git:main:/docs")), "git:main:/docs");
        let absolute = std::env::current_dir().unwrap().join("docs");
        assert_eq!(path(&absolute), "docs");
    }
}
