//! Stage 1, source: finds and reads the pages, in path order.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::base::diagnostic::{Code, Diagnostics, Location, Span};
use crate::base::parallel;

/// No page of a reference comes near this size; what does is not a page.
const MAX_PAGE_SIZE: u64 = 16 * 1024 * 1024;

/// A page as it stands on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// The path below the reference folder, with `/`: `authkit/api-keys/index.mdx`.
    pub(crate) path: String,
    /// The file as it is shown to people: the folder as given, then the path.
    pub(crate) file: String,
    /// The text, without a byte order mark.
    pub(crate) text: String,
    /// The number of bytes in front of the text.
    pub(crate) mark: usize,
}

/// Where a page was found.
struct PageFile {
    path: String,
    file: PathBuf,
}

/// Reads every `*.mdx` below the folders, in path order.
///
/// What cannot be read is reported, and the rest is read all the same.
pub(crate) fn read(roots: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<Source> {
    let mut found: Vec<PageFile> = roots
        .iter()
        .flat_map(|root| find(root, diagnostics))
        .collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    refuse_duplicates(&found, diagnostics);
    found.dedup_by(|second, first| second.path == first.path);
    if found.is_empty() && !diagnostics.has_errors() {
        let roots: Vec<_> = roots
            .iter()
            .map(|root| root.display().to_string())
            .collect();
        let message = format!("no page (*.mdx) in {}", roots.join(", "));
        diagnostics.report(
            Code::NoPages,
            message,
            "name the folder that holds the reference pages",
            Location::Nowhere,
        );
    }
    let texts = parallel::map(&found, |found| text_of(&found.file));
    found
        .into_iter()
        .zip(texts)
        .filter_map(|(found, text)| source(found, text, diagnostics))
        .collect()
}

/// The folders and files that a build must watch: a new page changes its folder.
pub(crate) fn watched(roots: &[PathBuf]) -> Vec<PathBuf> {
    let mut watched: Vec<PathBuf> = roots
        .iter()
        .flat_map(|root| walk(root).flatten())
        .filter(|entry| entry.file_type().is_dir() || is_page(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    watched.sort();
    watched
}

fn walk(root: &Path) -> walkdir::IntoIter {
    WalkDir::new(root).follow_links(true).into_iter()
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "mdx")
}

fn find(root: &Path, diagnostics: &mut Diagnostics) -> Vec<PageFile> {
    let mut pages = Vec::new();
    for entry in walk(root) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_page(entry.path()) => {
                pages.push(PageFile {
                    path: page_path(root, entry.path()),
                    file: entry.into_path(),
                })
            }
            Ok(_) => {}
            Err(error) => {
                let file = error.path().unwrap_or(root).display().to_string();
                diagnostics.report(
                    Code::UnreadableFile,
                    format!("cannot be read: {}", reason(&error)),
                    "check that it exists and may be read",
                    Location::File(file),
                );
            }
        }
    }
    pages
}

/// What is wrong with a file or folder, without the path, which a problem has as its place.
pub(crate) fn reason(error: &walkdir::Error) -> String {
    let of_system = error.io_error().map(ToString::to_string);
    of_system.unwrap_or_else(|| error.to_string())
}

/// The page's path below its root, the same on every system.
fn page_path(root: &Path, file: &Path) -> String {
    let below = file
        .strip_prefix(root)
        .ok()
        .filter(|below| !below.as_os_str().is_empty());
    let below = below.unwrap_or_else(|| Path::new(file.file_name().unwrap_or_default()));
    let segments: Vec<_> = below
        .iter()
        .map(|segment| segment.to_string_lossy())
        .collect();
    segments.join("/")
}

fn refuse_duplicates(found: &[PageFile], diagnostics: &mut Diagnostics) {
    for pair in found.windows(2).filter(|pair| pair[0].path == pair[1].path) {
        let message = format!(
            "the page `{}` is in another folder as well: {}",
            pair[1].path,
            pair[0].file.display()
        );
        diagnostics.report(
            Code::DuplicatePage,
            message,
            "keep one of the two",
            Location::File(pair[1].file.display().to_string()),
        );
    }
}

/// What became of reading a file.
enum PageText {
    Read(String),
    /// What stands before the first byte that is wrong.
    NotUtf8 {
        before: String,
    },
    TooLarge(u64),
    Failed(io::Error),
}

fn text_of(file: &Path) -> PageText {
    let bytes = match fs::metadata(file) {
        Ok(metadata) if metadata.len() > MAX_PAGE_SIZE => {
            return PageText::TooLarge(metadata.len());
        }
        Ok(_) => beginning_of(file),
        Err(error) => Err(error),
    };
    if let Ok(bytes) = &bytes
        && bytes.len() as u64 > MAX_PAGE_SIZE
    {
        return PageText::TooLarge(bytes.len() as u64);
    }
    match bytes.map(String::from_utf8) {
        Ok(Ok(text)) => PageText::Read(text),
        Ok(Err(error)) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            PageText::NotUtf8 {
                before: String::from_utf8_lossy(valid).into_owned(),
            }
        }
        Err(error) => PageText::Failed(error),
    }
}

/// The bytes of a file, but of one that grows while it is read no more than shows that it is too large.
fn beginning_of(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?
        .take(MAX_PAGE_SIZE + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn source(found: PageFile, text: PageText, diagnostics: &mut Diagnostics) -> Option<Source> {
    let file = found.file.display().to_string();
    let mut at = Location::File(file.clone());
    let (code, message, help) = match text {
        PageText::Read(mut text) => {
            return Some(Source {
                path: found.path,
                file,
                mark: take_mark(&mut text),
                text,
            });
        }
        PageText::NotUtf8 { before } => {
            at = Location::Known(Span::within(&file, &before, before.len(), 0));
            let message = "not UTF-8 from here on".to_owned();
            (Code::InvalidUtf8, message, "save the page as UTF-8")
        }
        PageText::TooLarge(size) => (
            Code::PageTooLarge,
            format!("{size} bytes; a page has at most {MAX_PAGE_SIZE}"),
            "split the page",
        ),
        PageText::Failed(error) => (
            Code::UnreadableFile,
            format!("cannot be read: {error}"),
            "check that it exists and may be read",
        ),
    };
    diagnostics.report(code, message, help, at);
    None
}

/// A byte order mark would read as a document of its own.
fn take_mark(text: &mut String) -> usize {
    let mark = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    text.drain(..mark);
    mark
}
