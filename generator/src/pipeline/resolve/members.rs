//! The members of an object that its own view only calls `object` or `array`: those
//! that other views list, and those of the request that makes the same resource.

use std::collections::HashSet;

use super::entries::Entry;
use super::types::{Scope, Subject, Types};
use super::views::{self, List, Witness};
use super::words::as_list;
use crate::notation::meaning::Kind;
use crate::pipeline::api::{Decision, Field, Origin, Type};

impl<'a> Types<'a> {
    /// The members that other views list, where most of the views that say anything do.
    ///
    /// A member is taken if at least half of these views list it. The wire is silent
    /// about it, so it is required only if all of them list it and none calls it
    /// optional.
    pub(super) fn members_of_others(
        &mut self,
        vague: Option<&Kind>,
        scope: Scope,
        path: &str,
        witnesses: &[Witness<'a>],
    ) -> Option<(Type, Decision)> {
        let listing: Vec<Witness<'a>> = witnesses
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
            nested.iter().map(Entry::joined_name)
        }));
        let fields = keys.iter().filter_map(|key| {
            let path = views::join(path, key);
            let inner = self.joins.take(scope.at, scope.list, &path);
            (inner.len() * 2 >= listing.len())
                .then(|| self.field_of_others(key, scope, &path, &inner, listing.len()))
        });
        let object = Type::Object(fields.collect());
        let kind = match vague {
            Some(Kind::Array | Kind::Object | Kind::List(_)) => vague,
            _ => first.kind(),
        };
        let views = listing.len();
        Some((as_list(kind, object), Decision::MembersOfOthers { views }))
    }

    fn field_of_others(
        &mut self,
        key: &str,
        scope: Scope,
        path: &str,
        witnesses: &[Witness<'a>],
        views: usize,
    ) -> Field {
        let says = || witnesses.iter().map(|witness| &witness.entry.said);
        let docs = says().find_map(|said| said.docs.clone());
        let kinds = || witnesses.iter().filter_map(|witness| witness.kind());
        let kind = kinds().next();
        self.counts.vague += 1;
        let verdict = self.verdict(kind, witnesses);
        let decided = self
            .said_by_others(&verdict, kind, scope, path, witnesses, docs.as_deref())
            .or_else(|| verdict.leaning());
        let place = witnesses
            .first()
            .map_or_else(|| self.place(scope.at), |first| first.entry.place.clone());
        let (kind, decision) = self.decided(kind, decided, scope, path, &place);
        Field {
            name: key.to_owned(),
            kind,
            atom: None,
            optional: witnesses.len() < views || says().any(|said| said.optional),
            nullable: kinds().any(|kind| matches!(kind, Kind::Nullable(_))),
            deprecated: says().any(|said| said.deprecated),
            closed: false,
            docs,
            place,
            origin: Box::new(Origin {
                words: says().cloned().collect(),
                decision,
                ..Origin::default()
            }),
            corrections: Vec::new(),
        }
    }

    /// A list beside a member that is one of its items: `roles` beside `role`.
    pub(super) fn item_beside(&self, subject: &Subject<'a, '_>) -> Option<(Type, Decision)> {
        let Some(Kind::Array) = subject.kind else {
            return None;
        };
        let singular = subject.entry.name.strip_suffix('s')?;
        let item = subject
            .siblings
            .iter()
            .find(|sibling| sibling.name == singular)?;
        let kind = self.exact(item.kind.as_ref()?, subject.scope.at)?;
        Some((Type::List(Box::new(kind)), Decision::ItemBeside))
    }

    /// The members that a request lists for a member of the resource which it makes.
    pub(super) fn members_of_request(
        &mut self,
        subject: &Subject<'a, '_>,
    ) -> Option<(Type, Decision)> {
        let Subject {
            entry,
            kind,
            scope,
            path,
            ..
        } = *subject;
        let resource = self.catalog.resource_of(scope.at)?;
        if !matches!(kind, Some(Kind::Array | Kind::Object)) || path.contains('.') {
            return None;
        }
        let catalog = self.catalog;
        let (request, nested) = catalog.makers_of(resource).find_map(|at| {
            let parameters = views::unwrapped(List::Parameters.of(catalog.lists(at)));
            let same = parameters.iter().find(|same| same.name == entry.name)?;
            let fits = matches!(
                (kind, &same.kind),
                (Some(Kind::Array), Some(Kind::Array | Kind::List(_)))
                    | (Some(Kind::Object), Some(Kind::Object))
            );
            Some((at, same.nested.as_deref().filter(|_| fits)?))
        })?;
        let object =
            Type::Object(self.members(nested, Scope::new(request, List::Parameters), path));
        Some((as_list(kind, object), Decision::MembersOfRequest))
    }
}

/// The keys without repetition, in the order in which they were first seen.
fn first_seen<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    keys.filter(|key| seen.insert(*key)).collect()
}
