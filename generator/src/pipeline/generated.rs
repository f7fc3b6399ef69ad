//! The result of a run: files in memory, which can be written or compared with a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::api::Api;
use super::model::rust_model::RustModel;
use super::output::{self, Differences, WriteSummary};
use super::source::Source;
use super::{header, own_text, render};
use crate::base::diagnostic::{Code, Diagnostic, Error, Span};
use crate::base::read::{self, MAX_TEXT_SIZE};
use crate::base::view::View;
use crate::config::Settings;

/// The folder of the output unless a setting names one.
pub(crate) const OUT: &str = "generated";

/// The result of a run, in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    pub(super) files: BTreeMap<String, String>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The pages that were read, for tools that need more than the generated text.
    pub(crate) sources: Vec<Source>,
    pub(crate) api: Api,
    pub(crate) model: RustModel,
    pub(crate) settings: Settings,
}

impl Generated {
    /// The text of every file, by its path below the folder of the output.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// The warnings of the run, in the order of their places.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// One line for each part of the input that the settings omit: pages, corrections, and
    /// operations.
    #[doc(hidden)]
    pub fn notes(&self) -> Vec<String> {
        let globs = &self.settings.globs;
        let mut notes = Vec::new();
        if globs.has_selection() {
            let pages = self.sources.iter();
            let selected = pages.filter(|page| globs.selects(&page.path)).count();
            let all = self.sources.len();
            notes.push(format!(
                "only: {selected} of {all} pages, and the types that they use"
            ));
        }
        if self.settings.corrections_omitted {
            notes.push("corrected: no, corrections are for the view `curl`".to_owned());
        }
        if self.settings.view != View::Curl && self.settings.operations {
            notes.push("requests: none, only the view `curl` has operations".to_owned());
        }
        notes
    }

    /// The folder that the settings name for the output, by default `generated`.
    pub fn out_dir(&self) -> &Path {
        self.settings.out.as_deref().unwrap_or(Path::new(OUT))
    }

    /// Compares the files with the folder [`Generated::out_dir`], and writes nothing.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn differences(&self) -> Result<Differences, Error> {
        output::compare(&self.files, self.out_dir())
    }

    /// Rejects an output folder that is also a folder of pages.
    fn refuse_reference(&self) -> Result<(), Error> {
        let out = self.out_dir().canonicalize().ok();
        let mut folders = self.settings.reference.iter();
        let is_out = |folder: &&PathBuf| out.is_some() && folder.canonicalize().ok() == out;
        let Some(folder) = folders.find(is_out) else {
            return Ok(());
        };
        Err(Error::from_problem(
            Code::InvalidSettings,
            "the folder of the pages cannot be the output folder".to_owned(),
            "name another one with `out`",
            Some(Span::file(folder.display().to_string())),
        ))
    }

    /// Rejects an output folder with the output of another selection of pages, which would be
    /// removed.
    pub(crate) fn refuse_other_selection(&self) -> Result<(), Error> {
        let roots = [render::ROOT, "Cargo.toml", &self.settings.file_name];
        let roots = roots.into_iter().map(|root| self.out_dir().join(root));
        for root in roots {
            let Ok(bytes) = read::file(&root, MAX_TEXT_SIZE) else {
                continue;
            };
            let text = String::from_utf8_lossy(&bytes);
            if !header::is_root(&text) {
                continue;
            }
            let (old, new) = (header::selection(&text), self.selection());
            let Some(new) = new.filter(|new| !includes(new, old)) else {
                continue;
            };
            let old = match old {
                Some(old) => format!("`only = [{old}]`"),
                None => "every page".to_owned(),
            };
            let file = root.display().to_string();
            return Err(Error::from_problem(
                Code::OutputFailed,
                format!("contains the output of {old}; `only = [{new}]` would remove a part of it"),
                "name another folder with `out`, add the pages to `only`, or remove the folder first",
                Some(Span::file(file)),
            ));
        }
        Ok(())
    }

    /// The setting `only`, as the files name it; `None` for the whole output.
    fn selection(&self) -> Option<&str> {
        self.files.values().find_map(|text| header::selection(text))
    }

    /// Rejects an output folder with text of its user that would be lost.
    pub(crate) fn refuse_lost_text(&self) -> Result<(), Error> {
        own_text::refuse_loss(&self.files, self.out_dir(), self.settings.layout.as_str())
    }

    /// Writes the files that changed into [`Generated::out_dir`], and removes
    /// the files of an earlier run that are no longer generated.
    ///
    /// # Errors
    ///
    /// Nothing is written if the path of a file is taken by a file that is not generated or belongs
    /// to another output or another selection of pages. Nothing is written either if text of the
    /// user in the manifest or the README would be lost. It is also an error if a run of another
    /// reference is writing to the folder, or if the system reports an error.
    pub fn write(&self) -> Result<WriteSummary, Error> {
        self.refuse_reference()?;
        self.refuse_other_selection()?;
        self.refuse_lost_text()?;
        output::write(&self.files, self.out_dir(), &self.reference())
    }

    /// The folders of the pages as one text, which identifies the reference for other runs.
    fn reference(&self) -> String {
        let folders = self.settings.reference.iter().map(|folder| {
            let absolute = folder.canonicalize();
            let folder = absolute.as_ref().unwrap_or(folder);
            folder.to_string_lossy().into_owned()
        });
        folders.collect::<Vec<_>>().join(", ")
    }
}

/// `true` if a selection contains every glob of another one. `None` selects all pages.
fn includes(selection: &str, other: Option<&str>) -> bool {
    let globs: Vec<&str> = selection.split(", ").collect();
    other.is_some_and(|other| other.split(", ").all(|glob| globs.contains(&glob)))
}
