//! Where a type holds itself, a `Box` is needed: on the way back, and only there.

use std::collections::{HashMap, HashSet};

use super::rust_model::{Item, ItemPath, ModulePath, RustModel, RustType, StructField};

/// A field, by the position of its item and its own.
type FieldId = (usize, usize);

/// Boxes every field that closes a circle.
///
/// Structs are visited in the order of the output, so that the same fields are
/// boxed in every run.
pub(super) fn box_cycles(model: &mut RustModel) {
    let closing: HashSet<FieldId> = Graph::new(model).back_edges().into_iter().collect();
    for (item, fields) in structs_mut(model).enumerate() {
        for (field, of_struct) in fields.iter_mut().enumerate() {
            if closing.contains(&(item, field)) {
                wrap(&mut of_struct.ty);
            }
        }
    }
}

/// Which structs hold which, with no indirection between.
struct Graph {
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
    fn new(model: &RustModel) -> Self {
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
                .filter_map(|(field, ty)| Some((field, *positions.get(held_item(ty)?)?)));
            held.collect()
        });
        Self {
            edges: edges.collect(),
        }
    }

    /// The fields that lead back to a struct that the search is still inside of.
    fn back_edges(&self) -> Vec<FieldId> {
        let mut states = vec![State::New; self.edges.len()];
        let mut closing = Vec::new();
        for root in 0..self.edges.len() {
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
    Some((path, item.fields.iter().map(|field| &field.ty).collect()))
}

/// The item that a type holds inside itself; lists and maps hold theirs elsewhere.
fn held_item(ty: &RustType) -> Option<&ItemPath> {
    match ty {
        RustType::Item(path) => Some(path),
        RustType::Option(inner) => held_item(inner),
        _ => None,
    }
}

/// The fields of every struct, in the order of the graph.
fn structs_mut(model: &mut RustModel) -> impl Iterator<Item = &mut Vec<StructField>> {
    let items = model
        .modules
        .values_mut()
        .flat_map(|module| &mut module.items);
    items.filter_map(|item| match item {
        Item::Struct(item) => Some(&mut item.fields),
        _ => None,
    })
}

fn wrap(ty: &mut RustType) {
    match ty {
        RustType::Option(inner) => wrap(inner),
        ty => *ty = RustType::Box(Box::new(ty.clone())),
    }
}
