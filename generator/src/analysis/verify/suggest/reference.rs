//! Looks up paths, pages and types for corrections in the reference.

use std::collections::BTreeSet;

use super::super::inferred_type::{InferredMember, InferredType, TAG};
use super::super::models::tags;
use super::super::value_location::{MemberKey, SchemaOwner};
use crate::base::page_path;
use crate::notation::docs_path;
use crate::pipeline::api::{Api, Field, Resource, ResourceId, Response, Type};

/// The member of the reference at a path.
pub(super) fn field<'a>(key: &MemberKey, api: &'a Api) -> Option<&'a Field> {
    let mut names = key.names();
    let fields: Vec<&Field> = match key.owner {
        SchemaOwner::Resource(id) => api.resources[id.0].fields.iter().collect(),
        SchemaOwner::Request(index) => {
            let operation = &api.operations[index];
            if let Some(body) = operation.whole_body() {
                return member(body, names);
            }
            operation.parameters().collect()
        }
        SchemaOwner::Response(index) => match &api.operations[index].response {
            Response::Body(ty) => ty.members().iter().collect(),
            Response::NoBody | Response::BrowserUrl => return None,
        },
        SchemaOwner::List(_) => return None,
    };
    let first = names.next()?;
    let mut fields = fields.into_iter();
    let field = fields.find(|field| docs_path::segment(&field.name) == first)?;
    member(field, names)
}

/// The member at a path of names inside another member.
fn member<'a, 'n>(mut field: &'a Field, names: impl Iterator<Item = &'n str>) -> Option<&'a Field> {
    for name in names {
        let members = field.ty.members();
        field = members
            .iter()
            .find(|field| docs_path::segment(&field.name) == name)?;
    }
    Some(field)
}

/// The page of the owner, if its id is on several pages that differ in this member.
pub(super) fn page_name(key: &MemberKey, api: &Api) -> Option<String> {
    let facts = |owner: SchemaOwner| {
        let key = MemberKey {
            owner,
            path: key.path.clone(),
        };
        let field = field(&key, api);
        field.map(|field| (field.optional, field.nullable, field.ty.notation(api)))
    };
    page_of(key.owner, facts, api)
}

/// The page of the owner, if its id is on several pages that differ in these facts.
pub(super) fn page_of<F: PartialEq>(
    owner: SchemaOwner,
    facts: impl Fn(SchemaOwner) -> F,
    api: &Api,
) -> Option<String> {
    let own = facts(owner);
    if same_id(owner, api).all(|other| facts(other) == own) {
        return None;
    }
    let page = &api.pages[owner.page(api).index()];
    Some(page_path::stem(&page.path).to_owned())
}

/// The other owners of the same role and id.
fn same_id(owner: SchemaOwner, api: &Api) -> impl Iterator<Item = SchemaOwner> + '_ {
    let number = match owner {
        SchemaOwner::Resource(_) | SchemaOwner::List(_) => api.resources.len(),
        SchemaOwner::Request(_) | SchemaOwner::Response(_) => api.operations.len(),
    };
    let owners = (0..number).map(move |index| match owner {
        SchemaOwner::Resource(_) => SchemaOwner::Resource(ResourceId(index)),
        SchemaOwner::List(_) => SchemaOwner::List(ResourceId(index)),
        SchemaOwner::Request(_) => SchemaOwner::Request(index),
        SchemaOwner::Response(_) => SchemaOwner::Response(index),
    });
    owners.filter(move |other| *other != owner && other.id(api) == owner.id(api))
}

/// The inferred type of values that have a documented type.
pub(super) fn documented(ty: &Type) -> InferredType {
    match ty {
        Type::String | Type::Timestamp | Type::Enum(_) => InferredType::String,
        Type::Integer => InferredType::Integer,
        Type::Float => InferredType::Number,
        Type::Boolean => InferredType::Boolean,
        _ => InferredType::Any,
    }
}

/// The type, with known objects replaced by the ids of their resources. Members are required only
/// if `certain`.
pub(super) fn known_types(ty: InferredType, certain: bool, api: &Api) -> InferredType {
    let inside = |ty: InferredType| known_types(ty, certain, api);
    match ty {
        InferredType::Array(item) => InferredType::Array(Box::new(inside(*item))),
        InferredType::Map(value) => InferredType::Map(Box::new(inside(*value))),
        InferredType::Object(members) => match resource_id(&members, api) {
            Some(id) => InferredType::Resource(id.to_owned()),
            None => InferredType::Object(
                members
                    .into_iter()
                    .map(|member| InferredMember {
                        optional: member.optional || !certain,
                        ty: inside(member.ty),
                        ..member
                    })
                    .collect(),
            ),
        },
        ty => ty,
    }
}

/// The id of the resource with the tag of an object, if the object has all required members of the
/// resource.
fn resource_id<'a>(members: &[InferredMember], api: &'a Api) -> Option<&'a str> {
    let tag = members.iter().find(|member| member.name == TAG)?;
    let InferredType::Literal(tag) = &tag.ty else {
        return None;
    };
    let resources = api.resources.iter();
    let tagged: Vec<&Resource> = resources
        .filter(|resource| tags(resource).any(|known| known == tag))
        .collect();
    let ids: BTreeSet<&str> = tagged.iter().map(|resource| &*resource.id).collect();
    let id = match ids.len() {
        1 => *ids.first()?,
        _ => *ids.get(tag.as_str())?,
    };
    let has = |name: &str| {
        members
            .iter()
            .any(|member| member.name == name && !member.optional)
    };
    // A correction cannot name the page of a resource, so the object must match all resources with
    // the id.
    let fits = |resource: &&Resource| {
        let mut fields = resource.fields.iter();
        fields.all(|field| field.optional || has(&field.name))
    };
    let mut resources = tagged.iter().filter(|resource| resource.id == id);
    if resources.all(fits) { Some(id) } else { None }
}
