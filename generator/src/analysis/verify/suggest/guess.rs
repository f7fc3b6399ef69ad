//! How far the values of some bodies speak for others.

use std::collections::BTreeSet;

use super::super::identify;
use super::super::infer::{InferredType, Member, TAG};
use crate::pipeline::api::{Api, Resource};

/// What one body has, the next may lack.
const ENOUGH_BODIES: usize = 2;

/// Whether so many bodies that all have a member tell that it is never absent.
pub(super) fn is_certain(bodies: usize) -> bool {
    bodies >= ENOUGH_BODIES
}

/// The type to suggest for what so many bodies have: resources by their id, and no member
/// needed of which nobody knows whether it is always there.
pub(super) fn ty(ty: InferredType, bodies: usize, api: &Api) -> InferredType {
    match ty {
        InferredType::Array(item) => InferredType::Array(Box::new(self::ty(*item, bodies, api))),
        InferredType::Map(value) => InferredType::Map(Box::new(self::ty(*value, bodies, api))),
        InferredType::Object(members) => match resource(&members, api) {
            Some(id) => InferredType::Resource(id),
            None => {
                let members = members.into_iter();
                InferredType::Object(members.map(|one| member(one, bodies, api)).collect())
            }
        },
        ty => ty,
    }
}

fn member(member: Member, bodies: usize, api: &Api) -> Member {
    Member {
        optional: member.optional || !is_certain(bodies),
        ty: ty(member.ty, bodies, api),
        ..member
    }
}

/// The id of the resource that an object says it is, if it has all that the resource needs.
fn resource(members: &[Member], api: &Api) -> Option<String> {
    let tag = members.iter().find(|member| member.name == TAG)?;
    let InferredType::Literal(said) = &tag.ty else {
        return None;
    };
    let resources = api.resources.iter();
    let named: Vec<&Resource> = resources
        .filter(|resource| identify::objects(resource).any(|known| known == said))
        .collect();
    let ids: BTreeSet<&str> = named.iter().map(|resource| &*resource.id).collect();
    let id = match ids.len() {
        1 => *ids.first()?,
        _ => *ids.get(said.as_str())?,
    };
    // Which page's is meant nobody knows, so it has to be any of them.
    let mut pages = named.iter().filter(|resource| resource.id == id);
    pages
        .all(|resource| has_all(members, resource))
        .then(|| id.to_owned())
}

fn has_all(members: &[Member], resource: &Resource) -> bool {
    let is_there = |name: &str| {
        let mut there = members.iter();
        there.any(|member| member.name == name && !member.optional)
    };
    let mut fields = resource.fields.iter();
    fields.all(|field| field.optional || is_there(&field.name))
}
