//! Paths of files and folders for texts that must not depend on the machine.

use std::path::{Component, Path};

/// A path as given. Only the last part of an absolute path is shown, since the rest depends on the
/// machine.
pub(crate) fn path(path: &Path) -> String {
    match path.file_name().filter(|_| path.is_absolute()) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}

/// A path like [`path`], with as many of the last parts as are needed to distinguish it from the
/// other path.
pub(crate) fn shortest_distinct(one: &Path, other: &Path) -> String {
    if !one.is_absolute() {
        return path(one);
    }
    let mut counts = 1..one.components().count();
    counts
        .find(|count| last(one, *count) != last(other, *count))
        .map_or_else(|| path(one), |count| last(one, count))
}

/// The last `count` parts of a path.
fn last(path: &Path, count: usize) -> String {
    let mut parts = Vec::new();
    for part in path.components() {
        if let Component::Normal(part) = part {
            parts.push(part.to_string_lossy());
        }
    }
    parts[parts.len().saturating_sub(count)..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_paths_are_told_apart() {
        let here = std::env::current_dir().unwrap();
        let at = |path: &str| here.join(path);
        for (one, other, expected) in [
            (at("a/docs"), at("b/docs"), "a/docs"),
            (at("1.0/a/docs"), at("2.0/a/docs"), "1.0/a/docs"),
            (at("old"), at("new"), "old"),
            (at("docs"), at("docs"), "docs"),
            (at("a/docs"), "docs".into(), "a/docs"),
            ("docs".into(), at("a/docs"), "docs"),
        ] {
            assert_eq!(shortest_distinct(&one, &other), expected);
        }
    }

    #[test]
    fn no_path_of_this_machine_is_shown() {
        assert_eq!(path(Path::new("docs/reference")), "docs/reference");
        assert_eq!(path(Path::new("git:main:/docs")), "git:main:/docs");
        let absolute = std::env::current_dir().unwrap().join("docs");
        assert_eq!(path(&absolute), "docs");
    }
}
