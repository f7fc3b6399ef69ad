//! Stage 1, source: finds and reads the pages, in path order.

mod missing;
pub(crate) mod walk;
mod watched;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::base::diagnostic::{Code, Diagnostics, Location, Plural, Span};
use crate::base::parallel;
use crate::base::read::{self, ReadError};
use crate::base::text::did_you_mean;
use crate::config::{GlobKind, PageGlob, PageGlobs, Settings};
use walk::{MAX_ENTRIES, Walk, WalkError, Walked};
pub use watched::Watched;

/// The maximum size of a page. Published pages are far smaller.
pub(crate) const MAX_PAGE_SIZE: u64 = 16 * 1024 * 1024;

/// A page as it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// The path below the reference folder, with `/`: `authkit/api-keys/index.mdx`.
    pub(crate) path: String,
    /// The path of the file for messages: the folder as given, then the path.
    pub(crate) file: String,
    /// The text, without a byte order mark. No line ends with a single `\r`.
    pub(crate) text: String,
    /// The number of bytes of the byte order mark.
    pub(crate) bom_len: usize,
    /// `true` if a link leads out of the folder to the page.
    pub(crate) is_outside: bool,
}

impl Source {
    /// The page at this path with the text of its file.
    pub(crate) fn new(path: String, file: String, mut text: String) -> Self {
        // YAML would read a byte order mark as a separate document.
        let has_bom = text.starts_with('\u{feff}');
        let bom_len = if has_bom { '\u{feff}'.len_utf8() } else { 0 };
        text.drain(..bom_len);
        Self {
            path,
            file,
            text: end_lines(text),
            bom_len,
            is_outside: false,
        }
    }
}

/// The text with each single `\r` replaced by `\n`, since YAML and Markdown read it as a line
/// break. Byte offsets do not change.
fn end_lines(text: String) -> String {
    let mut rest = text.as_str();
    let mut ended = String::new();
    while let Some(at) = rest.find('\r') {
        let (line, after) = rest.split_at(at);
        ended.push_str(line);
        let ending = if after.starts_with("\r\n") {
            "\r"
        } else {
            "\n"
        };
        ended.push_str(ending);
        rest = &after[1..];
    }
    if ended.is_empty() {
        return text;
    }
    ended + rest
}

/// A page that was found but not yet read.
pub(crate) struct FoundPage<T> {
    /// The path below the reference folder, as in [`Source`].
    pub(crate) path: String,
    /// The path of the file for messages.
    pub(crate) file: String,
    /// `true` if a link leads out of the folder to the page.
    pub(crate) is_outside: bool,
    /// The place from which to read the page.
    pub(crate) place: T,
}

impl FoundPage<PathBuf> {
    /// The page in this file. Its path below the root has `/` on every system.
    fn new(root: &Path, file: &Path, is_outside: bool) -> Self {
        let mut path = walk::below(root, file);
        if path.is_empty() {
            let name = file.file_name().unwrap_or_default();
            path = name.to_string_lossy().into_owned();
        }
        Self {
            path,
            file: file.display().to_string(),
            is_outside,
            place: file.to_owned(),
        }
    }
}

/// The pages that were read, and the number of skipped pages.
pub(crate) struct Pages {
    pub(crate) sources: Vec<Source>,
    pub(crate) passed_over: usize,
}

/// Reads every `*.mdx` below the folders, in path order.
///
/// A page that cannot be read is reported, and the other pages are still read.
pub(crate) fn read(settings: &Settings, diagnostics: &mut Diagnostics) -> Pages {
    let pages = find(settings, diagnostics);
    let read = |file: &PathBuf| Ok(read::file(file, MAX_PAGE_SIZE)?);
    read_pages(settings, pages, read, diagnostics)
}

/// Reads the pages that were found, in path order, except those that the settings skip.
pub(crate) fn read_pages<T: Sync>(
    settings: &Settings,
    pages: Vec<FoundPage<T>>,
    read: impl Fn(&T) -> Result<Vec<u8>, PageError> + Sync,
    diagnostics: &mut Diagnostics,
) -> Pages {
    let (passed_over, mut pages): (Vec<_>, Vec<_>) = pages
        .into_iter()
        .partition(|page| !is_given(page, settings) && settings.globs.passes_over(&page.path));
    let passed_over: Vec<String> = passed_over.into_iter().map(|page| page.path).collect();
    let read_paths = pages.iter().map(|page| page.path.as_str());
    let paths: Vec<&str> = read_paths
        .chain(passed_over.iter().map(String::as_str))
        .collect();
    report_unused(&settings.globs, &paths, diagnostics);
    if settings.patterns_must_fit {
        report_unselected(&settings.globs, &pages, diagnostics);
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages.dedup_by(|second, first| {
        let is_duplicate = second.path == first.path;
        if is_duplicate {
            let (path, other) = (&second.path, &first.file);
            let message = format!("the page `{path}` is also in another folder: {other}");
            let location = Location::File(second.file.clone());
            let help = "keep one of the two pages";
            diagnostics.report(Code::DuplicatePage, message, help, location);
        }
        is_duplicate
    });
    if pages.is_empty() && !diagnostics.has_errors() {
        report_no_pages(settings, &passed_over, diagnostics);
    }
    let texts = parallel::map(&pages, |page| text_of(read(&page.place)?));
    let mut sources = Vec::with_capacity(pages.len());
    for (page, text) in pages.into_iter().zip(texts) {
        match text {
            Ok(text) => sources.push(Source {
                is_outside: page.is_outside,
                ..Source::new(page.path, page.file, text)
            }),
            Err(error) => error.report(page.file, page.is_outside, diagnostics),
        }
    }
    Pages {
        sources,
        passed_over: passed_over.len(),
    }
}

/// `true` if the caller named the page itself instead of a folder. Such a page is never skipped.
fn is_given<T>(page: &FoundPage<T>, settings: &Settings) -> bool {
    let mut roots = settings.reference.iter();
    roots.any(|root| root.as_os_str() == page.file.as_str())
}

/// Reports that there are no pages, with the reason why the existing ones were skipped.
fn report_no_pages(settings: &Settings, passed_over: &[String], diagnostics: &mut Diagnostics) {
    let roots = settings.reference.iter();
    let roots: Vec<_> = roots.map(|root| root.to_string_lossy()).collect();
    let mut message = format!("no page (*.mdx) in {}", roots.join(", "));
    let mut help = "name the folder of the reference pages";
    if !passed_over.is_empty() {
        message += &format!("; {} skipped", Plural(passed_over.len(), "is", "are"));
        let is_excluded = |path: &String| {
            let mut globs = settings.globs.iter();
            globs.any(|glob| glob.kind == GlobKind::Exclude && glob.is_used_by(path))
        };
        help = if passed_over.iter().any(is_excluded) {
            "make the setting `exclude` match fewer pages, or name another folder"
        } else {
            "below the folder, `node_modules` and names that begin with a dot are skipped: \
             name the skipped folder itself, or list the pages in the setting `include`"
        };
    }
    diagnostics.report(Code::NoPages, message, help, Location::Nowhere);
}

/// Warns about globs without an effect on the pages at these paths.
fn report_unused(globs: &PageGlobs, paths: &[&str], diagnostics: &mut Diagnostics) {
    let kinds = [
        (
            GlobKind::Include,
            "no page that is skipped by default",
            "remove it, or write out the dots of names, as in `.well-known/**`; \
             all other pages are read without it",
        ),
        (
            GlobKind::Exclude,
            "no page",
            "remove it, or write it relative to the reference folder",
        ),
    ];
    for (kind, which, help) in kinds {
        let is_unused = |glob: &&PageGlob| !paths.iter().any(|path| glob.is_used_by(path));
        for PageGlob { text, span, .. } in globs.of(kind).filter(is_unused) {
            let message = format!("`{kind}` has `{text}`, which matches {which}");
            let location = span.clone().map_or(Location::Nowhere, Location::Known);
            diagnostics.report(Code::UnusedGlob, message, help, location);
        }
    }
}

/// Reports globs that select none of the pages.
fn report_unselected<T>(globs: &PageGlobs, pages: &[FoundPage<T>], diagnostics: &mut Diagnostics) {
    for PageGlob { text, span, .. } in globs
        .of(GlobKind::Only)
        .filter(|glob| !pages.iter().any(|page| glob.is_used_by(&page.path)))
    {
        let sections = pages.iter().filter_map(|page| page.path.split_once('/'));
        let sections: BTreeSet<&str> = sections.map(|(section, _)| section).collect();
        let first = text.split('/').next().unwrap_or(text);
        let near = did_you_mean::best_match(first, sections);
        let help = did_you_mean::hint(
            near,
            "write the path of pages from the folder of the reference on, as in `sso/**`",
        );
        let message = format!("`only` has `{text}`, which matches no page");
        let location = span.clone().map_or(Location::Nowhere, Location::Known);
        diagnostics.report(Code::InvalidSettings, message, help, location);
    }
}

/// The folders and files that a build script must watch. Folders are included because a new page
/// changes its folder.
pub(crate) fn watched(settings: &Settings) -> Vec<PathBuf> {
    let mut watched = Vec::new();
    for root in &settings.reference {
        for walked in Walk::new(root, &settings.globs, settings.follow_links) {
            if let Walked::Entry(entry) = walked
                && (entry.is_folder || is_page(&entry.path))
            {
                watched.push(entry.path);
            }
        }
    }
    watched.sort();
    watched
}

pub(crate) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "mdx")
}

/// Finds all pages, including those that are skipped.
fn find(settings: &Settings, diagnostics: &mut Diagnostics) -> Vec<FoundPage<PathBuf>> {
    let mut pages = Vec::new();
    for root in &settings.reference {
        let mut add = |file: &Path, is_outside| {
            if is_page(file) {
                pages.push(FoundPage::new(root, file, is_outside));
            }
        };
        let mut errors = Vec::new();
        for walked in Walk::new(root, &settings.globs, settings.follow_links) {
            match walked {
                // A pipe with the name of a page is reported and not read.
                Walked::Entry(entry) if !entry.is_folder => add(&entry.path, entry.is_outside),
                Walked::Entry(_) => {}
                Walked::PassedOver(path) if !path.is_dir() => add(&path, false),
                Walked::PassedOver(path) => {
                    // Links are not followed, since folders of package managers contain many.
                    let entries = WalkDir::new(path).into_iter().take(MAX_ENTRIES).flatten();
                    let files = entries.filter(|entry| !entry.file_type().is_dir());
                    files.for_each(|file| add(file.path(), false));
                }
                Walked::Unreadable(error) => errors.push(error),
                // Errors of a walk that was ended are not worth reporting.
                Walked::TooMany(error) => errors = vec![error],
            }
        }
        for WalkError { path, reason, help } in errors {
            let file = path.display().to_string();
            PageError::Unreadable { reason, help }.report(file, false, diagnostics);
        }
    }
    pages
}

/// The error of a page that cannot be read.
pub(crate) enum PageError {
    NotUtf8 {
        /// The text before the first invalid byte.
        before: String,
    },
    TooLarge(u64),
    LfsPointer {
        text: String,
    },
    Unreadable {
        reason: String,
        help: Cow<'static, str>,
    },
}

impl From<ReadError> for PageError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge { size, .. } => Self::TooLarge(size),
            ReadError::NotAFile(_) => Self::Unreadable {
                reason: error.to_string(),
                help: "replace it with the page itself, or remove it".into(),
            },
            ReadError::Io(error) => Self::unreadable(error.to_string()),
        }
    }
}

impl PageError {
    fn unreadable(reason: String) -> Self {
        let help = walk::READABLE.into();
        Self::Unreadable { reason, help }
    }

    /// Reports the error. A file outside the folder may not be a page, so its content is not
    /// quoted.
    fn report(self, file: String, is_outside: bool, diagnostics: &mut Diagnostics) {
        let within = |file: String, text: &str, offset, length| {
            if is_outside {
                Location::File(file)
            } else {
                Location::Known(Span::within(&file, text, offset, length))
            }
        };
        match self {
            Self::NotUtf8 { before } => {
                let location = within(file, &before, before.len(), 0);
                let help = "save the page as UTF-8";
                let message = if is_outside {
                    "not UTF-8"
                } else {
                    "not UTF-8 from here on"
                };
                diagnostics.report(Code::InvalidUtf8, message, help, location);
            }
            Self::TooLarge(size) => {
                let message = format!("the page has {size} bytes; the limit is {MAX_PAGE_SIZE}");
                let location = Location::File(file);
                diagnostics.report(Code::PageTooLarge, message, "split the page", location);
            }
            Self::LfsPointer { text } => {
                let length = text.lines().next().map_or(0, str::len);
                let location = within(file, &text, 0, length);
                let message = "the file is a Git LFS pointer, not the page itself";
                let help = "fetch the pages with `git lfs pull`";
                diagnostics.report(Code::LfsPointer, message, help, location);
            }
            Self::Unreadable { reason, help } => {
                let message = format!("cannot be read: {reason}");
                diagnostics.report(Code::UnreadableFile, message, help, Location::File(file));
            }
        }
    }
}

fn text_of(bytes: Vec<u8>) -> Result<String, PageError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let before = String::from_utf8_lossy(valid).into_owned();
        PageError::NotUtf8 { before }
    })?;
    if text.starts_with("version https://git-lfs.github.com/spec/") && text.contains("\noid ") {
        return Err(PageError::LfsPointer { text });
    }
    Ok(text)
}
