//! The paths that affect the output, as file system events name them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use notify::RecursiveMode;
use reference_codegen::Watched;

/// The watched paths. Each is stored as it was given and with symbolic links resolved.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct WatchedPaths {
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
    /// The folders of pages that are targets of links below the folders.
    linked_folders: BTreeSet<PathBuf>,
    /// `true` if a folder or file that was given does not exist.
    pub(super) is_missing_given: bool,
    /// `true` if any of these paths does not exist.
    pub(super) is_missing_any: bool,
    watched: Watched,
}

impl WatchedPaths {
    pub(super) fn new(watched: &Watched) -> Self {
        let mut paths = Self {
            watched: watched.clone(),
            ..Self::default()
        };
        for folder in &watched.folders {
            let names = paths.names(folder);
            paths.folders.extend(names);
        }
        for file in &watched.files {
            let names = paths.names(file);
            paths.files.extend(names);
        }
        paths.is_missing_given = paths.is_missing_any;
        for link in &watched.links {
            let is_folder = link.is_dir() && !link.is_symlink();
            let names = paths.names(link);
            let all = if is_folder {
                &mut paths.linked_folders
            } else {
                &mut paths.files
            };
            all.extend(names);
        }
        paths
    }

    fn names(&mut self, path: &Path) -> Vec<PathBuf> {
        let names = [named(path), path.canonicalize()];
        self.is_missing_any |= names.iter().any(Result::is_err);
        names.into_iter().flatten().collect()
    }

    /// The folders to watch: the folders of pages, and the parent of each path. The parent is
    /// needed because an editor may replace a file, and a checkout may replace a folder.
    pub(super) fn watches(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut watches = BTreeMap::new();
        let folders = self.folders.iter().chain(&self.linked_folders);
        let folders: Vec<&PathBuf> = folders.filter(|folder| folder.exists()).collect();
        let paths = self
            .folders
            .iter()
            .chain(&self.linked_folders)
            .chain(&self.files);
        for parent in paths.filter_map(|path| path.parent()) {
            // A second watch inside a watched folder would take over new folders from the first
            // watch.
            if !folders.iter().any(|folder| parent.starts_with(folder)) {
                watches.insert(parent.to_owned(), RecursiveMode::NonRecursive);
            }
        }
        for folder in folders {
            watches.insert(folder.clone(), RecursiveMode::Recursive);
        }
        watches
    }

    /// `true` if the path is a page, a folder of pages or one of the files.
    pub(super) fn contains(&self, path: &Path) -> bool {
        let is_page_or_folder = path.extension().is_none_or(|extension| extension == "mdx");
        let is_below = || {
            let mut folders = self.folders.iter();
            let below = folders.find_map(|folder| path.strip_prefix(folder).ok());
            below.is_some_and(|below| !self.watched.passes_over(below))
                || self
                    .linked_folders
                    .iter()
                    .any(|folder| path.starts_with(folder))
        };
        self.files.contains(path) || is_page_or_folder && is_below()
    }

    /// `true` if the path is one of the folders, or a parent of any path.
    pub(super) fn is_ancestor_event(&self, path: &Path) -> bool {
        let mut files = self.files.iter().filter(|file| *file != path);
        let mut folders = self.folders.iter().chain(&self.linked_folders);
        folders.any(|folder| folder.starts_with(path)) || files.any(|file| file.starts_with(path))
    }
}

/// The path with all symbolic links resolved, except in its last part.
fn named(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return path.canonicalize();
    };
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Ok(parent.canonicalize()?.join(name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_decides_the_output_is_told_from_what_stands_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("schema/docs/a")).unwrap();
        fs::write(root.join("schema/fixes.toml"), "").unwrap();
        let mut watched = Watched::default();
        watched.folders.push(root.join("schema/docs"));
        watched.files.push(root.join("schema/fixes.toml"));
        let places = WatchedPaths::new(&watched);
        assert!(!places.is_missing_any);
        for (path, holds, leads) in [
            ("schema/docs/a/b.mdx", true, false),
            ("schema/docs/a", true, false),
            ("schema/docs/a/b.txt", false, false),
            ("schema/docs", true, true),
            ("schema", false, true),
            ("schema/fixes.toml", true, false),
            ("schema/other.toml", false, false),
            ("out", false, false),
            ("schema/docs/.#a.mdx", false, false),
            ("schema/docs/.history", false, false),
            ("schema/docs/node_modules/b/a.mdx", false, false),
        ] {
            let path = root.join(path);
            assert_eq!(places.contains(&path), holds, "{path:?}");
            assert_eq!(places.is_ancestor_event(&path), leads, "{path:?}");
        }
        watched.files.push(root.join("none/codegen.toml"));
        assert!(WatchedPaths::new(&watched).is_missing_any);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_has_both_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("elsewhere/docs")).unwrap();
        std::os::unix::fs::symlink(root.join("elsewhere/docs"), root.join("docs")).unwrap();
        let mut watched = Watched::default();
        watched.folders.push(root.join("docs"));
        let places = WatchedPaths::new(&watched);
        assert!(places.contains(&root.join("elsewhere/docs/a.mdx")));
        assert!(places.is_ancestor_event(&root.join("docs")));
        let around = [root.clone(), root.join("elsewhere")];
        assert!(around.iter().all(|it| places.watches().contains_key(it)));
    }
}
