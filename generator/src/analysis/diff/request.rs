//! What changed about what is sent.

use super::change::{Change, Class, Kind, Part};
use super::entity::Entity;
use super::matching::template;
use super::member;
use super::members::{Comparison, Scope};
use super::release::Release;
use super::rust;
use super::wire::Ways;
use crate::pipeline::api::Operation;

const SENT: Ways = Ways {
    sent: true,
    read: false,
};

impl<'a> Comparison<'a, '_> {
    pub(super) fn request(
        &mut self,
        (old, before): (&Entity<'a>, &Operation),
        (new, after): (&Entity<'a>, &Operation),
    ) {
        let same_template = template(&before.path) == template(&after.path);
        for (kind, was, is, breaks_wire) in [
            (Kind::Method, &before.method, &after.method, true),
            (Kind::Path, &before.path, &after.path, !same_template),
        ] {
            if was != is {
                let change = Change::new(kind, false, breaks_wire);
                self.changes.push(change.showing(was.clone(), is.clone()));
            }
        }
        let scope = Scope {
            is_request: true,
            is_renamed: old.id != new.id,
            same_template,
            ..Scope::of(SENT)
        };
        self.members(
            &member::of_entity(old, self.context.old),
            &member::of_entity(new, self.context.new),
            &scope,
        );
        self.making(old, new, &scope);
    }

    /// Whether the request is still made in the same way, where no member has said otherwise.
    fn making(&mut self, old: &Entity<'a>, new: &Entity<'a>, scope: &Scope) {
        let (before, after) = (self.context.old, self.context.new);
        let is_explained = self.changes.iter().any(|change| {
            let is_documented = change.kind != Kind::Rust;
            let is_request = change.part.is_some_and(Part::is_request);
            is_documented && is_request && change.is(Class::BreaksRust)
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
            let change = Change::new(Kind::Rust, true, false);
            self.changes
                .push(change.showing(shown, rust::constructor(after)));
        }
    }

    /// Whether the next page can no longer be asked for.
    pub(super) fn pagination(&mut self, old: &Entity<'a>, new: &Entity<'a>) {
        let pages = |release: &Release<'_>, entity: &Entity<'_>| {
            let endpoint = release.endpoint(entity.rust);
            endpoint.is_some_and(|endpoint| endpoint.cursors.is_some())
        };
        let mut changes = self.changes.iter();
        let is_explained = changes.any(|change| change.is(Class::BreaksRust));
        if pages(self.context.old, old) && !pages(self.context.new, new) && !is_explained {
            let text = format!("{}: Paginated", old.rust.name);
            self.changes
                .push(Change::new(Kind::Rust, true, false).showing(text, None));
        }
    }
}
