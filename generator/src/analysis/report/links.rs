//! The anchors of entities and fields, and links to them.

use std::collections::{BTreeMap, BTreeSet};

use super::Link;
use crate::analysis::explain::Evidence;
use crate::pipeline::api::{ResourceId, Type};

/// The anchors of all entities, in order, and of their fields.
#[derive(Debug, Default)]
pub(super) struct Links {
    entities: Vec<Target>,
}

/// The anchors of an entity and its fields, and the text of a link to it.
#[derive(Debug)]
struct Target {
    anchor: String,
    fields: Vec<String>,
    text: String,
    is_twin: bool,
}

impl Links {
    /// Gives every entity and field a unique anchor: its name in the docs, with a number if the
    /// name is taken.
    pub(super) fn new(evidence: &Evidence) -> Self {
        let mut anchors = Anchors::of_page();
        let mut ids = BTreeSet::new();
        let mut twins = BTreeSet::new();
        let mut entities = Vec::with_capacity(evidence.entities.len());
        for entity in &evidence.entities {
            entities.push(Target {
                anchor: anchors.take(&entity.id),
                fields: Vec::new(),
                text: String::new(),
                is_twin: false,
            });
            if !ids.insert((entity.kind, &entity.id)) {
                twins.insert((entity.kind, &entity.id));
            }
        }
        for (target, entity) in entities.iter_mut().zip(&evidence.entities) {
            target.is_twin = twins.contains(&(entity.kind, &entity.id));
            target.text = text(&entity.id, &entity.page, target.is_twin);
            for field in &entity.fields {
                let path = field.docs_path.strip_prefix(&entity.id);
                let path = path.unwrap_or(&field.docs_path);
                let name = format!("{}{path}", target.anchor);
                target.fields.push(anchors.take(&name));
            }
        }
        Self { entities }
    }

    /// The anchor of the entity at this position, and the anchors of its fields.
    pub(super) fn entity(&self, position: usize) -> (&str, &[String]) {
        let entity = self.entities.get(position);
        entity.map_or(("", &[]), |entity| (&entity.anchor, &entity.fields))
    }

    /// `true` if another entity of the same kind has its id.
    pub(super) fn is_twin(&self, position: usize) -> bool {
        let entity = self.entities.get(position);
        entity.is_some_and(|entity| entity.is_twin)
    }

    /// Links to resources, which come before operations.
    pub(super) fn resources(&self, ids: impl IntoIterator<Item = ResourceId>) -> Vec<Link> {
        let found = ids.into_iter().filter_map(|id| self.entities.get(id.0));
        let links = found.map(|entity| Link {
            text: entity.text.clone(),
            anchor: entity.anchor.clone(),
        });
        links.collect()
    }
}

/// A name, with the page if only the page distinguishes it from another entity.
pub(super) fn text(name: &str, page: &str, is_twin: bool) -> String {
    if is_twin {
        format!("{name} ({page})")
    } else {
        name.to_owned()
    }
}

/// The ids of the page's own parts, which its script and its links use.
const OF_PAGE: [&str; 15] = [
    "bar",
    "bodies",
    "changes",
    "corrections",
    "entities",
    "filters",
    "findings",
    "nothing",
    "overview",
    "packed",
    "q",
    "reference",
    "sealed",
    "shown",
    "theme",
];

/// The anchors that are taken, each with the last number that was appended to it.
#[derive(Debug, Default)]
struct Anchors {
    taken: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchors with the ids of the page's own parts taken.
    fn of_page() -> Self {
        let own = OF_PAGE.map(|id| (id.to_owned(), 1));
        Self {
            taken: BTreeMap::from(own),
        }
    }

    fn take(&mut self, name: &str) -> String {
        // The script of the page reads an anchor with `=` as the state of the page.
        let is_plain = |c: char| c.is_alphanumeric() || "_.-".contains(c);
        let name = name.replace(|c| !is_plain(c), "_");
        let mut number = self.taken.get(&name).copied().unwrap_or_default();
        loop {
            number += 1;
            let anchor = if number == 1 {
                name.clone()
            } else {
                format!("{name}-{number}")
            };
            if number == 1 || !self.taken.contains_key(&anchor) {
                self.taken.insert(name, number);
                self.taken.entry(anchor.clone()).or_insert(1);
                return anchor;
            }
        }
    }
}

/// The resources in a type, without those in the members of objects, which have their own links.
pub(super) fn resources(ty: &Type) -> BTreeSet<ResourceId> {
    match ty {
        Type::Resource(id) => BTreeSet::from([*id]),
        Type::Object(_) => BTreeSet::new(),
        _ => ty.children().into_iter().flat_map(resources).collect(),
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
