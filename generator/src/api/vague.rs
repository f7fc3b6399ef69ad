//! Which members are vague still, once the docs are corrected.

use std::collections::HashSet;

use super::{Api, Decision, Field, Response, Type};
use crate::place::{PageId, Place};

impl Api {
    /// Forgets the vague members that corrections have given a type, or taken away: what is
    /// counted and shown is what is vague in the result.
    pub(crate) fn settle_vague(&mut self) {
        let mut vague = std::mem::take(&mut self.vague);
        let open = Open::of(self);
        vague.retain(|vague| open.has(vague.page, &vague.docs, &vague.place));
        self.vague = vague;
    }
}

/// What says no more than it did, by the page and the id of what it belongs to.
#[derive(Default)]
struct Open<'a> {
    members: HashSet<(PageId, &'a str, &'a Place)>,
    /// The operations of whose answer nothing is known: its only member names it and is no field.
    answers: HashSet<(PageId, &'a str)>,
}

impl<'a> Open<'a> {
    fn of(api: &'a Api) -> Self {
        let mut open = Self::default();
        for resource in &api.resources {
            open.add(resource.page, &resource.id, &resource.fields);
        }
        for operation in &api.operations {
            let (page, id) = (operation.page, operation.id.as_str());
            open.add(page, id, &operation.query);
            open.add(page, id, &operation.body);
            if let Response::Body(kind) = &operation.response {
                open.add_inside(page, id, kind);
                if is_open(kind) {
                    open.answers.insert((page, id));
                }
            }
        }
        open
    }

    fn add(&mut self, page: PageId, id: &'a str, fields: &'a [Field]) {
        for field in fields {
            let origin = &field.origin;
            if origin.decision == Decision::StillVague && !origin.corrected.kind {
                self.members.insert((page, id, &field.place));
            }
            self.add_inside(page, id, &field.kind);
        }
    }

    fn add_inside(&mut self, page: PageId, id: &'a str, kind: &'a Type) {
        match kind {
            Type::Object(fields) => self.add(page, id, fields),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.add_inside(page, id, inner);
            }
            Type::Union(union) => {
                let alternatives = union.alternatives.iter();
                alternatives.for_each(|it| self.add_inside(page, id, &it.kind));
            }
            _ => {}
        }
    }

    /// Whether the member of that docs path and place is among it.
    fn has(&self, page: PageId, docs: &str, place: &Place) -> bool {
        let mut keys = docs.splitn(3, '.');
        let (id, list) = (keys.next().unwrap_or_default(), keys.next());
        self.members.contains(&(page, id, place))
            || list == Some("returns") && self.answers.contains(&(page, id))
    }
}

/// Whether nothing is known of what is inside.
fn is_open(kind: &Type) -> bool {
    match kind {
        Type::Any => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_open(inner),
        _ => false,
    }
}
