//! Recursive types: reports a type that no JSON value could have, and adds a `Box` where Rust needs
//! one.

use std::collections::{HashMap, HashSet};

use super::rust_model::{Item, ItemPath, RustModel, RustType, StructItem};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::pipeline::api::{Api, Field, Type};

/// Reports every required member that contains its own resource again.
pub(super) fn check_infinite_types(api: &Api, diagnostics: &mut Diagnostics) {
    let resources = api.resources.iter();
    let graph = Graph(resources.map(|it| required(&it.fields)).collect());
    let component_of = graph.strongly_connected_components();
    for (holder, edges) in graph.0.iter().enumerate() {
        for (field, held) in edges {
            if component_of[*held] == component_of[holder] {
                let message = format!(
                    "every `{}` would contain another one, without end",
                    api.resources[holder].id
                );
                report_infinite_type(field, message, diagnostics);
            }
        }
    }
}

/// Reports a warning at the member. For a member of a definition it is an error, because a user can
/// always edit a definition, but not always the pages.
fn report_infinite_type(field: &Field, message: String, diagnostics: &mut Diagnostics) {
    let (code, help, at) = match field.definition() {
        Some(definition) => (
            Code::InvalidCorrection,
            "mark the member as `optional = true` or `nullable = true`, or make it a list",
            Location::Known(definition.place.clone()),
        ),
        None => (
            Code::ContradictoryType,
            "mark the member as `optional: true`, or give it `| null` or a list",
            Location::Value(field.place.clone()),
        ),
    };
    diagnostics.report(code, message, help, at);
}

/// The resources that a value must contain, directly or in an object that is described in place.
/// Each has the member that contains it.
fn required(fields: &[Field]) -> Vec<(&Field, usize)> {
    fields
        .iter()
        .filter(|field| !field.optional && !field.nullable)
        .flat_map(|field| match &field.ty {
            Type::Resource(id) => vec![(field, id.0)],
            // The members inside a defined member have no places of their own.
            Type::Object(fields) if field.definition().is_some() => {
                let inside = required(fields).into_iter();
                inside.map(|(_, held)| (field, held)).collect()
            }
            Type::Object(fields) => required(fields),
            _ => Vec::new(),
        })
        .collect()
}

/// Boxes every field that closes a cycle of structs.
///
/// Structs are visited in the order of the output, so that the same fields are
/// boxed in every run.
pub(super) fn box_cycles(model: &mut RustModel) {
    let search = graph_of_structs(model).search();
    let closing: HashSet<(usize, usize)> = search.back_edges.into_iter().collect();
    let items = model.modules.values_mut().flat_map(|it| &mut it.items);
    let structs = items.filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    });
    for (position, item) in structs.enumerate() {
        for (index, field) in item.fields.iter_mut().enumerate() {
            if closing.contains(&(position, index)) {
                let mut ty = &mut field.ty;
                while let RustType::Option(inner) = ty {
                    ty = inner;
                }
                *ty = RustType::Box(Box::new(ty.clone()));
            }
        }
    }
}

/// The structs in the order of the output, with the fields that contain another struct without
/// indirection.
fn graph_of_structs(model: &RustModel) -> Graph<usize> {
    let structs: Vec<(ItemPath, &StructItem)> = model
        .items()
        .filter_map(|(module, item)| item.as_struct().map(|it| (module.item(&it.name), it)))
        .collect();
    let paths = structs.iter().map(|(path, _)| path);
    let positions: HashMap<&ItemPath, usize> = paths.zip(0..).collect();
    let edges = structs.iter().map(|(_, item)| {
        let fields = item.fields.iter().enumerate();
        let held = fields.filter_map(|(index, field)| {
            // Lists and maps store their items on the heap.
            let mut layers = field.ty.layers();
            match layers.find(|layer| !matches!(layer, RustType::Option(_)))? {
                RustType::Item(path) => Some((index, *positions.get(path)?)),
                _ => None,
            }
        });
        held.collect()
    });
    Graph(edges.collect())
}

/// For each node, its outgoing edges, each with a label and a target.
struct Graph<L>(Vec<Vec<(L, usize)>>);

/// The result of a depth-first search through a whole graph.
struct Search<L> {
    /// Every node, after all nodes that the search reached from it.
    post_order: Vec<usize>,
    /// The edges to a node whose visit had not ended: the source of the edge, and its label.
    back_edges: Vec<(usize, L)>,
}

/// The progress of a search with a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

impl<L: Copy> Graph<L> {
    fn search(&self) -> Search<L> {
        let mut states = vec![State::New; self.0.len()];
        let mut post_order = Vec::with_capacity(self.0.len());
        let mut back_edges = Vec::new();
        for root in 0..self.0.len() {
            // An explicit stack, since deeply nested docs must not overflow the stack of the
            // thread.
            let mut stack = vec![(root, 0)];
            while let Some((node, edge)) = stack.pop() {
                if edge == 0 && states[node] != State::New {
                    continue;
                }
                states[node] = State::Open;
                let Some(&(label, target)) = self.0[node].get(edge) else {
                    states[node] = State::Done;
                    post_order.push(node);
                    continue;
                };
                stack.push((node, edge + 1));
                match states[target] {
                    State::New => stack.push((target, 0)),
                    State::Open => back_edges.push((node, label)),
                    State::Done => {}
                }
            }
        }
        Search {
            post_order,
            back_edges,
        }
    }

    /// The strongly connected component of each node, by Kosaraju's algorithm, which visits each
    /// edge twice.
    fn strongly_connected_components(&self) -> Vec<Option<usize>> {
        let mut holders = vec![Vec::new(); self.0.len()];
        for (holder, edges) in self.0.iter().enumerate() {
            for (_, held) in edges {
                holders[*held].push(holder);
            }
        }
        let mut component_of = vec![None; self.0.len()];
        for (component, last) in self.search().post_order.into_iter().rev().enumerate() {
            let mut open = vec![last];
            while let Some(node) = open.pop() {
                if component_of[node].is_none() {
                    component_of[node] = Some(component);
                    open.extend(&holders[node]);
                }
            }
        }
        component_of
    }
}
