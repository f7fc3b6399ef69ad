//! What the models read: the structs of the output, as far as serde sees them.

use crate::base::diagnostic::Span;
use crate::base::node_path::NodeRef;
use crate::config::TimeType;
use crate::pipeline::api::{Api, CorrectedParts, Field, Operation, ResourceId, Response, Type};
use crate::pipeline::serde_rules::{self, Presence};

/// What stands in one place of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SerdeShape<'a> {
    /// What the reference says.
    Type(&'a Type),
    Resource(ResourceId),
    /// `Vec<T>`
    Items(Box<SerdeShape<'a>>),
    Struct(Vec<Member<'a>>),
    /// A list in a query that is all of a request: one text, its items with commas between them.
    CommaSeparated(Type),
    /// Read and forgotten, whatever it is: `NoContent`.
    Ignored,
    /// Never there: the request is an address to open.
    NoBody,
}

/// A member of a struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member<'a> {
    /// The key on the wire.
    pub(super) name: &'a str,
    pub(super) shape: SerdeShape<'a>,
    pub(super) presence: Presence,
    /// Whether serde makes one where an array, which a struct may be, ends before it.
    pub(super) has_default: bool,
    /// Whether its enum, if it is one, has no values but the known ones.
    pub(super) closed: bool,
    /// Whether the reference describes it.
    pub(super) is_documented: bool,
    /// Where the reference describes it, or else what is around it.
    pub(super) place: &'a NodeRef,
    /// The last correction of it, and what of it is corrected.
    pub(super) correction: Option<&'a Span>,
    pub(super) corrected: CorrectedParts,
}

impl Member<'_> {
    /// Whether the struct has no such field, although the reference describes it.
    pub(super) fn is_ignored(&self) -> bool {
        self.shape == SerdeShape::Ignored
    }
}

/// The member in which a list says that it is one.
const LIST_NAME: &str = "object";
/// The texts of list metadata, and of that name.
static CURSOR: Type = Type::String;

/// Makes the shapes that the settings ask for.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapeBuilder<'a> {
    pub(super) api: &'a Api,
    pub(super) time: &'a TimeType,
}

impl<'a> ShapeBuilder<'a> {
    /// The members of a struct that is described by its fields.
    pub(super) fn members(self, fields: &'a [Field]) -> Vec<Member<'a>> {
        fields
            .iter()
            .map(|field| self.member(field, false))
            .collect()
    }

    /// The struct of a request. What is in the path is no member of its JSON, and neither is a
    /// query beside a body.
    pub(super) fn request(self, operation: &'a Operation) -> SerdeShape<'a> {
        let updates = serde_rules::updates(&operation.method);
        let is_alone = operation.body.is_empty();
        let query = operation.query.iter().filter(|_| is_alone);
        let query = query.map(|field| match serde_rules::comma_separated(field) {
            Some(item) => Member {
                shape: SerdeShape::CommaSeparated(item),
                // A list of none is omitted.
                presence: Presence::Optional,
                has_default: true,
                ..self.member(field, false)
            },
            None => self.member(field, false),
        });
        let body = operation
            .body
            .iter()
            .map(|field| self.member(field, updates));
        SerdeShape::Struct(query.chain(body).collect())
    }

    /// What an operation answers.
    pub(super) fn response(self, operation: &'a Operation) -> SerdeShape<'a> {
        match &operation.response {
            Response::Nothing => SerdeShape::Ignored,
            Response::BrowserUrl => SerdeShape::NoBody,
            Response::Body(ty) => match serde_rules::list_item(ty) {
                Some((item, fields)) => list(fields, item),
                None => SerdeShape::Type(ty),
            },
        }
    }

    /// `List<T>` of a resource, with no page that describes the wrapper.
    pub(super) fn list_of(self, id: ResourceId, place: &'a NodeRef) -> SerdeShape<'a> {
        let items = SerdeShape::Items(Box::new(SerdeShape::Resource(id)));
        let metadata = SerdeShape::Struct(vec![cursor("before", place), cursor("after", place)]);
        SerdeShape::Struct(vec![
            list_object_field(place, false),
            required("data", items, place),
            list_metadata(metadata, place),
        ])
    }

    fn member(self, field: &'a Field, updates: bool) -> Member<'a> {
        let presence = serde_rules::presence(field, updates);
        // The crate `time` reads moments by a function, and such a field has a default of its own.
        let by_function = field.ty == Type::Timestamp && *self.time == TimeType::Time;
        Member {
            name: &field.name,
            shape: SerdeShape::Type(&field.ty),
            presence,
            has_default: presence == Presence::Patch
                || (presence == Presence::Optional && by_function),
            closed: field.closed,
            is_documented: true,
            place: &field.place,
            correction: field.corrections.last().map(|applied| &applied.place),
            corrected: field.origin.corrected,
        }
    }
}

/// `List<T>`, which is the same whatever the page says of its metadata.
fn list<'a>(fields: &'a [Field], item: &'a Type) -> SerdeShape<'a> {
    let members = fields.iter().map(|field| match field.name.as_str() {
        "data" => {
            let items = SerdeShape::Items(Box::new(SerdeShape::Type(item)));
            required("data", items, &field.place)
        }
        "list_metadata" => list_metadata(metadata(field), &field.place),
        _ => list_object_field(&field.place, true),
    });
    let mut members: Vec<_> = members.collect();
    if let Some(place) = members.first().map(|first| first.place)
        && members.iter().all(|member| member.name != LIST_NAME)
    {
        members.push(list_object_field(place, false));
    }
    // The order of the struct's own fields, for a list that comes as an array.
    members.sort_by_key(|member| {
        [LIST_NAME, "data", "list_metadata"]
            .iter()
            .position(|name| *name == member.name)
    });
    SerdeShape::Struct(members)
}

/// What a list says it is, which every `List` reads, described or not.
fn list_object_field(place: &NodeRef, is_documented: bool) -> Member<'_> {
    Member {
        presence: Presence::Optional,
        has_default: true,
        is_documented,
        ..required(LIST_NAME, SerdeShape::Type(&CURSOR), place)
    }
}

/// The metadata of a list, which no `List` insists on.
fn list_metadata<'a>(metadata: SerdeShape<'a>, place: &'a NodeRef) -> Member<'a> {
    Member {
        presence: Presence::Optional,
        has_default: true,
        ..required("list_metadata", metadata, place)
    }
}

/// `ListMetadata`, with the places of what the page describes.
fn metadata(field: &Field) -> SerdeShape<'_> {
    let described: &[Field] = match &field.ty {
        Type::Object(fields) => fields,
        _ => &[],
    };
    let place = |name: &str| {
        let described = described.iter().find(|field| field.name == name);
        described.map_or(&field.place, |field| &field.place)
    };
    let cursors = ["before", "after"].map(|name| cursor(name, place(name)));
    let others = described
        .iter()
        .filter(|field| !["before", "after"].contains(&field.name.as_str()));
    SerdeShape::Struct(cursors.into_iter().chain(others.map(ignored)).collect())
}

fn cursor<'a>(name: &'a str, place: &'a NodeRef) -> Member<'a> {
    Member {
        presence: Presence::Optional,
        ..required(name, SerdeShape::Type(&CURSOR), place)
    }
}

fn ignored(field: &Field) -> Member<'_> {
    Member {
        presence: Presence::Optional,
        ..required(&field.name, SerdeShape::Ignored, &field.place)
    }
}

fn required<'a>(name: &'a str, shape: SerdeShape<'a>, place: &'a NodeRef) -> Member<'a> {
    Member {
        name,
        shape,
        presence: Presence::Required,
        has_default: false,
        closed: false,
        is_documented: true,
        place,
        correction: None,
        corrected: CorrectedParts::default(),
    }
}

/// Whether nothing in it has a type: `Value`, and lists and maps of it.
pub(super) fn is_untyped(shape: &SerdeShape<'_>) -> bool {
    match shape {
        SerdeShape::Type(ty) => is_untyped_type(ty),
        SerdeShape::CommaSeparated(item) => is_untyped_type(item),
        SerdeShape::Items(item) => is_untyped(item),
        SerdeShape::Ignored | SerdeShape::NoBody => true,
        SerdeShape::Resource(_) | SerdeShape::Struct(_) => false,
    }
}

fn is_untyped_type(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_untyped_type(inner),
        _ => false,
    }
}

/// What is expected, in a sentence: `an integer`.
pub(super) fn name(shape: &SerdeShape<'_>, time: &TimeType) -> &'static str {
    match shape {
        SerdeShape::Type(Type::Nullable(inner)) => name(&SerdeShape::Type(inner), time),
        SerdeShape::Type(ty) => match ty {
            Type::String | Type::Enum(_) => "a string",
            Type::Timestamp if *time == TimeType::String => "a string",
            Type::Timestamp => "a moment as in RFC 3339",
            Type::Integer => "an integer",
            Type::Float => "a number",
            Type::Boolean => "a boolean",
            Type::Any | Type::Nullable(_) => "a value",
            Type::List(_) => "an array",
            Type::Map(_) | Type::Object(_) | Type::Resource(_) => "an object",
            Type::Union(_) => "one of several types",
        },
        SerdeShape::Resource(_) | SerdeShape::Struct(_) => "an object",
        SerdeShape::Items(_) => "an array",
        SerdeShape::CommaSeparated(_) => "one string with commas between its items",
        SerdeShape::Ignored => "anything",
        SerdeShape::NoBody => "no body",
    }
}
