//! The company that each resource keeps: what refers to it, whatever it says of itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::pipeline::api::{Api, Field, Operation, Resource, ResourceId, Response, Type};

/// The ids of the resources and operations that refer to a resource.
pub(super) type Referrers<'a> = BTreeMap<ResourceId, BTreeSet<&'a str>>;

pub(super) fn referrers(api: &Api) -> Referrers<'_> {
    let mut company = Referrers::new();
    for Resource { id, fields, .. } in &api.resources {
        of_fields(fields, id, &mut company);
    }
    for operation in &api.operations {
        let Operation {
            id, query, body, ..
        } = operation;
        of_fields(query, id, &mut company);
        of_fields(body, id, &mut company);
        if let Response::Body(ty) = &operation.response {
            of_type(ty, id, &mut company);
        }
    }
    company
}

fn of_fields<'a>(fields: &[Field], id: &'a str, company: &mut Referrers<'a>) {
    for field in fields {
        of_type(&field.ty, id, company);
    }
}

fn of_type<'a>(ty: &Type, id: &'a str, company: &mut Referrers<'a>) {
    match ty {
        Type::Resource(resource) => {
            company.entry(*resource).or_default().insert(id);
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => of_type(inner, id, company),
        Type::Object(fields) => of_fields(fields, id, company),
        Type::Union(union) => {
            for alternative in &union.alternatives {
                of_type(&alternative.ty, id, company);
            }
        }
        _ => {}
    }
}
