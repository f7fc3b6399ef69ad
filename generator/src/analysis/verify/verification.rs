//! The result, as plain data: the interface that other tools read.
//!
//! The JSON of `reference-codegen verify --format json` is [`Verification`] through serde.

use std::fmt;

use serde::Serialize;

use super::suggest::Suggestions;
use crate::base::diagnostic::Diagnostic;

/// The version of the interface: it goes up when a field changes its meaning or disappears.
pub const VERSION: u32 = 1;

/// What was found in a folder of bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// [`VERSION`]
    pub version: u32,
    /// Every body whose model is known: those of the index first, then by path.
    pub bodies: Vec<Body>,
    /// The models that bodies were checked against.
    pub models: Vec<Model>,
    /// Members that the reference describes and no body has.
    pub never_seen: Vec<UncoveredMember>,
    /// Texts that an enum does not know.
    pub unknown_values: Vec<UnknownValue>,
    /// Bodies that nothing identifies.
    pub unidentified: Vec<Unidentified>,
    /// Corrections that would make the reference fit the bodies.
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

    /// Whether a model refuses one of the bodies.
    pub fn has_rejected(&self) -> bool {
        let mut verdicts = self.bodies.iter().map(|body| body.verdict);
        verdicts.any(|verdict| verdict == Verdict::Rejected)
    }

    /// Whether nothing identifies any body, so that none was checked against a model.
    pub fn has_no_model(&self) -> bool {
        self.bodies.is_empty()
    }

    /// Whether a file that nothing identifies is not JSON.
    pub fn has_broken(&self) -> bool {
        self.unidentified.iter().any(|body| !body.is_json)
    }
}

/// What a body is to the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// What an operation answers.
    Response,
    /// What an operation is sent: its query or its body, without what is in the path.
    Request,
    /// A thing that the API hands out.
    Resource,
    /// A list of such things: the wrapper, or a bare array where an operation answers one.
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

    /// The role of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What became of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// Its model reads it.
    Accepted,
    /// Its model refuses it.
    Rejected,
    /// Its model reads it, but would read anything: no type describes any of it.
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
    /// The file, below the folder of bodies.
    pub file: String,
    /// The docs id of the operation or resource.
    pub id: String,
    /// What it is to the API.
    pub role: Role,
    /// What became of it.
    pub verdict: Verdict,
    /// Why it is rejected: everything that contradicts the reference.
    pub reasons: Vec<Reason>,
    /// Scalars, nulls and empty containers that a type describes.
    pub typed_leaves: usize,
    /// Those that are kept or dropped as they came, or refused.
    pub untyped_leaves: usize,
    /// Members that the reference does not know; their leaves are in neither count.
    pub undocumented: Vec<Undocumented>,
    /// How many more of them there are, where there are very many.
    pub more_undocumented: usize,
}

/// Something in a body that contradicts the reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// The way to it, as a JSON pointer; to the object that is without a member.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// Where the reference says otherwise: `file:line`.
    pub docs: String,
}

/// A member that the reference does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Undocumented {
    /// The way to it, as a JSON pointer.
    pub pointer: String,
    /// What JSON calls its value: `string`, `null`, ...
    pub kind: &'static str,
}

/// A model, and how the bodies of it fared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Model {
    /// The docs id of the operation or resource.
    pub id: String,
    /// What the bodies are to the API.
    pub role: Role,
    /// The page that describes it.
    pub page: String,
    /// How many bodies are of it.
    pub bodies: usize,
    /// How many of them it reads.
    pub accepted: usize,
    /// How many it refuses.
    pub rejected: usize,
    /// How many it would read whatever they were.
    pub unchecked: usize,
    /// The leaves of all its bodies that a type describes.
    pub typed_leaves: usize,
    /// Those that none describes.
    pub untyped_leaves: usize,
    /// Members of its bodies that the reference does not know.
    pub undocumented: usize,
}

/// A member that the reference describes and no body has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UncoveredMember {
    /// The docs id of the operation or resource that has it.
    pub id: String,
    /// What that is to the API.
    pub role: Role,
    /// The way to the member: `owner.name`, `data[].id`.
    pub field: String,
    /// Where it is described: `file:line`.
    pub docs: String,
}

/// A text that an enum does not know, which is no reason to refuse it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnknownValue {
    /// The body.
    pub file: String,
    /// The way to the text, as a JSON pointer.
    pub pointer: String,
    /// The text.
    pub value: String,
    /// Where the enum is described: `file:line`.
    pub docs: String,
}

/// A body that nothing identifies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unidentified {
    /// The file, below the folder of bodies.
    pub file: String,
    /// What was tried, and what helps.
    pub message: String,
    /// Whether it is JSON at all.
    pub is_json: bool,
}
