//! The members that occur in bodies, and those that could.

use std::collections::BTreeMap;

use super::plan::{PlaceId, Places};
use super::value_location::{DeclaredAt, MemberKey};

/// The places at which one body has values, once for each value.
#[derive(Debug, Clone, Default)]
pub(super) struct Visits {
    /// The places of members.
    pub(super) members: Vec<PlaceId>,
    /// The numbers of structs.
    pub(super) structs: Vec<usize>,
}

impl Visits {
    /// Adds the visits of a part of the body.
    pub(super) fn append(&mut self, mut part: Self) {
        self.members.append(&mut part.members);
        self.structs.append(&mut part.structs);
    }
}

/// The number of occurrences of each member and struct in all bodies.
#[derive(Debug)]
pub(super) struct Coverage<'p, 'a> {
    places: &'p Places<'a>,
    /// The number of values of each member, by place.
    members: Vec<usize>,
    structs: Vec<usize>,
    /// For each struct, the position of its last occurrence among all occurrences; 0 if there is
    /// none.
    last: Vec<usize>,
    occurrences: usize,
}

impl<'p, 'a> Coverage<'p, 'a> {
    pub(super) fn new(places: &'p Places<'a>) -> Self {
        Self {
            places,
            members: vec![0; places.len()],
            structs: vec![0; places.len()],
            last: vec![0; places.structs.len()],
            occurrences: 0,
        }
    }

    /// Adds the visits of one body.
    pub(super) fn add(&mut self, visits: &Visits) {
        for place in &visits.members {
            self.members[place.index()] += 1;
        }
        for number in &visits.structs {
            self.occurrences += 1;
            self.last[*number] = self.occurrences;
            let structure = &self.places.structs[*number];
            if !structure.is_beside {
                self.structs[structure.place.index()] += 1;
            }
        }
    }

    /// The number of values of a member.
    pub(super) fn members(&self, key: &MemberKey) -> usize {
        self.places
            .find(key)
            .map_or(0, |it| self.members[it.index()])
    }

    /// The number of objects of a struct.
    pub(super) fn structs(&self, key: &MemberKey) -> usize {
        self.places
            .find(key)
            .map_or(0, |it| self.structs[it.index()])
    }

    /// The members that no body has, although their struct occurs. If several structs declare a
    /// member, its place is in the struct that occurred last.
    pub(super) fn never_seen(&self) -> BTreeMap<&'p MemberKey, DeclaredAt<'a>> {
        let numbers = self.last.iter().zip(0..);
        let mut seen: Vec<(usize, usize)> = numbers
            .filter(|(last, _)| **last > 0)
            .map(|(last, number)| (*last, number))
            .collect();
        seen.sort_unstable();
        let documented = seen
            .iter()
            .flat_map(|(_, number)| &self.places.structs[*number].documented);
        documented
            .filter(|(place, _)| self.members[place.index()] == 0)
            .map(|(place, declared_at)| (self.places.key(*place), *declared_at))
            .collect()
    }
}
