//! Anchors of everything that can be linked to.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{ResourceId, Type};
use crate::explain::{Entity, Evidence};

/// The anchor of each entity, in their order, and of each of its fields.
#[derive(Debug, Default)]
pub(super) struct Links {
    entities: Vec<(String, Vec<String>)>,
}

impl Links {
    /// Gives everything an anchor of its own: its name in the docs, unless that is taken.
    pub(super) fn of(evidence: &Evidence) -> Self {
        let mut anchors = Anchors::default();
        let names = evidence
            .entities
            .iter()
            .map(|entity| anchors.take(&entity.id));
        let names: Vec<String> = names.collect();
        let entities = evidence.entities.iter().zip(names).map(|(entity, name)| {
            let fields = entity.fields.iter();
            let fields =
                fields.map(|field| anchors.take(&format!("{name}{}", below(entity, &field.docs))));
            let fields = fields.collect();
            (name, fields)
        });
        Self {
            entities: entities.collect(),
        }
    }

    /// The anchor of an entity by its position, and those of its fields.
    pub(super) fn entity(&self, position: usize) -> (&str, &[String]) {
        let entity = self.entities.get(position);
        entity.map_or(("", &[]), |(name, fields)| (name, fields))
    }

    /// The anchor of a resource: resources come first.
    pub(super) fn resource(&self, id: ResourceId) -> &str {
        self.entity(id.0).0
    }
}

/// What stands behind the id of the entity: `.owner.id`.
fn below<'a>(entity: &Entity, docs: &'a str) -> &'a str {
    docs.strip_prefix(&entity.id).unwrap_or(docs)
}

/// The anchors that are taken, each with the number of the last one like it.
#[derive(Debug, Default)]
struct Anchors {
    taken: BTreeMap<String, usize>,
}

impl Anchors {
    fn take(&mut self, name: &str) -> String {
        // The page reads what has a `=` as its own state.
        let plain = |c: char| {
            if c.is_alphanumeric() || "_.-".contains(c) {
                c
            } else {
                '_'
            }
        };
        let name: String = name.chars().map(plain).collect();
        let mut number = self.taken.get(&name).copied().unwrap_or_default();
        loop {
            number += 1;
            let anchor = match number {
                1 => name.clone(),
                number => format!("{name}-{number}"),
            };
            if number == 1 || !self.taken.contains_key(&anchor) {
                self.taken.insert(name, number);
                self.taken.entry(anchor.clone()).or_insert(1);
                return anchor;
            }
        }
    }
}

/// The resources in a type; those of members that are described in place are the members'.
pub(super) fn resources(kind: &Type) -> BTreeSet<ResourceId> {
    match kind {
        Type::Resource(id) => BTreeSet::from([*id]),
        Type::List(inner) | Type::Map(inner) => resources(inner),
        Type::Union(union) => {
            let alternatives = union.alternatives.iter();
            alternatives
                .flat_map(|alternative| resources(&alternative.kind))
                .collect()
        }
        _ => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_anchor_is_given_once() {
        let mut anchors = Anchors::default();
        let names = ["user", "user-2", "user", "user", "a b=c\"", "user"];
        let taken = names.map(|name| anchors.take(name));
        assert_eq!(
            taken,
            ["user", "user-2", "user-3", "user-4", "a_b_c_", "user-5"]
        );
    }
}
