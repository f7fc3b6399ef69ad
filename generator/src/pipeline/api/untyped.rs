//! Which members are untyped still, once the docs are corrected.

use std::collections::{HashMap, HashSet};

use super::{Api, Decision, Field, Response, Type};
use crate::base::place::{NodeRef, PageId};

impl Api {
    /// Forgets the untyped members that corrections have given a type, or taken away: what is
    /// counted and shown is what is untyped in the result.
    pub(crate) fn drop_resolved_untyped(&mut self) {
        let mut untyped = std::mem::take(&mut self.untyped);
        let open = UntypedIndex::new(self);
        untyped.retain(|untyped| open.has(untyped.page, &untyped.docs, &untyped.place));
        self.untyped = untyped;
    }
}

/// A list of members: the page and the id of what has it, and whether that is an answer.
type List<'a> = (PageId, &'a str, bool);

/// What says no more than it did.
#[derive(Default)]
struct UntypedIndex<'a> {
    /// A member that is described elsewhere may be in several lists.
    members: HashSet<(List<'a>, &'a NodeRef)>,
    /// The operations, and whether nothing is known of the answer: its only member names it and is
    /// no field.
    answers: HashMap<(PageId, &'a str), bool>,
}

impl<'a> UntypedIndex<'a> {
    fn new(api: &'a Api) -> Self {
        let mut open = Self::default();
        for resource in &api.resources {
            open.add((resource.page, &resource.id, false), &resource.fields);
        }
        for operation in &api.operations {
            let (page, id) = (operation.page, operation.id.as_str());
            open.add((page, id, false), &operation.query);
            open.add((page, id, false), &operation.body);
            let body = match &operation.response {
                Response::Body(ty) => Some(ty),
                Response::Nothing | Response::BrowserUrl => None,
            };
            if let Some(ty) = body {
                open.add_inside((page, id, true), ty);
            }
            open.answers.insert((page, id), body.is_some_and(is_open));
        }
        open
    }

    fn add(&mut self, list: List<'a>, fields: &'a [Field]) {
        for field in fields {
            let origin = &field.origin;
            if origin.decision == Decision::Untyped && !origin.corrected.ty {
                self.members.insert((list, &field.place));
            }
            self.add_inside(list, &field.ty);
        }
    }

    fn add_inside(&mut self, list: List<'a>, ty: &'a Type) {
        match ty {
            Type::Object(fields) => self.add(list, fields),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.add_inside(list, inner);
            }
            Type::Union(union) => {
                let alternatives = union.alternatives.iter();
                alternatives.for_each(|it| self.add_inside(list, &it.ty));
            }
            _ => {}
        }
    }

    /// Whether the member of that docs path and place is among it.
    fn has(&self, page: PageId, docs: &str, place: &NodeRef) -> bool {
        let mut keys = docs.splitn(3, '.');
        let (id, list) = (keys.next().unwrap_or_default(), keys.next());
        let answer = self.answers.get(&(page, id));
        // A resource may have a member of that name.
        let answer = answer.filter(|_| list == Some("returns"));
        answer == Some(&true)
            || self
                .members
                .contains(&((page, id, answer.is_some()), place))
    }
}

/// Whether nothing is known of what is inside.
fn is_open(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_open(inner),
        _ => false,
    }
}
