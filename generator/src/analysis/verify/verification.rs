//! The result as plain data: the interface for other tools.
//!
//! The JSON of `reference-codegen verify --format json` is [`Verification`] through serde.

use std::fmt;

use serde::Serialize;

use super::suggest::Suggestions;
use crate::base::diagnostic::Diagnostic;

/// The version of the interface. It increases when a field changes its meaning or is removed.
pub const VERSION: u32 = 2;

/// The findings in a folder of bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// [`VERSION`]
    pub version: u32,
    /// Every body whose model is known. Bodies of the index come first, then the others by path.
    pub bodies: Vec<Body>,
    /// The models that bodies were checked against.
    pub models: Vec<Model>,
    /// Members that the reference describes and no body has.
    pub never_seen: Vec<UncoveredMember>,
    /// Texts that are not among the known values of their enum.
    pub unknown_values: Vec<UnknownValue>,
    /// The id types that occur in the bodies, if the settings enable id types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub id_types: Vec<SeenIdType>,
    /// Bodies that could not be identified.
    pub unidentified: Vec<Unidentified>,
    /// Corrections that would make the reference match the bodies.
    #[serde(skip)]
    pub suggestions: Suggestions,
    #[serde(skip)]
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Verification {
    /// The warnings of reading the reference.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// `true` if a model rejects one of the bodies.
    pub fn has_rejected(&self) -> bool {
        self.bodies
            .iter()
            .any(|body| body.verdict == Verdict::Rejected)
    }

    /// `true` if no body could be identified, so that none was checked against a model.
    pub fn has_no_model(&self) -> bool {
        self.bodies.is_empty()
    }

    /// `true` if an unidentified file is not JSON, or if an exchange of a recording or its body
    /// cannot be read.
    pub fn has_broken(&self) -> bool {
        self.unidentified.iter().any(|body| !body.is_json)
    }
}

/// The role of a body in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// The response of an operation.
    Response,
    /// The query or the body of a request, without the parameters of the path.
    Request,
    /// An entity of the API.
    Resource,
    /// A list of resources: the wrapper, or a bare array if an operation returns one.
    List,
}

impl Role {
    pub(super) const ALL: [Self; 4] = [Self::Response, Self::Request, Self::Resource, Self::List];

    /// The name of the role in an index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Request => "request",
            Self::Resource => "resource",
            Self::List => "list",
        }
    }

    /// The role with this name; `None` for an unknown name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The result for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// Its model accepts it.
    Accepted,
    /// Its model rejects it.
    Rejected,
    /// Its model accepts it, but would accept anything: none of its values has a declared type.
    Unchecked,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Unchecked => "unchecked",
        })
    }
}

/// A body that was checked against its model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Body {
    /// The path of the file below the folder of bodies. For a recording it includes the line of the
    /// exchange, as in `session.har:120`, and a number if the exchange is not the first of the
    /// line.
    pub file: String,
    /// The docs id of the operation or resource.
    pub id: String,
    /// The role in the API.
    pub role: Role,
    /// The result of the check.
    pub verdict: Verdict,
    /// The reasons to reject the body: everything that contradicts the reference.
    pub reasons: Vec<Reason>,
    /// The number of scalars, nulls and empty containers that have a declared type.
    pub typed_values: usize,
    /// The number of scalars, nulls and empty containers that have no declared type, are ignored,
    /// or are rejected.
    pub untyped_values: usize,
    /// Members that the reference does not describe; their values are in neither count.
    pub undocumented: Vec<Undocumented>,
    /// The number of further undocumented members, if there are very many.
    pub more_undocumented: usize,
}

/// Something in a body that contradicts the reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// The JSON pointer to the value, or to the object that lacks a member. For the query and the
    /// headers of a recording, it begins with `query` or `headers`.
    pub pointer: String,
    /// The contradiction, in one sentence.
    pub message: String,
    /// The place in the reference: `file:line`.
    pub docs: String,
}

/// A member that the reference does not describe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Undocumented {
    /// The JSON pointer to it.
    pub pointer: String,
    /// The JSON kind of its value: `string`, `null`, ...
    pub kind: &'static str,
}

/// A model, and the results of its bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Model {
    /// The docs id of the operation or resource.
    pub id: String,
    /// The role of the bodies in the API.
    pub role: Role,
    /// The page that describes it.
    pub page: String,
    /// The number of its bodies.
    pub bodies: usize,
    /// The number of accepted bodies.
    pub accepted: usize,
    /// The number of rejected bodies.
    pub rejected: usize,
    /// The number of unchecked bodies.
    pub unchecked: usize,
    /// The number of values in all its bodies that have a declared type.
    pub typed_values: usize,
    /// The number of values in all its bodies that have no declared type.
    pub untyped_values: usize,
    /// The number of members of its bodies that the reference does not describe.
    pub undocumented: usize,
}

/// A member that the reference describes and no body has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UncoveredMember {
    /// The docs id of the operation or resource that has the member.
    pub id: String,
    /// The role in the API.
    pub role: Role,
    /// The path of the member: `owner.name`, `data[].id`.
    pub field: String,
    /// The place in the reference: `file:line`.
    pub docs: String,
}

/// A text that is not among the known values of its enum. The body is accepted nevertheless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnknownValue {
    /// The file of the body, below the folder of bodies.
    pub file: String,
    /// The JSON pointer to the text.
    pub pointer: String,
    /// The text that is not a known value.
    pub value: String,
    /// The place of the enum in the reference: `file:line`.
    pub docs: String,
}

/// An id type, and the prefixes of its values. Several prefixes may mean that it is used for ids of
/// several resources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SeenIdType {
    /// The Rust path: `UserId`.
    pub rust: String,
    /// The prefixes, sorted.
    pub prefixes: Vec<IdPrefix>,
}

/// The prefix of ids, up to the last `_`, and the members with such a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IdPrefix {
    /// `user` of `user_01E4`; empty if there is no `_`.
    pub prefix: String,
    /// The docs paths.
    pub members: Vec<String>,
}

/// A body or an exchange that could not be identified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unidentified {
    /// The file, below the folder of bodies, with the line of the exchange if it is a recording.
    pub file: String,
    /// The reason, and the help.
    pub message: String,
    /// `true` if it is valid JSON. `false` also for an exchange of a recording that cannot be read,
    /// or whose body cannot be decoded.
    pub is_json: bool,
}
