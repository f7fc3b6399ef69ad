//! Disagreements with an OpenAPI description in which the docs are right.
//!
//! They do not correct the docs: `verify --openapi` compares them with the disagreements that it
//! finds.

use std::fmt;

use crate::base::diagnostic::Span;

/// The kind of a fact on which the docs and a description disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DisagreementKind {
    /// Only one of them has the operation.
    Operation,
    /// Only one of them has the parameter.
    Parameter,
    /// Only one of them has the member of an object.
    Member,
    /// Only one of them declares a member as optional.
    Optional,
    /// Only one of them declares a member as nullable.
    Nullable,
    /// The types of a member differ.
    Type,
    /// The known values of an enum differ.
    Values,
    /// The locations of a parameter differ: path, query, header or body.
    Place,
    /// The credentials of an operation differ.
    Credential,
    /// The servers of an operation differ.
    Server,
    /// The encodings of a body differ.
    Encoding,
    /// The responses differ, or only one of them has a body.
    Response,
}

impl DisagreementKind {
    /// All kinds.
    pub const ALL: &'static [Self] = &[
        Self::Operation,
        Self::Parameter,
        Self::Member,
        Self::Optional,
        Self::Nullable,
        Self::Type,
        Self::Values,
        Self::Place,
        Self::Credential,
        Self::Server,
        Self::Encoding,
        Self::Response,
    ];

    /// The name of the kind, in JSON and in corrections files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Member => "member",
            Self::Optional => "optional",
            Self::Nullable => "nullable",
            Self::Type => "type",
            Self::Values => "values",
            Self::Place => "place",
            Self::Credential => "credential",
            Self::Server => "server",
            Self::Encoding => "encoding",
            Self::Response => "response",
        }
    }

    /// The kind with this name; `None` for an unknown name.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut kinds = Self::ALL.iter().copied();
        kinds.find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for DisagreementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One `[[keep]]` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keep {
    /// The docs path of the disagreement; `GET /parcels` for an operation that no page describes.
    pub(crate) path: String,
    /// The page, if the id is on several.
    pub(crate) page: Option<String>,
    pub(crate) kind: DisagreementKind,
    /// The claim of the docs.
    pub(crate) docs: String,
    /// The claim of the description.
    pub(crate) openapi: String,
    /// The reason, on one line.
    pub(crate) reason: String,
    /// The place of the path in the file.
    pub(crate) at: Span,
}
