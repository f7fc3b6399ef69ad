//! Joins the views of one thing: members that are the same under other names (format, section 6).

use std::collections::{BTreeMap, BTreeSet};

use super::entries::{Entry, Lists};
use super::index::EntityRef;
use super::resources::Catalog;
use crate::base::view::View;
use crate::notation::meaning::Kind;

/// The lists that an entity may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    /// What a resource has; more parameters on an operation.
    Properties,
    /// What an operation is given.
    Parameters,
    /// What an operation answers.
    Returns,
}

impl List {
    /// The members of this list; none where the entity has no such list.
    pub(super) fn of(self, lists: &Lists) -> &[Entry] {
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
pub(super) enum Part {
    /// What a resource has.
    Resource,
    /// What an operation is given; which of its two lists has a member differs by view.
    Request,
    /// What an operation answers.
    Response,
}

impl Part {
    /// The part of an entity that a list belongs to.
    pub(super) fn of(list: List, is_operation: bool) -> Self {
        match list {
            List::Returns => Self::Response,
            List::Properties if !is_operation => Self::Resource,
            List::Properties | List::Parameters => Self::Request,
        }
    }

    /// The members of the lists of this part.
    pub(super) fn entries(self, lists: &Lists) -> impl Iterator<Item = &Entry> {
        let lists_of_part: &[List] = match self {
            Self::Resource => &[List::Properties],
            Self::Request => &[List::Parameters, List::Properties],
            Self::Response => &[List::Returns],
        };
        lists_of_part
            .iter()
            .flat_map(|list| unwrapped(list.of(lists)))
    }
}

/// What another view says of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Witness<'a> {
    /// The entity that speaks; its view decides how names are understood.
    pub(super) from: EntityRef,
    pub(super) entry: &'a Entry,
}

impl<'a> Witness<'a> {
    /// The type that the view gives.
    pub(super) fn kind(&self) -> Option<&'a Kind> {
        self.entry.kind.as_ref()
    }
}

/// The witnesses of each member, by the path of its snake-cased keys.
#[derive(Debug, Default)]
pub(super) struct Join<'a> {
    by_path: BTreeMap<String, Heard<'a>>,
}

/// The witnesses of one member.
#[derive(Debug, Default)]
struct Heard<'a> {
    witnesses: Vec<Witness<'a>>,
    /// Whether a field of the view stands for it.
    joined: bool,
}

impl<'a> Join<'a> {
    /// Collects what the other views of an entity say about one of its parts.
    pub(super) fn about(catalog: &Catalog<'a>, at: EntityRef, part: Part) -> Self {
        let mut join = Self::default();
        let own: Vec<&Entry> = part.entries(catalog.lists(at)).collect();
        let keys: BTreeSet<&str> = own.iter().map(|entry| entry.joined_name()).collect();
        for other in catalog.other_views(at) {
            let entries = part.entries(catalog.lists(other));
            let entries = entries.flat_map(|entry| without_wrapper(entry, &keys));
            let entries: Vec<&Entry> = entries.collect();
            let displaced = displaced(&own, &keys, &entries);
            for entry in entries {
                let prefix = displaced.get(entry.joined_name());
                join.hear(entry, other, prefix.copied().unwrap_or_default());
            }
        }
        join
    }

    /// Whether a view says anything of the member at this path.
    pub(super) fn is_heard_of(&self, path: &str, view: View) -> bool {
        let heard = self.by_path.get(path);
        let mut witnesses = heard.into_iter().flat_map(|heard| &heard.witnesses);
        witnesses.any(|witness| witness.from.view == view)
    }

    /// The witnesses of the member at this path, which now has a field.
    pub(super) fn take(&mut self, path: &str) -> Vec<Witness<'a>> {
        self.by_path.get_mut(path).map_or_else(Vec::new, |heard| {
            heard.joined = true;
            heard.witnesses.clone()
        })
    }

    /// Every witness with its path, and whether a field stands for it.
    pub(super) fn heard(&self) -> impl Iterator<Item = (&str, bool, Witness<'a>)> {
        self.by_path.iter().flat_map(|(path, heard)| {
            let witnesses = heard.witnesses.iter();
            witnesses.map(move |witness| (path.as_str(), heard.joined, *witness))
        })
    }

    fn hear(&mut self, entry: &'a Entry, from: EntityRef, prefix: &str) {
        let path = join(prefix, entry.joined_name());
        for nested in entry.nested.iter().flatten() {
            self.hear(nested, from, &path);
        }
        let heard = self.by_path.entry(path).or_default();
        heard.witnesses.push(Witness { from, entry });
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
pub(super) fn unwrapped(entries: &[Entry]) -> &[Entry] {
    match entries {
        [
            Entry {
                unwrap: true,
                nested: Some(nested),
                ..
            },
        ] => nested,
        entries => entries,
    }
}

/// An SDK passes members in a wrapper (`options`, `opts`) that the wire does not know.
fn without_wrapper<'a>(entry: &'a Entry, keys: &BTreeSet<&str>) -> &'a [Entry] {
    match &entry.nested {
        Some(nested) if !keys.contains(entry.joined_name()) => nested,
        _ => std::slice::from_ref(entry),
    }
}

/// Where a view lists the members of an object in its place, which it does not name: the key of
/// the object for each of them.
///
/// It does if at least half of the object's members are there, and none of them is a member
/// beside the object as well.
fn displaced<'a>(
    own: &[&'a Entry],
    keys: &BTreeSet<&str>,
    entries: &[&'a Entry],
) -> BTreeMap<&'a str, &'a str> {
    let listed: BTreeSet<&str> = entries.iter().map(|entry| entry.joined_name()).collect();
    let mut displaced = BTreeMap::new();
    for object in own {
        let key = object.joined_name();
        let inner = object.nested.iter().flatten();
        let inner: BTreeSet<&str> = inner.map(Entry::joined_name).collect();
        let there: Vec<&str> = inner.intersection(&listed).copied().collect();
        let is_there = !there.is_empty() && there.len() * 2 >= inner.len();
        if is_there && !listed.contains(key) && inner.is_disjoint(keys) {
            displaced.extend(there.into_iter().map(|inner| (inner, key)));
        }
    }
    displaced
}
