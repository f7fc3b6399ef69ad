//! The result as plain data: the interface for other tools.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::base::diagnostic::Diagnostic;
pub use crate::pipeline::api::DisagreementKind as Kind;

use super::suggest::Suggestions;

/// The version of the interface. It increases when a field changes its meaning or is removed.
pub const VERSION: u32 = 1;

/// The comparison of a description with the docs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// [`VERSION`]
    pub version: u32,
    /// The file of the description.
    pub description: String,
    /// The number of operations that both have.
    pub operations: usize,
    /// The number of resources of the docs that were found in the description.
    pub resources: usize,
    /// Every disagreement: by operation in the order of the docs, then by resource, then the
    /// operations that only the description has.
    pub disagreements: Vec<Disagreement>,
    /// Corrections that would resolve the disagreements without a `[[keep]]`.
    #[serde(skip)]
    pub suggestions: Suggestions,
    #[serde(skip)]
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Comparison {
    /// The warnings of reading the reference.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// `true` if there is a disagreement without a `[[keep]]` in the corrections file.
    pub fn disagrees(&self) -> bool {
        self.disagreements.iter().any(|one| one.kept.is_none())
    }
}

/// A fact on which the corrected docs and the description disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Disagreement {
    /// The entity of the docs to which it belongs, as shown to users: `create_parcel  POST
    /// /parcels`.
    pub entity: String,
    /// The docs path; `GET /parcels` for an operation that the docs do not have.
    pub path: String,
    /// The page, if the id is on several.
    pub page: Option<String>,
    /// The kind of the fact.
    #[serde(serialize_with = "name")]
    pub kind: Kind,
    /// The claim of the docs.
    pub docs: String,
    /// The claim of the description.
    pub openapi: String,
    /// The place in the reference or the corrections, as `file:line:column`; empty if there is
    /// none.
    pub place: String,
    /// The place in the description, as a JSON pointer.
    pub pointer: String,
    /// The reason to keep the claim of the docs, from the corrections file.
    pub kept: Option<String>,
}

fn name<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.as_str())
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, path, .. } = self;
        let (docs, openapi) = (&self.docs, &self.openapi);
        write!(f, "{kind} {path}: docs {docs}, openapi {openapi}")
    }
}
