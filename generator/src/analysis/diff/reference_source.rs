//! The source of a reference: a folder, or a folder of a git revision, read with the installed
//! `git`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::revision;
use crate::base::diagnostic::{Diagnostics, Error};
use crate::config::Settings;
use crate::pipeline::Reference;

/// The source of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReferenceSource {
    /// A folder of pages.
    Folder(PathBuf),
    /// A folder in a revision of the git repository around the working directory.
    ///
    /// It is read from the object store. No command that the repository configures is run, nothing
    /// is fetched or written, and links are only followed within the revision.
    Revision {
        /// A commit, branch or tag.
        revision: String,
        /// The folder, relative to the root of the repository, or to the working directory if it
        /// begins with `./` or `../`.
        path: String,
    },
}

/// The error for a text that begins with `git:` but is not a valid revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceSourceError;

impl fmt::Display for ReferenceSourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write a revision as `git:REV:PATH`, as in `git:main:schema/reference`")
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
        // Git would read a leading `-` as an option.
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
    /// The folder, or a display name for a folder of a revision.
    pub(super) fn root(&self) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.clone(),
            Self::Revision { .. } => PathBuf::from(self.to_string()),
        }
    }

    /// Reads, resolves and corrects the pages. Invalid parts are left out. The reference of the
    /// settings must be [`Self::root`].
    pub(super) fn read(&self, settings: &Settings) -> Result<Reference, Error> {
        match self {
            Self::Folder(_) => Ok(Reference::read(settings)),
            Self::Revision { revision, path } => {
                let mut diagnostics = Diagnostics::for_view(settings.view);
                let sources = revision::read(revision, path, settings, &mut diagnostics)?;
                Ok(Reference::of(sources, settings, diagnostics))
            }
        }
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
            assert_eq!(
                text.parse::<ReferenceSource>(),
                Err(ReferenceSourceError),
                "{text}"
            );
        }
    }
}
