//! What corrections name in the reference: paths, types, pages.

use super::super::found::MemberKey;
use super::super::infer::InferredType;
use super::super::results::named;
use super::super::spot::SchemaOwner;
use crate::base::node_path::PageId;
use crate::pipeline::api::{Api, Field, ResourceId, Response, Type};

/// The path as corrections spell it: lists and maps are not in it. None for a
/// wrapper that no page describes.
pub(super) fn docs_path((owner, path): &MemberKey, api: &Api) -> Option<String> {
    let (_, id) = named(*owner, api);
    let start = match owner {
        SchemaOwner::Resource(_) => id.to_owned(),
        SchemaOwner::Request(_) => format!("{id}.parameters"),
        SchemaOwner::Response(_) => format!("{id}.returns"),
        SchemaOwner::List(_) => return None,
    };
    let names: Vec<&str> = names(path).collect();
    match names[..] {
        [] => Some(start),
        _ => Some(format!("{start}.{}", names.join("."))),
    }
}

/// The names of a path, without the marks of lists and maps.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('.')
        .map(|name| name.trim_end_matches(['[', ']', '{', '}']))
        .filter(|name| !name.is_empty())
}

/// The member of the reference at a path.
pub(super) fn field<'a>((owner, path): &MemberKey, api: &'a Api) -> Option<&'a Field> {
    let operation = |position: usize| &api.operations[position];
    let mut fields: Vec<&Field> = match owner {
        SchemaOwner::Resource(id) => api.resources[id.0].fields.iter().collect(),
        SchemaOwner::Request(position) => {
            let operation = operation(*position);
            operation.query.iter().chain(&operation.body).collect()
        }
        SchemaOwner::Response(position) => match &operation(*position).response {
            Response::Body(ty) => members(ty),
            _ => Vec::new(),
        },
        SchemaOwner::List(_) => Vec::new(),
    };
    let mut found = None;
    for name in names(path) {
        let field = fields.into_iter().find(|field| field.name == name)?;
        fields = members(&field.ty);
        found = Some(field);
    }
    found
}

/// The members of an object, or of those in a list or map.
fn members(ty: &Type) -> Vec<&Field> {
    match ty {
        Type::Object(fields) => fields.iter().collect(),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => members(inner),
        _ => Vec::new(),
    }
}

/// What values of a type look like.
pub(super) fn documented(ty: &Type) -> InferredType {
    match ty {
        Type::String | Type::Timestamp | Type::Enum(_) => InferredType::String,
        Type::Integer => InferredType::Integer,
        Type::Float => InferredType::Number,
        Type::Boolean => InferredType::Boolean,
        _ => InferredType::Any,
    }
}

/// The other owners of the same id.
pub(super) fn same_id(owner: SchemaOwner, api: &Api) -> impl Iterator<Item = SchemaOwner> + '_ {
    let (_, id) = named(owner, api);
    let resources =
        (0..api.resources.len()).map(|position| SchemaOwner::Resource(ResourceId(position)));
    let operations = (0..api.operations.len()).flat_map(|position| {
        [
            SchemaOwner::Request(position),
            SchemaOwner::Response(position),
        ]
    });
    resources.chain(operations).filter(move |twin| {
        let is_alike = std::mem::discriminant(twin) == std::mem::discriminant(&owner);
        *twin != owner && is_alike && named(*twin, api).1 == id
    })
}

pub(super) fn page_of(owner: SchemaOwner, api: &Api) -> PageId {
    match owner {
        SchemaOwner::Resource(id) | SchemaOwner::List(id) => api.resources[id.0].page,
        SchemaOwner::Request(position) | SchemaOwner::Response(position) => {
            api.operations[position].page
        }
    }
}
