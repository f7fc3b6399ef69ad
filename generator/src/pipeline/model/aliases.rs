//! Two pages that define one resource alike share one type.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::pipeline::api::{Api, ByShape, ResourceId};

/// For each resource the first one of the same id and the same structure, if there is one before it.
pub(super) fn find(api: &Api) -> Vec<Option<ResourceId>> {
    let mut known = HashMap::with_capacity(api.resources.len());
    let resources = api.resources.iter().enumerate();
    let aliases = resources.map(|(position, resource)| {
        match known.entry((resource.id.as_str(), ByShape(&resource.fields))) {
            Entry::Occupied(same) => Some(*same.get()),
            Entry::Vacant(first) => {
                first.insert(ResourceId(position));
                None
            }
        }
    });
    aliases.collect()
}
