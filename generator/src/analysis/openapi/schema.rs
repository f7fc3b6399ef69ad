//! The schemas of a description, as constraints on a value for each alternative.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::node::{At, Pointer};

/// A schema, or several schemas that are combined.
#[derive(Debug, Clone)]
pub(super) enum Schema<'a> {
    At(At<'a>),
    /// A value must match all of these.
    All(Vec<Schema<'a>>),
    /// A value must match one of these.
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
    /// `true` if a value may be `null`.
    pub(super) nullable: bool,
}

/// One alternative other than `null`.
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
    /// The names of required members.
    pub(super) required: BTreeSet<String>,
    /// The values of keys that are not members; `None` if they are not described.
    pub(super) values: Option<Box<Schema<'a>>>,
    /// `true` if only the listed members are allowed.
    pub(super) closed: bool,
}

impl Object<'_> {
    /// `true` if no members are described, so that any keys are allowed.
    pub(super) fn is_map(&self) -> bool {
        self.members.is_empty() && !self.closed
    }
}
