//! The members of an object that its own view only calls `object` or `array`: those
//! that other views list, and those of the request that makes the same resource.

use std::collections::HashSet;

use super::entries::ExpandedMember;
use super::types::{ListContext, MemberContext, TypeResolver};
use super::views::{self, ListKind, OtherViewMember};
use super::words::as_list;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{Decision, Field, Provenance, Type};

impl<'a> TypeResolver<'a> {
    /// The members that other views list, where most of the views that say anything do.
    ///
    /// A member is taken if at least half of these views list it. The wire is silent
    /// about it, so it is required only if all of them list it and none calls it
    /// optional.
    pub(super) fn members_of_others(
        &mut self,
        untyped: Option<&TypeExpr>,
        scope: ListContext,
        path: &str,
        witnesses: &[OtherViewMember<'a>],
    ) -> Option<(Type, Decision)> {
        let listing: Vec<OtherViewMember<'a>> = witnesses
            .iter()
            .copied()
            .filter(|witness| {
                witness
                    .entry
                    .nested
                    .as_ref()
                    .is_some_and(|nested| !nested.is_empty())
            })
            .collect();
        let first = listing.first()?;
        // Foreign keys become names only where all names are in one case.
        if !scope.at.view.is_wire() {
            return None;
        }
        let keys = first_seen(listing.iter().flat_map(|witness| {
            let nested = witness.entry.nested.as_deref().unwrap_or_default();
            nested.iter().map(ExpandedMember::join_key)
        }));
        let fields = keys.iter().filter_map(|key| {
            let path = views::join(path, key);
            let inner = self.joins.take(scope.at, scope.list, &path);
            (inner.len() * 2 >= listing.len())
                .then(|| self.field_of_others(key, scope, &path, &inner, listing.len()))
        });
        let object = Type::Object(fields.collect());
        let ty = match untyped {
            Some(TypeExpr::Array | TypeExpr::Object | TypeExpr::List(_)) => untyped,
            _ => first.ty(),
        };
        let views = listing.len();
        Some((as_list(ty, object), Decision::OtherViewsMembers { views }))
    }

    fn field_of_others(
        &mut self,
        key: &str,
        scope: ListContext,
        path: &str,
        witnesses: &[OtherViewMember<'a>],
        views: usize,
    ) -> Field {
        let says = || witnesses.iter().map(|witness| &witness.entry.said);
        let docs = says().find_map(|said| said.docs.clone());
        let kinds = || witnesses.iter().filter_map(|witness| witness.ty());
        let ty = kinds().next();
        self.counts.untyped += 1;
        let verdict = self.verdict(ty, witnesses);
        let decided = self
            .infer_from_views(&verdict, ty, scope, path, witnesses, docs.as_deref())
            .or_else(|| verdict.leaning());
        let place = witnesses
            .first()
            .map_or_else(|| self.place(scope.at), |first| first.entry.place.clone());
        let (ty, decision) = self.or_untyped(ty, decided, scope, path, &place);
        Field {
            name: key.to_owned(),
            ty,
            shared_enum: None,
            optional: witnesses.len() < views || says().any(|said| said.optional),
            nullable: kinds().any(|ty| matches!(ty, TypeExpr::Nullable(_))),
            deprecated: says().any(|said| said.deprecated),
            closed: false,
            docs,
            place,
            origin: Box::new(Provenance {
                declarations: says().cloned().collect(),
                decision,
                ..Provenance::default()
            }),
            corrections: Vec::new(),
        }
    }

    /// A list beside a member that is one of its items: `roles` beside `role`.
    pub(super) fn item_beside(&self, subject: &MemberContext<'a, '_>) -> Option<(Type, Decision)> {
        let Some(TypeExpr::Array) = subject.ty else {
            return None;
        };
        let singular = subject.entry.name.strip_suffix('s')?;
        let item = subject
            .siblings
            .iter()
            .find(|sibling| sibling.name == singular)?;
        let ty = self.resolve_exact(item.ty.as_ref()?, subject.scope.at)?;
        Some((Type::List(Box::new(ty)), Decision::SiblingItem))
    }

    /// The members that a request lists for a member of the resource which it makes.
    pub(super) fn members_of_request(
        &mut self,
        subject: &MemberContext<'a, '_>,
    ) -> Option<(Type, Decision)> {
        let MemberContext {
            entry,
            ty,
            scope,
            path,
            ..
        } = *subject;
        let resource = self.catalog.resource_of(scope.at)?;
        if !matches!(ty, Some(TypeExpr::Array | TypeExpr::Object)) || path.contains('.') {
            return None;
        }
        let catalog = self.catalog;
        let (request, nested) = catalog.makers_of(resource).find_map(|at| {
            let parameters = views::unwrapped(ListKind::Parameters.members(catalog.lists(at)));
            let same = parameters.iter().find(|same| same.name == entry.name)?;
            let fits = matches!(
                (ty, &same.ty),
                (
                    Some(TypeExpr::Array),
                    Some(TypeExpr::Array | TypeExpr::List(_))
                ) | (Some(TypeExpr::Object), Some(TypeExpr::Object))
            );
            Some((at, same.nested.as_deref().filter(|_| fits)?))
        })?;
        let object = Type::Object(self.members(
            nested,
            ListContext::new(request, ListKind::Parameters),
            path,
        ));
        Some((as_list(ty, object), Decision::MembersOfRequest))
    }
}

/// The keys without repetition, in the order in which they were first seen.
fn first_seen<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    keys.filter(|key| seen.insert(*key)).collect()
}
