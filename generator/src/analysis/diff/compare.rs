//! From two references to what changed about each entity.

use std::collections::BTreeSet;

use super::change::{Change, ChangeKind, EntityChanges};
use super::entity::{Entity, EntityRef};
use super::headings;
use super::matching;
use super::member;
use super::members::{Context, Differ, MemberScope, description};
use super::release::IndexedReference;
use super::response::Answer;
use super::rust::PathMap;
use super::wire::{Directions, WireCompat};
use crate::config::TimeType;
use crate::pipeline::api::{Api, ResourceId, Type};

/// Everything that changed, by entity and in the order of their pages.
pub(super) fn compare<'a>(
    old: &'a IndexedReference<'a>,
    new: &'a IndexedReference<'a>,
    time: &TimeType,
) -> Vec<EntityChanges> {
    let (before, after) = (old.entities(), new.entities());
    let old_of = matching::pairs((old, &before), (new, &after));
    let pairs = || {
        old_of
            .iter()
            .map(|(new_at, old_at)| (&before[*old_at], &after[*new_at]))
    };
    let context = Context {
        old,
        new,
        resources: pairs()
            .filter_map(|(before, after)| Some((before.resource_id()?, after.resource_id()?)))
            .collect(),
        paths: PathMap::new(
            pairs().map(|(old, after)| (old.rust.clone(), new.canonical(after.rust).clone())),
        ),
        wire: WireCompat {
            old: old.api,
            new: new.api,
            timestamps_are_strings: *time == TimeType::String,
        },
    };
    let sent = sent(old.api);
    let kept: BTreeSet<usize> = old_of.values().copied().collect();
    let changed = pairs().map(|(before, after)| context.changed(before, after, &sent));
    let added = after.iter().enumerate();
    let added = added.filter(|(at, _)| !old_of.contains_key(at));
    let removed = before.iter().enumerate();
    let removed = removed.filter(|(at, _)| !kept.contains(at));
    let mut entities: Vec<EntityChanges> = changed
        .filter(|entity| !entity.changes.is_empty())
        .chain(added.map(|(_, entity)| added_or_removed(entity, new, ChangeKind::Added)))
        .chain(removed.map(|(_, entity)| added_or_removed(entity, old, ChangeKind::Removed)))
        .chain(headings::changed(pairs(), old, new))
        .collect();
    entities.sort_by(|a, b| (&a.page, a.thing, &a.id).cmp(&(&b.page, b.thing, &b.id)));
    entities
}

/// An entity that came or went. Without an operation nothing can be asked of the server; without
/// a resource everything that holds it has changed as well.
fn added_or_removed(
    entity: &Entity<'_>,
    release: &IndexedReference<'_>,
    ty: ChangeKind,
) -> EntityChanges {
    let is_gone = ty == ChangeKind::Removed;
    let breaks_wire = is_gone && matches!(entity.is, EntityRef::Operation(..));
    let change = Change::new(ty, is_gone, breaks_wire);
    EntityChanges {
        changes: vec![change],
        ..entity.unchanged(release)
    }
}

impl<'a> Context<'a> {
    /// What changed about an entity that is in both references.
    fn changed(
        &self,
        old: &Entity<'a>,
        new: &Entity<'a>,
        sent: &BTreeSet<ResourceId>,
    ) -> EntityChanges {
        let mut comparison = Differ {
            context: self,
            changes: Vec::new(),
        };
        comparison.identity(old, new);
        match (old.is, new.is) {
            (EntityRef::Operation(before, old_listed), EntityRef::Operation(after, new_listed)) => {
                comparison.request((old, before), (new, after));
                let answers = (
                    Answer::new(before, old_listed),
                    Answer::new(after, new_listed),
                );
                comparison.response(&answers.0, &answers.1, old.id != new.id);
                comparison.pagination(old, new);
                comparison.shared(old, new);
            }
            _ => comparison.resource(old, new, sent),
        }
        EntityChanges {
            changes: comparison.changes,
            rust_was: (old.rust != new.rust).then(|| old.rust.to_string()),
            ..new.unchanged(self.new)
        }
    }
}

impl<'a> Differ<'a, '_> {
    /// Compares name, page and text.
    fn identity(&mut self, old: &Entity<'a>, new: &Entity<'a>) {
        let (before, after) = (
            self.context.old.page(old.page),
            self.context.new.page(new.page),
        );
        let breaks_rust = old.rust != new.rust;
        let mut is_explained = false;
        for (ty, was, is) in [
            (ChangeKind::Renamed, old.id, new.id),
            (ChangeKind::Moved, before.path.as_str(), after.path.as_str()),
        ] {
            if was != is {
                is_explained = true;
                let change = Change::new(ty, breaks_rust, false);
                self.changes
                    .push(change.with_values(was.to_owned(), is.to_owned()));
            }
        }
        if breaks_rust && !is_explained {
            let change = Change::new(ChangeKind::Rust, true, false);
            self.changes
                .push(change.with_values(old.rust.to_string(), new.rust.to_string()));
        }
        let texts = (old.text(self.context.old), new.text(self.context.new));
        if texts.0 != texts.1 {
            self.changes.push(description(Some(texts.0), Some(texts.1)));
        }
    }

    fn resource(&mut self, old: &Entity<'a>, new: &Entity<'a>, sent: &BTreeSet<ResourceId>) {
        let is_sent = matches!(old.is, EntityRef::Resource(_, id) if sent.contains(&id));
        let structures = (
            self.context.old.structure(old.rust),
            self.context.new.structure(new.rust),
        );
        let scope = MemberScope {
            is_literal: structures
                .0
                .is_some_and(|structure| !structure.derives.default),
            is_renamed: old.id != new.id,
            ..MemberScope::new(Directions {
                sent: is_sent,
                read: true,
            })
        };
        self.derives(structures, None, &scope, &[]);
        self.members(
            &member::of_entity(old, self.context.old),
            &member::of_entity(new, self.context.new),
            &scope,
        );
    }
}

/// The resources that are part of a request.
fn sent(api: &Api) -> BTreeSet<ResourceId> {
    let mut sent = BTreeSet::new();
    for operation in &api.operations {
        for field in operation.query.iter().chain(&operation.body) {
            collect(&field.ty, api, &mut sent);
        }
    }
    sent
}

fn collect(ty: &Type, api: &Api, sent: &mut BTreeSet<ResourceId>) {
    let fields = match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            return collect(inner, api, sent);
        }
        Type::Union(union) => {
            let kinds = union.alternatives.iter().map(|each| &each.ty);
            return kinds.for_each(|ty| collect(ty, api, sent));
        }
        Type::Object(fields) => fields,
        Type::Resource(id) if sent.insert(*id) => match api.resources.get(id.0) {
            Some(resource) => &resource.fields,
            None => return,
        },
        _ => return,
    };
    for field in fields {
        collect(&field.ty, api, sent);
    }
}
