//! Disagreements with an OpenAPI description in which the docs are right.
//!
//! They correct nothing: `verify --openapi` matches them with the disagreements that it finds.

use std::fmt;

use crate::base::diagnostic::Span;

/// The kind of a fact on which the docs and a description disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DisagreementKind {
    /// An operation that only one of them has.
    Operation,
    /// A parameter that only one of them has.
    Parameter,
    /// A member of an object that only one of them has.
    Member,
    /// A member may be absent.
    Optional,
    /// A member may be `null`.
    Nullable,
    /// The type of a member.
    Type,
    /// The known values of an enum.
    Values,
    /// A parameter is in the path, the query, a header or the body.
    Place,
    /// The credential that an operation takes.
    Credential,
    /// The server that an operation is sent to.
    Server,
    /// The form of a body on the wire.
    Encoding,
    /// The body of the response, or that there is none.
    Response,
}

impl DisagreementKind {
    /// Every kind there is.
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

    /// The kind of that name; `None` if there is none.
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
    /// On one line.
    pub(crate) reason: String,
    /// The place of the path in the file.
    pub(crate) at: Span,
}
