//! What corrections name in the reference: paths, types, pages.

use super::super::found::Described;
use super::super::infer::Inferred;
use super::super::results::named;
use super::super::spot::Owner;
use crate::base::place::PageId;
use crate::pipeline::api::{Api, Field, ResourceId, Response, Type};

/// The path as corrections spell it: lists and maps are not in it. None for a
/// wrapper that no page describes.
pub(super) fn docs_path((owner, path): &Described, api: &Api) -> Option<String> {
    let (_, id) = named(*owner, api);
    let start = match owner {
        Owner::Resource(_) => id.to_owned(),
        Owner::Request(_) => format!("{id}.parameters"),
        Owner::Response(_) => format!("{id}.returns"),
        Owner::List(_) => return None,
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
pub(super) fn field<'a>((owner, path): &Described, api: &'a Api) -> Option<&'a Field> {
    let operation = |position: usize| &api.operations[position];
    let mut fields: Vec<&Field> = match owner {
        Owner::Resource(id) => api.resources[id.0].fields.iter().collect(),
        Owner::Request(position) => {
            let operation = operation(*position);
            operation.query.iter().chain(&operation.body).collect()
        }
        Owner::Response(position) => match &operation(*position).response {
            Response::Body(kind) => members(kind),
            _ => Vec::new(),
        },
        Owner::List(_) => Vec::new(),
    };
    let mut found = None;
    for name in names(path) {
        let field = fields.into_iter().find(|field| field.name == name)?;
        fields = members(&field.kind);
        found = Some(field);
    }
    found
}

/// The members of an object, or of those in a list or map.
fn members(kind: &Type) -> Vec<&Field> {
    match kind {
        Type::Object(fields) => fields.iter().collect(),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => members(inner),
        _ => Vec::new(),
    }
}

/// What values of a type look like.
pub(super) fn documented(kind: &Type) -> Inferred {
    match kind {
        Type::String | Type::Timestamp | Type::Enum(_) => Inferred::String,
        Type::Integer => Inferred::Integer,
        Type::Float => Inferred::Number,
        Type::Boolean => Inferred::Boolean,
        _ => Inferred::Any,
    }
}

/// The other owners of the same id.
pub(super) fn twins(owner: Owner, api: &Api) -> impl Iterator<Item = Owner> + '_ {
    let (_, id) = named(owner, api);
    let resources = (0..api.resources.len()).map(|position| Owner::Resource(ResourceId(position)));
    let operations = (0..api.operations.len())
        .flat_map(|position| [Owner::Request(position), Owner::Response(position)]);
    resources.chain(operations).filter(move |twin| {
        let is_alike = std::mem::discriminant(twin) == std::mem::discriminant(&owner);
        *twin != owner && is_alike && named(*twin, api).1 == id
    })
}

pub(super) fn page_of(owner: Owner, api: &Api) -> PageId {
    match owner {
        Owner::Resource(id) | Owner::List(id) => api.resources[id.0].page,
        Owner::Request(position) | Owner::Response(position) => api.operations[position].page,
    }
}
