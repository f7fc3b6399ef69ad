//! Resources that hold one of their own kind and cannot do without it: no JSON is such a thing.

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::NodeRef;
use crate::pipeline::api::{Api, Field, ResourceId, Type};

/// Warns of every member that its resource must have and that holds the resource again.
pub(super) fn check_infinite_types(api: &Api, diagnostics: &mut Diagnostics) {
    let resources = api.resources.iter();
    let held: Vec<_> = resources.map(|it| required(&it.fields)).collect();
    let circle_of = strongly_connected_components(&held);
    for (position, inside) in held.iter().enumerate() {
        for (place, id) in inside {
            if circle_of[id.0] == circle_of[position] {
                let message = format!(
                    "every `{}` would hold another one, without end",
                    api.resources[position].id
                );
                let help = "mark the member as `optional: true`, or give it `| null` or a list";
                let at = Location::Value((*place).clone());
                diagnostics.report(Code::ContradictoryType, message, help, at);
            }
        }
    }
}

/// What each resource must have inside, and where that is said.
type Held<'a> = [Vec<(&'a NodeRef, ResourceId)>];

/// Which circle each resource is in: two are in one if each holds the other. By Kosaraju's algorithm,
/// which looks at each member twice, however long a circle is.
fn strongly_connected_components(held: &Held<'_>) -> Vec<Option<usize>> {
    let mut holders = vec![Vec::new(); held.len()];
    for (holder, inside) in held.iter().enumerate() {
        inside.iter().for_each(|(_, id)| holders[id.0].push(holder));
    }
    let mut circle_of = vec![None; held.len()];
    for (number, last) in post_order(held).into_iter().rev().enumerate() {
        let mut next = vec![last];
        while let Some(id) = next.pop() {
            if circle_of[id].is_none() {
                circle_of[id] = Some(number);
                next.extend(&holders[id]);
            }
        }
    }
    circle_of
}

/// The resources in the order in which all that is inside of each has been seen.
fn post_order(held: &Held<'_>) -> Vec<usize> {
    let mut met = vec![false; held.len()];
    let mut order = Vec::with_capacity(held.len());
    for root in 0..held.len() {
        // A stack of our own: docs that nest deeply must not exhaust the thread's.
        let mut stack = vec![(root, 0)];
        while let Some((id, member)) = stack.pop() {
            if member == 0 && std::mem::replace(&mut met[id], true) {
                continue;
            }
            match held[id].get(member) {
                Some((_, inside)) => stack.extend([(id, member + 1), (inside.0, 0)]),
                None => order.push(id),
            }
        }
    }
    order
}

/// The resources that must be inside, whether in place or in an object in place.
fn required(fields: &[Field]) -> Vec<(&NodeRef, ResourceId)> {
    let fields = fields
        .iter()
        .filter(|field| !field.optional && !field.nullable);
    fields
        .flat_map(|field| match &field.ty {
            Type::Resource(id) => vec![(&field.place, *id)],
            Type::Object(fields) => required(fields),
            _ => Vec::new(),
        })
        .collect()
}
