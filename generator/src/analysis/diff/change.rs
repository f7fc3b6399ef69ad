//! A change, as plain data.

use std::fmt;

use serde::Serialize;

use super::thing::SubjectKind;

/// Whom a change concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Impact {
    /// Code that compiles with the old models may fail to compile with the new ones.
    BreaksRust,
    /// A program with the old models and the new server may not understand each other.
    BreaksWire,
    /// The models change, and everything goes on as before.
    Additive,
    /// Only documentation changes.
    Docs,
}

impl Impact {
    /// Whether somebody has to act.
    pub fn is_breaking(self) -> bool {
        matches!(self, Self::BreaksRust | Self::BreaksWire)
    }
}

/// A resource, an operation or a page, and what changed about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EntityChanges {
    /// What it is.
    pub thing: SubjectKind,
    /// The id in the docs, the new one where it has changed; the path of a page.
    pub id: String,
    /// The page, the new one unless the entity was removed.
    pub page: String,
    /// The address of the page below the docs: `/reference/authkit/api-keys`.
    pub url: String,
    /// The Rust path of the resource, of the request of the operation, or of the page's module.
    pub rust: String,
    /// The Rust path that it had, where that was another.
    pub rust_was: Option<String>,
    /// Method and path, where it is an operation.
    pub endpoint: Option<String>,
    /// What changed; changes of the entity itself stand before those of its members.
    pub changes: Vec<Change>,
}

impl EntityChanges {
    /// Whether the entity is no longer there.
    pub(super) fn is_removed(&self) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|change| change.kind == ChangeKind::Removed && change.part.is_none())
    }
}

/// The part of an entity that a member belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MemberLocation {
    /// The members of a resource.
    Properties,
    /// What fills the path of a request.
    Path,
    /// The query of a request.
    Query,
    /// The body of a request.
    Body,
    /// The body that comes back.
    Response,
}

impl MemberLocation {
    /// Whether the part is sent with a request.
    pub fn is_request(self) -> bool {
        matches!(self, Self::Path | Self::Query | Self::Body)
    }
}

impl fmt::Display for MemberLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Properties => "properties",
            Self::Path => "path",
            Self::Query => "query",
            Self::Body => "body",
            Self::Response => "response",
        })
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// It is on another page.
    Moved,
    /// It has another type.
    Type,
    /// Whether it may be absent.
    Optionality,
    /// Whether it may be `null`.
    Nullability,
    /// Whether an enum is open to values that are not known.
    Openness,
    /// The HTTP method.
    Method,
    /// The path of the operation.
    Path,
    /// A parameter goes to another part of the request.
    Place,
    /// The operation answers with another kind of thing.
    Response,
    /// Whether it is deprecated.
    Deprecation,
    /// Its description.
    Description,
    /// The heading of the page.
    Heading,
    /// Nothing in the docs of this very thing, but what is generated for it.
    Rust,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Type => "type",
            Self::Optionality => "optionality",
            Self::Nullability => "nullability",
            Self::Openness => "openness",
            Self::Method => "method",
            Self::Path => "path",
            Self::Place => "place",
            Self::Response => "response",
            Self::Deprecation => "deprecation",
            Self::Description => "description",
            Self::Heading => "heading",
            Self::Rust => "in Rust",
        })
    }
}

/// One change of an entity, of a member of it, or of a value that a member may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// Whom it concerns: both kinds of break, or one class alone.
    pub classes: Vec<Impact>,
    /// What happened.
    pub kind: ChangeKind,
    /// The part of the entity; none where the entity itself changed.
    pub part: Option<MemberLocation>,
    /// The member, by its path: `owner.id`.
    pub member: Option<String>,
    /// The value of an enum.
    pub value: Option<String>,
    /// The alternative of a union, in the notation of the docs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// What was, in the notation of the docs; in Rust for [`TypeExpr::Rust`], and for two types that
    /// the docs write alike, such as resources of one id.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
}

impl Change {
    /// A change with the classes that a break of Rust, one of the wire or neither mean.
    pub(super) fn new(ty: ChangeKind, breaks_rust: bool, breaks_wire: bool) -> Self {
        let breaks = [
            (breaks_rust, Impact::BreaksRust),
            (breaks_wire, Impact::BreaksWire),
        ];
        let mut classes: Vec<Impact> = breaks
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, class)| class)
            .collect();
        if classes.is_empty() {
            // A page that moves without its module is a matter of links.
            classes.push(match ty {
                ChangeKind::Description | ChangeKind::Heading | ChangeKind::Moved => Impact::Docs,
                _ => Impact::Additive,
            });
        }
        Self {
            classes,
            kind: ty,
            part: None,
            member: None,
            value: None,
            alternative: None,
            old: None,
            new: None,
        }
    }

    /// The change with what was, and what is.
    pub(super) fn with_values(
        mut self,
        old: impl Into<Option<String>>,
        new: impl Into<Option<String>>,
    ) -> Self {
        (self.old, self.new) = (old.into(), new.into());
        self
    }

    /// Whether it is of a class.
    pub fn is(&self, class: Impact) -> bool {
        self.classes.contains(&class)
    }

    /// Whether it breaks Rust or the wire.
    pub fn is_breaking(&self) -> bool {
        self.classes.iter().copied().any(Impact::is_breaking)
    }
}
