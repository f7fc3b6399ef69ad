//! What changed about what is sent.

use super::change::{Change, ChangeKind, Impact, MemberLocation};
use super::entity::Entity;
use super::matching::template;
use super::member;
use super::members::{Differ, MemberScope};
use super::release::IndexedReference;
use super::rust;
use super::wire::Directions;
use crate::pipeline::api::Operation;

const SENT: Directions = Directions {
    sent: true,
    read: false,
};

impl<'a> Differ<'a, '_> {
    pub(super) fn request(
        &mut self,
        (old, before): (&Entity<'a>, &Operation),
        (new, after): (&Entity<'a>, &Operation),
    ) {
        let same_template = template(&before.path) == template(&after.path);
        for (ty, was, is, breaks_wire) in [
            (ChangeKind::Method, &before.method, &after.method, true),
            (ChangeKind::Path, &before.path, &after.path, !same_template),
        ] {
            if was != is {
                let change = Change::new(ty, false, breaks_wire);
                self.changes
                    .push(change.with_values(was.clone(), is.clone()));
            }
        }
        let scope = MemberScope {
            is_request: true,
            is_renamed: old.id != new.id,
            same_template,
            ..MemberScope::new(SENT)
        };
        self.members(
            &member::of_entity(old, self.context.old),
            &member::of_entity(new, self.context.new),
            &scope,
        );
        self.constructor(old, new, &scope);
    }

    /// Whether the request is still made in the same way, where no member has said otherwise.
    fn constructor(&mut self, old: &Entity<'a>, new: &Entity<'a>, scope: &MemberScope) {
        let (before, after) = (self.context.old, self.context.new);
        let is_explained = self.changes.iter().any(|change| {
            let is_documented = change.kind != ChangeKind::Rust;
            let is_request = change.part.is_some_and(MemberLocation::is_request);
            is_documented && is_request && change.is(Impact::BreaksRust)
        });
        let structures = (before.structure(old.rust), after.structure(new.rust));
        let explained: &[&str] = if is_explained { &["Default"] } else { &[] };
        self.derives(structures, None, scope, explained);
        if let (false, Some(before), Some(after)) = (
            is_explained,
            before.endpoint(old.rust),
            after.endpoint(new.rust),
        ) && let Some(shown) = rust::constructor(before)
            && !self.context.paths.same_arguments(before, after)
        {
            let change = Change::new(ChangeKind::Rust, true, false);
            self.changes
                .push(change.with_values(shown, rust::constructor(after)));
        }
    }

    /// Whether the next page can no longer be asked for.
    pub(super) fn pagination(&mut self, old: &Entity<'a>, new: &Entity<'a>) {
        let pages = |release: &IndexedReference<'_>, entity: &Entity<'_>| {
            let endpoint = release.endpoint(entity.rust);
            endpoint.is_some_and(|endpoint| endpoint.cursors.is_some())
        };
        let mut changes = self.changes.iter();
        let is_explained = changes.any(|change| change.is(Impact::BreaksRust));
        if pages(self.context.old, old) && !pages(self.context.new, new) && !is_explained {
            let text = format!("{}: Paginated", old.rust.name);
            self.changes
                .push(Change::new(ChangeKind::Rust, true, false).with_values(text, None));
        }
    }
}
