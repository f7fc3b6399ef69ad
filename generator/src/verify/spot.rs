//! A value of a body: where it stands there, and where the reference describes it.

use super::shape::Member;
use crate::api::ResourceId;
use crate::place::Place;

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
}

impl<'a> Spot<'a> {
    /// The body as a whole.
    pub(super) fn root(owner: Owner, place: &'a Place) -> Self {
        Self {
            pointer: String::new(),
            owner,
            path: String::new(),
            closed: false,
            place,
        }
    }

    /// A member of the struct that is here.
    pub(super) fn member(&self, member: &Member<'a>) -> Self {
        Self {
            closed: member.closed,
            ..self.named(member.name, member.place)
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
            place: self.place,
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
