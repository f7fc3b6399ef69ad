//! Resources of one key that are near each other and not the same.

use std::collections::{HashMap, HashSet};

use super::index::{EntityRef, Index};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::page_path;
use crate::pipeline::api::{ByShape, Field, Resource};

/// Warns of every resource that has the key, the id and the folder of one on another page, and
/// is not like it: for a page that refers to it, no one of them is nearer.
pub(super) fn warn(
    index: &Index<'_>,
    entities: &[EntityRef],
    resources: &[Resource],
    diagnostics: &mut Diagnostics,
) {
    // Of those that are alike the first one stands for all: they come in the order of their pages,
    // so if it is on the newcomer's page all of them are.
    let mut met: HashMap<_, (HashSet<ByShape<'_>>, Vec<&Resource>)> = HashMap::new();
    for (at, resource) in entities.iter().zip(resources) {
        let key = &index.entity(*at).key;
        let names = (
            at.view,
            key,
            &resource.id,
            page_path::folder(index.path(at.page)),
        );
        let (kinds, others) = met.entry(names).or_default();
        if let Some(other) = others.iter().find(|other| is_rival(other, resource)) {
            let message = format!("`{key}` is another resource on a page beside this one");
            let help = "give one of the two another `key` and `id`, or describe it once";
            let places = [resource, other].map(|one| Location::Value(one.place.clone()));
            diagnostics.report_with_related(Code::AmbiguousKey, message, help, places);
        }
        if kinds.insert(ByShape(&resource.fields)) {
            others.push(resource);
        }
    }
}

fn is_rival(one: &Resource, other: &Resource) -> bool {
    one.page != other.page && !Field::are_equivalent(&one.fields, &other.fields)
}
