//! Which member of the old reference is which of the new one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::change::MemberLocation;
use super::member::Member;
use super::members::{Differ, MemberScope};
use crate::pipeline::api::{EnumValue, Type};

/// Positions of members, and for each new one the old one as far as it is known.
struct MemberMatcher<'m, 'a> {
    old: &'m [Member<'a>],
    new: &'m [Member<'a>],
    old_of: BTreeMap<usize, usize>,
}

impl<'m, 'a> MemberMatcher<'m, 'a> {
    fn free_old(&self) -> Vec<(usize, &'m Member<'a>)> {
        let taken: BTreeSet<usize> = self.old_of.values().copied().collect();
        let all = self.old.iter().enumerate();
        all.filter(|(at, _)| !taken.contains(at)).collect()
    }

    fn free_new(&self) -> Vec<(usize, &'m Member<'a>)> {
        let all = self.new.iter().enumerate();
        all.filter(|(at, _)| !self.old_of.contains_key(at))
            .collect()
    }

    /// Pairs those of one name in one part of the entity, or in any.
    fn by_name(&mut self, in_one_part: bool) {
        let key = |member: &'m Member<'a>| (member.name, in_one_part.then_some(member.part));
        let mut waiting: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
        for (at, old) in self.free_old() {
            waiting.entry(key(old)).or_default().push_back(at);
        }
        for (new_at, new) in self.free_new() {
            let found = waiting.get_mut(&key(new)).and_then(VecDeque::pop_front);
            self.old_of.extend(found.map(|old_at| (new_at, old_at)));
        }
    }

    /// Pairs those in one place of the path; they stand before all others.
    fn by_place(&mut self) {
        let free: BTreeMap<usize, &Member<'_>> = self.free_old().into_iter().collect();
        for (at, new) in self.free_new() {
            let old = free.get(&at);
            if old.is_some_and(|old| {
                (old.part, new.part) == (MemberLocation::Path, MemberLocation::Path)
            }) {
                self.old_of.insert(at, at);
            }
        }
    }

    /// Pairs what is alike where neither of the two is like a third.
    fn match_unique(&mut self, alike: impl Fn(&Member<'_>, &Member<'_>) -> bool) {
        let (old, new) = (self.free_old(), self.free_new());
        for (new_at, member) in &new {
            let mut found = old.iter().filter(|(_, old)| alike(old, member));
            if let (Some((old_at, before)), None) = (found.next(), found.next())
                && new.iter().filter(|(_, new)| alike(before, new)).count() == 1
            {
                self.old_of.insert(*new_at, *old_at);
            }
        }
    }
}

impl<'a> Differ<'a, '_> {
    /// For each new member the old one: of the same name in the same part, in the same place of
    /// the path, of the same name in another part, or under another name.
    pub(super) fn pairs(
        &self,
        old: &[Member<'a>],
        new: &[Member<'a>],
        scope: &MemberScope,
    ) -> BTreeMap<usize, usize> {
        let mut pairing = MemberMatcher {
            old,
            new,
            old_of: BTreeMap::new(),
        };
        pairing.by_name(true);
        if scope.same_template {
            pairing.by_place();
        }
        pairing.by_name(false);
        pairing.match_unique(|old, new| old.part == new.part && self.is_renamed(old, new));
        pairing.old_of
    }

    /// Whether two members of different names are one: the same type and the same description.
    fn is_renamed(&self, old: &Member<'_>, new: &Member<'_>) -> bool {
        old.docs.is_some()
            && old.docs == new.docs
            && (old.optional, old.nullable) == (new.optional, new.nullable)
            && self.same_type(old.ty, new.ty)
    }

    pub(super) fn same_type(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Resource(old), Type::Resource(new)) => {
                self.context.resources.get(old) == Some(new)
            }
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => self.same_type(old, new),
            (Type::Object(old), Type::Object(new)) => {
                old.len() == new.len()
                    && old.iter().zip(new).all(|(old, new)| {
                        old.name == new.name
                            && (old.optional, old.nullable) == (new.optional, new.nullable)
                            && self.same_type(&old.ty, &new.ty)
                    })
            }
            (Type::Enum(old), Type::Enum(new)) => {
                let values = |values: &[EnumValue]| -> BTreeSet<String> {
                    values.iter().map(|value| value.value.clone()).collect()
                };
                values(old) == values(new)
            }
            (Type::Union(old), Type::Union(new)) => {
                let (before, after) = (&old.alternatives, &new.alternatives);
                old.dispatch == new.dispatch
                    && before.len() == after.len()
                    && before
                        .iter()
                        .zip(after)
                        .all(|(old, new)| old.tags == new.tags && self.same_type(&old.ty, &new.ty))
            }
            (old, new) => old == new,
        }
    }
}
