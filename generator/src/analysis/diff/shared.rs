//! What changed about the enums of requests that share a method and a path.

use super::change::{Change, Class, Kind};
use super::entity::Entity;
use super::members::Comparison;
use super::release::Shared;
use crate::pipeline::model::rust_model::{Answer, RequestEnumItem, RustType};

impl<'a> Comparison<'a, '_> {
    /// Whether a request can still be sent as the variant that it was, with the same answer.
    ///
    /// That the request itself is another, or elsewhere, is known before this.
    pub(super) fn shared(&mut self, old: &Entity<'a>, new: &Entity<'a>) {
        let (before, after) = (self.context.old, self.context.new);
        let Some(before) = before.shared(old.rust) else {
            return;
        };
        let shown = |shared: &Shared<'_>| format!("{}::{}", shared.path, shared.variant.name);
        let after = after.shared(new.rust);
        let (was, is) = (shown(before), after.map(shown));
        let mut changes = self.changes.iter();
        let is_explained = changes.any(|change| {
            change.member.is_none() && change.is(Class::BreaksRust) && old.rust != new.rust
        });
        if is.as_ref() != Some(&was) && !is_explained {
            self.changes
                .push(Change::new(Kind::Rust, true, false).showing(was, is));
        }
        if let Some(after) = after
            && before.path == after.path
            && self.is_first(old, before.item)
        {
            self.answer_of_all(before, after);
        }
    }

    /// Whether an operation is the first of those that are still there; it speaks for the enum.
    fn is_first(&self, old: &Entity<'_>, item: &RequestEnumItem) -> bool {
        let requests = item.variants.iter().map(|variant| &variant.request);
        let mut paths = requests.filter_map(|kind| match kind {
            RustType::Item(path) => Some(path),
            _ => None,
        });
        paths.find(|path| self.context.paths.keeps(path)) == Some(old.rust)
    }

    fn answer_of_all(&mut self, old: &Shared<'_>, new: &Shared<'_>) {
        let (before, after) = (&old.item.response, &new.item.response);
        let is_same = match (before, after) {
            (Answer::Body(before), Answer::Body(after)) => {
                self.context.paths.same(before, after, false)
            }
            (before, after) => before == after,
        };
        if !is_same {
            let shown = |answer: &Answer| {
                let body = answer.body();
                let body = body.map_or_else(|| "no body".to_owned(), ToString::to_string);
                format!("{}::Response = {body}", old.path)
            };
            let change = Change::new(Kind::Rust, true, false);
            self.changes
                .push(change.showing(shown(before), shown(after)));
        }
    }
}
