//! Where a type holds itself, a `Box` is needed: on the way back, and only there.

use std::collections::HashMap;

use super::rust_model::{Item, ItemPath, ModulePath, RustModel, RustType};

/// A field, by the position of its item and its own.
type FieldId = (usize, usize);

/// Boxes every field that closes a circle.
///
/// Structs are visited in the order of the output, so that the same fields are
/// boxed in every run.
pub(super) fn box_recursion(model: &mut RustModel) {
    let graph = Graph::of(model);
    for (item, field) in graph.closing_fields() {
        if let Some(kind) = field_mut(model, &graph.paths[item], field) {
            wrap(kind);
        }
    }
}

/// Which structs hold which, with no indirection between.
struct Graph {
    paths: Vec<ItemPath>,
    /// For each struct the fields that hold another one, and which.
    edges: Vec<Vec<(usize, usize)>>,
}

/// How far the search has come with a struct.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

impl Graph {
    fn of(model: &RustModel) -> Self {
        let structs: Vec<_> = model
            .items()
            .filter_map(|(module, item)| as_struct(module, item))
            .collect();
        let positions: HashMap<&ItemPath, usize> = structs
            .iter()
            .enumerate()
            .map(|(index, (path, _))| (path, index))
            .collect();
        let edges = structs.iter().map(|(_, fields)| {
            let held = fields
                .iter()
                .enumerate()
                .filter_map(|(field, kind)| Some((field, *positions.get(held_item(kind)?)?)));
            held.collect()
        });
        let edges = edges.collect();
        Self {
            paths: structs.into_iter().map(|(path, _)| path).collect(),
            edges,
        }
    }

    /// The fields that lead back to a struct that the search is still inside of.
    fn closing_fields(&self) -> Vec<FieldId> {
        let mut states = vec![State::New; self.paths.len()];
        let mut closing = Vec::new();
        for root in 0..self.paths.len() {
            // A stack of our own: docs that nest deeply must not exhaust the thread's.
            let mut stack = vec![(root, 0)];
            while let Some((item, edge)) = stack.pop() {
                if edge == 0 && states[item] != State::New {
                    continue;
                }
                states[item] = State::Open;
                let Some((field, target)) = self.edges[item].get(edge).copied() else {
                    states[item] = State::Done;
                    continue;
                };
                stack.push((item, edge + 1));
                match states[target] {
                    State::New => stack.push((target, 0)),
                    State::Open => closing.push((item, field)),
                    State::Done => {}
                }
            }
        }
        closing
    }
}

fn as_struct<'a>(module: &ModulePath, item: &'a Item) -> Option<(ItemPath, Vec<&'a RustType>)> {
    let Item::Struct(item) = item else {
        return None;
    };
    let path = ItemPath {
        module: module.clone(),
        name: item.name.clone(),
    };
    Some((path, item.fields.iter().map(|field| &field.kind).collect()))
}

/// The item that a type holds inside itself; lists and maps hold theirs elsewhere.
fn held_item(kind: &RustType) -> Option<&ItemPath> {
    match kind {
        RustType::Item(path) => Some(path),
        RustType::Option(inner) => held_item(inner),
        _ => None,
    }
}

fn field_mut<'a>(
    model: &'a mut RustModel,
    path: &ItemPath,
    field: usize,
) -> Option<&'a mut RustType> {
    let items = &mut model.modules.get_mut(&path.module)?.items;
    items.iter_mut().find_map(|item| match item {
        Item::Struct(item) if item.name == path.name => {
            item.fields.get_mut(field).map(|field| &mut field.kind)
        }
        _ => None,
    })
}

fn wrap(kind: &mut RustType) {
    match kind {
        RustType::Option(inner) => wrap(inner),
        kind => *kind = RustType::Box(Box::new(kind.clone())),
    }
}
