//! What decides the output, for a program that generates again when it changes.

use std::path::{Path, PathBuf};

use crate::base::diagnostic::Error;
use crate::config::Config;

/// The folders and files that decide what [`Config::generate`] gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Watched {
    /// The folders of pages.
    pub folders: Vec<PathBuf>,
    /// The settings file and the corrections, where there are any.
    pub files: Vec<PathBuf>,
}

impl Config {
    /// What a program has to watch that generates with these `roots`; none of it need be there.
    ///
    /// # Errors
    ///
    /// A setting is not right, or no folder is given.
    pub fn watched(&self, roots: &[impl AsRef<Path>]) -> Result<Watched, Error> {
        let settings = self.settings(roots)?;
        let files = self.file.iter().cloned().chain(settings.corrections);
        Ok(Watched {
            folders: settings.reference,
            files: files.collect(),
        })
    }
}
