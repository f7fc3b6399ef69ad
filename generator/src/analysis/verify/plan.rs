//! The models in the form that the check walks. The shape of each model is laid out once for all
//! bodies, with the key of every place.

use std::collections::HashMap;

use super::serde_shape::{Member, SerdeShape, ShapeBuilder};
use super::value_location::{Declaration, DeclaredAt, MemberKey, SchemaOwner};
use crate::base::diagnostic::Span;
use crate::notation::docs_path;
use crate::pipeline::api::{EnumValue, Field, ResourceId, Type, Union};
use crate::pipeline::serde_rules::Presence;

/// A place of the models, by the position of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PlaceId(u32);

impl PlaceId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A value of a model.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// A string; `is_id` if its member has an id type.
    Text {
        is_id: bool,
    },
    Integer,
    Float,
    Boolean,
    Timestamp,
    /// The known values, sorted.
    Enum(Vec<&'a str>),
    Any,
    /// A nullable value; `is_untyped` if `null` has no declared type.
    Nullable {
        inner: Box<Node<'a>>,
        is_untyped: bool,
    },
    Map(Inner<'a>),
    List(Inner<'a>),
    Struct(StructNode<'a>),
    Resource(ResourceId),
    /// The alternatives in the order of the union.
    Union {
        union: &'a Union,
        alternatives: Vec<Node<'a>>,
    },
    /// A list in the query of a request without a body: one string with items separated by commas.
    CommaSeparated(Type),
    /// Any JSON, which is ignored.
    Ignored,
    /// No response: the request is a URL to open.
    NoBody,
}

/// The values of a list or map.
#[derive(Debug)]
pub(super) struct Inner<'a> {
    pub(super) node: Box<Node<'a>>,
    pub(super) place: PlaceId,
    /// `true` if an empty container of such values has no declared type.
    pub(super) is_untyped: bool,
}

/// A struct.
#[derive(Debug)]
pub(super) struct StructNode<'a> {
    /// The position among all structs.
    pub(super) number: usize,
    pub(super) place: PlaceId,
    pub(super) members: Vec<MemberNode<'a>>,
    /// The key that determines the alternative of a union beside it.
    pub(super) beside: Option<&'a str>,
}

/// A member of a struct.
#[derive(Debug)]
pub(super) struct MemberNode<'a> {
    /// The key on the wire.
    pub(super) name: &'a str,
    pub(super) node: Node<'a>,
    pub(super) place: PlaceId,
    pub(super) presence: Presence,
    /// `true` if `null` has no declared type.
    pub(super) is_untyped: bool,
    /// `true` if serde uses the default in an array of fields that ends before this field.
    pub(super) has_default: bool,
    /// `true` for an enum with only the known values.
    pub(super) closed: bool,
    /// `true` for a union whose alternative another member determines.
    pub(super) is_beside: bool,
    pub(super) declaration: Declaration<'a>,
}

/// A struct, and its documented members.
#[derive(Debug)]
pub(super) struct StructPlace<'a> {
    pub(super) place: PlaceId,
    pub(super) documented: Vec<(PlaceId, DeclaredAt<'a>)>,
    /// `true` for the query and the headers, which are not JSON objects.
    pub(super) is_beside: bool,
}

/// The places of all models.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    keys: Vec<MemberKey>,
    by_key: HashMap<MemberKey, PlaceId>,
    /// For each place, `true` if values must not be shown.
    secret: Vec<bool>,
    /// Every struct, by its number.
    pub(super) structs: Vec<StructPlace<'a>>,
}

impl<'a> Places<'a> {
    pub(super) fn key(&self, place: PlaceId) -> &MemberKey {
        &self.keys[place.index()]
    }

    /// Marks the places whose values may not be shown.
    pub(super) fn mark_secrets(&mut self, is_secret: impl Fn(&MemberKey) -> bool) {
        self.secret = self.keys.iter().map(is_secret).collect();
    }

    pub(super) fn is_secret(&self, place: PlaceId) -> bool {
        self.secret.get(place.index()).is_some_and(|it| *it)
    }

    /// The number of places.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn find(&self, key: &MemberKey) -> Option<PlaceId> {
        self.by_key.get(key).copied()
    }

    fn add(&mut self, key: MemberKey) -> PlaceId {
        if let Some(known) = self.by_key.get(&key) {
            return *known;
        }
        // A reference has far fewer members than `u32::MAX`.
        let next = PlaceId(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
        self.by_key.insert(key.clone(), next);
        self.keys.push(key);
        next
    }
}

/// Lays out shapes.
pub(super) struct Planner<'a> {
    pub(super) shapes: ShapeBuilder<'a>,
    pub(super) places: Places<'a>,
}

/// A place, and the correction around it.
#[derive(Clone)]
struct Around<'a> {
    key: MemberKey,
    correction: Option<&'a Span>,
}

impl Around<'_> {
    fn inside(&self, path: String) -> Self {
        let owner = self.key.owner;
        Self {
            key: MemberKey { owner, path },
            ..*self
        }
    }
}

impl<'a> Planner<'a> {
    pub(super) fn new(shapes: ShapeBuilder<'a>) -> Self {
        Self {
            shapes,
            places: Places::default(),
        }
    }

    /// Lays out a model. `correction` applies to the whole model.
    pub(super) fn model(
        &mut self,
        owner: SchemaOwner,
        shape: &SerdeShape<'a>,
        correction: Option<&'a Span>,
    ) -> (PlaceId, Node<'a>) {
        let key = MemberKey::root(owner);
        let at = Around { key, correction };
        (self.places.add(at.key.clone()), self.shape(shape, &at))
    }

    /// Lays out the struct of a resource, for all places that contain it.
    pub(super) fn resource(&mut self, id: ResourceId) -> StructNode<'a> {
        let at = Around {
            key: MemberKey::root(SchemaOwner::Resource(id)),
            correction: None,
        };
        self.fields(&self.shapes.api.resources[id.0].fields, &at)
    }

    /// Lays out the query or the headers of a request.
    pub(super) fn beside(&mut self, owner: SchemaOwner, members: &[Member<'a>]) -> StructNode<'a> {
        let at = Around {
            key: MemberKey::root(owner),
            correction: None,
        };
        let structure = self.structure(members, &at);
        self.places.structs[structure.number].is_beside = true;
        structure
    }

    fn shape(&mut self, shape: &SerdeShape<'a>, at: &Around<'a>) -> Node<'a> {
        match shape {
            SerdeShape::Type(ty) => self.ty(ty, at),
            SerdeShape::Resource(id) => Node::Resource(*id),
            SerdeShape::Struct(members) => Node::Struct(self.structure(members, at)),
            SerdeShape::Nullable(inner) => Node::Nullable {
                inner: Box::new(self.shape(inner, at)),
                is_untyped: inner.is_untyped(),
            },
            SerdeShape::Items(item) => {
                let at = at.inside(format!("{}[]", at.key.path));
                let node = self.shape(item, &at);
                Node::List(self.inner(node, at, item.is_untyped()))
            }
            SerdeShape::CommaSeparated(item) => Node::CommaSeparated(item.clone()),
            SerdeShape::Ignored => Node::Ignored,
            SerdeShape::NoBody => Node::NoBody,
        }
    }

    fn ty(&mut self, ty: &'a Type, at: &Around<'a>) -> Node<'a> {
        match ty {
            Type::String => Node::Text {
                is_id: self.shapes.marked.id_of(&at.key, self.shapes.api).is_some(),
            },
            Type::Integer => Node::Integer,
            Type::Float => Node::Float,
            Type::Boolean => Node::Boolean,
            Type::Timestamp => Node::Timestamp,
            Type::Enum(values) => Node::Enum(sorted(values)),
            Type::Any => Node::Any,
            Type::Nullable(inner) => Node::Nullable {
                inner: Box::new(self.ty(inner, at)),
                is_untyped: false,
            },
            Type::Map(value) => {
                let at = at.inside(format!("{}{{}}", at.key.path));
                let node = self.ty(value, &at);
                Node::Map(self.inner(node, at, SerdeShape::Type(value).is_untyped()))
            }
            Type::List(item) => {
                let at = at.inside(format!("{}[]", at.key.path));
                let node = self.ty(item, &at);
                Node::List(self.inner(node, at, SerdeShape::Type(item).is_untyped()))
            }
            Type::Object(fields) => Node::Struct(self.fields(fields, at)),
            Type::Resource(id) => Node::Resource(*id),
            Type::Union(union) => {
                let alternatives = union.alternatives.iter();
                Node::Union {
                    union,
                    alternatives: alternatives.map(|one| self.ty(&one.ty, at)).collect(),
                }
            }
        }
    }

    fn inner(&mut self, node: Node<'a>, at: Around<'a>, is_untyped: bool) -> Inner<'a> {
        Inner {
            node: Box::new(node),
            place: self.places.add(at.key),
            is_untyped,
        }
    }

    fn fields(&mut self, fields: &'a [Field], at: &Around<'a>) -> StructNode<'a> {
        self.structure(&self.shapes.members(fields), at)
    }

    fn structure(&mut self, members: &[Member<'a>], at: &Around<'a>) -> StructNode<'a> {
        let nodes: Vec<_> = members.iter().map(|it| self.member(it, at)).collect();
        // No page describes the wrapper of a list, so its members are not included in the coverage.
        let has_page = !matches!(at.key.owner, SchemaOwner::List(_));
        let documented = members.iter().zip(&nodes);
        let documented = documented.filter(|(member, _)| member.is_documented && has_page);
        let documented = documented.map(|(_, node)| (node.place, node.declaration.whole()));
        let documented = documented.collect();
        let place = self.places.add(at.key.clone());
        let number = self.places.structs.len();
        self.places.structs.push(StructPlace {
            place,
            documented,
            is_beside: false,
        });
        StructNode {
            number,
            place,
            members: nodes,
            beside: members.iter().find_map(|it| it.shape.key_beside()),
        }
    }

    /// Lays out a member. A member inside one that a correction added has the correction of the
    /// outer member.
    fn member(&mut self, member: &Member<'a>, around: &Around<'a>) -> MemberNode<'a> {
        let own = member.declaration;
        let declaration = Declaration {
            correction: own.correction.or(around.correction),
            ..own
        };
        let at = Around {
            correction: declaration.correction,
            ..around.inside(docs_path::join(&around.key.path, member.name))
        };
        MemberNode {
            name: member.name,
            node: self.shape(&member.shape, &at),
            place: self.places.add(at.key),
            presence: member.presence,
            is_untyped: member.shape.is_untyped(),
            has_default: member.has_default,
            closed: member.closed,
            is_beside: member.shape.key_beside().is_some(),
            declaration,
        }
    }
}

/// The known values of an enum, sorted.
fn sorted(values: &[EnumValue]) -> Vec<&str> {
    let mut known: Vec<&str> = values.iter().map(|known| known.value.as_str()).collect();
    known.sort_unstable();
    known
}
