//! The schemas of a description: their constraints on a value, for each alternative.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::node::{At, Pointer};

/// A schema, or several schemas that are combined.
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
    /// No constraint.
    Any,
    String,
    /// A string that is a date-time of RFC 3339.
    DateTime,
    /// One of these strings.
    Values(BTreeSet<String>),
    Integer,
    Number,
    Boolean,
    /// A list with such items; `None` if the items are not described.
    List(Option<Box<Schema<'a>>>),
    Object(Rc<Object<'a>>),
}

/// An object, or a map.
#[derive(Debug, Clone, Default)]
pub(super) struct Object<'a> {
    pub(super) members: BTreeMap<String, Schema<'a>>,
    /// The names of members that must be there.
    pub(super) required: BTreeSet<String>,
    /// The values of keys that are not members; `None` if they are not described.
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
