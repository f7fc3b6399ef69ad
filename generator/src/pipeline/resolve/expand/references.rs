//! References to members and entities (format, section 3.3).

use std::sync::Arc;

use super::{ANONYMOUS, Expander};
use crate::base::diagnostic::Code;
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::did_you_mean;
use crate::pipeline::api::ViewDeclaration;
use crate::pipeline::parse::{Item, Member};
use crate::pipeline::resolve::entity_index::{EntityIndex, EntityRef};
use crate::pipeline::resolve::expanded::{ExpandedMember, ListKind};

/// The depth at which references are reported as a cycle.
const MAX_REFERENCE_DEPTH: usize = 16;

/// The maximum number of references of a page, including those of referenced members. Published
/// pages have a few hundred. The limit ends an expansion that would grow exponentially.
const MAX_REFERENCES: usize = 1 << 14;

impl Expander<'_> {
    /// Follows `(reference)`, in a list whose references are defined on a page, if several pages
    /// define them. Diagnostics inside the target can name the outermost reference.
    pub(super) fn follow(
        &mut self,
        reference: (&str, Option<PageId>),
        at: EntityRef,
        place: NodeRef,
        depth: usize,
    ) -> Option<ExpandedMember> {
        if self.outermost.is_some() {
            return self.resolve_reference(reference, at, place, depth);
        }
        self.outermost = Some(place.clone());
        let member = self.resolve_reference(reference, at, place, depth);
        self.outermost = None;
        member
    }

    /// The target of `(reference)`: an entity, or a member of an entity after the first dot. As a
    /// response, a resource comes before a shared definition of the same name; elsewhere the
    /// definition comes first. So a page with a resource `limit` does not change the parameter
    /// `(limit)` of others.
    fn resolve_reference(
        &mut self,
        (reference, defining_page): (&str, Option<PageId>),
        at: EntityRef,
        place: NodeRef,
        depth: usize,
    ) -> Option<ExpandedMember> {
        if depth == MAX_REFERENCE_DEPTH {
            let message = format!("`({reference})` refers back to itself");
            let help = "describe the member in place";
            self.report(Code::ReferenceCycle, message, help, place);
            return None;
        }
        if self.exceeds_reference_limit(at, &place) {
            return None;
        }
        let is_response = self.within == ListKind::Returns && self.type_depth == 0;
        let target = if is_response {
            self.index.by_key(at.view, reference, at.page)
        } else {
            self.index
                .definition(at.view, reference, at.page, defining_page)
        };
        if let Some(target) = target {
            return self.entity(target, place);
        }
        let found = reference.split_once('.').and_then(|(entity, member)| {
            find_member(
                self.index,
                self.index.by_key(at.view, entity, at.page)?,
                member,
            )
        });
        let Some((target, member, member_place)) = found else {
            self.refuse_reference(reference, at, place);
            return None;
        };
        let member = self.member(member, target, member_place, depth + 1)?;
        // The `unwrap` of a member applies to its own list, not to the list with the reference.
        Some(ExpandedMember {
            unwrap: member.key == ANONYMOUS,
            ..member
        })
    }

    /// Counts the references of a page, and reports the first above the limit.
    fn exceeds_reference_limit(&mut self, at: EntityRef, place: &NodeRef) -> bool {
        let followed = self.followed.entry(at.page).or_default();
        *followed += 1;
        let followed = *followed;
        if followed == MAX_REFERENCES + 1 {
            let message = format!(
                "the page has more than {MAX_REFERENCES} references, with those of referenced members"
            );
            let help = "refer to a member once, or describe it in place";
            self.report(Code::ReferenceCycle, message, help, place.clone());
        }
        followed > MAX_REFERENCES
    }

    /// Reports a reference without a target.
    fn refuse_reference(&mut self, reference: &str, at: EntityRef, place: NodeRef) {
        let (entity, member) = reference
            .split_once('.')
            .map_or((reference, None), |(entity, member)| (entity, Some(member)));
        let [search, _] = &self.searches;
        let near = match (self.index.by_key(at.view, entity, at.page), member) {
            (Some(target), Some(member)) => {
                let target = self.index.entity(target);
                let items = ListKind::ALL
                    .into_iter()
                    .flat_map(|list| list.items(target));
                let keys = items.filter_map(|item| match item {
                    Item::Member(member) => Some(member.key.as_str()),
                    Item::Reference(_) | Item::Faulty => None,
                });
                let near = search.best_match(member, || keys);
                near.map(|near| format!("{entity}.{near}"))
            }
            _ if self.index.is_refused(at.view, entity) => return,
            _ => search
                .best_match(entity, || self.index.names(at.view))
                .map(str::to_owned),
        };
        let otherwise = "name the key of an entity of the same view, or `entity.member`";
        let help = did_you_mean::hint(near.as_deref(), otherwise);
        let message = format!("the view `{}` has no `{reference}`", at.view.as_str());
        self.report_missing(Code::UnknownReference, message, help, (entity, place));
    }

    /// Expands a bare reference. A shared definition becomes an equal member. A resource becomes a
    /// member with that resource as its type.
    fn entity(&mut self, target: EntityRef, place: NodeRef) -> Option<ExpandedMember> {
        let entity = self.index.entity(target);
        let target_place = self.index.place(target);
        let is_resource = entity.properties.is_some();
        let ty = entity.ty.as_ref().filter(|_| !is_resource);
        self.take_member(entity.key.len() + ty.map_or(0, String::len), &place)?;
        Some(ExpandedMember {
            key: entity.key.clone(),
            name: self.name(&entity.key),
            ty: self.ty(ty.map(String::as_str), &target_place),
            unwrap: false,
            nested: None,
            declaration: Arc::new(ViewDeclaration {
                view: target.view,
                key: entity.key.clone(),
                ty: ty.cloned(),
                members: Vec::new(),
                optional: entity.optional,
                deprecated: false,
                docs: self.docs(entity.description.as_deref(), &target_place),
                place: target_place.clone(),
            }),
            place: if is_resource { place } else { target_place },
            entity: if is_resource { Some(target) } else { None },
            shared_enum: if entity.is_shared_definition() {
                Some(target)
            } else {
                None
            },
        })
    }
}

/// The member at a path of dotted keys, in the first list that contains it.
fn find_member<'a>(
    index: &EntityIndex<'a>,
    target: EntityRef,
    path: &str,
) -> Option<(EntityRef, &'a Member, NodeRef)> {
    let (place, entity) = (index.place(target), index.entity(target));
    let found = ListKind::ALL
        .into_iter()
        .find_map(|list| search(list.items(entity), path, &place.key(list.key())));
    found.map(|(member, place)| (target, member, place))
}

fn search<'a>(items: &'a [Item], path: &str, place: &NodeRef) -> Option<(&'a Member, NodeRef)> {
    let (key, rest) = path
        .split_once('.')
        .map_or((path, None), |(key, rest)| (key, Some(rest)));
    items.iter().enumerate().find_map(|(index, item)| {
        let Item::Member(member) = item else {
            return None;
        };
        if member.key != key {
            return None;
        }
        let place = place.index(index);
        match rest {
            Some(rest) => search(
                member.properties.as_deref()?,
                rest,
                &place.key("properties"),
            ),
            None => Some((member, place)),
        }
    })
}
