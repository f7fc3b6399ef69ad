//! Decides which types are only serialized or only deserialized.

use super::rust_model::{Item, RustModel, SerdeDirections};
use super::type_graph;
use crate::config::{SerdeDerives, Settings};

/// Decides the directions of each struct and union.
pub(super) fn decide(model: &mut RustModel, settings: &Settings) {
    if settings.serde == SerdeDerives::ByDirection {
        by_direction(model);
    }
    for item in model.modules.values_mut().flat_map(|it| &mut it.items) {
        // The JSON of such a request lacks the fields in its path or headers, so it cannot be
        // deserialized.
        if let Item::Struct(item) = item
            && item.fields.iter().any(|field| field.wire.is_skipped())
        {
            item.directions.deserialize = false;
        }
    }
}

/// Requests are serialized, resources and responses are deserialized, including everything inside
/// them. A type that belongs to neither, or to both, gets both directions.
fn by_direction(model: &mut RustModel) {
    let (sent, received) = (type_graph::sent(model), type_graph::received(model));
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            let (path, directions) = match item {
                Item::Struct(item) => (module.item(&item.name), &mut item.directions),
                Item::Union(item) => (module.item(&item.name), &mut item.directions),
                _ => continue,
            };
            let (sent, received) = (sent.contains(&path), received.contains(&path));
            *directions = SerdeDirections {
                serialize: sent || !received,
                deserialize: received || !sent,
            };
        }
    }
}
