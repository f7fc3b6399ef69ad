//! Two pages that define one resource alike share one type.

use std::collections::HashMap;

use crate::api::{Api, Field, ResourceId, Type};

/// For each resource the first one of the same id and the same structure, if there is one before it.
pub(super) fn find(api: &Api) -> Vec<Option<ResourceId>> {
    let mut by_id: HashMap<&str, Vec<ResourceId>> = HashMap::new();
    let mut aliases = Vec::with_capacity(api.resources.len());
    for (position, resource) in api.resources.iter().enumerate() {
        let known = by_id.entry(&resource.id).or_default();
        let same = known
            .iter()
            .copied()
            .find(|id| same_fields(&api.resources[id.0].fields, &resource.fields));
        if same.is_none() {
            known.push(ResourceId(position));
        }
        aliases.push(same);
    }
    aliases
}

fn same_fields(a: &[Field], b: &[Field]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_field(a, b))
}

/// Where a field stands and how it is described make no other type of it.
fn same_field(a: &Field, b: &Field) -> bool {
    let flags = |field: &Field| (field.optional, field.nullable, field.deprecated);
    a.name == b.name && flags(a) == flags(b) && same_type(&a.kind, &b.kind)
}

fn same_type(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Object(a), Type::Object(b)) => same_fields(a, b),
        (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => same_type(a, b),
        (Type::Enum(a), Type::Enum(b)) => a
            .iter()
            .map(|value| &value.value)
            .eq(b.iter().map(|value| &value.value)),
        (a, b) => a == b,
    }
}
