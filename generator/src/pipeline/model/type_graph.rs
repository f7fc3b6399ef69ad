//! The graph of types, which determines the types that are sent or received.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::rust_model::{Item, ItemPath, RustModel, RustType};

/// The requests, and all types inside them.
pub(super) fn sent(model: &RustModel) -> BTreeSet<ItemPath> {
    TypeGraph::new(model).closure(requests(model).cloned().collect())
}

/// The resources and the responses, and all types inside them.
pub(super) fn received(model: &RustModel) -> BTreeSet<ItemPath> {
    let requests: HashSet<&ItemPath> = requests(model).collect();
    let named = model.named_types.iter().map(|named| &named.path);
    let responses = model.operations.iter().filter_map(|operation| {
        let response = operation.response.as_ref()?;
        response.item()
    });
    let received = named
        .filter(|path| !requests.contains(path))
        .chain(responses);
    TypeGraph::new(model).closure(received.cloned().collect())
}

/// The types that operations send.
fn requests(model: &RustModel) -> impl Iterator<Item = &ItemPath> {
    model.operations.iter().map(|operation| &operation.endpoint)
}

/// The types that each type contains.
struct TypeGraph(HashMap<ItemPath, Vec<ItemPath>>);

impl TypeGraph {
    fn new(model: &RustModel) -> Self {
        let mut parts: HashMap<ItemPath, Vec<ItemPath>> = HashMap::new();
        for (module, item) in model.items() {
            // Endpoints have no path, and enums of requests are left out: they refer to a response,
            // which is not part of the request.
            if let (Some(path), false) = (item.path(module), matches!(item, Item::RequestEnum(_))) {
                let inner = item.types().into_iter().filter_map(RustType::item);
                parts.entry(path).or_default().extend(inner.cloned());
            }
        }
        Self(parts)
    }

    /// These types, and all types inside them.
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
