//! Joins the views of one thing: members that are the same under other names (format, section 6).

use std::collections::{BTreeMap, BTreeSet};

use super::entries::{ExpandedEntity, ExpandedMember};
use super::index::EntityRef;
use super::resources::Catalog;
use crate::base::view::View;
use crate::notation::meaning::TypeExpr;

/// The lists that an entity may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListKind {
    /// What a resource has; more parameters on an operation.
    Properties,
    /// What an operation is given.
    Parameters,
    /// What an operation answers.
    Returns,
}

impl ListKind {
    /// The members of this list; none where the entity has no such list.
    pub(super) fn members(self, lists: &ExpandedEntity) -> &[ExpandedMember] {
        let list = match self {
            Self::Properties => &lists.properties,
            Self::Parameters => &lists.parameters,
            Self::Returns => &lists.returns,
        };
        list.as_deref().unwrap_or_default()
    }
}

/// Lists that are joined together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum JoinScope {
    /// What a resource has.
    Resource,
    /// What an operation is given; which of its two lists has a member differs by view.
    Request,
    /// What an operation answers.
    Response,
}

impl JoinScope {
    /// The part of an entity that a list belongs to.
    pub(super) fn new(list: ListKind, is_operation: bool) -> Self {
        match list {
            ListKind::Returns => Self::Response,
            ListKind::Properties if !is_operation => Self::Resource,
            ListKind::Properties | ListKind::Parameters => Self::Request,
        }
    }

    /// The members of the lists of this part.
    pub(super) fn entries(self, lists: &ExpandedEntity) -> impl Iterator<Item = &ExpandedMember> {
        let lists_of_part: &[ListKind] = match self {
            Self::Resource => &[ListKind::Properties],
            Self::Request => &[ListKind::Parameters, ListKind::Properties],
            Self::Response => &[ListKind::Returns],
        };
        lists_of_part
            .iter()
            .flat_map(|list| unwrapped(list.members(lists)))
    }
}

/// What another view says of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OtherViewMember<'a> {
    /// The entity that speaks; its view decides how names are understood.
    pub(super) from: EntityRef,
    pub(super) entry: &'a ExpandedMember,
}

impl<'a> OtherViewMember<'a> {
    /// The type that the view gives.
    pub(super) fn ty(&self) -> Option<&'a TypeExpr> {
        self.entry.ty.as_ref()
    }
}

/// The witnesses of each member, by the path of its snake-cased keys.
#[derive(Debug, Default)]
pub(super) struct ViewJoin<'a> {
    by_path: BTreeMap<String, JoinedMember<'a>>,
}

/// The witnesses of one member.
#[derive(Debug, Default)]
struct JoinedMember<'a> {
    witnesses: Vec<OtherViewMember<'a>>,
    /// Whether a field of the view stands for it.
    joined: bool,
}

impl<'a> ViewJoin<'a> {
    /// Collects what the other views of an entity say about one of its parts.
    pub(super) fn about(catalog: &Catalog<'a>, at: EntityRef, part: JoinScope) -> Self {
        let mut join = Self::default();
        let own: Vec<&ExpandedMember> = part.entries(catalog.lists(at)).collect();
        let keys: BTreeSet<&str> = own.iter().map(|entry| entry.join_key()).collect();
        for other in catalog.other_views(at) {
            let entries = part.entries(catalog.lists(other));
            let entries = entries.flat_map(|entry| unwrap_options(entry, &keys));
            let entries: Vec<&ExpandedMember> = entries.collect();
            let displaced = flattened_parents(&own, &keys, &entries);
            for entry in entries {
                let prefix = displaced.get(entry.join_key());
                join.record(entry, other, prefix.copied().unwrap_or_default());
            }
        }
        join
    }

    /// Whether a view says anything of the member at this path.
    pub(super) fn mentions(&self, path: &str, view: View) -> bool {
        let heard = self.by_path.get(path);
        let mut witnesses = heard.into_iter().flat_map(|heard| &heard.witnesses);
        witnesses.any(|witness| witness.from.view == view)
    }

    /// The witnesses of the member at this path, which now has a field.
    pub(super) fn take(&mut self, path: &str) -> Vec<OtherViewMember<'a>> {
        self.by_path.get_mut(path).map_or_else(Vec::new, |heard| {
            heard.joined = true;
            heard.witnesses.clone()
        })
    }

    /// Every witness with its path, and whether a field stands for it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, bool, OtherViewMember<'a>)> {
        self.by_path.iter().flat_map(|(path, heard)| {
            let witnesses = heard.witnesses.iter();
            witnesses.map(move |witness| (path.as_str(), heard.joined, *witness))
        })
    }

    fn record(&mut self, entry: &'a ExpandedMember, from: EntityRef, prefix: &str) {
        let path = join(prefix, entry.join_key());
        for nested in entry.nested.iter().flatten() {
            self.record(nested, from, &path);
        }
        let heard = self.by_path.entry(path).or_default();
        heard.witnesses.push(OtherViewMember { from, entry });
    }
}

/// The path of a member below another.
pub(super) fn join(prefix: &str, name: &str) -> String {
    match prefix {
        "" => name.to_owned(),
        prefix => format!("{prefix}.{name}"),
    }
}

/// The members that are on the wire: those of a wrapper stand in its place.
///
/// A wrapper is alone in its list. Beside others, a member is on the wire even where
/// the docs display its members in its place.
pub(super) fn unwrapped(entries: &[ExpandedMember]) -> &[ExpandedMember] {
    match entries {
        [
            ExpandedMember {
                unwrap: true,
                nested: Some(nested),
                ..
            },
        ] => nested,
        entries => entries,
    }
}

/// An SDK passes members in a wrapper (`options`, `opts`) that the wire does not know.
fn unwrap_options<'a>(entry: &'a ExpandedMember, keys: &BTreeSet<&str>) -> &'a [ExpandedMember] {
    match &entry.nested {
        Some(nested) if !keys.contains(entry.join_key()) => nested,
        _ => std::slice::from_ref(entry),
    }
}

/// Where a view lists the members of an object in its place, which it does not name: the key of
/// the object for each of them.
///
/// It does if at least half of the object's members are there, and none of them is a member
/// beside the object as well.
fn flattened_parents<'a>(
    own: &[&'a ExpandedMember],
    keys: &BTreeSet<&str>,
    entries: &[&'a ExpandedMember],
) -> BTreeMap<&'a str, &'a str> {
    let listed: BTreeSet<&str> = entries.iter().map(|entry| entry.join_key()).collect();
    let mut displaced = BTreeMap::new();
    for object in own {
        let key = object.join_key();
        let inner = object.nested.iter().flatten();
        let inner: BTreeSet<&str> = inner.map(ExpandedMember::join_key).collect();
        let there: Vec<&str> = inner.intersection(&listed).copied().collect();
        let is_there = !there.is_empty() && there.len() * 2 >= inner.len();
        if is_there && !listed.contains(key) && inner.is_disjoint(keys) {
            displaced.extend(there.into_iter().map(|inner| (inner, key)));
        }
    }
    displaced
}
