//! A value of a body: where it stands there, and where the reference describes it.

use super::shape::Member;
use crate::base::diagnostic::Span;
use crate::base::node_path::NodeRef;
use crate::pipeline::api::{CorrectedParts, ResourceId};

/// What a description belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SchemaOwner {
    /// A resource, wherever it is met.
    Resource(ResourceId),
    /// What the operation of this position is sent.
    Request(usize),
    /// What the operation of this position answers.
    Response(usize),
    /// The wrapper of a list of this resource, which no page describes.
    List(ResourceId),
}

/// Where something is described.
#[derive(Debug, Clone, Copy)]
pub(super) enum DeclaredAt<'a> {
    Page(&'a NodeRef),
    /// A correction says something else than the page.
    Correction(&'a Span),
}

/// A value of a body.
#[derive(Debug, Clone)]
pub(super) struct ValueLocation<'a> {
    /// The way to it in the body, as a JSON pointer.
    pub(super) pointer: String,
    pub(super) owner: SchemaOwner,
    /// The way to its description from that of the owner: `data[].name`.
    pub(super) path: String,
    /// Whether its enum, if it is one, has no values but the known ones.
    pub(super) closed: bool,
    /// Where it is described.
    pub(super) place: &'a NodeRef,
    /// The last correction of it, or of what it is inside of.
    correction: Option<&'a Span>,
    corrected: CorrectedParts,
}

impl<'a> ValueLocation<'a> {
    /// The body as a whole.
    pub(super) fn root(
        owner: SchemaOwner,
        place: &'a NodeRef,
        correction: Option<&'a Span>,
    ) -> Self {
        Self {
            pointer: String::new(),
            owner,
            path: String::new(),
            closed: false,
            place,
            correction,
            corrected: CorrectedParts::default(),
        }
    }

    /// Where the type of the value is described.
    pub(super) fn type_declared_at(&self) -> DeclaredAt<'a> {
        self.at(self.corrected.ty)
    }

    /// Where it is described whether the value may be absent or `null`.
    pub(super) fn presence_at(&self) -> DeclaredAt<'a> {
        self.at(self.corrected.presence)
    }

    /// Where the value as a whole is described: by a correction if nothing of it is the page's.
    pub(super) fn declared_at(&self) -> DeclaredAt<'a> {
        self.at(self.corrected.ty && self.corrected.presence)
    }

    fn at(&self, is_corrected: bool) -> DeclaredAt<'a> {
        let correction = self.correction.filter(|_| is_corrected);
        correction.map_or(DeclaredAt::Page(self.place), DeclaredAt::Correction)
    }

    /// A member of the struct that is here. What a correction has added inside another member
    /// has no correction of its own.
    pub(super) fn member(&self, member: &Member<'a>) -> Self {
        Self {
            closed: member.closed,
            correction: member.correction.or(self.correction),
            corrected: member.corrected,
            ..self.named(member.name, member.place)
        }
    }

    /// A member that the struct that is here is without: what there is to look at is the struct.
    pub(super) fn absent(&self, member: &Member<'a>) -> Self {
        Self {
            pointer: self.pointer.clone(),
            ..self.member(member)
        }
    }

    /// A member of that name.
    pub(super) fn named(&self, name: &str, place: &'a NodeRef) -> Self {
        let separator = if self.path.is_empty() { "" } else { "." };
        Self {
            pointer: format!("{}/{}", self.pointer, escaped(name)),
            path: format!("{}{separator}{name}", self.path),
            closed: false,
            place,
            owner: self.owner,
            correction: None,
            corrected: CorrectedParts::default(),
        }
    }

    /// The value of a key of the map that is here.
    pub(super) fn value(&self, key: &str) -> Self {
        Self {
            pointer: format!("{}/{}", self.pointer, escaped(key)),
            path: format!("{}{{}}", self.path),
            ..*self
        }
    }

    /// An item of the list that is here.
    pub(super) fn item(&self, index: usize) -> Self {
        Self {
            pointer: format!("{}/{index}", self.pointer),
            path: format!("{}[]", self.path),
            ..*self
        }
    }

    /// The same value, where the struct that is here came as an array.
    pub(super) fn at_index(self, of: &Self, index: usize) -> Self {
        Self {
            pointer: format!("{}/{index}", of.pointer),
            ..self
        }
    }

    /// The same value as a resource, which has a description of its own.
    pub(super) fn resource(&self, id: ResourceId) -> Self {
        Self {
            pointer: self.pointer.clone(),
            owner: SchemaOwner::Resource(id),
            path: String::new(),
            closed: false,
            ..*self
        }
    }

    /// The description, whatever body it was met in.
    pub(super) fn described(&self) -> (SchemaOwner, String) {
        (self.owner, self.path.clone())
    }
}

/// A key as a JSON pointer spells it (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
