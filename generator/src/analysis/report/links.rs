//! Anchors of everything that can be linked to.

use std::collections::{BTreeMap, BTreeSet};

use super::Link;
use crate::analysis::explain::{Entity, EntityKind, Evidence};
use crate::pipeline::api::{ResourceId, Type};

/// The anchor of each entity, in their order, and of each of its fields.
#[derive(Debug, Default)]
pub(super) struct Links {
    entities: Vec<Target>,
}

/// Where an entity is, and how a link to it reads.
#[derive(Debug)]
struct Target {
    anchor: String,
    fields: Vec<String>,
    text: String,
    is_twin: bool,
}

impl Links {
    /// Gives everything an anchor of its own: its name in the docs, unless that is taken.
    pub(super) fn new(evidence: &Evidence) -> Self {
        let mut anchors = Anchors::of_page();
        let twins = twins(&evidence.entities);
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
            let is_twin = twins.contains(&(entity.kind, entity.id.as_str()));
            Target {
                fields,
                text: text(&entity.id, &entity.page, is_twin),
                anchor: name,
                is_twin,
            }
        });
        Self {
            entities: entities.collect(),
        }
    }

    /// The anchor of an entity by its position, and those of its fields.
    pub(super) fn entity(&self, position: usize) -> (&str, &[String]) {
        let entity = self.entities.get(position);
        entity.map_or(("", &[]), |entity| (&entity.anchor, &entity.fields))
    }

    /// Whether another entity of the same kind has its id.
    pub(super) fn is_twin(&self, position: usize) -> bool {
        let entity = self.entities.get(position);
        entity.is_some_and(|entity| entity.is_twin)
    }

    /// Links to resources, which come first.
    pub(super) fn resources(&self, ids: impl IntoIterator<Item = ResourceId>) -> Vec<Link> {
        let found = ids.into_iter().filter_map(|id| self.entities.get(id.0));
        let links = found.map(|entity| Link {
            text: entity.text.clone(),
            anchor: entity.anchor.clone(),
        });
        links.collect()
    }
}

/// What several entities of one kind are called.
fn twins(entities: &[Entity]) -> BTreeSet<(EntityKind, &str)> {
    let mut seen = BTreeSet::new();
    let names = entities.iter().map(|entity| (entity.kind, &*entity.id));
    names.filter(|name| !seen.insert(*name)).collect()
}

/// A name, with the page where that alone tells which of two it is.
pub(super) fn text(name: &str, page: &str, is_twin: bool) -> String {
    match is_twin {
        true => format!("{name} ({page})"),
        false => name.to_owned(),
    }
}

/// What stands behind the id of the entity: `.owner.id`.
fn below<'a>(entity: &Entity, docs: &'a str) -> &'a str {
    docs.strip_prefix(&entity.id).unwrap_or(docs)
}

/// The ids of the page's own parts, which its script and its links go by.
const OF_PAGE: [&str; 11] = [
    "bodies",
    "changes",
    "corrections",
    "drift",
    "entities",
    "filters",
    "overview",
    "q",
    "reference",
    "shown",
    "theme",
];

/// The anchors that are taken, each with the number of the last one like it.
#[derive(Debug, Default)]
struct Anchors {
    taken: BTreeMap<String, usize>,
}

impl Anchors {
    /// Without those of the page itself.
    fn of_page() -> Self {
        let own = OF_PAGE.map(|id| (id.to_owned(), 1));
        Self {
            taken: BTreeMap::from(own),
        }
    }

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
pub(super) fn resources(ty: &Type) -> BTreeSet<ResourceId> {
    match ty {
        Type::Resource(id) => BTreeSet::from([*id]),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => resources(inner),
        Type::Union(union) => {
            let alternatives = union.alternatives.iter();
            alternatives
                .flat_map(|alternative| resources(&alternative.ty))
                .collect()
        }
        _ => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

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

    #[test]
    fn the_page_keeps_its_own_ids() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/report");
        let files = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        let templates = files.filter(|path| path.extension().is_some_and(|it| it == "html"));
        let mut ids: Vec<String> = Vec::new();
        for template in templates {
            let text = fs::read_to_string(template).unwrap();
            let found = text.split(" id=\"").skip(1);
            let found = found.filter_map(|rest| rest.split('"').next());
            ids.extend(found.filter(|id| !id.contains('{')).map(str::to_owned));
        }
        ids.sort();
        assert_eq!(ids, OF_PAGE);
        let mut anchors = Anchors::of_page();
        for id in OF_PAGE {
            assert_eq!(anchors.take(id), format!("{id}-2"));
        }
    }
}
