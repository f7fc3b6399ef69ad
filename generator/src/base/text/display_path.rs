//! How files and folders are shown where others read it, so that nothing depends on where they are.

use std::path::{Component, Path};

/// A path as it was named; of an absolute one its last part, as the rest is of this machine.
pub(crate) fn path(path: &Path) -> String {
    match path.file_name().filter(|_| path.is_absolute()) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}

/// The same, with as many of the last parts as it takes to tell the path from another one.
pub(crate) fn shortest_distinct(one: &Path, other: &Path) -> String {
    if !one.is_absolute() {
        return path(one);
    }
    let mut counts = 1..one.components().count();
    let differs = |count: &usize| last(one, *count) != last(other, *count);
    counts
        .find(differs)
        .map_or_else(|| path(one), |count| last(one, count))
}

/// So many of the last parts of a path.
fn last(path: &Path, count: usize) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    let parts: Vec<_> = parts.collect();
    let last: Vec<_> = parts.iter().rev().take(count).rev().cloned().collect();
    last.join("/")
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
