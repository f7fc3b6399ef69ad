//! A reference as one page for people who would rather look than read.
//!
//! [`Config::report`] puts together what the other commands find: every
//! resource and operation with how its fields came about, where the docs
//! drift, what was corrected and, where they are asked for, what changed since
//! another reference and which bodies fit. [`Report`] is that as plain data,
//! and [`Report::html`] one page that needs nothing but a browser.
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

use crate::analysis::diff::Side;
use crate::analysis::explain::Evidence;
use crate::analysis::inspect::Inspection;
use crate::analysis::lint::Lint;
use crate::base::diagnostic::{Code, Failure};
use crate::base::text::display_path;
use crate::config::{Config, Settings};
use crate::pipeline::{Modelled, Reference, source_map};

pub use bodies::{Bodies, Body, Model, Note};
pub use changes::{Changed, ChangedEntity, Changes, Section};
pub use corrections::Correction;
pub use data::{Entity, Field, Group, Link, Report, Saying, Tally};
pub use drift::{Concern, Drift, Finding, Related};
pub use markdown::Markdown;

use files::Files;
use links::Links;

/// What a report shows besides the reference itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inputs {
    /// The reference to compare with.
    pub old: Option<Side>,
    /// A folder of JSON bodies.
    pub payloads: Option<PathBuf>,
}

impl Inputs {
    /// Shows what changed since this reference.
    pub fn old(mut self, old: Side) -> Self {
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
    pub fn report(&self, roots: &[impl AsRef<Path>], inputs: &Inputs) -> Result<Report, Failure> {
        let settings = self.settings(roots)?;
        let changes = match &inputs.old {
            Some(old) => Some(self.diff(old, &Side::Folder(only(&settings)?))?),
            None => None,
        };
        let bodies = match &inputs.payloads {
            Some(folder) => Some(self.verify(&settings.reference, folder)?),
            None => None,
        };
        let mut report = reference(&settings)?;
        if let Some(diff) = changes {
            let (old, new) = (Path::new(&diff.old), Path::new(&diff.new));
            report.reference = vec![display_path::apart(new, old)];
            report.changes = Some(Changes::of(&diff, &mut report.entities));
        }
        report.bodies = bodies.map(|verification| Bodies::of(&verification, &mut report));
        Ok(report)
    }
}

/// What is known of the reference alone.
fn reference(settings: &Settings) -> Result<Report, Failure> {
    let Modelled { reference, model } = Modelled::read(settings)?;
    let Reference {
        sources,
        api,
        report,
    } = reference;
    let diagnostics = source_map::locate(report, &sources);
    let lint = Lint::of(&api, &sources, diagnostics.clone(), &settings.lint);
    let evidence = Evidence::of(&api, &model, &sources);
    let files = Files::of(&sources);
    let links = Links::of(&evidence);
    let inspection = Inspection::of(&api, &model, &Default::default(), &sources);
    let mut entities = entities::of(&evidence, &api, &inspection, &links, &files, settings);
    Ok(Report {
        reference: settings
            .reference
            .iter()
            .map(|root| display_path::path(root))
            .collect(),
        counts: inspection.counts,
        drift: Drift::of(&lint, &mut entities, &files),
        corrections: corrections::of(&entities),
        entities,
        changes: None,
        bodies: None,
        diagnostics,
        files,
    })
}

/// The folder that another reference is compared with.
fn only(settings: &Settings) -> Result<PathBuf, Failure> {
    match settings.reference.as_slice() {
        [only] => Ok(only.clone()),
        several => Err(Failure::of(
            Code::InvalidSettings,
            format!("{} references cannot be compared with one", several.len()),
            "name one folder",
            None,
        )),
    }
}
