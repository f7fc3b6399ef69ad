//! A reference as one HTML page.
//!
//! [`Config::report`] combines the results of the other commands: every
//! resource and operation with the evidence for its fields, the findings of
//! `lint`, the corrections and, if asked for, the changes since another
//! reference and the bodies checked against the models. [`Report`] has all this as
//! plain data, and [`Report::html`] returns a single self-contained page.
//!
//! The same input gives the same bytes: the page contains no time and no absolute path.

mod changes;
mod display_paths;
mod entities;
mod findings;
mod html;
mod links;
mod markdown;
mod model;
mod overview;
mod page;
mod script;
mod source_url;
mod write;

use std::path::{Path, PathBuf};

use crate::analysis::diff::{Diff, ReferenceSource};
use crate::analysis::display_path;
use crate::analysis::explain::Evidence;
use crate::analysis::inspect::Counts;
use crate::analysis::lint::Lint;
use crate::base::diagnostic::{Code, Error};
use crate::config::{Config, Settings};
use crate::pipeline::{Modelled, Reference, source_map};

pub use changes::{ChangedEntity, Changes, Section};
pub use findings::{Category, Finding, RuleFindings};
pub use markdown::Markdown;
pub use model::{Entity, Field, Group, Link, Report, Tally};

use display_paths::DisplayPaths;
use links::Links;
use source_url::SourceUrl;

/// The optional input of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportOptions {
    /// The reference to compare with.
    pub old: Option<ReferenceSource>,
    /// A folder of JSON bodies.
    pub payloads: Option<PathBuf>,
    /// The URL of the folder of the reference on the web, for links to lines of its pages.
    pub source_url: Option<String>,
}

impl ReportOptions {
    /// Adds the changes since this reference.
    pub fn old(mut self, old: ReferenceSource) -> Self {
        self.old = Some(old);
        self
    }

    /// Adds the bodies of this folder, checked against the models.
    pub fn payloads(mut self, folder: impl Into<PathBuf>) -> Self {
        self.payloads = Some(folder.into());
        self
    }

    /// Links each `page:line` to `{url}/page#Lline`, as GitHub and GitLab number lines:
    /// `https://github.com/me/docs/blob/main/reference`.
    pub fn source_url(mut self, url: impl Into<String>) -> Self {
        self.source_url = Some(url.into());
        self
    }

    fn parsed_source_url(&self) -> Result<Option<SourceUrl>, Error> {
        self.source_url.as_deref().map(SourceUrl::new).transpose()
    }
}

impl Config {
    /// Reports on the pages below `roots`; nothing is written.
    ///
    /// # Errors
    ///
    /// The settings, the options, one of the references or the index of the bodies
    /// have errors, or a file cannot be read.
    pub fn report(
        &self,
        roots: &[impl AsRef<Path>],
        options: &ReportOptions,
    ) -> Result<Report, Error> {
        let source_url = options.parsed_source_url()?;
        let settings = self.settings(roots)?.of_whole();
        let diff = self.diff_with_old(options, &settings)?;
        let verification = match &options.payloads {
            Some(folder) => Some(self.verify(&settings.reference, folder)?),
            None => None,
        };
        let Modelled { reference, model } = Modelled::of(Reference::read(&settings), &settings)?;
        let Reference {
            sources,
            api,
            diagnostics,
        } = reference;
        let diagnostics = source_map::locate(diagnostics, &sources);
        let lint = Lint::run(
            (&api, &model),
            &sources,
            diagnostics.clone(),
            &settings.lint,
        );
        let paths = DisplayPaths::new(&sources);
        let mut evidence = Evidence::collect(&api, &model, &sources);
        paths.shorten_evidence(&mut evidence);
        let links = Links::new(&evidence);
        let base_url = settings.base_url.as_deref().unwrap_or_default();
        let mut entities = entities::collect(evidence, &api, &model, &links, base_url);
        let roots = settings.reference.iter();
        let mut report = Report {
            reference: roots.map(|root| display_path::path(root)).collect(),
            counts: Counts::new(&api, &model),
            findings: findings::collect(&lint, &mut entities, &paths),
            entities,
            changes: None,
            bodies: None,
            diagnostics,
            source_url,
        };
        if let Some(diff) = diff {
            let (old, new) = (Path::new(&diff.old), Path::new(&diff.new));
            report.reference = vec![display_path::shortest_distinct(new, old)];
            report.changes = Some(Changes::new(&diff, &mut report.entities));
        }
        if let Some(mut verification) = verification {
            paths.shorten_verification(&mut verification);
            entities::count_bodies(&verification, &mut report.entities);
            report.bodies = Some(verification);
        }
        Ok(report)
    }

    /// The changes since the old reference of the options, if there is one.
    fn diff_with_old(
        &self,
        options: &ReportOptions,
        settings: &Settings,
    ) -> Result<Option<Diff>, Error> {
        let Some(old) = &options.old else {
            return Ok(None);
        };
        let new = ReferenceSource::Folder(only(settings)?);
        self.diff_of_whole(old, &new).map(Some)
    }
}

/// The single folder of the settings, which can be compared with another reference.
fn only(settings: &Settings) -> Result<PathBuf, Error> {
    match settings.reference.as_slice() {
        [only] => Ok(only.clone()),
        several => Err(Error::from_problem(
            Code::InvalidSettings,
            format!("{} references cannot be compared with one", several.len()),
            "name one folder",
            None,
        )),
    }
}
