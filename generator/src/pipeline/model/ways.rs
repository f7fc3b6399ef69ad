//! Which types are written and which are read, where they need not be both.

use std::collections::{BTreeSet, HashMap};

use super::rust_model::{Item, ItemPath, ModulePath, RustModel, RustType, SerdeDirections};
use crate::config::{SerdeDerives, Settings};

/// Decides what each struct and union is for. A request is written, a resource and what comes back
/// is read, and so is all that is in it; what is neither, or both, goes both ways.
pub(super) fn decide(model: &mut RustModel, settings: &Settings) {
    if settings.serde == SerdeDerives::Both {
        return;
    }
    let parts = TypeGraph::new(model);
    let written = parts.closure(requests(model));
    let read = parts.closure(answers(model));
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            let Some((path, ways)) = ways_of(module, item) else {
                continue;
            };
            let (written, read) = (written.contains(&path), read.contains(&path));
            *ways = SerdeDirections {
                written: written || !read,
                read: read || !written,
            };
        }
    }
}

fn ways_of<'a>(
    module: &ModulePath,
    item: &'a mut Item,
) -> Option<(ItemPath, &'a mut SerdeDirections)> {
    let (name, ways) = match item {
        Item::Struct(item) => (&item.name, &mut item.ways),
        Item::Union(item) => (&item.name, &mut item.ways),
        _ => return None,
    };
    let module = module.clone();
    let name = name.clone();
    Some((ItemPath { module, name }, ways))
}

/// The types that operations send.
fn requests(model: &RustModel) -> Vec<ItemPath> {
    let operations = model.operations.iter();
    operations
        .map(|operation| operation.endpoint.clone())
        .collect()
}

/// The resources, and the types that operations answer.
fn answers(model: &RustModel) -> Vec<ItemPath> {
    let requests: BTreeSet<&ItemPath> = model
        .operations
        .iter()
        .map(|operation| &operation.endpoint)
        .collect();
    let listed = model.listed.iter().map(|listed| &listed.path);
    let listed = listed.filter(|path| !requests.contains(path)).cloned();
    let responses = model
        .operations
        .iter()
        .filter_map(|operation| operation.response.as_ref());
    listed.chain(responses.flat_map(items_in)).collect()
}

/// What types are made of.
struct TypeGraph(HashMap<ItemPath, Vec<ItemPath>>);

impl TypeGraph {
    fn new(model: &RustModel) -> Self {
        let mut parts: HashMap<ItemPath, Vec<ItemPath>> = HashMap::new();
        for (module, item) in model.items() {
            // What an endpoint answers is no part of the request.
            if let (Some(name), true) = (item.name(), !matches!(item, Item::RequestEnum(_))) {
                let (module, name) = (module.clone(), name.clone());
                let inner = item.types().into_iter().flat_map(items_in);
                parts
                    .entry(ItemPath { module, name })
                    .or_default()
                    .extend(inner);
            }
        }
        Self(parts)
    }

    /// These types, and all that is in them.
    fn closure(&self, roots: Vec<ItemPath>) -> BTreeSet<ItemPath> {
        let mut found = BTreeSet::new();
        let mut open = roots;
        while let Some(path) = open.pop() {
            if found.insert(path.clone()) {
                open.extend(self.0.get(&path).into_iter().flatten().cloned());
            }
        }
        found
    }
}

/// The types of the output that a type names.
fn items_in(ty: &RustType) -> impl Iterator<Item = ItemPath> {
    ty.layers().filter_map(|layer| match layer {
        RustType::Item(path) => Some(path.clone()),
        _ => None,
    })
}
