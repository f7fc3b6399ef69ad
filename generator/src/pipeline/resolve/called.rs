//! Finds resources by what descriptions call them.

use std::collections::HashMap;

use crate::pipeline::api::ResourceId;

/// Resources by their key, and by the literal of their `object`, in page order.
#[derive(Debug, Default)]
pub(super) struct ResourceNames<'a> {
    by_key: HashMap<&'a str, Vec<ResourceId>>,
    by_object: HashMap<&'a str, Vec<ResourceId>>,
}

impl<'a> ResourceNames<'a> {
    pub(super) fn add(&mut self, resource: ResourceId, key: &'a str, object: Option<&'a str>) {
        self.by_key.entry(key).or_default().push(resource);
        if let Some(object) = object {
            self.by_object.entry(object).or_default().push(resource);
        }
    }

    /// The resources whose key is this name.
    pub(super) fn by_key(&self, name: &str) -> &[ResourceId] {
        self.by_key.get(name).map_or(&[], Vec::as_slice)
    }

    /// The resources whose `object` is this name on the wire.
    pub(super) fn by_object(&self, name: &str) -> &[ResourceId] {
        self.by_object.get(name).map_or(&[], Vec::as_slice)
    }
}
