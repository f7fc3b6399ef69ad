//! What changed about the enums of requests that share a method and a path.

use super::change::{Change, ChangeKind, Impact};
use super::entity::Entity;
use super::members::Differ;
use super::release::RequestEnumMember;
use crate::pipeline::model::rust_model::{RequestEnumItem, ResponseType, RustType};

impl<'a> Differ<'a, '_> {
    /// Whether a request can still be sent as the variant that it was, with the same answer.
    ///
    /// That the request itself is another, or elsewhere, is known before this.
    pub(super) fn shared(&mut self, old: &Entity<'a>, new: &Entity<'a>) {
        let (before, after) = (self.context.old, self.context.new);
        let Some(before) = before.shared(old.rust) else {
            return;
        };
        let shown =
            |shared: &RequestEnumMember<'_>| format!("{}::{}", shared.path, shared.variant.name);
        let after = after.shared(new.rust);
        let (was, is) = (shown(before), after.map(shown));
        let mut changes = self.changes.iter();
        let is_explained = changes.any(|change| {
            change.member.is_none() && change.is(Impact::BreaksRust) && old.rust != new.rust
        });
        if is.as_ref() != Some(&was) && !is_explained {
            self.changes
                .push(Change::new(ChangeKind::Rust, true, false).with_values(was, is));
        }
        if let Some(after) = after
            && before.path == after.path
            && self.is_first(old, before.item)
        {
            self.common_response(before, after);
        }
    }

    /// Whether an operation is the first of those that are still there; it speaks for the enum.
    fn is_first(&self, old: &Entity<'_>, item: &RequestEnumItem) -> bool {
        let requests = item.variants.iter().map(|variant| &variant.request);
        let mut paths = requests.filter_map(|ty| match ty {
            RustType::Item(path) => Some(path),
            _ => None,
        });
        paths.find(|path| self.context.paths.still_exists(path)) == Some(old.rust)
    }

    fn common_response(&mut self, old: &RequestEnumMember<'_>, new: &RequestEnumMember<'_>) {
        let (before, after) = (&old.item.response, &new.item.response);
        let is_same = match (before, after) {
            (ResponseType::Body(before), ResponseType::Body(after)) => {
                self.context.paths.same(before, after, false)
            }
            (before, after) => before == after,
        };
        if !is_same {
            let shown = |answer: &ResponseType| {
                let body = answer.body();
                let body = body.map_or_else(|| "no body".to_owned(), ToString::to_string);
                format!("{}::Response = {body}", old.path)
            };
            let change = Change::new(ChangeKind::Rust, true, false);
            self.changes
                .push(change.with_values(shown(before), shown(after)));
        }
    }
}
