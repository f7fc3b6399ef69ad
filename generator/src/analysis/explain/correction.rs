//! Corrections as plain data.

use crate::pipeline::api::AppliedCorrection;

/// A correction that was applied: the docs say something else.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Correction {
    /// The docs path: `api_key.last_used_at`.
    pub path: String,
    /// What was made of it: "type `integer` (was `string`)".
    pub what: String,
    /// Why, as the correction says.
    pub reason: String,
    /// The file of the correction.
    pub file: String,
    /// Its line there.
    pub line: usize,
}

impl Correction {
    /// A correction as plain data.
    pub(crate) fn from_applied(applied: &AppliedCorrection) -> Self {
        Self {
            path: applied.path.clone(),
            what: applied.what.clone(),
            reason: applied.reason.clone(),
            file: applied.place.file.clone(),
            line: applied.place.line,
        }
    }
}
