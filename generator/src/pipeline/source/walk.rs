//! Walks the folders of pages.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::config::PageGlobs;

/// A walk below a reference folder, which passes over files and folders as the globs say.
pub(crate) struct Walk<'a> {
    root: &'a Path,
    globs: &'a PageGlobs,
    entries: walkdir::IntoIter,
}

/// An entry of a walk.
pub(crate) enum Walked {
    Entry(DirEntry),
    /// A file, or a folder of which nothing is read; a lock of Emacs is a link to nothing.
    PassedOver(PathBuf),
    Unreadable(walkdir::Error),
}

impl<'a> Walk<'a> {
    pub(crate) fn new(root: &'a Path, globs: &'a PageGlobs) -> Self {
        Self {
            root,
            globs,
            entries: WalkDir::new(root).follow_links(true).into_iter(),
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Walked;

    fn next(&mut self) -> Option<Walked> {
        Some(match self.entries.next()? {
            Ok(entry) if self.passes_over(entry.path(), entry.file_type().is_dir()) => {
                if entry.file_type().is_dir() {
                    self.entries.skip_current_dir();
                }
                Walked::PassedOver(entry.into_path())
            }
            Ok(entry) => Walked::Entry(entry),
            Err(error) => match error.path().filter(|path| self.passes_over(path, false)) {
                Some(path) => Walked::PassedOver(path.to_owned()),
                None => Walked::Unreadable(error),
            },
        })
    }
}

impl Walk<'_> {
    fn passes_over(&self, path: &Path, is_folder: bool) -> bool {
        let below = below(self.root, path);
        // The folder itself is read, whatever its name.
        !below.is_empty()
            && if is_folder {
                self.globs.passes_over_folder(&below)
            } else {
                self.globs.passes_over(&below)
            }
    }
}

/// The path below the root, with `/` on every system; empty for the root itself.
pub(crate) fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(Path::new(""));
    let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}
