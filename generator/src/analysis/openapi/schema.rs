//! The schemas of a description: what they say of a value, alternative by alternative.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::node::{At, Pointer};

/// A schema, or several that hold together.
#[derive(Debug, Clone)]
pub(super) enum Schema<'a> {
    At(At<'a>),
    /// A value must fit all of these.
    All(Vec<Schema<'a>>),
    /// A value fits one of these.
    Any(Vec<Schema<'a>>),
}

impl Schema<'_> {
    /// The place of the first schema.
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::At(at) => at.pointer.clone(),
            Self::All(parts) | Self::Any(parts) => {
                parts.first().map_or_else(Pointer::root, Self::pointer)
            }
        }
    }
}

/// The alternatives of a schema.
#[derive(Debug, Clone, Default)]
pub(super) struct Shapes<'a> {
    pub(super) list: Vec<Rc<Shape<'a>>>,
    /// A value may be `null`.
    pub(super) nullable: bool,
}

/// One alternative, which is no `null`.
#[derive(Debug, Clone)]
pub(super) struct Shape<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) pointer: Pointer,
}

/// The values of an alternative.
#[derive(Debug, Clone)]
pub(super) enum Kind<'a> {
    /// Nothing is said of it.
    Any,
    String,
    /// A string that is a date-time of RFC 3339.
    DateTime,
    /// One of these strings.
    Values(BTreeSet<String>),
    Integer,
    Number,
    Boolean,
    /// A list of such items; `None` if nothing is said of them.
    List(Option<Box<Schema<'a>>>),
    Object(Rc<Object<'a>>),
}

/// An object, or a map.
#[derive(Debug, Clone, Default)]
pub(super) struct Object<'a> {
    pub(super) members: BTreeMap<String, Schema<'a>>,
    /// The names of members that must be there.
    pub(super) required: BTreeSet<String>,
    /// The values of keys that are no members; `None` if nothing is said of them.
    pub(super) values: Option<Box<Schema<'a>>>,
    /// There are no keys but the members.
    pub(super) closed: bool,
}

impl Object<'_> {
    /// `true` if it has any keys, as far as it says.
    pub(super) fn is_map(&self) -> bool {
        self.members.is_empty() && !self.closed
    }
}
