//! Both versions of a thing, and the matching of old things with new ones.

use std::collections::{BTreeMap, BTreeSet};

/// The same thing in the old and in the new reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Versions<T> {
    pub(super) old: T,
    pub(super) new: T,
}

impl<T> Versions<T> {
    pub(super) fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    /// Applies a function to both versions.
    pub(super) fn map<U>(self, f: impl Fn(T) -> U) -> Versions<U> {
        Versions::new(f(self.old), f(self.new))
    }

    /// Pairs each version with the same version of another thing.
    pub(super) fn zip<U>(self, other: Versions<U>) -> Versions<(T, U)> {
        Versions::new((self.old, other.old), (self.new, other.new))
    }
}

impl<T: PartialEq> Versions<T> {
    /// `true` if the two versions are not equal.
    pub(super) fn differ(&self) -> bool {
        self.old != self.new
    }
}

impl<T> Versions<Option<T>> {
    /// Both versions, or `None` if one is missing.
    pub(super) fn both(self) -> Option<Versions<T>> {
        Some(Versions::new(self.old?, self.new?))
    }
}

/// Pairs old items with new ones, step by step: a later step never changes a pair of an earlier
/// one.
pub(super) struct Matcher<'m, T> {
    items: Versions<&'m [T]>,
    old_of: BTreeMap<usize, usize>,
    paired_old: BTreeSet<usize>,
}

/// The result of a [`Matcher`].
pub(super) struct Matches<'m, T> {
    /// Every new item in order, with the matching old item if there is one.
    pub(super) new: Vec<(&'m T, Option<&'m T>)>,
    /// The old items without a matching new item.
    pub(super) removed: Vec<&'m T>,
}

impl<'m, T> Matcher<'m, T> {
    pub(super) fn new(items: Versions<&'m [T]>) -> Self {
        Self {
            items,
            old_of: BTreeMap::new(),
            paired_old: BTreeSet::new(),
        }
    }

    /// Pairs the items at these positions, unless one of them has a pair.
    pub(super) fn pair(&mut self, old: usize, new: usize) {
        if !self.old_of.contains_key(&new) && self.paired_old.insert(old) {
            self.old_of.insert(new, old);
        }
    }

    /// The items without a pair, with their positions.
    fn unpaired(&self) -> Versions<Vec<(usize, &'m T)>> {
        let Versions { old, new } = self.items.map(|items| items.iter().enumerate());
        Versions::new(
            old.filter(|(at, _)| !self.paired_old.contains(at))
                .collect(),
            new.filter(|(at, _)| !self.old_of.contains_key(at))
                .collect(),
        )
    }

    /// The positions of the items without a pair, grouped by a key; items without a key are
    /// omitted.
    pub(super) fn unpaired_by<K: Ord>(
        &self,
        key: Versions<impl Fn(&'m T) -> Option<K>>,
    ) -> Vec<Versions<Vec<usize>>> {
        let unpaired = self.unpaired();
        let mut groups: BTreeMap<K, Versions<Vec<usize>>> = BTreeMap::new();
        let empty = || Versions::new(Vec::new(), Vec::new());
        for (at, item) in unpaired.old {
            if let Some(key) = (key.old)(item) {
                groups.entry(key).or_insert_with(empty).old.push(at);
            }
        }
        for (at, item) in unpaired.new {
            if let Some(key) = (key.new)(item) {
                groups.entry(key).or_insert_with(empty).new.push(at);
            }
        }
        groups.into_values().collect()
    }

    pub(super) fn finish(self) -> Matches<'m, T> {
        let removed = self.unpaired().old.into_iter().map(|(_, item)| item);
        let Versions { old, new } = self.items;
        let new = new.iter().enumerate();
        Matches {
            removed: removed.collect(),
            new: new
                .map(|(at, item)| (item, self.old_of.get(&at).map(|&at| &old[at])))
                .collect(),
        }
    }
}

impl<'m, T> Matches<'m, T> {
    /// The items that are in both references, in the order of the new one.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Versions<&'m T>> {
        self.new
            .iter()
            .filter_map(|(new, old)| Some(Versions::new((*old)?, *new)))
    }

    /// The items that are only in the new reference.
    pub(super) fn added(&self) -> impl Iterator<Item = &'m T> {
        self.new
            .iter()
            .filter(|(_, old)| old.is_none())
            .map(|(new, _)| *new)
    }
}
