//! How alike two entities of one id are, where several pages have the id.

use std::collections::{BTreeMap, BTreeSet};

use super::change::MemberLocation;
use super::entity::Entity;
use super::member;
use super::notation::notation;
use super::release::IndexedReference;
use crate::base::page_path;

/// The most telling sign comes first. Members tell less than company: twins have much the same
/// ones, and those of one twin may have changed most.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Similarity {
    same_page: bool,
    /// The share of what refers to them that refers to both.
    company: usize,
    /// The share of members that both have.
    members: usize,
    /// The folders that their pages share.
    folders: usize,
    same_depth: bool,
}

impl Similarity {
    pub(super) fn new(
        old: (&IndexedReference<'_>, &Entity<'_>),
        new: (&IndexedReference<'_>, &Entity<'_>),
    ) -> Self {
        let pages = (page(old.0, old.1), page(new.0, new.1));
        let (front, back) = (folders(pages.0), folders(pages.1));
        Self {
            same_page: pages.0 == pages.1,
            company: company(old.0.company(old.1), new.0.company(new.1)),
            members: members(&facts(old.0, old.1), &facts(new.0, new.1)),
            folders: shared(&front, &back),
            same_depth: front.len() == back.len(),
        }
    }
}

/// The page without what says nothing of its place.
pub(super) fn page<'a>(release: &IndexedReference<'a>, entity: &Entity<'a>) -> &'a str {
    page_path::stem(&release.page(entity.page).path)
}

/// What is known of each member; two entities with the same facts are the same thing.
pub(super) type Signature<'a> = BTreeMap<(MemberLocation, &'a str), MemberSignature>;

/// What is known of a member.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MemberSignature {
    ty: String,
    optional: bool,
    corrected: bool,
}

pub(super) fn facts<'a>(release: &IndexedReference<'a>, entity: &Entity<'a>) -> Signature<'a> {
    let members = member::of_entity(entity, release).into_iter();
    let facts = members.map(|member| {
        let fact = MemberSignature {
            ty: notation(member.ty, member.nullable, release.api),
            optional: member.optional,
            corrected: member.corrected,
        };
        ((member.part, member.name), fact)
    });
    facts.collect()
}

/// Of the members that no correction is about: it may be about one of the two references alone,
/// and would make the thing that it corrects unlike itself.
fn members(old: &Signature<'_>, new: &Signature<'_>) -> usize {
    let names: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let sides = names.into_iter().map(|name| (old.get(name), new.get(name)));
    let is_corrected = |fact: Option<&MemberSignature>| fact.is_some_and(|fact| fact.corrected);
    let sides = sides.filter(|(old, new)| !is_corrected(*old) && !is_corrected(*new));
    let sides: Vec<_> = sides.collect();
    let equal = sides.iter().filter(|(old, new)| old == new).count();
    share(equal, sides.len())
}

fn company(old: &BTreeSet<&str>, new: &BTreeSet<&str>) -> usize {
    share(old.intersection(new).count(), old.union(new).count())
}

/// In percent; of nothing there is no share.
fn share(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

fn folders(page: &str) -> Vec<&str> {
    page.split('/').collect()
}

/// The folders that two paths have in common at their beginnings and at their ends.
fn shared(old: &[&str], new: &[&str]) -> usize {
    let is_same = |(old, new): &(&&str, &&str)| old == new;
    let front = old.iter().zip(new).take_while(is_same).count();
    let back = old.iter().rev().zip(new.iter().rev());
    front + back.take_while(is_same).count()
}
