//! Resources that hold one of their own kind and cannot do without it: no JSON is such a thing.

use crate::api::{Api, Field, ResourceId, Type};
use crate::diagnostic::{At, Code, Report};
use crate::place::Place;

/// Warns of every member that its resource must have and that holds the resource again.
pub(super) fn warn(api: &Api, report: &mut Report) {
    for (position, resource) in api.resources.iter().enumerate() {
        let own = ResourceId(position);
        for (place, held) in required(&resource.fields) {
            if leads_to(api, held, own) {
                let message = format!(
                    "every `{}` would hold another one, without end",
                    resource.id
                );
                let help = "mark the member as `optional: true`, or give it `| null` or a list";
                let at = At::Value(place.clone());
                report.raise(Code::ContradictoryType, message, help, at);
            }
        }
    }
}

/// Whether a resource is the other one, or cannot do without it.
fn leads_to(api: &Api, from: ResourceId, to: ResourceId) -> bool {
    let (mut seen, mut next) = (Vec::new(), vec![from]);
    while let Some(id) = next.pop() {
        if id == to {
            return true;
        }
        if !seen.contains(&id) {
            seen.push(id);
            let held = required(&api.resources[id.0].fields);
            next.extend(held.into_iter().map(|(_, held)| held));
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
