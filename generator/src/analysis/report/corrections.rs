//! Corrections in force.

use std::path::Path;

use serde::Serialize;

use super::Entity;
use crate::base::text::display_path;
use crate::pipeline::api::AppliedCorrection;

/// A correction that was applied: the docs say something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Correction {
    /// The docs path, as the correction names it.
    pub path: String,
    /// The anchor of what was corrected.
    pub anchor: String,
    /// What was made of it.
    pub what: String,
    /// Why, as the correction says.
    pub reason: String,
    /// Where it stands: `file:line`.
    pub at: String,
}

/// The corrections behind a fact.
pub(super) fn in_force(applied: &[AppliedCorrection], anchor: &str) -> Vec<Correction> {
    let corrections = applied.iter().map(|applied| Correction {
        path: applied.path.clone(),
        anchor: anchor.to_owned(),
        what: applied.what.clone(),
        reason: applied.reason.clone(),
        at: format!(
            "{}:{}",
            display_path::path(Path::new(&applied.place.file)),
            applied.place.line
        ),
    });
    corrections.collect()
}

/// Every correction there is.
pub(super) fn collect(entities: &[Entity]) -> Vec<Correction> {
    let all = entities.iter().flat_map(Entity::all_corrections);
    all.cloned().collect()
}
