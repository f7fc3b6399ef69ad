//! A value of a body: where it stands there, and where the reference describes it.

use super::shape::Member;
use crate::base::diagnostic::Span;
use crate::base::place::Place;
use crate::pipeline::api::{Corrected, ResourceId};

/// What a description belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
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
pub(super) enum Source<'a> {
    Page(&'a Place),
    /// A correction says something else than the page.
    Correction(&'a Span),
}

/// A value of a body.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    /// The way to it in the body, as a JSON pointer.
    pub(super) pointer: String,
    pub(super) owner: Owner,
    /// The way to its description from that of the owner: `data[].name`.
    pub(super) path: String,
    /// Whether its enum, if it is one, has no values but the known ones.
    pub(super) closed: bool,
    /// Where it is described.
    pub(super) place: &'a Place,
    /// The last correction of it, or of what it is inside of.
    correction: Option<&'a Span>,
    corrected: Corrected,
}

impl<'a> Spot<'a> {
    /// The body as a whole.
    pub(super) fn root(owner: Owner, place: &'a Place, correction: Option<&'a Span>) -> Self {
        Self {
            pointer: String::new(),
            owner,
            path: String::new(),
            closed: false,
            place,
            correction,
            corrected: Corrected::default(),
        }
    }

    /// Where the type of the value is described.
    pub(super) fn kind_at(&self) -> Source<'a> {
        self.at(self.corrected.kind)
    }

    /// Where it is described whether the value may be absent or `null`.
    pub(super) fn presence_at(&self) -> Source<'a> {
        self.at(self.corrected.presence)
    }

    /// Where the value as a whole is described: by a correction if nothing of it is the page's.
    pub(super) fn whole_at(&self) -> Source<'a> {
        self.at(self.corrected.kind && self.corrected.presence)
    }

    fn at(&self, is_corrected: bool) -> Source<'a> {
        let correction = self.correction.filter(|_| is_corrected);
        correction.map_or(Source::Page(self.place), Source::Correction)
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
    pub(super) fn named(&self, name: &str, place: &'a Place) -> Self {
        let separator = if self.path.is_empty() { "" } else { "." };
        Self {
            pointer: format!("{}/{}", self.pointer, escaped(name)),
            path: format!("{}{separator}{name}", self.path),
            closed: false,
            place,
            owner: self.owner,
            correction: None,
            corrected: Corrected::default(),
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
            owner: Owner::Resource(id),
            path: String::new(),
            closed: false,
            ..*self
        }
    }

    /// The description, whatever body it was met in.
    pub(super) fn described(&self) -> (Owner, String) {
        (self.owner, self.path.clone())
    }
}

/// A key as a JSON pointer spells it (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
