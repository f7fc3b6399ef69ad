//! Walks the folders of pages and of bodies.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::missing;
use crate::config::{FollowLinks, PageGlobs};

/// The maximum number of entries. Links between a few folders can create any number of paths.
pub(crate) const MAX_ENTRIES: usize = 100_000;

/// The help for a file or folder that cannot be read.
pub(super) const READABLE: &str = "check that it exists and is readable";

/// A walk below a folder, which skips files and folders according to the globs.
///
/// Links are followed. On the way to a file, each real folder is entered at most once.
pub(crate) struct Walk<'a> {
    root: &'a Path,
    globs: &'a PageGlobs,
    follow: FollowLinks,
    is_begun: bool,
    /// The folder with its links resolved.
    real_root: PathBuf,
    /// The folders on the way to the next entry.
    open: Vec<Folder>,
    entries: usize,
}

/// A folder that is being walked.
struct Folder {
    path: PathBuf,
    /// The path with links resolved.
    real: PathBuf,
    is_outside: bool,
    /// The remaining names. The next name is the last item.
    names: Vec<(OsString, io::Result<fs::FileType>)>,
}

/// An entry of a walk.
pub(crate) enum Walked {
    Entry(Entry),
    /// A file or folder that is skipped. A dangling link, such as a lock file of Emacs, counts as a
    /// file.
    PassedOver(PathBuf),
    Unreadable(WalkError),
    /// The walk was ended here, because there are too many files and folders.
    TooMany(WalkError),
}

/// A file or folder that was found.
pub(crate) struct Entry {
    pub(crate) path: PathBuf,
    pub(crate) is_folder: bool,
    pub(crate) is_link: bool,
    /// `true` if a link on the way leads out of the root folder.
    pub(crate) is_outside: bool,
    real: PathBuf,
}

/// A file or folder that cannot be walked, and the next step.
pub(crate) struct WalkError {
    pub(crate) path: PathBuf,
    pub(crate) reason: String,
    pub(crate) help: Cow<'static, str>,
}

impl WalkError {
    fn new(path: &Path, error: &io::Error) -> Self {
        Self {
            path: path.to_owned(),
            reason: error.to_string(),
            help: READABLE.into(),
        }
    }
}

impl<'a> Walk<'a> {
    pub(crate) fn new(root: &'a Path, globs: &'a PageGlobs, follow: FollowLinks) -> Self {
        Self {
            root,
            globs,
            follow,
            is_begun: false,
            real_root: PathBuf::new(),
            open: Vec::new(),
            entries: 0,
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Walked;

    fn next(&mut self) -> Option<Walked> {
        if !self.is_begun {
            self.is_begun = true;
            return Some(match self.root_entry() {
                Ok(entry) => self.visit(entry),
                Err(error) => {
                    let mut error = WalkError::new(self.root, &error);
                    if let Some(help) = missing::help(self.root) {
                        error.help = help.into();
                    }
                    Walked::Unreadable(error)
                }
            });
        }
        while let Some(folder) = self.open.last_mut() {
            let Some((name, kind)) = folder.names.pop() else {
                self.open.pop();
                continue;
            };
            let path = folder.path.join(&name);
            let entry = kind.and_then(|kind| folder.entry(&name, &path, kind, &self.real_root));
            return Some(match entry {
                Ok(entry) => self.visit(entry),
                Err(_) if self.passes_over(&path, false) => Walked::PassedOver(path),
                Err(error) => Walked::Unreadable(WalkError::new(&path, &error)),
            });
        }
        None
    }
}

impl Folder {
    /// The entry with this name.
    fn entry(
        &self,
        name: &OsString,
        path: &Path,
        kind: fs::FileType,
        real_root: &Path,
    ) -> io::Result<Entry> {
        let mut entry = Entry {
            path: path.to_owned(),
            is_folder: kind.is_dir(),
            is_link: kind.is_symlink(),
            is_outside: self.is_outside,
            real: self.real.join(name),
        };
        if entry.is_link {
            entry.is_folder = fs::metadata(&entry.real)?.is_dir();
            match fs::canonicalize(&entry.real) {
                Ok(real) => {
                    entry.is_outside = !real.starts_with(real_root);
                    entry.real = real;
                }
                // A pipe has no path.
                Err(_) if !entry.is_folder => entry.is_outside = true,
                Err(error) => return Err(error),
            }
        }
        Ok(entry)
    }
}

impl Walk<'_> {
    fn root_entry(&mut self) -> io::Result<Entry> {
        let is_folder = fs::metadata(self.root)?.is_dir();
        let real = match fs::canonicalize(self.root) {
            Err(_) if !is_folder => self.root.to_owned(),
            real => real?,
        };
        self.real_root.clone_from(&real);
        Ok(Entry {
            path: self.root.to_owned(),
            is_folder,
            is_link: self.root.is_symlink(),
            is_outside: false,
            real,
        })
    }

    /// Handles an entry, and enters it if it is a folder.
    fn visit(&mut self, entry: Entry) -> Walked {
        if self.passes_over(&entry.path, entry.is_folder) {
            return Walked::PassedOver(entry.path);
        }
        let refuse = |reason: String, help| {
            let path = entry.path.clone();
            Walked::Unreadable(WalkError {
                path,
                reason,
                help: Cow::Borrowed(help),
            })
        };
        if entry.is_outside && self.follow == FollowLinks::Inside {
            let setting = self.follow.as_str();
            let reason = format!("it leads out of the folder, but `follow_links` is `{setting}`");
            return refuse(reason, "remove the link, or set `follow_links` to `all`");
        }
        if !entry.is_folder {
            return Walked::Entry(entry);
        }
        // Compared as texts: comparing paths by component is slow for deeply nested folders with
        // equal names.
        let real = entry.real.as_os_str();
        let mut open = self.open.iter();
        if let Some(around) = open.find(|folder| folder.real.as_os_str() == real) {
            let reason = format!("it leads back to {}", around.path.display());
            return refuse(reason, "remove the link that leads here");
        }
        match self.enter(&entry) {
            Ok(()) if self.entries > MAX_ENTRIES => Walked::TooMany(self.too_many()),
            Ok(()) => Walked::Entry(entry),
            Err(error) => Walked::Unreadable(WalkError::new(&entry.path, &error)),
        }
    }

    /// Reads the names in a folder, up to the limit of entries.
    fn enter(&mut self, entry: &Entry) -> io::Result<()> {
        let mut names = Vec::new();
        for found in fs::read_dir(&entry.real)? {
            let found = found?;
            names.push((found.file_name(), found.file_type()));
            self.entries += 1;
            if self.entries > MAX_ENTRIES {
                break;
            }
        }
        names.sort_by(|(a, _), (b, _)| b.cmp(a));
        self.open.push(Folder {
            path: entry.path.clone(),
            real: entry.real.clone(),
            is_outside: entry.is_outside,
            names,
        });
        Ok(())
    }

    /// Ends the walk. The location is the first link on the way, since links are the likely cause.
    fn too_many(&mut self) -> WalkError {
        let open = std::mem::take(&mut self.open);
        let mut below = open.iter().skip(1);
        let link = below.find(|folder| folder.path.is_symlink());
        WalkError {
            path: link.map_or(self.root, |folder| &folder.path).to_owned(),
            reason: format!("there are more than {MAX_ENTRIES} files and folders"),
            help: "name a folder with fewer, and remove links that lead to each other".into(),
        }
    }

    fn passes_over(&self, path: &Path, is_folder: bool) -> bool {
        let below = below(self.root, path);
        // The root folder itself is always read.
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
