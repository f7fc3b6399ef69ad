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
    let id = |entity: &Entity<'a>| Some((entity.kind(), entity.id));
    for group in matcher.unpaired_by(Versions::new(id, id)) {
        pair_by_similarity(&mut matcher, &group, references);
    }
    let identities =
        references.map(|reference| move |entity: &'m Entity<'a>| identity(entity, reference));
    for group in matcher.unpaired_by(identities) {
        if let ([old], [new]) = (group.old.as_slice(), group.new.as_slice()) {
            matcher.pair(*old, *new);
        }
    }
    matcher.finish()
}

/// Pairs entities with the same id, the most similar first.
fn pair_by_similarity<'a>(
    matcher: &mut Matcher<'_, Entity<'a>>,
    group: &Versions<Vec<usize>>,
    references: References<'_, 'a>,
) {
    let mut candidates = Vec::new();
    for &old in &group.old {
        for &new in &group.new {
            let entities =
                Versions::new(&references.old.entities[old], &references.new.entities[new]);
            candidates.push((Reverse(Similarity::new(entities, references)), old, new));
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
    fn new<'a>(entities: Versions<&Entity<'a>>, references: References<'_, 'a>) -> Self {
        let both = entities.zip(references);
        let pages = entities.map(|entity| page_path::stem(&entity.page.path));
        let folders = pages.map(|page| page.split('/').collect::<Vec<_>>());
        let referrers = both.map(|(entity, reference)| reference.referrers(entity));
        Self {
            same_page: !pages.differ(),
            referrers: percentage(
                referrers.old.intersection(referrers.new).count(),
                referrers.old.union(referrers.new).count(),
            ),
            members: shared_members(both.map(|(entity, reference)| signature(entity, reference))),
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
fn shared_members(signatures: Versions<Signature<'_>>) -> usize {
    let Versions { old, new } = &signatures;
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
fn shared_folders(folders: Versions<Vec<&str>>) -> usize {
    let Versions { old, new } = folders;
    let is_same = |(old, new): &(&&str, &&str)| old == new;
    let front = old.iter().zip(&new).take_while(is_same).count();
    let back = old.iter().rev().zip(new.iter().rev());
    front + back.take_while(is_same).count()
}
