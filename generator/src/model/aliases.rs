//! Two pages that define one resource alike share one type.

use std::collections::HashMap;

use crate::api::{Api, Field, ResourceId};

/// For each resource the first one of the same id and the same structure, if there is one before it.
pub(super) fn find(api: &Api) -> Vec<Option<ResourceId>> {
    let mut by_id: HashMap<&str, Vec<ResourceId>> = HashMap::new();
    let mut aliases = Vec::with_capacity(api.resources.len());
    for (position, resource) in api.resources.iter().enumerate() {
        let known = by_id.entry(&resource.id).or_default();
        let same = known
            .iter()
            .copied()
            .find(|id| Field::are_like(&api.resources[id.0].fields, &resource.fields));
        if same.is_none() {
            known.push(ResourceId(position));
        }
        aliases.push(same);
    }
    aliases
}
