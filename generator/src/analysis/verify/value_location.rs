//! A value of a body: its place in the body, and its declaration in the reference.

use super::Role;
use super::plan::{MemberNode, PlaceId, Places};
use crate::base::diagnostic::Span;
use crate::base::node_path::{NodeRef, PageId};
use crate::notation::docs_path;
use crate::pipeline::api::{Api, CorrectedParts, ResourceId};

/// The owner of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum SchemaOwner {
    /// A resource, in all bodies that contain it.
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

/// The key of a struct or a member: its owner, and the path from the owner, as in `data[].name` or
/// `data[]."filter.name"`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct MemberKey {
    pub(super) owner: SchemaOwner,
    pub(super) path: String,
}

impl MemberKey {
    /// The struct of the owner itself.
    pub(super) fn root(owner: SchemaOwner) -> Self {
        let path = String::new();
        Self { owner, path }
    }

    /// The segments of the path, without the suffixes of lists and maps.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let names = docs_path::segments(&self.path);
        names
            .map(|name| name.trim_end_matches(['[', ']', '{', '}']))
            .filter(|name| !name.is_empty())
    }

    /// The docs path for corrections and settings, without lists and maps. `None` for a wrapper
    /// that no page describes.
    pub(super) fn docs_path(&self, api: &Api) -> Option<String> {
        let mut path = self.owner.id(api).to_owned();
        match self.owner {
            SchemaOwner::Resource(_) => {}
            SchemaOwner::Request(index) => {
                path.push_str(".parameters");
                if let Some(body) = api.operations[index].whole_body() {
                    path = docs_path::join(&path, &body.name);
                }
            }
            SchemaOwner::Response(_) => path.push_str(".returns"),
            SchemaOwner::List(_) => return None,
        }
        Some(self.below(path))
    }

    /// The docs path of a query parameter or header, if the whole body is one parameter: its key
    /// then looks like a key of the body. `None` if there is no such parameter.
    pub(super) fn docs_path_beside(&self, api: &Api) -> Option<String> {
        let SchemaOwner::Request(index) = self.owner else {
            return None;
        };
        let operation = &api.operations[index];
        operation.whole_body()?;
        let first = self.names().next()?;
        let mut beside = operation.query.iter().chain(&operation.headers);
        beside.find(|field| docs_path::segment(&field.name) == first)?;
        Some(self.below(format!("{}.parameters", operation.id)))
    }

    /// The path, followed by the names of the key.
    fn below(&self, mut path: String) -> String {
        for name in self.names() {
            path.push('.');
            path.push_str(name);
        }
        path
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
    /// The last correction of the declaration, or of the value around it.
    pub(in crate::analysis) correction: Option<&'a Span>,
    pub(in crate::analysis) corrected: CorrectedParts,
}

impl<'a> Declaration<'a> {
    /// A declaration without corrections.
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
        self.at(self.corrected.presence())
    }

    /// The place of the whole declaration. It is a correction only if that replaces all parts of
    /// the page's declaration.
    pub(in crate::analysis) fn whole(&self) -> DeclaredAt<'a> {
        self.at(self.corrected.ty && self.corrected.presence())
    }

    fn at(&self, is_corrected: bool) -> DeclaredAt<'a> {
        match self.correction {
            Some(correction) if is_corrected => DeclaredAt::Correction(correction),
            _ => DeclaredAt::Page(self.place),
        }
    }
}

/// A value of a body, for a report.
#[derive(Debug, Clone)]
pub(super) struct ValueLocation<'a> {
    /// The JSON pointer to it.
    pub(super) pointer: String,
    pub(super) key: MemberKey,
    pub(super) declaration: Declaration<'a>,
}

/// A value of a body while it is checked. Its pointer is written only when something is reported.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'s, 'a> {
    around: Option<&'s At<'s, 'a>>,
    token: Token<'s>,
    /// The number of containers around the value.
    pub(super) depth: usize,
    pub(super) place: PlaceId,
    /// `true` for an enum with only the known values.
    pub(super) closed: bool,
    declaration: Declaration<'a>,
}

/// A part of a JSON pointer.
#[derive(Debug, Clone, Copy)]
enum Token<'s> {
    /// The body as a whole, or the same value as the one around it.
    Root,
    /// The query or the headers of a request.
    Part(&'static str),
    Key(&'s str),
    /// A key of a map, which no page names.
    MapKey(&'s str),
    Index(usize),
}

/// The text in place of a value or key that must not be shown.
pub(super) const REDACTED: &str = "[redacted]";

impl<'s, 'a> At<'s, 'a> {
    /// The body as a whole.
    pub(super) fn root(place: PlaceId, declaration: Declaration<'a>) -> Self {
        Self {
            around: None,
            token: Token::Root,
            depth: 0,
            place,
            closed: false,
            declaration,
        }
    }

    /// The whole query or all headers.
    pub(super) fn of_part(self, part: &'static str) -> Self {
        Self {
            token: Token::Part(part),
            ..self
        }
    }

    /// A member of this struct.
    pub(super) fn member(&'s self, member: &MemberNode<'a>) -> Self {
        Self {
            closed: member.closed,
            declaration: member.declaration,
            ..self.inside(Token::Key(member.name), member.place)
        }
    }

    /// A field of a struct that is an array of its fields.
    pub(super) fn field(&'s self, member: &MemberNode<'a>, index: usize) -> Self {
        Self {
            token: Token::Index(index),
            ..self.member(member)
        }
    }

    /// The value of a key of this map.
    pub(super) fn value(&'s self, key: &'s str, place: PlaceId) -> Self {
        self.inside(Token::MapKey(key), place)
    }

    /// An item of this list.
    pub(super) fn item(&'s self, index: usize, place: PlaceId) -> Self {
        self.inside(Token::Index(index), place)
    }

    fn inside(&'s self, token: Token<'s>, place: PlaceId) -> Self {
        Self {
            around: Some(self),
            token,
            depth: self.depth + 1,
            place,
            ..*self
        }
    }

    /// The same value as a resource, whose members have their own keys.
    pub(super) fn resource(&'s self, place: PlaceId) -> Self {
        Self {
            closed: false,
            depth: self.depth,
            ..self.inside(Token::Root, place)
        }
    }

    /// `true` if the settings keep the value secret, or a value around it.
    pub(super) fn is_secret(&self, places: &Places<'a>) -> bool {
        places.is_secret(self.place) || self.around.is_some_and(|at| at.is_secret(places))
    }

    /// The location for a report.
    pub(super) fn location(&self, places: &Places<'a>) -> ValueLocation<'a> {
        let mut pointer = String::new();
        self.write_pointer(places, &mut pointer);
        ValueLocation {
            pointer,
            key: places.key(self.place).clone(),
            declaration: self.declaration,
        }
    }

    /// Writes the pointer to the value. Returns `true` if the value is secret: no keys of a map in
    /// it are shown.
    fn write_pointer(&self, places: &Places<'a>, pointer: &mut String) -> bool {
        let around = self.around;
        let is_secret = around.is_some_and(|at| at.write_pointer(places, pointer));
        match self.token {
            Token::Root => {}
            Token::Part(part) => pointer.push_str(part),
            Token::MapKey(_) if is_secret => pointer.extend(["/", REDACTED]),
            Token::Key(key) | Token::MapKey(key) => pointer.extend(["/", &escaped(key)]),
            Token::Index(index) => pointer.extend(["/", &index.to_string()]),
        }
        is_secret || places.is_secret(self.place)
    }
}

impl ValueLocation<'_> {
    /// A member of this struct that the reference does not declare.
    pub(super) fn undocumented(self, name: &str) -> Self {
        Self {
            pointer: format!("{}/{}", self.pointer, escaped(name)),
            key: MemberKey {
                owner: self.key.owner,
                path: docs_path::join(&self.key.path, name),
            },
            declaration: Declaration::new(self.declaration.place),
        }
    }
}

/// A key, escaped for a JSON pointer (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
