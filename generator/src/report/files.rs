//! How files are shown: a page by its path below the reference, so that nothing depends on where
//! that is.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::diagnostic::Span;
use crate::explain::Location;
use crate::source::Source;

/// The pages, by the file that each was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Files {
    pages: BTreeMap<String, String>,
}

impl Files {
    pub(super) fn of(sources: &[Source]) -> Self {
        let pages = sources.iter();
        Self {
            pages: pages
                .map(|source| (source.file.clone(), source.path.clone()))
                .collect(),
        }
    }

    /// A file that may be a page.
    pub(super) fn page(&self, file: &str) -> String {
        match self.pages.get(file) {
            Some(page) => page.clone(),
            None => shown(Path::new(file)),
        }
    }

    /// The line of a place, with its page where that is not `page`.
    pub(super) fn line(&self, at: &Location, page: &str) -> String {
        match self.page(&at.file) {
            same if same == page => at.line.to_string(),
            other => format!("{other}:{}", at.line),
        }
    }

    /// `page:line`
    pub(super) fn span(&self, span: Option<&Span>) -> String {
        let Some(span) = span else {
            return String::new();
        };
        match span.line {
            0 => self.page(&span.file),
            line => format!("{}:{line}", self.page(&span.file)),
        }
    }

    /// A `file:line` that was put together already.
    pub(super) fn located(&self, at: &str) -> String {
        match at.rsplit_once(':') {
            Some((file, line)) => format!("{}:{line}", self.page(file)),
            None => at.to_owned(),
        }
    }
}

/// A path as it was named; of an absolute one its last part, as the rest is of this machine.
pub(super) fn shown(path: &Path) -> String {
    match path.file_name().filter(|_| path.is_absolute()) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}

/// The same, with as many of the last parts as it takes to tell the path from another one.
pub(super) fn apart(path: &Path, other: &Path) -> String {
    if !path.is_absolute() {
        return shown(path);
    }
    let mut counts = 1..path.components().count();
    let differs = |count: &usize| last(path, *count) != last(other, *count);
    counts
        .find(differs)
        .map_or_else(|| shown(path), |count| last(path, count))
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
    fn no_path_of_this_machine_is_shown() {
        assert_eq!(shown(Path::new("docs/reference")), "docs/reference");
        let absolute = std::env::current_dir().unwrap().join("docs");
        assert_eq!(shown(&absolute), "docs");
    }

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
            assert_eq!(apart(&one, &other), expected);
        }
    }
}
