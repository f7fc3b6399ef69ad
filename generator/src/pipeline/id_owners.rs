//! Finds the members and parameters that contain the id of a resource.

mod owners;
mod paths;

use super::api::{Api, Field, IdOwner, IdRule, ResourceId, Response, Type};
use super::serde_rules;
use crate::notation::words::underscored;
pub(crate) use owners::Owners;
#[cfg(feature = "analysis")]
pub(crate) use owners::UnclearName;
use paths::PathOwners;

/// Marks every member and parameter whose name or place refers to the id of a resource.
pub(crate) fn mark(api: &mut Api) {
    let owners = Owners::new(api);
    let in_paths = paths::find(api, &owners);
    let pages = &api.pages;
    for (position, resource) in (0..).zip(&mut api.resources) {
        if let Some(own) = owners.of_resource(ResourceId(position), IdRule::Own) {
            mark_own(&mut resource.fields, &own);
        }
        let section = pages[resource.page.index()].section();
        owners.mark_fields(&mut resource.fields, section);
    }
    for (operation, in_path) in api.operations.iter_mut().zip(in_paths) {
        let PathOwners {
            parameters,
            response,
        } = in_path;
        for (parameter, owner) in operation.path_parameters.iter_mut().zip(parameters) {
            parameter.id = owner;
        }
        let section = pages[operation.page.index()].section();
        for fields in [
            &mut operation.headers,
            &mut operation.query,
            &mut operation.body,
        ] {
            owners.mark_fields(fields, section);
        }
        if let Response::Body(ty) = &mut operation.response {
            if let (Some(owner), Some(fields)) = (response, described_members(ty)) {
                mark_own(fields, &owner);
            }
            owners.mark_type(ty, section);
        }
    }
}

impl Owners {
    fn mark_fields(&self, fields: &mut [Field], section: Option<&str>) {
        for field in fields {
            let name = underscored(&field.name);
            if field.origin.id.is_none() {
                field.origin.id = self.of_member(&name, &field.ty, section);
            }
            if let Some(inside) = object_in(&mut field.ty)
                && let Some(owner) = self.of_inside(&name, section)
            {
                mark_own(inside, &owner);
            }
            self.mark_type(&mut field.ty, section);
        }
    }

    fn mark_type(&self, ty: &mut Type, section: Option<&str>) {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.mark_type(inner, section);
            }
            Type::Object(fields) => self.mark_fields(fields, section),
            Type::Union(union) => {
                let alternatives = union.alternatives.iter_mut();
                alternatives.for_each(|alternative| self.mark_type(&mut alternative.ty, section));
            }
            _ => {}
        }
    }
}

/// Marks the `id` of an object. An `id` that is already marked keeps its owner.
fn mark_own(fields: &mut [Field], owner: &IdOwner) {
    let ids = fields.iter_mut().filter(|field| owners::is_id(field));
    for field in ids {
        field.origin.id.get_or_insert_with(|| owner.clone());
    }
}

/// The members of the object, or of each object in the list.
fn object_in(ty: &mut Type) -> Option<&mut [Field]> {
    match ty {
        Type::List(inner) | Type::Nullable(inner) => object_in(inner),
        Type::Object(fields) => Some(fields),
        _ => None,
    }
}

/// The members of a response, or of the items of a list response.
fn described_members(response: &mut Type) -> Option<&mut [Field]> {
    let is_list = serde_rules::list_item(response).is_some();
    let Type::Object(fields) = response else {
        return None;
    };
    if !is_list {
        return Some(fields);
    }
    let data = fields.iter_mut().find(|field| field.name == "data")?;
    object_in(&mut data.ty)
}
