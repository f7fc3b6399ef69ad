//! Joins the views of one thing: members that are the same under other names (format, section 6).

use std::collections::{BTreeMap, BTreeSet};

use super::entries::{Entry, Lists};
use super::index::EntityRef;
use super::keys::snake_case;
use super::kind::Kind;
use super::resources::Catalog;

/// The lists that an entity may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What another view says of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub(super) struct Testimony<'a> {
    by_path: BTreeMap<String, Vec<Witness<'a>>>,
}

impl<'a> Testimony<'a> {
    /// Collects what the other views of an entity say about one of its lists.
    pub(super) fn about(catalog: &Catalog<'a>, at: EntityRef, list: List) -> Self {
        let mut testimony = Self::default();
        let own = list.of(catalog.lists(at));
        let keys: BTreeSet<String> = unwrapped(own)
            .iter()
            .map(|entry| member_key(&entry.key))
            .collect();
        for other in catalog.other_views(at) {
            let entries = list.of(catalog.lists(other));
            for entry in entries
                .iter()
                .flat_map(|entry| without_wrapper(entry, &keys))
            {
                testimony.hear(entry, other, "");
            }
        }
        testimony
    }

    /// The witnesses of the member at this path.
    pub(super) fn of(&self, path: &str) -> &[Witness<'a>] {
        self.by_path.get(path).map_or(&[], Vec::as_slice)
    }

    fn hear(&mut self, entry: &'a Entry, from: EntityRef, prefix: &str) {
        let path = join(prefix, &entry.key);
        for nested in entry.nested.iter().flatten() {
            self.hear(nested, from, &path);
        }
        self.by_path
            .entry(path)
            .or_default()
            .push(Witness { from, entry });
    }
}

/// The path of a member below another.
pub(super) fn join(prefix: &str, key: &str) -> String {
    let key = member_key(key);
    if prefix.is_empty() {
        key
    } else {
        format!("{prefix}.{key}")
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
fn without_wrapper<'a>(entry: &'a Entry, keys: &BTreeSet<String>) -> &'a [Entry] {
    match &entry.nested {
        Some(nested) if !keys.contains(&member_key(&entry.key)) => nested,
        _ => std::slice::from_ref(entry),
    }
}

/// The spelling that all views of a key share. `object` is a type in Java, whose view says `obj`.
fn member_key(key: &str) -> String {
    match snake_case(key) {
        key if key == "obj" => "object".to_owned(),
        key => key,
    }
}
