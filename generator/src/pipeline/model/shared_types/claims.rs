//! Decides which shapes become common types, if several claim a name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::places::Place;
use crate::names::Ident;
use crate::pipeline::model::item_names::ItemId;
use crate::pipeline::model::rust_model::ModulePath;

/// The names of other items.
type Taken = HashSet<(ModulePath, Ident)>;

/// The places of each common type, in the order of their names.
///
/// Equal places inside the same common type count as one place. A name that two shapes claim goes
/// to neither. A name of another item of the section goes to no shape. Places in `settled` already
/// have a common type.
pub(super) fn groups(
    places: &[Place<'_>],
    taken: &Taken,
    settled: &HashMap<ItemId, ItemId>,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // The common types determine which places count as one, so the search is repeated until nothing
    // changes.
    for _ in 0..MAX_ROUNDS {
        let found = claims(places, &groups, (taken, settled));
        if found == groups {
            break;
        }
        groups = found;
    }
    groups
}

/// The maximum number of rounds. Each round settles the types inside the common types of the round
/// before.
const MAX_ROUNDS: usize = 8;

/// The places of each shape that alone claims its name, given the groups of places that are already
/// common.
fn claims(
    places: &[Place<'_>],
    common: &[Vec<usize>],
    (taken, settled): (&Taken, &HashMap<ItemId, ItemId>),
) -> Vec<Vec<usize>> {
    let mut group_of: Vec<Option<usize>> = vec![None; places.len()];
    for (group, members) in common.iter().enumerate() {
        for member in members {
            group_of[*member] = Some(group);
        }
    }
    let mut by_name: BTreeMap<(&Ident, &Ident), HashMap<&str, Vec<usize>>> = BTreeMap::new();
    let open = places.iter().enumerate();
    for (position, place) in open.filter(|(_, place)| !settled.contains_key(&place.item)) {
        let shapes = by_name.entry((&place.section, &place.name)).or_default();
        shapes.entry(&place.shape).or_default().push(position);
    }
    let mut groups = Vec::new();
    for ((section, name), shapes) in by_name {
        let mut claims = shapes.into_values().filter(|members| {
            let distinct: HashSet<_> = members
                .iter()
                .map(|member| outermost(places, &group_of, *member))
                .collect();
            distinct.len() > 1
        });
        if let (Some(only), None) = (claims.next(), claims.next())
            && !taken.contains(&(ModulePath(vec![section.clone()]), name.clone()))
        {
            groups.push(only);
        }
    }
    groups
}

/// The identity of a place: the place itself, or its path within the nearest common type around it.
fn outermost<'p>(
    places: &'p [Place<'_>],
    group_of: &[Option<usize>],
    position: usize,
) -> (Option<usize>, usize, &'p str) {
    let place = &places[position];
    let mut around = place.around;
    while let Some(outer) = around {
        if let Some(group) = group_of[outer] {
            return (Some(group), 0, &place.path[places[outer].path.len()..]);
        }
        around = places[outer].around;
    }
    (None, position, "")
}
