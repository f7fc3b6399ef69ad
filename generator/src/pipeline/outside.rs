//! References into folders beside those that were given.
//!
//! A part of a reference is read without the pages that it refers to. That is one mistake, whatever
//! the number of references.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::parse::{self, Description, Page};
use super::source::walk::{Walk, Walked};
use super::source::{self, MAX_PAGE_SIZE, Source};
use crate::base::diagnostic::{Code, Diagnostics, Plural};
use crate::base::read;
use crate::config::Settings;

/// The folders above one that was given in which its reference may begin.
const MAX_LEVELS: usize = 3;

/// Files and folders that are searched: what is beside the given folder may be anything.
const MAX_SEARCHED: usize = 10_000;

/// Reports the references to what only pages beside the given folders have as one error.
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
    }
}

/// The folder that a given one is a part of.
struct Whole {
    folder: PathBuf,
    /// The names that its other pages have.
    found: BTreeSet<String>,
    /// One of them, and the page that has it.
    example: String,
    page: String,
}

impl Whole {
    /// The nearest folder above whose pages have all names, or as many as any.
    fn around(root: &Path, missing: &BTreeSet<String>, settings: &Settings) -> Option<Self> {
        let (mut best, mut below) = (None::<Self>, root.to_owned());
        for _ in 0..MAX_LEVELS {
            let folder = parent(&below);
            if !has_pages_beside(&folder, &below, settings) {
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

/// The folder above, as a path from the working directory.
fn parent(folder: &Path) -> PathBuf {
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(_)) if parent.as_os_str().is_empty() => PathBuf::from("."),
        (Some(parent), Some(_)) => parent.to_owned(),
        _ => folder.join(".."),
    }
}

/// The path of a folder below another one, with `/`; `None` if it is not below that.
fn part(root: &Path, folder: &Path) -> Option<String> {
    let (root, folder) = (root.canonicalize().ok()?, folder.canonicalize().ok()?);
    let part = root.strip_prefix(folder).ok()?.to_str()?;
    Some(part.replace('\\', "/")).filter(|part| !part.is_empty())
}

/// `true` if a folder, or another one in it than this, has pages. A folder of other things is not
/// searched.
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

/// The pages below a folder, but for those that were given.
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
