//! Resources that hold one of their own kind and cannot do without it: no JSON is such a thing.

use std::collections::BTreeSet;

use crate::api::{Api, Field, ResourceId, Type};
use crate::diagnostic::{At, Code, Report};
use crate::place::Place;

/// Warns of every member that its resource must have and that holds the resource again.
pub(super) fn warn(api: &Api, report: &mut Report) {
    let held: Vec<_> = api
        .resources
        .iter()
        .map(|it| required(&it.fields))
        .collect();
    let endless = endless(&held);
    for position in endless.iter().copied() {
        for (place, inside) in &held[position] {
            if leads_to(&held, &endless, inside.0, position) {
                let message = format!(
                    "every `{}` would hold another one, without end",
                    api.resources[position].id
                );
                let help = "mark the member as `optional: true`, or give it `| null` or a list";
                let at = At::Value((*place).clone());
                report.raise(Code::ContradictoryType, message, help, at);
            }
        }
    }
}

/// What each resource must have inside, and where that is said.
type Held<'a> = [Vec<(&'a Place, ResourceId)>];

/// The resources that no JSON can be: what is left when all that hold only what ends are taken
/// away, as often as there are any. Each member is looked at once.
fn endless(held: &Held<'_>) -> BTreeSet<usize> {
    let mut holders = vec![Vec::new(); held.len()];
    for (holder, inside) in held.iter().enumerate() {
        inside.iter().for_each(|(_, id)| holders[id.0].push(holder));
    }
    let mut open: Vec<usize> = held.iter().map(Vec::len).collect();
    let mut ending: Vec<usize> = (0..held.len()).filter(|id| open[*id] == 0).collect();
    while let Some(id) = ending.pop() {
        for holder in &holders[id] {
            open[*holder] -= 1;
            if open[*holder] == 0 {
                ending.push(*holder);
            }
        }
    }
    (0..held.len()).filter(|id| open[*id] > 0).collect()
}

/// Whether a resource is the other one, or cannot do without it.
fn leads_to(held: &Held<'_>, endless: &BTreeSet<usize>, from: usize, to: usize) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(id) = next.pop() {
        if id == to {
            return true;
        }
        if endless.contains(&id) && seen.insert(id) {
            next.extend(held[id].iter().map(|(_, inside)| inside.0));
        }
    }
    false
}

/// The resources that must be inside, whether in place or in an object in place.
fn required(fields: &[Field]) -> Vec<(&Place, ResourceId)> {
    let fields = fields
        .iter()
        .filter(|field| !field.optional && !field.nullable);
    fields
        .flat_map(|field| match &field.kind {
            Type::Resource(id) => vec![(&field.place, *id)],
            Type::Object(fields) => required(fields),
            _ => Vec::new(),
        })
        .collect()
}
