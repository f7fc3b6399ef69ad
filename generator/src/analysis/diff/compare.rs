//! Compares two references, and finds the changes of each entity.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, ChangeKind, EntityChanges, Language, SubjectKind, TypeTexts};
use super::entity::{Definition, Entity, Typed};
use super::error_codes;
use super::indexed_reference::IndexedReference;
use super::match_entities::match_entities;
use super::member_diff::MemberScope;
use super::reexport_diff::changed_reexports;
use super::rust_compat::{PathMap, lost_derives};
use super::versions::{Matches, Versions};
use super::wire_compat::{Directions, WireCompat};
use crate::config::TimeType;
use crate::pipeline::api::ResourceId;
use crate::pipeline::model::rust_model::{Item, RustType};

/// Both references, and the matches between their resources and types.
pub(super) struct Context<'a> {
    pub(super) references: Versions<&'a IndexedReference<'a>>,
    /// The new resource of each old one.
    pub(super) resources: BTreeMap<ResourceId, ResourceId>,
    pub(super) paths: PathMap,
    pub(super) wire: WireCompat<'a>,
    /// The old resources that are part of a request.
    sent_resources: BTreeSet<ResourceId>,
}

/// Compares the two versions of one entity, and collects the changes.
pub(super) struct Differ<'a, 'c> {
    pub(super) context: &'c Context<'a>,
    pub(super) changes: Vec<Change>,
}

/// All changes, by entity and in the order of their pages.
pub(super) fn compare<'a>(
    references: &'a Versions<IndexedReference<'a>>,
    time: &TimeType,
) -> Vec<EntityChanges> {
    let references = Versions::new(&references.old, &references.new);
    let matches = match_entities(references);
    let context = Context::new(references, &matches, time);
    let mut entities: Vec<EntityChanges> = matches
        .pairs()
        .map(|entities| context.entity_changes(entities))
        .filter(|entity| !entity.changes.is_empty())
        .collect();
    for entity in matches.added() {
        let change = Change::new(ChangeKind::Added, false, false);
        entities.push(entity.with_changes(vec![change]));
    }
    for entity in &matches.removed {
        // Requests of a removed operation fail. The removal of a resource changes everything that
        // contains it, and those changes are reported there.
        let breaks_wire = entity.kind() == SubjectKind::Operation;
        let change = Change::new(ChangeKind::Removed, true, breaks_wire);
        entities.push(entity.with_changes(vec![change]));
    }
    entities.extend(error_codes::compare(references));
    entities.extend(changed_reexports(references, &matches));
    entities.extend(changed_headings(references, &matches));
    entities.sort_by(|a, b| a.key().cmp(&b.key()));
    entities.dedup_by(|next, known| {
        let is_same = next.key() == known.key();
        if is_same {
            known.changes.append(&mut next.changes);
        }
        is_same
    });
    entities
}

impl<'a> Context<'a> {
    fn new(
        references: Versions<&'a IndexedReference<'a>>,
        matches: &Matches<'_, Entity<'a>>,
        time: &TimeType,
    ) -> Self {
        let paths = matches.pairs().map(|entities| {
            Versions::new(
                entities.old.path.clone(),
                references.new.canonical(entities.new.path).clone(),
            )
        });
        let resources = matches
            .pairs()
            .filter_map(|entities| entities.map(Entity::resource_id).both());
        Self {
            references,
            resources: resources.map(|ids| (ids.old, ids.new)).collect(),
            paths: PathMap::new(paths, references.map(IndexedReference::aliases)),
            wire: WireCompat {
                apis: references.map(|reference| reference.api),
                timestamps_are_strings: *time == TimeType::String,
            },
            sent_resources: references.old.sent_resources(),
        }
    }

    /// The changes of an entity that is in both references.
    fn entity_changes(&self, entities: Versions<&Entity<'a>>) -> EntityChanges {
        let mut differ = Differ {
            context: self,
            changes: Vec::new(),
        };
        differ.identity(entities);
        match (entities.old.definition, entities.new.definition) {
            (Definition::Operation(old, old_types), Definition::Operation(new, new_types)) => {
                let types = Versions::new(old_types, new_types);
                differ.operation(entities, Versions::new(old, new), types);
            }
            _ => differ.resource(entities),
        }
        let mut changes = entities.new.with_changes(differ.changes);
        if entities.map(|entity| entity.path).differ() {
            changes.rust_was = Some(entities.old.path.to_string());
        }
        changes
    }

    /// The items that two types are or contain.
    pub(super) fn items_in(
        &self,
        types: Versions<Option<&RustType>>,
    ) -> Versions<Option<&'a Item>> {
        let types = types.zip(self.references);
        types.map(|(ty, reference)| reference.item_in(ty?))
    }

    /// Both types in the notation of the docs, or as Rust if the notations are equal.
    pub(super) fn notations(&self, values: Versions<Typed<'_>>) -> TypeTexts {
        let notations = values
            .zip(self.wire.apis)
            .map(|(value, api)| value.notation(api));
        match values.map(|value| value.rust).both() {
            Some(types) if !notations.differ() => TypeTexts {
                texts: types.map(RustType::to_string),
                language: Language::Rust,
            },
            _ => TypeTexts::of_docs(notations),
        }
    }
}

impl<'a> Differ<'a, '_> {
    /// Compares name, page and description.
    fn identity(&mut self, entities: Versions<&Entity<'a>>) {
        let paths = entities.map(|entity| entity.path);
        let mut is_reported = false;
        for (kind, texts) in [
            (ChangeKind::Renamed, entities.map(|entity| entity.id)),
            (ChangeKind::Moved, entities.map(|it| it.page.path.as_str())),
        ] {
            if texts.differ() {
                is_reported = true;
                let change = Change::new(kind, paths.differ(), false);
                self.changes
                    .push(change.with_texts(texts.map(str::to_owned)));
            }
        }
        if paths.differ() && !is_reported {
            self.changes
                .push(Change::in_rust(paths.map(ToString::to_string)));
        }
        let docs = entities.map(|entity| entity.docs);
        if docs.differ() {
            self.changes.push(Change::description(docs.map(Some)));
        }
    }

    fn resource(&mut self, entities: Versions<&Entity<'a>>) {
        let items = entities.map(|entity| entity.item);
        let sent = &self.context.sent_resources;
        let directions = Directions {
            sent: entities
                .old
                .resource_id()
                .is_some_and(|id| sent.contains(&id)),
            read: true,
        };
        let scope = MemberScope {
            is_renamed: entities.map(|entity| entity.id).differ(),
            ..MemberScope::new(directions).made_as(items.old)
        };
        self.changes.extend(lost_derives(items));
        let kinds = entities.zip(self.context.references);
        let kinds = kinds.map(|(entity, reference)| reference.error_kind(entity.path));
        if kinds.old.is_some() && kinds.differ() {
            self.changes.push(Change::in_rust(kinds));
        }
        self.members(entities.map(Entity::members), &scope);
        let paths = &self.context.paths;
        let change = paths.changed_constructor(items, scope.is_renamed, directions.sent);
        self.changes.extend(change);
    }
}

/// The pages of the new reference with a module and a different heading. The docs of the module,
/// and links to it, begin with the heading.
fn changed_headings(
    references: Versions<&IndexedReference<'_>>,
    matches: &Matches<'_, Entity<'_>>,
) -> Vec<EntityChanges> {
    // The old page is the old page of the first entity.
    let mut pages = BTreeMap::new();
    for entities in matches.pairs() {
        let page = entities.map(|entity| entity.page);
        pages.entry(page.new.path.as_str()).or_insert(page);
    }
    // Without a matched entity, it is the page with the same path.
    let by_path = references.map(IndexedReference::pages_with_module);
    for (path, new) in by_path.new {
        if let Some(old) = by_path.old.get(path) {
            pages.entry(path).or_insert(Versions::new(old, new));
        }
    }
    let mut entities = Vec::new();
    for page in pages.into_values() {
        let titles = page.map(|page| &page.title);
        if titles.differ() {
            let change = Change::new(ChangeKind::Heading, false, false);
            let changes = vec![change.with_texts(titles.map(Clone::clone))];
            entities.push(EntityChanges::of_page(page.new, changes));
        }
    }
    entities
}
