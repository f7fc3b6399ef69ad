//! The files of a revision: its trees, and the links between them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::objects::Objects;
use super::obstacle::Obstacle;

/// The maximum size of a tree. Trees of references are far smaller.
const MAX_TREE_SIZE: u64 = 64 * 1024 * 1024;
/// The maximum length of the target of a link, and of a path, on most systems.
pub(super) const MAX_PATH: usize = 4096;
/// The maximum number of links in a path, as on Linux.
const MAX_LINKS: usize = 40;

/// The entries of a folder by their names.
type Entries = BTreeMap<Vec<u8>, Entry>;

/// An entry of a folder.
pub(super) struct Entry {
    pub(super) kind: EntryKind,
    /// The id of its object.
    pub(super) id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    Folder,
    File,
    Link,
    /// A commit of another repository.
    Submodule,
}

/// A folder of a revision.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Folder {
    /// The path from the root, without links.
    path: Vec<u8>,
    /// The name of the tree object.
    tree: String,
}

/// The target of a path.
pub(super) enum Target {
    Folder(Folder),
    /// A file, with the id of its object.
    File(String),
    Submodule,
}

/// The files of a revision.
pub(super) struct Tree {
    pub(super) objects: Objects,
    root: Folder,
    /// The bytes of an id.
    id_length: usize,
    /// The entries of the trees that have been read.
    entries: BTreeMap<String, Rc<Entries>>,
    /// The trees of the folders that have been visited, by path.
    folders: BTreeMap<Vec<u8>, String>,
}

impl Tree {
    /// The files of the commit with this id.
    pub(super) fn new(commit: &str) -> Self {
        let root = Folder {
            path: Vec::new(),
            tree: format!("{commit}^{{tree}}"),
        };
        Self {
            objects: Objects::new(),
            id_length: commit.len() / 2,
            entries: BTreeMap::new(),
            folders: BTreeMap::from([(Vec::new(), root.tree.clone())]),
            root,
        }
    }

    pub(super) fn root(&self) -> Folder {
        self.root.clone()
    }

    pub(super) fn entries(&mut self, folder: &Folder) -> Result<Rc<Entries>, Obstacle> {
        if let Some(entries) = self.entries.get(&folder.tree) {
            return Ok(Rc::clone(entries));
        }
        let content = self.objects.read(&folder.tree, MAX_TREE_SIZE)?;
        let entries = parse(&content, self.id_length).ok_or(Obstacle::Damaged)?;
        let entries = Rc::new(entries);
        self.entries
            .insert(folder.tree.clone(), Rc::clone(&entries));
        Ok(entries)
    }

    /// The folder for an entry of this folder.
    pub(super) fn step(&mut self, folder: &Folder, name: &[u8], entry: &Entry) -> Folder {
        let mut path = folder.path.clone();
        if !path.is_empty() {
            path.push(b'/');
        }
        path.extend_from_slice(name);
        self.folders.insert(path.clone(), entry.id.clone());
        Folder {
            path,
            tree: entry.id.clone(),
        }
    }

    /// The target of a path from a folder. Links are followed as on a file system.
    pub(super) fn follow(&mut self, from: &Folder, path: &[u8]) -> Result<Target, Obstacle> {
        let mut folder = from.clone();
        let mut open: Vec<Vec<u8>> = segments(path);
        let mut links = 0;
        while let Some(name) = open.pop() {
            if name == b".." {
                folder = self.parent(&folder)?;
                continue;
            }
            let entries = self.entries(&folder)?;
            let entry = entries.get(&name).ok_or(Obstacle::Nothing)?;
            match entry.kind {
                EntryKind::Folder => folder = self.step(&folder, &name, entry),
                EntryKind::Link => {
                    links += 1;
                    if links > MAX_LINKS {
                        return Err(Obstacle::LeadsBack);
                    }
                    let target = self.objects.read(&entry.id, MAX_PATH as u64)?;
                    if target.starts_with(b"/") {
                        return Err(Obstacle::LeadsOut);
                    }
                    open.extend(segments(&target));
                }
                // Nothing is below a file.
                EntryKind::File | EntryKind::Submodule if !open.is_empty() => {
                    return Err(Obstacle::Nothing);
                }
                EntryKind::File => return Ok(Target::File(entry.id.clone())),
                EntryKind::Submodule => return Ok(Target::Submodule),
            }
        }
        Ok(Target::Folder(folder))
    }

    fn parent(&self, folder: &Folder) -> Result<Folder, Obstacle> {
        if folder.path.is_empty() {
            return Err(Obstacle::LeadsOut);
        }
        let end = folder.path.iter().rposition(|&byte| byte == b'/');
        let path = folder.path[..end.unwrap_or(0)].to_owned();
        let tree = self.folders.get(&path).ok_or(Obstacle::Nothing)?.clone();
        Ok(Folder { path, tree })
    }
}

/// The segments of a path in reverse order, without empty segments and `.`.
fn segments(path: &[u8]) -> Vec<Vec<u8>> {
    path.split(|&byte| byte == b'/')
        .filter(|segment| !segment.is_empty() && *segment != b".")
        .map(<[u8]>::to_owned)
        .rev()
        .collect()
}

/// The entries of a tree, each `<mode> <name>\0<id>`; `None` if the format is invalid.
fn parse(mut rest: &[u8], id_length: usize) -> Option<Entries> {
    let mut entries = Entries::new();
    while !rest.is_empty() {
        let space = rest.iter().position(|&byte| byte == b' ')?;
        let end = rest.iter().position(|&byte| byte == 0)?;
        let name = rest.get(space + 1..end)?;
        let after = end + 1 + id_length;
        let id = rest.get(end + 1..after)?;
        // Such a name would be interpreted as a path.
        if matches!(name, b"" | b"." | b"..") || name.contains(&b'/') {
            return None;
        }
        let kind = match &rest[..space] {
            b"40000" => EntryKind::Folder,
            b"120000" => EntryKind::Link,
            b"160000" => EntryKind::Submodule,
            _ => EntryKind::File,
        };
        let id = id.iter().map(|byte| format!("{byte:02x}")).collect();
        entries.insert(name.to_owned(), Entry { kind, id });
        rest = &rest[after..];
    }
    Some(entries)
}
