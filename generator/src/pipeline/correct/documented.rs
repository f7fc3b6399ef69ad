//! Removes members from the list of documented members, if corrections remove them.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::node_path::NodeRef;
use crate::pipeline::api::{Api, Operation, Response, Type};

/// The members of corrected operations before the corrections.
#[derive(Default)]
pub(super) struct Documented {
    /// The places of the members, by the position of the operation.
    before: BTreeMap<usize, BTreeSet<NodeRef>>,
}

impl Documented {
    /// Records the members of an operation before its first correction.
    pub(super) fn note(&mut self, api: &Api, position: usize) {
        let before = self.before.entry(position);
        before.or_insert_with(|| places(&api.operations[position]));
    }

    /// Makes removed members no longer count as documented, so that they are not reported as
    /// missing.
    pub(super) fn forget_removed(&self, api: &mut Api) {
        for (position, before) in &self.before {
            let operation = &mut api.operations[*position];
            let after = places(operation);
            operation
                .documented
                .retain(|member| !before.contains(&member.place) || after.contains(&member.place));
        }
    }
}

/// The places of all members of the request and the response.
fn places(operation: &Operation) -> BTreeSet<NodeRef> {
    let in_path = operation.path_parameters.iter();
    let fields = in_path
        .filter_map(|parameter| parameter.described.as_ref())
        .chain(operation.parameters());
    let mut places = BTreeSet::new();
    let mut types = Vec::new();
    for field in fields {
        places.insert(field.place.clone());
        types.push(&field.ty);
    }
    if let Response::Body(ty) = &operation.response {
        types.push(ty);
    }
    for ty in types {
        ty.walk(&mut |ty| {
            if let Type::Object(fields) = ty {
                places.extend(fields.iter().map(|field| field.place.clone()));
            }
        });
    }
    places
}
