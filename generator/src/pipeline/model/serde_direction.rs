//! The types that are only sent or only received, where they need not be both.

use std::collections::{BTreeSet, HashMap};

use super::rust_model::{Item, ItemPath, RustModel, RustType, SerdeDirections};
use crate::config::{SerdeDerives, Settings};

/// Decides the directions of each struct and union. Requests are serialized, resources and
/// responses deserialized, and so is all that is in them; a type that is neither, or both, goes
/// both ways.
pub(super) fn decide(model: &mut RustModel, settings: &Settings) {
    if settings.serde == SerdeDerives::Both {
        return;
    }
    let graph = TypeGraph::new(model);
    let sent = graph.closure(requests(model).cloned().collect());
    let received = graph.closure(received(model));
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

/// The types that operations send.
fn requests(model: &RustModel) -> impl Iterator<Item = &ItemPath> {
    model.operations.iter().map(|operation| &operation.endpoint)
}

/// The resources, and the types in responses.
fn received(model: &RustModel) -> Vec<ItemPath> {
    let requests: BTreeSet<&ItemPath> = requests(model).collect();
    let named = model.named_types.iter().map(|named| &named.path);
    let responses = model.operations.iter().filter_map(|operation| {
        let response = operation.response.as_ref()?;
        response.item()
    });
    named
        .filter(|path| !requests.contains(path))
        .chain(responses)
        .cloned()
        .collect()
}

/// The types that each type is made of.
struct TypeGraph(HashMap<ItemPath, Vec<ItemPath>>);

impl TypeGraph {
    fn new(model: &RustModel) -> Self {
        let mut parts: HashMap<ItemPath, Vec<ItemPath>> = HashMap::new();
        for (module, item) in model.items() {
            // The response of an endpoint is no part of the request.
            if let (Some(path), false) = (item.path(module), matches!(item, Item::RequestEnum(_))) {
                let inner = item.types().into_iter().filter_map(RustType::item);
                parts.entry(path).or_default().extend(inner.cloned());
            }
        }
        Self(parts)
    }

    /// These types, and all that is in them.
    fn closure(&self, mut open: Vec<ItemPath>) -> BTreeSet<ItemPath> {
        let mut found = BTreeSet::new();
        while let Some(path) = open.pop() {
            if found.insert(path.clone()) {
                open.extend(self.0.get(&path).into_iter().flatten().cloned());
            }
        }
        found
    }
}
