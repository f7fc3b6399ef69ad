//! The references that are compared: a folder, or a tree of a git repository.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tempfile::TempDir;

use super::git;
use crate::base::diagnostic::{Diagnostic, Error};

/// Where one of the two references is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReferenceSource {
    /// A folder of pages.
    Folder(PathBuf),
    /// A folder as it is in a revision of the git repository around the working directory.
    Revision {
        /// A commit, branch or tag.
        revision: String,
        /// The folder, from the root of the repository; from here where it begins with `./`.
        path: String,
    },
}

/// A text that begins like a revision and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidSide;

impl fmt::Display for InvalidSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a revision is written `git:REV:PATH`, as in `git:main:schema/reference`")
    }
}

impl std::error::Error for InvalidSide {}

impl FromStr for ReferenceSource {
    type Err = InvalidSide;

    fn from_str(text: &str) -> Result<Self, InvalidSide> {
        let Some(rest) = text.strip_prefix("git:") else {
            return Ok(Self::Folder(PathBuf::from(text)));
        };
        let (revision, path) = rest.split_once(':').ok_or(InvalidSide)?;
        // What begins with `-` would be an option of git.
        if revision.is_empty() || revision.starts_with('-') {
            return Err(InvalidSide);
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
    /// Makes the pages readable: those of a revision in a folder that lasts as long as the result.
    pub(super) fn open(&self) -> Result<CheckedOut, Error> {
        Ok(match self {
            Self::Folder(folder) => CheckedOut::Folder(folder.clone()),
            Self::Revision { revision, path } => CheckedOut::Revision {
                folder: git::check_out(revision, path)?,
                name: self.to_string(),
            },
        })
    }
}

/// A reference that can be read from disk.
pub(super) enum CheckedOut {
    Folder(PathBuf),
    Revision { folder: TempDir, name: String },
}

impl CheckedOut {
    /// The folder of the pages.
    pub(super) fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::Revision { folder, .. } => folder.path(),
        }
    }

    /// The failure with the reference called as its user calls it, not as the folder that is
    /// gone by the time anybody reads it.
    pub(super) fn with_source_name(&self, failure: Error) -> Error {
        let Self::Revision { folder, name } = self else {
            return failure;
        };
        let folder = folder.path().display().to_string();
        let mut diagnostics: Vec<Diagnostic> = failure.diagnostics().to_vec();
        for diagnostic in &mut diagnostics {
            diagnostic.message = diagnostic.message.replace(&folder, name);
            if let Some(span) = &mut diagnostic.span {
                span.file = span.file.replace(&folder, name);
            }
        }
        Error::new(diagnostics)
    }
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
            assert_eq!(text.parse::<ReferenceSource>(), Err(InvalidSide), "{text}");
        }
    }
}
