//! From two references to what changed about each entity.

use std::collections::BTreeSet;

use super::change::{Change, EntityChanges, Kind};
use super::entity::{Entity, Is};
use super::headings;
use super::matching;
use super::member;
use super::members::{Comparison, Context, Scope, description};
use super::release::Release;
use super::response::Answer;
use super::rust::Paths;
use super::wire::{Ways, Wire};
use crate::config::Time;
use crate::pipeline::api::{Api, ResourceId, Type};

/// Everything that changed, by entity and in the order of their pages.
pub(super) fn compare<'a>(
    old: &'a Release<'a>,
    new: &'a Release<'a>,
    time: &Time,
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
        paths: Paths::of(
            pairs().map(|(old, after)| (old.rust.clone(), new.canonical(after.rust).clone())),
        ),
        wire: Wire {
            old: old.api,
            new: new.api,
            moments_are_texts: *time == Time::String,
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
        .chain(added.map(|(_, entity)| whole(entity, new, Kind::Added)))
        .chain(removed.map(|(_, entity)| whole(entity, old, Kind::Removed)))
        .chain(headings::changed(pairs(), old, new))
        .collect();
    entities.sort_by(|a, b| (&a.page, a.thing, &a.id).cmp(&(&b.page, b.thing, &b.id)));
    entities
}

/// An entity that came or went. Without an operation nothing can be asked of the server; without
/// a resource everything that holds it has changed as well.
fn whole(entity: &Entity<'_>, release: &Release<'_>, kind: Kind) -> EntityChanges {
    let is_gone = kind == Kind::Removed;
    let breaks_wire = is_gone && matches!(entity.is, Is::Operation(..));
    let change = Change::new(kind, is_gone, breaks_wire);
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
        let mut comparison = Comparison {
            context: self,
            changes: Vec::new(),
        };
        comparison.identity(old, new);
        match (old.is, new.is) {
            (Is::Operation(before, old_listed), Is::Operation(after, new_listed)) => {
                comparison.request((old, before), (new, after));
                let answers = (
                    Answer::of(before, old_listed),
                    Answer::of(after, new_listed),
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

impl<'a> Comparison<'a, '_> {
    /// Compares name, page and text.
    fn identity(&mut self, old: &Entity<'a>, new: &Entity<'a>) {
        let (before, after) = (
            self.context.old.page(old.page),
            self.context.new.page(new.page),
        );
        let breaks_rust = old.rust != new.rust;
        let mut is_explained = false;
        for (kind, was, is) in [
            (Kind::Renamed, old.id, new.id),
            (Kind::Moved, before.path.as_str(), after.path.as_str()),
        ] {
            if was != is {
                is_explained = true;
                let change = Change::new(kind, breaks_rust, false);
                self.changes
                    .push(change.showing(was.to_owned(), is.to_owned()));
            }
        }
        if breaks_rust && !is_explained {
            let change = Change::new(Kind::Rust, true, false);
            self.changes
                .push(change.showing(old.rust.to_string(), new.rust.to_string()));
        }
        let texts = (old.text(self.context.old), new.text(self.context.new));
        if texts.0 != texts.1 {
            self.changes.push(description(Some(texts.0), Some(texts.1)));
        }
    }

    fn resource(&mut self, old: &Entity<'a>, new: &Entity<'a>, sent: &BTreeSet<ResourceId>) {
        let is_sent = matches!(old.is, Is::Resource(_, id) if sent.contains(&id));
        let structures = (
            self.context.old.structure(old.rust),
            self.context.new.structure(new.rust),
        );
        let scope = Scope {
            is_literal: structures
                .0
                .is_some_and(|structure| !structure.derives.default),
            is_renamed: old.id != new.id,
            ..Scope::of(Ways {
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
            collect(&field.kind, api, &mut sent);
        }
    }
    sent
}

fn collect(kind: &Type, api: &Api, sent: &mut BTreeSet<ResourceId>) {
    let fields = match kind {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            return collect(inner, api, sent);
        }
        Type::Union(union) => {
            let kinds = union.alternatives.iter().map(|each| &each.kind);
            return kinds.for_each(|kind| collect(kind, api, sent));
        }
        Type::Object(fields) => fields,
        Type::Resource(id) if sent.insert(*id) => match api.resources.get(id.0) {
            Some(resource) => &resource.fields,
            None => return,
        },
        _ => return,
    };
    for field in fields {
        collect(&field.kind, api, sent);
    }
}
