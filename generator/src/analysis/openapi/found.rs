//! A disagreement before it is located: its places in the docs and in the description, and its fix.

use super::described::Place;
use super::disagreement::Kind;
use super::node::Pointer;
use super::schema::Schema;
use crate::analysis::verify::value_location::{Declaration, DeclaredAt};
use crate::base::node_path::NodeRef;
use crate::pipeline::api::{Field, ResourceId};

/// The owner of a disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// The operation at this position of the API.
    Operation(usize),
    /// A resource, in all bodies that contain it.
    Resource(ResourceId),
    /// An operation that only the description has, by its position there.
    Unknown(usize),
}

/// A part of the docs: the owner, the docs path, and the declaration.
#[derive(Debug, Clone)]
pub(super) struct Site<'a> {
    pub(super) owner: Owner,
    pub(super) path: String,
    pub(super) declaration: Declaration<'a>,
}

impl<'a> Site<'a> {
    /// An entity of the docs.
    pub(super) fn entity(owner: Owner, path: &str, place: &'a NodeRef) -> Self {
        Self {
            owner,
            path: path.to_owned(),
            declaration: Declaration::new(place),
        }
    }

    /// A member, at this path. A member inside one that a correction added has the correction of
    /// the outer member.
    pub(super) fn member(&self, field: &'a Field, path: String) -> Self {
        let own = field.corrections.last().map(|applied| &applied.place);
        Self {
            owner: self.owner,
            path,
            declaration: Declaration {
                place: &field.place,
                correction: own.or(self.declaration.correction),
                corrected: field.origin.corrected,
            },
        }
    }

    /// The same owner, at another path.
    pub(super) fn at(&self, path: String) -> Self {
        Self {
            path,
            ..self.clone()
        }
    }

    /// The place of the fact on which the two disagree.
    pub(super) fn place(&self, kind: Kind) -> DeclaredAt<'a> {
        match kind {
            Kind::Optional | Kind::Nullable => self.declaration.presence(),
            Kind::Type | Kind::Values => self.declaration.ty(),
            _ => self.declaration.whole(),
        }
    }
}

/// A disagreement.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    pub(super) kind: Kind,
    pub(super) owner: Owner,
    pub(super) path: String,
    /// The place in the docs; `None` if the docs do not have the operation.
    pub(super) place: Option<DeclaredAt<'a>>,
    pub(super) pointer: Pointer,
    /// The claim of the docs.
    pub(super) docs: String,
    /// The claim of the description.
    pub(super) openapi: String,
    pub(super) fix: Fix<'a>,
}

/// The correction that would resolve a disagreement.
#[derive(Debug, Clone)]
pub(super) enum Fix<'a> {
    /// No correction resolves it.
    None,
    /// The correction of another disagreement of the same operation resolves it.
    OfAnother,
    Flag(&'static str, bool),
    Type(&'a Field, Option<Schema<'a>>),
    /// The type of an undescribed path parameter, by its name. It is a text in the docs.
    TypeOfText(&'a str, Schema<'a>),
    /// The values that only one of the two has.
    Values {
        field: &'a Field,
        docs: Vec<String>,
        openapi: Vec<String>,
    },
    Add {
        container: String,
        member: NewMember<'a>,
    },
    Drop(&'a Field),
    DropOperation,
    /// Another place of a parameter, and the place in the docs.
    In {
        to: Place,
        was: &'static str,
    },
    /// Another value of a key of the operation, and the value in the docs.
    Call {
        key: Kind,
        to: String,
        was: String,
    },
    Returns {
        /// `None` for no body.
        to: Option<Schema<'a>>,
        /// The request is a URL to open.
        is_url: bool,
    },
}

/// A member that only the description has.
#[derive(Debug, Clone)]
pub(super) struct NewMember<'a> {
    pub(super) name: String,
    pub(super) schema: Option<Schema<'a>>,
    pub(super) optional: bool,
    /// The place of a parameter, if it differs from the default of the method.
    pub(super) place: Option<Place>,
}
