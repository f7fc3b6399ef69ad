//! A value of a body: its place in the body, and where the reference declares it.

use super::Role;
use super::serde_shape::Member;
use crate::base::diagnostic::Span;
use crate::base::node_path::{NodeRef, PageId};
use crate::notation::docs_path;
use crate::pipeline::api::{Api, CorrectedParts, ResourceId};

/// The owner of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SchemaOwner {
    /// A resource, in whatever body it is found.
    Resource(ResourceId),
    /// The request of the operation at this position.
    Request(usize),
    /// The response of the operation at this position.
    Response(usize),
    /// The wrapper of a list of this resource, which no page describes.
    List(ResourceId),
}

impl SchemaOwner {
    /// The role of the owner in the API.
    pub(super) fn role(self) -> Role {
        match self {
            Self::Resource(_) => Role::Resource,
            Self::List(_) => Role::List,
            Self::Request(_) => Role::Request,
            Self::Response(_) => Role::Response,
        }
    }

    /// The id of the owner in the docs.
    pub(super) fn id(self, api: &Api) -> &str {
        match self {
            Self::Resource(id) | Self::List(id) => &api.resources[id.0].id,
            Self::Request(index) | Self::Response(index) => &api.operations[index].id,
        }
    }

    /// The page of the owner.
    pub(super) fn page(self, api: &Api) -> PageId {
        match self {
            Self::Resource(id) | Self::List(id) => api.resources[id.0].page,
            Self::Request(index) | Self::Response(index) => api.operations[index].page,
        }
    }
}

/// A struct or a member of the reference: its owner, and the path from there, as in `data[].name`
/// or `data[]."filter.name"`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MemberKey {
    pub(super) owner: SchemaOwner,
    pub(super) path: String,
}

impl MemberKey {
    /// The struct of the owner itself.
    fn root(owner: SchemaOwner) -> Self {
        let path = String::new();
        Self { owner, path }
    }
}

/// The place of a declaration.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis) enum DeclaredAt<'a> {
    Page(&'a NodeRef),
    /// A correction, which overrides the page.
    Correction(&'a Span),
}

/// A declaration of the reference, with its correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) struct Declaration<'a> {
    pub(in crate::analysis) place: &'a NodeRef,
    /// The last correction of it, or of the value around it.
    pub(in crate::analysis) correction: Option<&'a Span>,
    pub(in crate::analysis) corrected: CorrectedParts,
}

impl<'a> Declaration<'a> {
    /// A declaration of which nothing is corrected.
    pub(in crate::analysis) fn new(place: &'a NodeRef) -> Self {
        Self {
            place,
            correction: None,
            corrected: CorrectedParts::default(),
        }
    }

    /// The place of the type.
    pub(in crate::analysis) fn ty(&self) -> DeclaredAt<'a> {
        self.at(self.corrected.ty)
    }

    /// The place of the optionality and nullability.
    pub(in crate::analysis) fn presence(&self) -> DeclaredAt<'a> {
        self.at(self.corrected.presence)
    }

    /// The place of the whole: a correction only if nothing is left of the page's declaration.
    pub(in crate::analysis) fn whole(&self) -> DeclaredAt<'a> {
        self.at(self.corrected.ty && self.corrected.presence)
    }

    fn at(&self, is_corrected: bool) -> DeclaredAt<'a> {
        match self.correction {
            Some(correction) if is_corrected => DeclaredAt::Correction(correction),
            _ => DeclaredAt::Page(self.place),
        }
    }
}

/// A value of a body.
#[derive(Debug, Clone)]
pub(super) struct ValueLocation<'a> {
    /// The JSON pointer to it.
    pub(super) pointer: String,
    /// The number of containers around it.
    pub(super) depth: usize,
    pub(super) key: MemberKey,
    /// `true` for an enum without values other than the known ones.
    pub(super) closed: bool,
    pub(super) declaration: Declaration<'a>,
}

impl<'a> ValueLocation<'a> {
    /// The body as a whole.
    pub(super) fn root(owner: SchemaOwner, declaration: Declaration<'a>) -> Self {
        Self {
            pointer: String::new(),
            depth: 0,
            key: MemberKey::root(owner),
            closed: false,
            declaration,
        }
    }

    /// A member of this struct. A member of an object that a correction adds has no correction of
    /// its own.
    pub(super) fn member(&self, member: &Member<'a>) -> Self {
        let own = member.declaration;
        Self {
            closed: member.closed,
            declaration: Declaration {
                correction: own.correction.or(self.declaration.correction),
                ..own
            },
            ..self.undocumented(member.name)
        }
    }

    /// A member of this struct that the reference does not declare.
    pub(super) fn undocumented(&self, name: &str) -> Self {
        let path = docs_path::join(&self.key.path, name);
        Self {
            closed: false,
            declaration: Declaration::new(self.declaration.place),
            ..self.inside(&escaped(name), path)
        }
    }

    /// The value of a key of this map.
    pub(super) fn value(&self, key: &str) -> Self {
        self.inside(&escaped(key), format!("{}{{}}", self.key.path))
    }

    /// An item of this list.
    pub(super) fn item(&self, index: usize) -> Self {
        self.inside(&index.to_string(), format!("{}[]", self.key.path))
    }

    fn inside(&self, token: &str, path: String) -> Self {
        Self {
            pointer: format!("{}/{token}", self.pointer),
            depth: self.depth + 1,
            key: MemberKey {
                owner: self.key.owner,
                path,
            },
            ..*self
        }
    }

    /// The same value as a resource, whose members have keys of their own.
    pub(super) fn resource(&self, id: ResourceId) -> Self {
        Self {
            pointer: self.pointer.clone(),
            key: MemberKey::root(SchemaOwner::Resource(id)),
            closed: false,
            ..*self
        }
    }
}

/// A key as a JSON pointer spells it (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
