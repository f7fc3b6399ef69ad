//! A definition, as written in the file.

use super::correction::{Located, NewMember, TypeSpec};

/// One `[[define]]` table.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    /// The docs id of the definition.
    pub(super) id: Located<String>,
    /// The page whose module contains it.
    pub(super) page: Located<String>,
    pub(super) body: DefinitionBody,
    pub(super) description: Option<String>,
    /// The reason, on one line.
    pub(super) reason: String,
}

/// The kind of a definition, and its content.
#[derive(Debug, Clone)]
pub(super) enum DefinitionBody {
    Resource(Vec<NewMember>),
    Error(Vec<NewMember>),
    Union(Box<UnionSpec>),
}

/// A union: an object in which one member determines the type of another member.
#[derive(Debug, Clone)]
pub(super) struct UnionSpec {
    /// The member whose text determines the type.
    pub(super) key: Located<String>,
    /// The member with the content.
    pub(super) content: Located<String>,
    /// The type of the content for each text, in the order of the file; at least one.
    pub(super) variants: Vec<(Located<String>, TypeSpec)>,
    /// The other members.
    pub(super) fields: Vec<NewMember>,
}

impl DefinitionBody {
    /// The members that are listed.
    pub(super) fn members(&self) -> &[NewMember] {
        match self {
            Self::Resource(members) | Self::Error(members) => members,
            Self::Union(union) => &union.fields,
        }
    }

    /// The key of the file that names the kind of the definition.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Resource(_) => "resource",
            Self::Error(_) => "error",
            Self::Union(_) => "union",
        }
    }
}
