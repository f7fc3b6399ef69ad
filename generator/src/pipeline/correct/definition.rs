//! A definition, as the file has it.

use super::correction::{Located, NewMember};

/// One `[[define]]` table.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    /// The docs id of what is defined.
    pub(super) id: Located<String>,
    /// The page whose module it goes to.
    pub(super) page: Located<String>,
    pub(super) body: DefinitionBody,
    pub(super) description: Option<String>,
    /// On one line.
    pub(super) reason: String,
}

/// The kind of a definition, and what is in it.
#[derive(Debug, Clone)]
pub(super) enum DefinitionBody {
    Resource(Vec<NewMember>),
    Error(Vec<NewMember>),
}

impl DefinitionBody {
    /// The key that says what is defined.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Resource(_) => "resource",
            Self::Error(_) => "error",
        }
    }
}
