//! Paths of the settings file, which are relative to its folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The path, relative to the folder, without needless `..`: `schema` and `../generated` give
/// `generated`.
pub(super) fn below(folder: &Path, path: &str) -> PathBuf {
    let mut joined = PathBuf::new();
    for component in folder.join(path).components() {
        if component == Component::ParentDir && leads_back(&joined) {
            joined.pop();
        } else {
            joined.push(component);
        }
    }
    if joined.as_os_str().is_empty() {
        return PathBuf::from(".");
    }
    joined
}

/// `true` if `..` after the folder means its parent. It does not if the folder is a symbolic link.
fn leads_back(folder: &Path) -> bool {
    let is_name = matches!(folder.components().next_back(), Some(Component::Normal(_)));
    is_name && fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let schema = folder.path().join("schema");
        fs::create_dir(&schema).unwrap();
        assert_eq!(below(&schema, "../out"), folder.path().join("out"));
        assert_eq!(below(&schema, "./pages"), schema.join("pages"));
        assert_eq!(below(&schema, "pages"), schema.join("pages"));
        assert_eq!(below(&schema, "none/../out"), schema.join("none/../out"));
        assert_eq!(below(Path::new(""), "../out"), Path::new("../out"));
        assert_eq!(below(Path::new("src"), ".."), Path::new("."));
        assert_eq!(below(Path::new("src"), "/srv/out"), Path::new("/srv/out"));
    }

    #[cfg(unix)]
    #[test]
    fn a_way_back_from_a_link_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("a/real"), folder.path().join("link"));
        fs::create_dir_all(&real).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert_eq!(below(&link, "../out"), link.join("../out"));
    }
}
