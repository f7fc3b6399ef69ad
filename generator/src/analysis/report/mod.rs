//! A reference as one page for people who would rather look than read.
//!
//! [`Config::report`] puts together what the other commands find: every
//! resource and operation with how its fields came about, where the docs
//! drift, what was corrected and, where they are asked for, what changed since
//! another reference and which bodies fit. [`Diagnostics`] is that as plain data,
//! and [`Diagnostics::html`] one page that needs nothing but a browser.
//!
//! The same input gives the same bytes: no clock, and no absolute path.

mod bodies;
mod changes;
mod corrections;
mod data;
mod drift;
mod entities;
mod fields;
mod files;
mod links;
mod markdown;
mod page;
mod write;

use std::path::{Path, PathBuf};

use crate::analysis::diff::ReferenceSource;
use crate::analysis::explain::Evidence;
use crate::analysis::inspect::Inspection;
use crate::analysis::lint::Lint;
use crate::base::diagnostic::{Code, Error};
use crate::base::text::display_path;
use crate::config::{Config, Settings};
use crate::pipeline::{Modelled, Reference, source_map};

pub use bodies::{Bodies, Body, Model, Note};
pub use changes::{Changed, ChangedEntity, Changes, Section};
pub use corrections::Correction;
pub use data::{Entity, Field, Group, Link, Report, Saying, Tally};
pub use drift::{Category, Drift, Finding, Related};
pub use markdown::Markdown;

use files::Files;
use links::Links;

/// What a report shows besides the reference itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportOptions {
    /// The reference to compare with.
    pub old: Option<ReferenceSource>,
    /// A folder of JSON bodies.
    pub payloads: Option<PathBuf>,
}

impl ReportOptions {
    /// Shows what changed since this reference.
    pub fn old(mut self, old: ReferenceSource) -> Self {
        self.old = Some(old);
        self
    }

    /// Shows which bodies of this folder fit.
    pub fn payloads(mut self, folder: impl Into<PathBuf>) -> Self {
        self.payloads = Some(folder.into());
        self
    }
}

impl Config {
    /// Reports on the pages below `roots`; nothing is written.
    ///
    /// # Errors
    ///
    /// The settings, one of the references or the index of the bodies have
    /// errors, or a file cannot be read.
    pub fn report(
        &self,
        roots: &[impl AsRef<Path>],
        inputs: &ReportOptions,
    ) -> Result<Report, Error> {
        let settings = self.settings(roots)?;
        let changes = match &inputs.old {
            Some(old) => Some(self.diff(old, &ReferenceSource::Folder(only(&settings)?))?),
            None => None,
        };
        let bodies = match &inputs.payloads {
            Some(folder) => Some(self.verify(&settings.reference, folder)?),
            None => None,
        };
        let mut report = reference(&settings)?;
        if let Some(diff) = changes {
            let (old, new) = (Path::new(&diff.old), Path::new(&diff.new));
            report.reference = vec![display_path::shortest_distinct(new, old)];
            report.changes = Some(Changes::new(&diff, &mut report.entities));
        }
        report.bodies = bodies.map(|verification| Bodies::new(&verification, &mut report));
        Ok(report)
    }
}

/// What is known of the reference alone.
fn reference(settings: &Settings) -> Result<Report, Error> {
    let Modelled { reference, model } = Modelled::read(settings)?;
    let Reference {
        sources,
        api,
        diagnostics,
    } = reference;
    let diagnostics = source_map::locate(diagnostics, &sources);
    let lint = Lint::run(&api, &sources, diagnostics.clone(), &settings.lint);
    let evidence = Evidence::collect(&api, &model, &sources);
    let files = Files::new(&sources);
    let links = Links::new(&evidence);
    let inspection = Inspection::new(&api, &model, &Default::default(), &sources);
    let mut entities = entities::collect(&evidence, &api, &inspection, &links, &files, settings);
    Ok(Report {
        reference: settings
            .reference
            .iter()
            .map(|root| display_path::path(root))
            .collect(),
        counts: inspection.counts,
        drift: Drift::new(&lint, &mut entities, &files),
        corrections: corrections::collect(&entities),
        entities,
        changes: None,
        bodies: None,
        diagnostics,
        files,
    })
}

/// The folder that another reference is compared with.
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
