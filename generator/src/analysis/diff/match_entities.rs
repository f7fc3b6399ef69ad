//! Matches the entities of the old reference with those of the new one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::change::{MemberLocation, SubjectKind};
use super::entity::{Definition, Entity};
use super::indexed_reference::IndexedReference;
use super::versions::{Matcher, Matches, Versions};
use crate::base::page_path;
use crate::notation::url_template::UrlTemplate;

type References<'m, 'a> = Versions<&'m IndexedReference<'a>>;

/// Matches entities by their ids, and then those with different ids that are otherwise equal.
pub(super) fn match_entities<'m, 'a>(references: References<'m, 'a>) -> Matches<'m, Entity<'a>> {
    let mut matcher = Matcher::new(references.map(|reference| reference.entities.as_slice()));
    let page = |entity: &'m Entity<'a>| {
        let page = page_path::stem(&entity.page.path);
        Some((entity.kind(), entity.id, page))
    };
    pair_only_ones(&mut matcher, Versions::new(page, page));
    let id = |entity: &Entity<'a>| Some((entity.kind(), entity.id));
    for group in matcher.unpaired_by(Versions::new(id, id)) {
        pair_by_similarity(&mut matcher, &group, references);
    }
    let identities =
        references.map(|reference| move |entity: &'m Entity<'a>| identity(entity, reference));
    pair_only_ones(&mut matcher, identities);
    matcher.finish()
}

/// Pairs an old and a new entity with the same key if no other entity has that key.
fn pair_only_ones<'m, 'a, K: Ord>(
    matcher: &mut Matcher<'m, Entity<'a>>,
    key: Versions<impl Fn(&'m Entity<'a>) -> Option<K>>,
) {
    for group in matcher.unpaired_by(key) {
        if let ([old], [new]) = (group.old.as_slice(), group.new.as_slice()) {
            matcher.pair(*old, *new);
        }
    }
}

/// Pairs entities with the same id, the most similar first.
fn pair_by_similarity<'a>(
    matcher: &mut Matcher<'_, Entity<'a>>,
    group: &Versions<Vec<usize>>,
    references: References<'_, 'a>,
) {
    let traits = Versions::new(&group.old, &group.new).zip(references);
    let traits = traits.map(|(positions, reference)| {
        let entities = positions.iter().map(|&at| (at, &reference.entities[at]));
        let traits = entities.map(|(at, entity)| (at, Traits::new(entity, reference)));
        traits.collect::<Vec<_>>()
    });
    let mut candidates = Vec::new();
    for (old, old_traits) in &traits.old {
        for (new, new_traits) in &traits.new {
            let traits = Versions::new(old_traits, new_traits);
            candidates.push((Reverse(Similarity::new(traits)), *old, *new));
        }
    }
    candidates.sort();
    for (_, old, new) in candidates {
        matcher.pair(old, new);
    }
}

/// The key to match an entity whose id has changed: its page, its kind and its identity.
type IdentityKey<'a> = (&'a str, SubjectKind, Identity<'a>);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identity<'a> {
    Members(Signature<'a>),
    Endpoint(String),
}

/// The key, or `None` for a resource without members.
fn identity<'a>(entity: &Entity<'a>, reference: &IndexedReference<'a>) -> Option<IdentityKey<'a>> {
    let identity = match entity.definition {
        Definition::Resource(..) => {
            let signature = signature(entity, reference);
            if signature.is_empty() {
                return None;
            }
            Identity::Members(signature)
        }
        Definition::Operation(operation, _) => {
            let path = path_shape(&operation.path);
            Identity::Endpoint(format!("{} {path}", operation.method))
        }
    };
    let page = page_path::stem(&entity.page.path);
    Some((page, entity.kind(), identity))
}

/// A path without the names of its parameters, which are not on the wire: `/users/{}`.
pub(super) fn path_shape(path: &UrlTemplate) -> String {
    let mut shape = path.to_string();
    for name in path.parameters() {
        shape = shape.replacen(&format!("{{{name}}}"), "{}", 1);
    }
    shape
}

/// The criteria for the similarity of entities with the same id.
struct Traits<'m, 'a> {
    page: &'m str,
    folders: Vec<&'m str>,
    referrers: &'m BTreeSet<&'a str>,
    signature: Signature<'a>,
}

impl<'m, 'a> Traits<'m, 'a> {
    fn new(entity: &Entity<'a>, reference: &'m IndexedReference<'a>) -> Self {
        let page = page_path::stem(&entity.page.path);
        Self {
            page,
            folders: page.split('/').collect(),
            referrers: reference.referrers(entity),
            signature: signature(entity, reference),
        }
    }
}

/// The similarity of two entities with the same id. The most reliable criterion comes first.
///
/// Members are less reliable than referrers: entities with the same id have similar members, and
/// the members of the matching entity may have changed most.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Similarity {
    same_page: bool,
    /// The percentage of referrers that refer to both.
    referrers: usize,
    /// The percentage of common members.
    members: usize,
    /// The number of folders that their pages share.
    folders: usize,
    same_depth: bool,
}

impl Similarity {
    fn new(traits: Versions<&Traits<'_, '_>>) -> Self {
        let folders = traits.map(|it| it.folders.as_slice());
        let referrers = traits.map(|it| it.referrers);
        Self {
            same_page: !traits.map(|it| it.page).differ(),
            referrers: percentage(
                referrers.old.intersection(referrers.new).count(),
                referrers.old.union(referrers.new).count(),
            ),
            members: shared_members(traits.map(|it| &it.signature)),
            same_depth: folders.old.len() == folders.new.len(),
            folders: shared_folders(folders),
        }
    }
}

/// The members of an entity. Entities with equal signatures are the same.
type Signature<'a> = BTreeMap<(MemberLocation, &'a str), MemberSignature>;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct MemberSignature {
    ty: String,
    optional: bool,
    corrected: bool,
}

fn signature<'a>(entity: &Entity<'a>, reference: &IndexedReference<'a>) -> Signature<'a> {
    let members = entity.members().into_iter();
    let signatures = members.map(|member| {
        let signature = MemberSignature {
            ty: member.value.notation(reference.api),
            optional: member.optional,
            corrected: member.corrected,
        };
        ((member.part, member.name), signature)
    });
    signatures.collect()
}

/// The percentage of equal members, without members with corrections: a correction may apply to
/// only one of the references, and would reduce the similarity.
fn shared_members(signatures: Versions<&Signature<'_>>) -> usize {
    let Versions { old, new } = signatures;
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let (mut equal, mut all) = (0, 0);
    for key in keys {
        let (old, new) = (old.get(key), new.get(key));
        if !old.into_iter().chain(new).any(|member| member.corrected) {
            equal += usize::from(old == new);
            all += 1;
        }
    }
    percentage(equal, all)
}

/// The part as a percentage of the whole; zero if the whole is empty.
fn percentage(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

/// The number of folders that two paths have in common at their beginnings and at their ends.
fn shared_folders(folders: Versions<&[&str]>) -> usize {
    let Versions { old, new } = folders;
    let is_same = |(old, new): &(&&str, &&str)| old == new;
    let front = old.iter().zip(new).take_while(is_same).count();
    let back = old.iter().rev().zip(new.iter().rev());
    front + back.take_while(is_same).count()
}
