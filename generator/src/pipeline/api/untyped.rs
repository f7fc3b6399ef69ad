//! The members that are still untyped after the corrections.

use std::collections::{HashMap, HashSet};

use super::{Api, Decision, Field, Response, Type, UntypedField};
use crate::base::node_path::{NodeRef, PageId};

impl Api {
    /// Removes the members from `untyped` to which corrections have given a type, or which they
    /// have removed.
    pub(crate) fn drop_resolved_untyped(&mut self) {
        let mut untyped = std::mem::take(&mut self.untyped);
        let index = UntypedIndex::new(self);
        untyped.retain(|member| index.has(member.page, &member.docs_path, &member.place));
        self.untyped = untyped;
    }

    /// Adds the members of shared responses with incompatible types to `untyped`, each once. If one
    /// of the types is any JSON, an operation documents that, or the member is there already, like
    /// one whose items are not known.
    pub(crate) fn add_contradictory_untyped(&mut self) {
        let groups = self.shared_calls.iter().filter_map(|it| it.group.as_ref());
        let clashes = groups.flat_map(|group| group.clashes(self));
        let is_known = |field: &Field| field.ty != Type::Any && !is_untyped(field);
        let clashes = clashes.filter(|it| it.fields.iter().all(|(_, it)| is_known(it)));
        let untyped = clashes.filter_map(|clash| {
            let (operation, field) = clash.fields.first()?;
            Some(UntypedField {
                page: operation.page,
                docs_path: format!("{}.returns.{}", operation.id, clash.path),
                place: field.place.clone(),
                contradictory: true,
            })
        });
        let mut untyped: Vec<UntypedField> = untyped.collect();
        untyped.sort_by_key(|member| member.page);
        self.untyped.extend(untyped);
    }
}

/// `true` if neither a page nor a correction determines the type of the member.
fn is_untyped(field: &Field) -> bool {
    field.origin.decision == Decision::Untyped && !field.origin.corrected.ty
}

/// A list of members: the page and the id of its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct ListKey<'a> {
    page: PageId,
    id: &'a str,
    is_response: bool,
}

/// The untyped members of the API.
#[derive(Default)]
struct UntypedIndex<'a> {
    /// The members, each with its list. A member that is described elsewhere may be in several
    /// lists.
    members: HashSet<(ListKey<'a>, &'a NodeRef)>,
    /// The operations. `true` if the type of the response is not known: its only member then names
    /// the body and is no field.
    responses: HashMap<(PageId, &'a str), bool>,
}

impl<'a> UntypedIndex<'a> {
    fn new(api: &'a Api) -> Self {
        let mut index = Self::default();
        let list = |page, id, is_response| ListKey {
            page,
            id,
            is_response,
        };
        for resource in &api.resources {
            index.add(list(resource.page, &resource.id, false), &resource.fields);
        }
        for operation in &api.operations {
            let (page, id) = (operation.page, operation.id.as_str());
            index.add(list(page, id, false), operation.parameters());
            let mut is_untyped = false;
            if let Response::Body(ty) = &operation.response {
                for fields in ty.objects() {
                    index.add(list(page, id, true), fields);
                }
                is_untyped = *ty.innermost() == Type::Any;
            }
            index.responses.insert((page, id), is_untyped);
        }
        index
    }

    fn add(&mut self, list: ListKey<'a>, fields: impl IntoIterator<Item = &'a Field>) {
        for field in fields {
            if is_untyped(field) {
                self.members.insert((list, &field.place));
            }
            for fields in field.ty.objects() {
                self.add(list, fields);
            }
        }
    }

    /// `true` if the member with this docs path and place is untyped.
    fn has(&self, page: PageId, docs: &str, place: &NodeRef) -> bool {
        let mut keys = docs.splitn(3, '.');
        let (id, list) = (keys.next().unwrap_or_default(), keys.next());
        let response = self.responses.get(&(page, id));
        // A resource may have a member called `returns`.
        let response = response.filter(|_| list == Some("returns"));
        let list = ListKey {
            page,
            id,
            is_response: response.is_some(),
        };
        response == Some(&true) || self.members.contains(&(list, place))
    }
}
