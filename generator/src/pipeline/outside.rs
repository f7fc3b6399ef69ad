//! Reports references to pages outside the given folders.
//!
//! If only a part of a reference is read, the pages to which it refers are missing. That is one
//! mistake, whatever the number of references.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::parse::{self, Description, Page};
use super::source::walk::{Walk, Walked};
use super::source::{self, MAX_PAGE_SIZE, Source};
use crate::base::diagnostic::{Code, Diagnostics, Plural};
use crate::base::read;
use crate::config::Settings;

/// The number of parent folders in which the root of the reference is searched.
const MAX_LEVELS: usize = 3;

/// The maximum number of files and folders that are searched. The folders beside the given one may
/// contain anything.
const MAX_SEARCHED: usize = 10_000;

/// Reports all references to names that only pages outside the given folders define, as one error.
pub(super) fn report(settings: &Settings, diagnostics: &mut Diagnostics) {
    let missing = diagnostics.missing();
    if missing.is_empty() {
        return;
    }
    for root in &settings.reference {
        let Some(whole) = Whole::around(root, &missing, settings) else {
            continue;
        };
        let Some((count, location)) = diagnostics.take_missing(&whole.found) else {
            continue;
        };
        let references = Plural(count, "reference leads", "references lead");
        let (given, whole_shown) = (root.display(), whole.folder.display());
        let message = format!(
            "{references} to pages outside `{given}`: `{}` is in `{}`",
            whole.example, whole.page
        );
        let mut help = format!("name the folder of the whole reference, `{whole_shown}`");
        let given = settings.reference.iter();
        let parts = given.filter_map(|given| part(given, &whole.folder));
        let only: Vec<String> = parts.map(|part| format!("--only {part}")).collect();
        if !only.is_empty() {
            let only = only.join(" ");
            help += &format!(", and select the part: `{only}`, or `only` in the settings");
        }
        diagnostics.report(Code::UnknownReference, message, help, location);
        diagnostics.lack_pages();
    }
}

/// The folder of the whole reference, of which the given folder is a part.
struct Whole {
    folder: PathBuf,
    /// The missing names that its other pages define.
    found: BTreeSet<String>,
    /// One of these names, and the page that defines it.
    example: String,
    page: String,
}

impl Whole {
    /// The nearest parent folder whose pages define all missing names, or else the most of them.
    fn around(root: &Path, missing: &BTreeSet<String>, settings: &Settings) -> Option<Self> {
        let (mut best, mut below) = (None::<Self>, root.to_owned());
        // Folders in it belong to unrelated programs.
        let temporary = real(&env::temp_dir());
        for _ in 0..MAX_LEVELS {
            let folder = parent(&below);
            if real(&folder) == temporary || !has_pages_beside(&folder, &below, settings) {
                break;
            }
            let sources = sources_beside(&folder, settings);
            let pages = parse::parse(&sources, &mut Diagnostics::default());
            let found: Vec<(&String, &Source)> = missing
                .iter()
                .filter_map(|name| {
                    let mut pages = pages.iter().zip(&sources);
                    let (_, source) = pages.find(|(page, _)| has(page, name))?;
                    Some((name, source))
                })
                .collect();
            let more = best.as_ref().map_or(0, |best| best.found.len()) < found.len();
            if let (true, Some((example, source))) = (more, found.first()) {
                best = Some(Self {
                    example: (*example).clone(),
                    page: source.file.clone(),
                    found: found.iter().map(|(name, _)| (*name).clone()).collect(),
                    folder: folder.clone(),
                });
            }
            if found.len() == missing.len() {
                break;
            }
            below = folder;
        }
        best
    }
}

/// The parent folder, as a path from the working directory.
fn parent(folder: &Path) -> PathBuf {
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(_)) if parent.as_os_str().is_empty() => PathBuf::from("."),
        (Some(parent), Some(_)) => parent.to_owned(),
        _ => folder.join(".."),
    }
}

/// The path of a folder below `root`, with `/`; `None` if it is not below `root`.
fn part(root: &Path, folder: &Path) -> Option<String> {
    let (root, folder) = (root.canonicalize().ok()?, folder.canonicalize().ok()?);
    let part = root.strip_prefix(folder).ok()?.to_str()?;
    Some(part.replace('\\', "/")).filter(|part| !part.is_empty())
}

/// `true` if a folder contains pages, directly or in a subfolder other than `below`. A parent
/// folder without such pages is not searched.
fn has_pages_beside(folder: &Path, below: &Path, settings: &Settings) -> bool {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.take(MAX_SEARCHED).map(|entry| entry.path())
    };
    let has_page = |folder: &Path| entries(folder).any(|path| source::is_page(&path));
    let is_beside = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        let is_passed_over = settings.globs.passes_over_folder(&name.to_string_lossy());
        Some(name) != below.file_name() && !is_passed_over && path.is_dir()
    };
    has_page(folder)
        || entries(folder)
            .filter(is_beside)
            .any(|path| has_page(&path))
}

/// The pages below a folder, without those below the given folders.
fn sources_beside(folder: &Path, settings: &Settings) -> Vec<Source> {
    let given: Vec<PathBuf> = settings.reference.iter().map(|root| real(root)).collect();
    let walk = Walk::new(folder, &settings.globs, settings.follow_links);
    let files = walk.take(MAX_SEARCHED).filter_map(|walked| match walked {
        Walked::Entry(entry) if !entry.is_folder && source::is_page(&entry.path) => {
            Some(entry.path)
        }
        _ => None,
    });
    let beside = files.filter(|file| !given.iter().any(|given| real(file).starts_with(given)));
    beside
        .filter_map(|file| {
            let text = String::from_utf8(read::file(&file, MAX_PAGE_SIZE).ok()?).ok()?;
            let shown = file.display().to_string();
            Some(Source::new(shown.clone(), shown, text))
        })
        .collect()
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// `true` if a page has an entity with this key, or a description with this path.
fn has(page: &Page, name: &str) -> bool {
    let mut entities = page.views.iter().flat_map(|(_, entities)| entities);
    if entities.any(|entity| entity.key == name) {
        return true;
    }
    let mut tree = Some(&page.descriptions);
    name.split('.').all(|key| {
        let found = tree.and_then(|tree| tree.get(key));
        tree = match found {
            Some(Description::Group(inner)) => Some(inner),
            _ => None,
        };
        found.is_some()
    })
}
