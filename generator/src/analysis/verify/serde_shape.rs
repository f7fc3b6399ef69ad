//! The shape of the models: the structs of the output from the view of serde.

use std::collections::BTreeMap;

use super::ids::MarkedMembers;
use super::value_location::Declaration;
use crate::base::node_path::NodeRef;
use crate::config::TimeType;
use crate::pipeline::api::{Api, Field, Operation, ResourceId, Response, Type};
use crate::pipeline::serde_rules::{self, CURSORS, Presence};

/// The shape of one value of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SerdeShape<'a> {
    /// A type of the reference.
    Type(&'a Type),
    Resource(ResourceId),
    /// `Vec<T>`
    Items(Box<SerdeShape<'a>>),
    Struct(Vec<Member<'a>>),
    /// `Option<T>` outside of members.
    Nullable(Box<SerdeShape<'a>>),
    /// A list in the query of a request without a body: one string with items separated by commas.
    CommaSeparated(Type),
    /// `NoContent`: any JSON, which is ignored.
    Ignored,
    /// No response: the request is a URL to open.
    NoBody,
}

impl<'a> SerdeShape<'a> {
    /// The member beside a union that determines its alternative, if there is one.
    pub(super) fn key_beside(&self) -> Option<&'a str> {
        match self {
            Self::Type(ty) => ty.key_beside(),
            _ => None,
        }
    }

    /// `true` for `Value`, and for lists and maps of it.
    pub(super) fn is_untyped(&self) -> bool {
        match self {
            Self::Type(ty) => *ty.innermost() == Type::Any,
            Self::Items(inner) | Self::Nullable(inner) => inner.is_untyped(),
            Self::Ignored | Self::NoBody => true,
            Self::Resource(_) | Self::Struct(_) | Self::CommaSeparated(_) => false,
        }
    }
}

/// A member of a struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member<'a> {
    /// The key on the wire.
    pub(super) name: &'a str,
    pub(super) shape: SerdeShape<'a>,
    pub(super) presence: Presence,
    /// `true` if serde uses the default in an array of fields that ends before this field.
    pub(super) has_default: bool,
    /// `true` for an enum with only the known values.
    pub(super) closed: bool,
    /// `true` if the reference describes the member.
    pub(super) is_documented: bool,
    /// The declaration of the member, or of the value around it.
    pub(super) declaration: Declaration<'a>,
}

impl<'a> Member<'a> {
    fn required(name: &'a str, shape: SerdeShape<'a>, place: &'a NodeRef) -> Self {
        Self {
            name,
            shape,
            presence: Presence::Required,
            has_default: false,
            closed: false,
            is_documented: true,
            declaration: Declaration::new(place),
        }
    }

    fn optional(name: &'a str, shape: SerdeShape<'a>, place: &'a NodeRef) -> Self {
        Self {
            presence: Presence::Optional,
            ..Self::required(name, shape, place)
        }
    }
}

/// The type of list cursors, of the `object` of a list, and of timestamps that stay texts.
static STRING: Type = Type::String;

/// Builds the shapes for these settings.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapeBuilder<'a> {
    pub(super) api: &'a Api,
    pub(super) time: &'a TimeType,
    /// The members with an id type, and the secret members.
    pub(super) marked: &'a MarkedMembers,
}

impl<'a> ShapeBuilder<'a> {
    /// The members of a struct with these fields.
    pub(super) fn members(self, fields: &'a [Field]) -> Vec<Member<'a>> {
        fields
            .iter()
            .map(|field| self.member(field, false))
            .collect()
    }

    /// The shape of a request: the body, or the query if there is no body, without path parameters.
    /// If a parameter is the whole body, the shape is the type of the parameter.
    pub(super) fn request(self, operation: &'a Operation) -> SerdeShape<'a> {
        if let Some(body) = operation.whole_body() {
            let shape = SerdeShape::Type(&body.ty);
            return match serde_rules::presence(body, false) {
                Presence::Required => shape,
                Presence::Optional | Presence::Patch => SerdeShape::Nullable(Box::new(shape)),
            };
        }
        if operation.body.is_empty() {
            return SerdeShape::Struct(self.query(operation));
        }
        let body = operation.body.iter().map(|field| {
            let updates = serde_rules::updates(operation, field, self.api);
            self.member(field, updates)
        });
        SerdeShape::Struct(body.collect())
    }

    /// The members of the query.
    pub(super) fn query(self, operation: &'a Operation) -> Vec<Member<'a>> {
        let query = operation.query.iter();
        query.map(|field| self.query_member(field)).collect()
    }

    /// The response of the operation at this position.
    pub(super) fn response(self, position: usize) -> SerdeShape<'a> {
        let operation = &self.api.operations[position];
        let own = match &operation.response {
            Response::NoBody => return SerdeShape::Ignored,
            Response::BrowserUrl => return SerdeShape::NoBody,
            Response::Body(own) => own,
        };
        let ty = self.api.joined(position).map_or(own, |(_, ty)| ty);
        let lists = (serde_rules::list_item(ty), serde_rules::list_item(own));
        if let (Some((item, _)), Some((own, fields))) = lists {
            // In `List`, the crate `time` cannot deserialize timestamps, because items have no
            // attributes.
            let is_text = *item == Type::Timestamp && *self.time == TimeType::Time;
            let item = if is_text { &STRING } else { item };
            return list(self.joined(item, own), fields, &operation.place);
        }
        match serde_rules::wide_list(ty) {
            Some(fields) => self.wide_list(fields),
            None => self.joined(ty, own),
        }
    }

    /// The shape of a response type that several operations share, for one of them. Members that
    /// this operation does not document are included.
    fn joined(self, ty: &'a Type, own: &'a Type) -> SerdeShape<'a> {
        match (ty, own) {
            _ if std::ptr::eq(ty, own) => SerdeShape::Type(ty),
            (Type::Nullable(inner), Type::Nullable(own)) => {
                SerdeShape::Nullable(Box::new(self.joined(inner, own)))
            }
            (Type::Nullable(inner), own) => SerdeShape::Nullable(Box::new(self.joined(inner, own))),
            (Type::List(item), Type::List(own)) => {
                SerdeShape::Items(Box::new(self.joined(item, own)))
            }
            (Type::Object(fields), Type::Object(own)) => {
                let own = own.iter().map(|field| (field.name.as_str(), field));
                let own: BTreeMap<&str, &Field> = own.collect();
                let members = fields
                    .iter()
                    .map(|field| self.joined_member(field, own.get(field.name.as_str()).copied()));
                SerdeShape::Struct(members.collect())
            }
            _ => SerdeShape::Type(ty),
        }
    }

    /// A member of a shared response type, with the declaration of this operation.
    fn joined_member(self, field: &'a Field, own: Option<&'a Field>) -> Member<'a> {
        let member = self.member(field, false);
        match own {
            Some(own) => Member {
                shape: self.joined(&field.ty, &own.ty),
                declaration: self.member(own, false).declaration,
                ..member
            },
            None => Member {
                is_documented: false,
                ..member
            },
        }
    }

    /// `List<T>` of a resource, if no page describes the wrapper.
    pub(super) fn list_of(self, id: ResourceId, place: &'a NodeRef) -> SerdeShape<'a> {
        list(SerdeShape::Resource(id), &[], place)
    }

    /// The struct of a list with further members.
    fn wide_list(self, fields: &'a [Field]) -> SerdeShape<'a> {
        let members = fields.iter().map(|field| {
            if !serde_rules::is_optional_in_list(&field.name) {
                return self.member(field, false);
            }
            let member = self.present(field, Presence::Optional);
            match serde_rules::cursors(field) {
                Some(cursors) if field.name == "list_metadata" => Member {
                    shape: self.metadata(cursors, &field.place),
                    ..member
                },
                _ => member,
            }
        });
        SerdeShape::Struct(members.collect())
    }

    /// The struct of the metadata of such a list, which always has the cursors.
    fn metadata(self, fields: &'a [Field], place: &'a NodeRef) -> SerdeShape<'a> {
        let members = fields.iter().map(|field| {
            if CURSORS.contains(&field.name.as_str()) {
                self.present(field, Presence::Optional)
            } else {
                self.member(field, false)
            }
        });
        let mut members: Vec<Member<'a>> = members.collect();
        for name in CURSORS {
            if find(name, fields).is_none() {
                members.push(Member {
                    is_documented: false,
                    ..Member::optional(name, SerdeShape::Type(&STRING), place)
                });
            }
        }
        SerdeShape::Struct(members)
    }

    fn member(self, field: &'a Field, updates: bool) -> Member<'a> {
        self.present(field, serde_rules::presence(field, updates))
    }

    /// A member with this presence.
    fn present(self, field: &'a Field, presence: Presence) -> Member<'a> {
        // With the crate `time`, a field with a timestamp has a function for deserialization, and
        // `#[serde(default)]`.
        let by_function = field.ty == Type::Timestamp && *self.time == TimeType::Time;
        Member {
            presence,
            has_default: presence == Presence::Patch
                || (presence == Presence::Optional && by_function),
            closed: field.closed,
            declaration: Declaration {
                place: &field.place,
                correction: field.corrections.last().map(|applied| &applied.place),
                corrected: field.origin.corrected,
            },
            ..Member::required(&field.name, SerdeShape::Type(&field.ty), &field.place)
        }
    }

    fn query_member(self, field: &'a Field) -> Member<'a> {
        let member = self.member(field, false);
        match serde_rules::comma_separated(field) {
            // An empty list is omitted.
            Some(item) => Member {
                shape: SerdeShape::CommaSeparated(item),
                presence: Presence::Optional,
                has_default: true,
                ..member
            },
            None => member,
        }
    }
}

/// `List<T>`, with the same members in the same order for every page. Members that the page
/// describes have their place on the page; others have the place of the list.
fn list<'a>(item: SerdeShape<'a>, fields: &'a [Field], place: &'a NodeRef) -> SerdeShape<'a> {
    let place = fields.first().map_or(place, |first| &first.place);
    let object = find("object", fields);
    let data = find("data", fields);
    let metadata = find("list_metadata", fields);
    let cursors = match metadata.map(|field| &field.ty) {
        Some(Type::Object(cursors)) => cursors.as_slice(),
        _ => &[],
    };
    let member = |name: &'a str, shape, field: Option<&'a Field>, place: &'a NodeRef| Member {
        is_documented: field.is_some(),
        ..Member::optional(name, shape, field.map_or(place, |field| &field.place))
    };
    let string = |name, field, place| member(name, SerdeShape::Type(&STRING), field, place);
    let metadata_place = metadata.map_or(place, |field| &field.place);
    let known = CURSORS.map(|name| string(name, find(name, cursors), metadata_place));
    let known = SerdeShape::Struct(known.into());
    SerdeShape::Struct(vec![
        Member {
            has_default: true,
            ..string("object", object, place)
        },
        Member::required(
            "data",
            SerdeShape::Items(Box::new(item)),
            data.map_or(place, |field| &field.place),
        ),
        Member {
            has_default: true,
            ..member("list_metadata", known, metadata, place)
        },
    ])
}

fn find<'a>(name: &str, fields: &'a [Field]) -> Option<&'a Field> {
    fields.iter().find(|field| field.name == name)
}
