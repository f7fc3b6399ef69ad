//! The bodies of a folder, and what its index says of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::Role;
use super::progress::Progress;
use crate::base::diagnostic::{Code, Diagnostic, Error, LineIndex, Plural, Span};
use crate::base::parallel;
use crate::base::text::did_you_mean;
use crate::pipeline::source::reason;

/// The file of a folder that says what its bodies are.
pub(super) const INDEX: &str = "index.tsv";
/// The first line of an index.
const HEADER: [&str; 3] = ["file", "role", "id"];

/// A body, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Payload {
    /// The path below the folder, with `/`.
    pub(super) file: String,
    /// What the index says it is, if it says anything.
    pub(super) listed: Option<IndexEntry>,
    /// The text; nothing where it is not UTF-8.
    pub(super) text: Option<String>,
}

/// What a line of the index says of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndexEntry {
    pub(super) role: Role,
    pub(super) id: String,
    /// Where the file and the id stand in the index.
    file_at: Span,
    pub(super) id_at: Span,
}

/// Reads the bodies: those of the index in its order, then every other `*.json`.
///
/// Every line of the index that is wrong is a problem, and every file that cannot be read.
///
/// # Errors
///
/// There is no body at all.
pub(super) fn read(
    folder: &Path,
    progress: &Progress<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Vec<Payload>, Error> {
    let mut listed = index(folder, problems);
    let files = find(folder, problems);
    let known: BTreeSet<&str> = listed.iter().map(|(file, _)| file.as_str()).collect();
    let others: Vec<_> = files
        .into_iter()
        .filter(|file| !known.contains(file.as_str()))
        .map(|file| (file, None))
        .collect();
    listed.extend(others);
    let texts = parallel::map(&listed, |(file, _)| {
        let text = fs::read(folder.join(file));
        progress.step(listed.len());
        text
    });
    let mut payloads = Vec::with_capacity(listed.len());
    for ((file, listed), text) in listed.into_iter().zip(texts) {
        match text {
            Ok(bytes) => payloads.push(Payload {
                file,
                listed,
                text: String::from_utf8(bytes).ok(),
            }),
            Err(error) => problems.push(match listed {
                Some(listed) => no_body(&file, &error.to_string(), listed.file_at),
                None => unreadable(&folder.join(&file), &error.to_string()),
            }),
        }
    }
    if problems.is_empty() && payloads.is_empty() {
        let message = format!("no body (*.json) in {}", folder.display());
        let help = "name the folder that holds the bodies";
        return Err(Error::from_problem(
            Code::InvalidSettings,
            message,
            help,
            None,
        ));
    }
    Ok(payloads)
}

/// A line of the index names a file that is not there.
fn no_body(file: &str, error: &str, at: Span) -> Diagnostic {
    Diagnostic {
        code: Code::UnreadableFile,
        message: format!("`{file}` cannot be read: {error}"),
        help: "name a file below the folder of the index, or remove the line".to_owned(),
        span: Some(at),
    }
}

/// Every `*.json` below the folder, in the order of their paths.
fn find(folder: &Path, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true) {
        match entry {
            Ok(entry) => {
                let is_json = entry.path().extension().is_some_and(|end| end == "json");
                if is_json && entry.file_type().is_file() {
                    files.push(below(folder, entry.path()));
                }
            }
            Err(error) => {
                let at = error.path().unwrap_or(folder).to_owned();
                problems.push(unreadable(&at, &reason(&error)));
            }
        }
    }
    files.sort();
    files
}

/// The path below the folder, the same on every system.
fn below(folder: &Path, file: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    let segments: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
    segments.join("/")
}

fn unreadable(file: &Path, error: &str) -> Diagnostic {
    Diagnostic {
        code: Code::UnreadableFile,
        message: format!("cannot be read: {error}"),
        help: "check that it exists and may be read".to_owned(),
        span: Some(Span::file(file.display().to_string())),
    }
}

/// A body of the index.
type Line = (String, Option<IndexEntry>);

/// What some editors begin a text with.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The lines of the index; none where the folder has no index.
fn index(folder: &Path, problems: &mut Vec<Diagnostic>) -> Vec<Line> {
    let path = folder.join(INDEX);
    let file = path.display().to_string();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(_) if !path.exists() => return Vec::new(),
        Err(error) => {
            problems.push(unreadable(&path, &error.to_string()));
            return Vec::new();
        }
    };
    let mut lines = Vec::new();
    let written = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text);
    let mut offset = text.len() - written.len();
    let places = LineIndex::new(&file, &text);
    for line in written.split_inclusive('\n') {
        let at = |before: usize, length| places.span(offset + before, length);
        match parse(line, at) {
            Ok(line) => lines.extend(line),
            Err((message, help)) => problems.push(Diagnostic {
                code: Code::InvalidSettings,
                message,
                help,
                span: Some(at(0, line.trim_end().len())),
            }),
        }
        offset += line.len();
    }
    lines
}

/// One line; nothing where it is empty or the header.
fn parse(line: &str, at: impl Fn(usize, usize) -> Span) -> Result<Option<Line>, (String, String)> {
    let columns: Vec<&str> = line.trim_end_matches(['\n', '\r']).split('\t').collect();
    match columns[..] {
        [""] => Ok(None),
        _ if columns == HEADER => Ok(None),
        [file, role, id] => match Role::from_name(role) {
            Some(known) => {
                let listed = IndexEntry {
                    role: known,
                    id: id.to_owned(),
                    file_at: at(0, file.len()),
                    id_at: at(file.len() + role.len() + 2, id.len()),
                };
                Ok(Some((file.to_owned(), Some(listed))))
            }
            None => Err(unknown_role(role)),
        },
        _ => Err((
            format!(
                "{} instead of 3",
                Plural(columns.len(), "column", "columns")
            ),
            format!("a line is as in `{}`, with tabs between", HEADER.join(" ")),
        )),
    }
}

fn unknown_role(role: &str) -> (String, String) {
    let names = Role::ALL.map(Role::as_str);
    let otherwise = format!("the roles are {}", names.join(", "));
    (
        format!("`{role}` is no role of a body"),
        did_you_mean::hint(did_you_mean::best_match(role, names), &otherwise),
    )
}
