//! The paths to watch for a program that regenerates after each change.

use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::walk::{Walk, Walked};
use crate::base::diagnostic::Error;
use crate::config::{Config, PageGlobs};

/// The maximum number of links on the way to a file, the same as in Linux.
const MAX_LINKS: usize = 40;

/// The folders and files that determine the result of [`Config::generate`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Watched {
    /// The folders of pages.
    pub folders: Vec<PathBuf>,
    /// The settings file and the corrections file, if there are any.
    pub files: Vec<PathBuf>,
    /// For each page or folder of pages that is a symbolic link: every link of the chain, and the
    /// target at its end. The target need not exist.
    pub links: Vec<PathBuf>,
    globs: PageGlobs,
}

impl Config {
    /// The paths to watch for a program that generates from these `roots`. They need not exist.
    ///
    /// # Errors
    ///
    /// A setting is invalid, or no folder is given.
    pub fn watched(&self, roots: &[impl AsRef<Path>]) -> Result<Watched, Error> {
        let settings = self.settings(roots)?;
        let files = self.watched_file().map(Path::to_owned).into_iter();
        let mut links = BTreeSet::new();
        for root in &settings.reference {
            for walked in Walk::new(root, &settings.globs, settings.follow_links) {
                match walked {
                    Walked::Entry(entry) if entry.is_link => {
                        links.extend(way(&entry.path));
                    }
                    Walked::Unreadable(error) => links.extend(way(&error.path)),
                    Walked::Entry(_) | Walked::PassedOver(_) | Walked::TooMany(_) => {}
                }
            }
        }
        Ok(Watched {
            folders: settings.reference,
            files: files.chain(settings.corrections).collect(),
            links: links.into_iter().collect(),
            globs: settings.globs,
        })
    }
}

impl Watched {
    /// `true` if this path below one of the folders cannot be a page or a folder of pages because
    /// of its name, so that changes to it do not matter.
    pub fn passes_over(&self, below: &Path) -> bool {
        let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
        let path = names.join("/");
        !path.is_empty()
            && if super::is_page(below) {
                self.globs.passes_over(&path)
            } else {
                self.globs.passes_over_folder(&path)
            }
    }
}

/// The links of the chain that begins with this link, and its target. Empty for a path that is not
/// a link.
fn way(link: &Path) -> Vec<PathBuf> {
    let (Some(parent), Some(name)) = (link.parent(), link.file_name()) else {
        return Vec::new();
    };
    let parent = if parent.as_os_str().is_empty() {
        Path::new(".")
    } else {
        parent
    };
    let Ok(mut at) = parent.canonicalize() else {
        return Vec::new();
    };
    let mut rest = VecDeque::from([name.to_owned()]);
    let mut way = Vec::new();
    while let Some(name) = rest.pop_front() {
        match Path::new(&name).components().next() {
            Some(Component::Normal(_)) => {}
            Some(Component::ParentDir) => {
                at.pop();
                continue;
            }
            Some(Component::RootDir | Component::Prefix(_)) => {
                at.push(name);
                continue;
            }
            Some(Component::CurDir) | None => continue,
        }
        let next = at.join(name);
        match fs::read_link(&next) {
            Ok(target) if way.len() < MAX_LINKS => {
                let names: Vec<OsString> = target.iter().map(ToOwned::to_owned).collect();
                names
                    .into_iter()
                    .rev()
                    .for_each(|name| rest.push_front(name));
                way.push(next);
            }
            _ => at = next,
        }
    }
    if !way.is_empty() {
        way.push(at);
    }
    way
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_watched_with_all_that_they_lead_over() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let path = |name: &str| root.join(name);
        for name in ["docs/sub", "v1/deep", "parts"] {
            fs::create_dir_all(path(name)).unwrap();
        }
        fs::write(path("v1/deep/kite.mdx"), "").unwrap();
        fs::write(path("docs/plain.mdx"), "").unwrap();
        symlink("v1", path("current")).unwrap();
        symlink("../../current/deep/kite.mdx", path("docs/sub/kite.mdx")).unwrap();
        symlink(path("parts"), path("docs/parts")).unwrap();
        symlink("../none.mdx", path("docs/lost.mdx")).unwrap();
        symlink("me@here.1", path("docs/.#plain.mdx")).unwrap();
        symlink("loop.mdx", path("docs/loop.mdx")).unwrap();
        let watched = Config::new().watched(&[path("docs")]).unwrap();
        let expected = [
            "current",
            "docs/loop.mdx",
            "docs/lost.mdx",
            "docs/parts",
            "docs/sub/kite.mdx",
            "none.mdx",
            "parts",
            "v1/deep/kite.mdx",
        ];
        assert_eq!(watched.links, expected.map(path));
        assert!(watched.passes_over(Path::new(".#plain.mdx")));
        assert!(!watched.passes_over(Path::new("sub")));
    }
}
