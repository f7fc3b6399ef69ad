//! Finds the pages of a folder of a revision.

use std::path::Path;

use super::obstacle::Obstacle;
use super::tree::{Entry, EntryKind, Folder, MAX_PATH, Target, Tree};
use crate::base::diagnostic::Diagnostics;
use crate::config::PageGlobs;
use crate::pipeline::source::walk::MAX_ENTRIES;
use crate::pipeline::source::{FoundPage, is_page};

/// Finds the pages below the folder with this display name, each with the id of its object.
///
/// Links are followed as on disk, but not out of the revision. Submodules are skipped. Fails if
/// there are too many files.
pub(super) fn find(
    tree: &mut Tree,
    folder: Folder,
    name: &str,
    globs: &PageGlobs,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<FoundPage<String>>, TooManyFiles> {
    let mut walk = Walk {
        tree,
        name,
        globs,
        diagnostics,
        around: Vec::new(),
        open: vec![Step::Into(folder, String::new())],
        files: 0,
        pages: Vec::new(),
    };
    while let Some(step) = walk.open.pop() {
        match step {
            Step::Into(folder, path) => walk.enter(folder, &path)?,
            Step::Back => drop(walk.around.pop()),
        }
    }
    Ok(walk.pages)
}

/// The error for a folder with more than [`MAX_ENTRIES`].
#[derive(Debug)]
pub(super) struct TooManyFiles;

enum Step {
    /// Into a folder, with its path below the start folder.
    Into(Folder, String),
    /// Back to the parent folder.
    Back,
}

struct Walk<'a> {
    tree: &'a mut Tree,
    name: &'a str,
    globs: &'a PageGlobs,
    diagnostics: &'a mut Diagnostics,
    /// The folders around the next step.
    around: Vec<Folder>,
    /// The remaining steps. The next step is the last item.
    open: Vec<Step>,
    files: usize,
    pages: Vec<FoundPage<String>>,
}

impl Walk<'_> {
    fn enter(&mut self, folder: Folder, path: &str) -> Result<(), TooManyFiles> {
        let entries = match self.tree.entries(&folder) {
            Ok(entries) => entries,
            Err(obstacle) => {
                self.report(path, &obstacle);
                return Ok(());
            }
        };
        self.files += entries.len();
        // A tree may contain the same subtree many times, so a few kilobytes can contain any number
        // of files.
        if self.files > MAX_ENTRIES {
            return Err(TooManyFiles);
        }
        self.around.push(folder.clone());
        self.open.push(Step::Back);
        for (name, entry) in entries.iter() {
            let name_below = String::from_utf8_lossy(name);
            let path = match path {
                "" => name_below.into_owned(),
                _ => format!("{path}/{name_below}"),
            };
            if let Err(obstacle) = self.visit(&folder, name, entry, &path) {
                self.report(&path, &obstacle);
            }
        }
        Ok(())
    }

    fn visit(
        &mut self,
        folder: &Folder,
        name: &[u8],
        entry: &Entry,
        path: &str,
    ) -> Result<(), Obstacle> {
        if path.len() > MAX_PATH {
            return Err(Obstacle::TooLong);
        }
        let target = match entry.kind {
            EntryKind::Folder => Target::Folder(self.tree.step(folder, name, entry)),
            EntryKind::File => Target::File(entry.id.clone()),
            // A skipped entry is counted, but its target need not exist.
            EntryKind::Link if self.globs.passes_over_folder(path) => {
                Target::File(entry.id.clone())
            }
            EntryKind::Link => self.tree.follow(folder, name)?,
            EntryKind::Submodule => Target::Submodule,
        };
        match target {
            Target::Folder(folder) if self.around.contains(&folder) => Err(Obstacle::LeadsBack),
            Target::Folder(folder) => {
                self.open.push(Step::Into(folder, path.to_owned()));
                Ok(())
            }
            Target::File(id) if is_page(Path::new(path)) => {
                self.pages.push(FoundPage {
                    file: self.shown(path),
                    path: path.to_owned(),
                    is_outside: false,
                    place: id,
                });
                Ok(())
            }
            Target::File(_) | Target::Submodule => Ok(()),
        }
    }

    fn report(&mut self, path: &str, obstacle: &Obstacle) {
        if !path.is_empty() && self.globs.passes_over_folder(path) {
            return;
        }
        let file = self.shown(path);
        obstacle.report(file, self.diagnostics);
    }

    /// The path for messages, which git also accepts.
    fn shown(&self, path: &str) -> String {
        let name = self.name.trim_end_matches('/');
        match path {
            "" => self.name.to_owned(),
            _ if name.ends_with(':') => format!("{name}{path}"),
            _ => format!("{name}/{path}"),
        }
    }
}
