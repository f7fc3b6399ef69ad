//! The source of a reference: a folder, or a folder of a git revision, read with the installed `git`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::str::FromStr;

use tempfile::TempDir;

use crate::base::diagnostic::{Code, Error};
use crate::base::text::did_you_mean;

/// The source of one of the two references.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReferenceSource {
    /// A folder of pages.
    Folder(PathBuf),
    /// A folder in a revision of the git repository around the working directory.
    Revision {
        /// A commit, branch or tag.
        revision: String,
        /// The folder, from the root of the repository; from the working directory if it begins
        /// with `./`.
        path: String,
    },
}

/// The error for a text that begins like a revision and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceSourceError;

impl fmt::Display for ReferenceSourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a revision is written `git:REV:PATH`, as in `git:main:schema/reference`")
    }
}

impl std::error::Error for ReferenceSourceError {}

impl FromStr for ReferenceSource {
    type Err = ReferenceSourceError;

    fn from_str(text: &str) -> Result<Self, ReferenceSourceError> {
        let Some(rest) = text.strip_prefix("git:") else {
            return Ok(Self::Folder(PathBuf::from(text)));
        };
        let (revision, path) = rest.split_once(':').ok_or(ReferenceSourceError)?;
        // Git would take a leading `-` for an option.
        if revision.is_empty() || revision.starts_with('-') {
            return Err(ReferenceSourceError);
        }
        Ok(Self::Revision {
            revision: revision.to_owned(),
            path: path.trim_end_matches('/').to_owned(),
        })
    }
}

impl fmt::Display for ReferenceSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Revision { revision, path } => write!(f, "git:{revision}:{path}"),
        }
    }
}

impl ReferenceSource {
    /// Reads the pages with a function that gets their folder; those of a revision are in a
    /// temporary one.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Path) -> Result<T, Error>) -> Result<T, Error> {
        let (revision, path) = match self {
            Self::Folder(folder) => return read(folder),
            Self::Revision { revision, path } => (revision, path),
        };
        let folder = check_out(revision, path)?;
        read(folder.path()).map_err(|error| {
            // When the error is shown, the temporary folder no longer exists.
            let (folder, name) = (folder.path().display().to_string(), self.to_string());
            let mut diagnostics = error.diagnostics().to_vec();
            for diagnostic in &mut diagnostics {
                diagnostic.message = diagnostic.message.replace(&folder, &name);
                if let Some(span) = &mut diagnostic.span {
                    span.file = span.file.replace(&folder, &name);
                }
            }
            Error::new(diagnostics)
        })
    }
}

/// Writes a folder of a revision into a temporary folder.
///
/// The index of the repository and its working tree are left alone.
fn check_out(revision: &str, path: &str) -> Result<TempDir, Error> {
    // Git takes a path that begins with `./` to be below the working directory, and `.` for a name.
    let path = if path == "." { "./" } else { path };
    let tree = find_tree(revision, path)?;
    let folder = tempfile::tempdir().map_err(failed)?;
    // Beside the pages the index would be one of them.
    let index = tempfile::tempdir().map_err(failed)?;
    for arguments in [["read-tree", &tree], ["checkout-index", "--all"]] {
        let mut git = git(&arguments);
        git.env("GIT_INDEX_FILE", index.path().join("index"));
        git.env("GIT_WORK_TREE", folder.path());
        let output = git.output().map_err(failed)?;
        if !output.status.success() {
            return Err(failed(String::from_utf8_lossy(&output.stderr).trim()));
        }
    }
    Ok(folder)
}

/// The id of the tree of a folder.
fn find_tree(revision: &str, path: &str) -> Result<String, Error> {
    if ask(&["rev-parse", "--git-dir"])?.is_none() {
        let help = "run this inside the repository, or name a folder";
        return Err(unreadable("this is no git repository".to_owned(), help));
    }
    let parse = |name: &str| ask(&["rev-parse", "--verify", "--quiet", name]);
    if parse(&format!("{revision}^{{commit}}"))?.is_none() {
        let names = ask(&["for-each-ref", "--format=%(refname:short)"])?.unwrap_or_default();
        let help = did_you_mean::hint(
            did_you_mean::best_match(revision, names.lines()),
            "name a commit, branch or tag; `git fetch --tags` brings those of the remote",
        );
        return Err(unreadable(format!("git knows no `{revision}`"), &help));
    }
    let tree = match parse(&format!("{revision}:{path}"))? {
        Some(object) => parse(&format!("{object}^{{tree}}"))?,
        None => None,
    };
    tree.ok_or_else(|| {
        let help = "name a folder from the root of the repository, or from here with `./`";
        unreadable(format!("`{revision}` has no folder `{path}`"), help)
    })
}

/// The output of git without the line break at its end; `None` if git fails.
fn ask(arguments: &[&str]) -> Result<Option<String>, Error> {
    let Output { status, stdout, .. } = git(arguments)
        .stderr(Stdio::null())
        .output()
        .map_err(failed)?;
    if !status.success() {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&stdout);
    Ok(Some(text.trim_end().to_owned()))
}

fn git(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).stdin(Stdio::null());
    command
}

fn failed(error: impl fmt::Display) -> Error {
    let help = "check that `git` is installed and works here, or name a folder";
    unreadable(format!("git could not be asked: {error}"), help)
}

fn unreadable(message: String, help: &str) -> Error {
    Error::from_problem(Code::UnreadableRevision, message, help, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_a_folder_or_a_revision() {
        for text in ["docs", "C:\\docs", "git:v1.0:docs/reference", "git:HEAD:"] {
            assert_eq!(text.parse::<ReferenceSource>().unwrap().to_string(), text);
        }
        for text in ["git:", "git:main", "git::docs", "git:--help:docs"] {
            assert_eq!(
                text.parse::<ReferenceSource>(),
                Err(ReferenceSourceError),
                "{text}"
            );
        }
    }
}
