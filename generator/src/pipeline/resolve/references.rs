//! What references lead to: entities, and members of entities (format, section 3.3).

use std::sync::Arc;

use super::entries::{ANONYMOUS, ExpandedMember, Expander};
use super::index::EntityRef;
use crate::base::diagnostic::{Code, Location};
use crate::base::node_path::NodeRef;
use crate::base::text::did_you_mean;
use crate::notation::words::snake_case;
use crate::pipeline::api::ViewDeclaration;
use crate::pipeline::parse::{Item, Member};

/// A circle of references ends here at the latest.
const MAX_REFERENCE_DEPTH: usize = 16;

/// The pages met have a few hundred. Members that lead to several others, which do so again, would
/// have no end.
const MAX_REFERENCES: usize = 1 << 14;

impl Expander<'_> {
    /// What `(reference)` stands for: an entity, or at the first dot a member of one.
    pub(super) fn resolve_reference(
        &mut self,
        reference: &str,
        at: EntityRef,
        place: NodeRef,
        depth: usize,
    ) -> Option<ExpandedMember> {
        if depth == MAX_REFERENCE_DEPTH {
            let message = format!("`({reference})` leads back to itself");
            self.diagnostics.report(
                Code::ReferenceCycle,
                message,
                "describe the member in place",
                Location::Value(place),
            );
            return None;
        }
        if self.exceeds_reference_limit(at, &place) {
            return None;
        }
        if let Some(target) = self.index.by_key(at.view, reference, at.page) {
            return Some(self.entity(target, place));
        }
        let member = reference.split_once('.').and_then(|(entity, member)| {
            self.find_member(self.index.by_key(at.view, entity, at.page)?, member, depth)
        });
        if member.is_none() {
            self.refuse(reference, at, place);
        }
        member
    }

    /// Counts the references of a page, and reports the first that is too many.
    fn exceeds_reference_limit(&mut self, at: EntityRef, place: &NodeRef) -> bool {
        let followed = self.followed.entry(at.page).or_default();
        *followed += 1;
        if *followed == MAX_REFERENCES + 1 {
            let message = format!("the page leads to more than {MAX_REFERENCES} references");
            let help = "refer to a member once, or describe it in place";
            let at = Location::Value(place.clone());
            self.diagnostics
                .report(Code::ReferenceCycle, message, help, at);
        }
        *followed > MAX_REFERENCES
    }

    /// A reference that leads nowhere.
    fn refuse(&mut self, reference: &str, at: EntityRef, place: NodeRef) {
        let (entity, member) = reference
            .split_once('.')
            .map_or((reference, None), |(entity, member)| (entity, Some(member)));
        let near = match (self.index.by_key(at.view, entity, at.page), member) {
            (Some(target), Some(member)) => self
                .nearest_member(target, member)
                .map(|near| format!("{entity}.{near}")),
            _ if self.index.is_refused(at.view, entity) => return,
            _ => did_you_mean::best_match(entity, self.index.names(at.view)).map(str::to_owned),
        };
        let help = did_you_mean::hint(
            near.as_deref(),
            "name the key of an entity of the same view, or `entity.member`",
        );
        let message = format!("the view `{}` has no `{reference}`", at.view.as_str());
        self.diagnostics.report(
            Code::UnknownReference,
            message,
            help,
            Location::Value(place),
        );
    }

    fn nearest_member(&self, target: EntityRef, wanted: &str) -> Option<&str> {
        let entity = self.index.entity(target);
        let lists = [&entity.properties, &entity.parameters, &entity.returns];
        let items = lists.into_iter().flatten().flatten();
        let keys = items.filter_map(|item| match item {
            Item::Member(member) => Some(member.key.as_str()),
            Item::Reference(_) | Item::Faulty => None,
        });
        did_you_mean::best_match(wanted, keys)
    }

    /// A bare reference: a shared definition is a member just like it, a resource is the thing itself.
    fn entity(&mut self, target: EntityRef, place: NodeRef) -> ExpandedMember {
        let entity = self.index.entity(target);
        let target_place = self.index.place(target);
        let is_shared_definition = entity.properties.is_none();
        let ty = entity.ty.as_ref().filter(|_| is_shared_definition);
        ExpandedMember {
            key: entity.key.clone(),
            name: snake_case(&entity.key),
            ty: self.ty(ty.map(String::as_str), &target_place),
            unwrap: false,
            nested: None,
            said: Arc::new(ViewDeclaration {
                view: target.view,
                key: entity.key.clone(),
                ty: ty.cloned(),
                members: Vec::new(),
                optional: entity.optional,
                deprecated: false,
                docs: self.docs(entity.description.as_deref(), &target_place),
                place: target_place.clone(),
            }),
            place: if is_shared_definition {
                target_place
            } else {
                place
            },
            entity: (!is_shared_definition).then_some(target),
            shared_enum: entity.is_shared_definition().then_some(target),
        }
    }

    /// The member that dotted keys lead to, in the first of the lists that has it.
    fn find_member(
        &mut self,
        target: EntityRef,
        path: &str,
        depth: usize,
    ) -> Option<ExpandedMember> {
        let entity = self.index.entity(target);
        let place = self.index.place(target);
        let lists = [
            ("properties", &entity.properties),
            ("parameters", &entity.parameters),
            ("returns", &entity.returns),
        ];
        let (found, found_place) = lists
            .into_iter()
            .find_map(|(name, list)| search(list.as_deref()?, path, &place.key(name)))?;
        let member = self.member(found, target, found_place, depth + 1);
        // How it is displayed where it is described says nothing of the list that refers to it.
        Some(ExpandedMember {
            unwrap: member.key == ANONYMOUS,
            ..member
        })
    }
}

fn search<'a>(items: &'a [Item], path: &str, place: &NodeRef) -> Option<(&'a Member, NodeRef)> {
    let (key, rest) = path
        .split_once('.')
        .map_or((path, None), |(key, rest)| (key, Some(rest)));
    items
        .iter()
        .enumerate()
        .find_map(|(index, item)| match (item, rest) {
            (Item::Member(member), None) if member.key == key => Some((member, place.index(index))),
            (Item::Member(member), Some(rest)) if member.key == key => search(
                member.properties.as_deref()?,
                rest,
                &place.index(index).key("properties"),
            ),
            _ => None,
        })
}
