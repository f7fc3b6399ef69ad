//! Finds the bodies of a folder, in its index and by their names.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::{FileContent, Role};
use crate::base::diagnostic::{Code, Diagnostic, Error, LineIndex, Plural, Span};
use crate::base::read::{self, ReadError};
use crate::base::text::did_you_mean;
use crate::config::{FollowLinks, PageGlobs, Settings};
use crate::pipeline::source::walk::{self, Walk, WalkError, Walked};

/// The index of a folder.
pub(super) const INDEX: &str = "index.tsv";
/// The first line of an index.
const HEADER: [&str; 3] = ["file", "role", "id"];
/// The extensions of bodies and of recordings.
const EXTENSIONS: [&str; 6] = ["json", "har", "jsonl", "ndjson", "yaml", "yml"];
/// The byte order mark, which some editors write at the beginning of a text.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// The help for a body that is too large.
const TOO_LARGE: &str = "increase `max_body_size` in the settings, or move it elsewhere";

/// A file with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BodyFile {
    /// The path below the folder, with `/`.
    pub(super) name: String,
    /// The entry in the index, if there is one.
    pub(super) listed: Option<IndexEntry>,
}

/// A line of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndexEntry {
    file: String,
    file_at: Span,
    pub(super) role: Role,
    pub(super) id: String,
    pub(super) id_at: Span,
}

/// Finds the bodies and recordings of a folder, or the file itself. Entries of the index come
/// first, in order, then all other bodies and recordings. Adds a problem for each invalid line of
/// the index.
///
/// # Errors
///
/// There is no body or recording.
pub(super) fn find<'p>(
    payloads: &'p Path,
    settings: &Settings,
    problems: &mut Vec<Diagnostic>,
) -> Result<(&'p Path, Vec<BodyFile>), Error> {
    if let (true, Some(folder), Some(name)) =
        (payloads.is_file(), payloads.parent(), payloads.file_name())
    {
        let name = name.to_string_lossy().into_owned();
        return Ok((folder, vec![BodyFile { name, listed: None }]));
    }
    let folder = payloads;
    let index = read_index(folder, settings.follow_links, problems);
    let known: BTreeSet<&str> = index.iter().map(|entry| entry.file.as_str()).collect();
    let mut others = others(folder, settings.follow_links, problems);
    others.retain(|name| !known.contains(name.as_str()));
    let listed = index.into_iter().map(|entry| BodyFile {
        name: entry.file.clone(),
        listed: Some(entry),
    });
    let others = others
        .into_iter()
        .map(|name| BodyFile { name, listed: None });
    let files: Vec<BodyFile> = listed.chain(others).collect();
    if problems.is_empty() && files.is_empty() {
        return Err(Error::new(vec![nothing_in(folder, &[])]));
    }
    Ok((folder, files))
}

/// The problem of a folder or file without any body or exchange; these are the contents of its
/// files.
pub(super) fn nothing_in(payloads: &Path, contents: &[FileContent]) -> Diagnostic {
    let empty = contents.iter().filter(|it| **it == FileContent::NoExchange);
    let empty = empty.count();
    let place = payloads.display();
    let (message, help) = match empty {
        0 => (
            format!("no body (*.json) and no recording (*.har, *.jsonl, *.yaml) in {place}"),
            "name the folder that contains them",
        ),
        1 if payloads.is_file() => (
            format!("the recording {place} has no exchange, so there is nothing to check"),
            "record at least one request with its response, or name another file or folder",
        ),
        _ => (
            format!(
                "no body (*.json) in {place}, and no exchange in its {}: there is nothing to check",
                Plural(empty, "recording", "recordings")
            ),
            "record at least one request with its response, or name another file or folder",
        ),
    };
    let help = help.to_owned();
    Diagnostic::new(Code::InvalidSettings, message, help, None)
}

/// Reads the text of a file without a byte order mark; `None` if it is not UTF-8.
///
/// # Errors
///
/// The file cannot be read.
pub(super) fn read(
    folder: &Path,
    file: &BodyFile,
    settings: &Settings,
) -> Result<Option<String>, Box<Diagnostic>> {
    let path = folder.join(&file.name);
    let error = match read::file(&path, settings.max_body_size) {
        Ok(bytes) => return Ok(without_mark(bytes)),
        Err(error) => error,
    };
    let is_too_large = matches!(error, ReadError::TooLarge { .. });
    // The index names a file that does not exist.
    if let Some(entry) = &file.listed {
        let help = "name a file below the folder of the index, or remove the line";
        return Err(Box::new(Diagnostic::new(
            Code::UnreadableFile,
            format!("`{}` cannot be read: {error}", file.name),
            if is_too_large { TOO_LARGE } else { help }.to_owned(),
            Some(entry.file_at.clone()),
        )));
    }
    let help = if is_too_large {
        TOO_LARGE
    } else {
        error.help()
    };
    Err(Box::new(unreadable(&path, &error.to_string(), help)))
}

/// The text of a file without a byte order mark; `None` if it is not UTF-8.
fn without_mark(bytes: Vec<u8>) -> Option<String> {
    let mut text = String::from_utf8(bytes).ok()?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Some(text)
}

/// Every body and recording below the folder, in the order of their paths. Names that are skipped
/// among pages are skipped here as well, unless the index lists them.
fn others(folder: &Path, follow: FollowLinks, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for walked in Walk::new(folder, &PageGlobs::default(), follow) {
        match walked {
            Walked::Entry(entry) => {
                let extension = entry.path.extension().unwrap_or_default();
                let mut known = EXTENSIONS.iter();
                let is_known = known.any(|known| extension.eq_ignore_ascii_case(known));
                if is_known && !entry.is_folder {
                    files.push(walk::below(folder, &entry.path));
                }
            }
            Walked::PassedOver(_) => {}
            Walked::Unreadable(error) => errors.push(error),
            // Errors of a walk that was ended are not worth reporting.
            Walked::TooMany(error) => errors = vec![error],
        }
    }
    for WalkError { path, reason, help } in errors {
        problems.push(unreadable(&path, &reason, &help));
    }
    files.sort();
    files
}

fn unreadable(file: &Path, error: &str, help: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadableFile,
        format!("cannot be read: {error}"),
        help.to_owned(),
        Some(Span::file(file.display().to_string())),
    )
}

/// The entries of the index; empty if the folder has no index.
fn read_index(
    folder: &Path,
    follow: FollowLinks,
    problems: &mut Vec<Diagnostic>,
) -> Vec<IndexEntry> {
    let path = folder.join(INDEX);
    let text = match read::text(&path) {
        Ok(text) => text,
        Err(_) if !path.exists() => return Vec::new(),
        Err(error) => {
            problems.push(unreadable(&path, &error.to_string(), error.help()));
            return Vec::new();
        }
    };
    // A file outside the folder may be secret, so its content is not shown unless it has the header
    // of an index.
    if leads_out(folder, &path) && text.lines().next() != Some(&HEADER.join("\t")) {
        let why = format!(
            "a link leads out of the folder to this file, and its first line is not `{}` with tabs",
            HEADER.join(" ")
        );
        problems.push(unreadable(
            &path,
            &why,
            "begin it with that line, or remove the link",
        ));
        return Vec::new();
    }
    let file = path.display().to_string();
    let line_index = LineIndex::new(&file, &text);
    let lines = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text);
    let mut offset = text.len() - lines.len();
    let mut entries = Vec::new();
    for line in lines.split_inclusive('\n') {
        let at = |before: usize, length| line_index.span(offset + before, length);
        entries.extend(parse_line(line, at, problems));
        offset += line.len();
    }
    if follow == FollowLinks::Inside {
        entries.retain(|entry| {
            let leads_out = leads_out(folder, &folder.join(&entry.file));
            if leads_out {
                let message = format!("`{}` is reached by a link out of the folder", entry.file);
                let help = "remove the line, or set `follow_links` to `all`".to_owned();
                let at = Some(entry.file_at.clone());
                problems.push(Diagnostic::new(Code::UnreadableFile, message, help, at));
            }
            !leads_out
        });
    }
    entries
}

/// `true` if the path leads to a regular file outside the folder.
fn leads_out(folder: &Path, path: &Path) -> bool {
    let is_outside = |(folder, file): (PathBuf, PathBuf)| !file.starts_with(folder);
    let real = folder.canonicalize().ok().zip(path.canonicalize().ok());
    path.is_file() && real.is_some_and(is_outside)
}

/// Parses one line; `None` if it is empty, the header or invalid. `at` returns a span within the
/// line.
fn parse_line(
    line: &str,
    at: impl Fn(usize, usize) -> Span,
    problems: &mut Vec<Diagnostic>,
) -> Option<IndexEntry> {
    let mut report = |message, help| {
        problems.push(Diagnostic::new(
            Code::InvalidSettings,
            message,
            help,
            Some(at(0, line.trim_end().len())),
        ));
    };
    let columns: Vec<&str> = line.trim_end_matches(['\n', '\r']).split('\t').collect();
    let [file, role, id] = columns[..] else {
        if columns != [""] {
            let number = Plural(columns.len(), "column", "columns");
            report(
                format!("{number} instead of 3"),
                format!(
                    "write a line as in `{}`, separated by tabs",
                    HEADER.join(" ")
                ),
            );
        }
        return None;
    };
    if columns == HEADER {
        return None;
    }
    let mut parts = Path::new(file).components();
    if !parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        report(
            format!("`{file}` is not below the folder of the index"),
            "write the path relative to that folder, as in `parcels/1.json`".to_owned(),
        );
        return None;
    }
    let Some(known) = Role::from_name(role) else {
        let names = Role::ALL.map(Role::as_str);
        let otherwise = format!("the roles are {}", names.join(", "));
        report(
            format!("`{role}` is not a role of a body"),
            did_you_mean::hint(did_you_mean::best_match(role, names), &otherwise),
        );
        return None;
    };
    Some(IndexEntry {
        file: file.to_owned(),
        file_at: at(0, file.len()),
        role: known,
        id: id.to_owned(),
        id_at: at(file.len() + role.len() + 2, id.len()),
    })
}
