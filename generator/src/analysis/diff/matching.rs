//! Which entity of the old reference is which of the new one.

use std::collections::{BTreeMap, BTreeSet};

use super::entity::{Entity, EntityRef};
use super::likeness::{self, Signature, Similarity};
use super::release::IndexedReference;
use super::thing::SubjectKind;

/// The entities of one reference.
pub(super) type Entities<'a> = (&'a IndexedReference<'a>, &'a [Entity<'a>]);

/// For each new entity that is an old one the position of that.
pub(super) fn pairs<'a>(old: Entities<'a>, new: Entities<'a>) -> BTreeMap<usize, usize> {
    let mut matching = EntityMatcher {
        old,
        new,
        old_of: BTreeMap::new(),
        taken: BTreeSet::new(),
    };
    matching.by_id();
    matching.by_content();
    matching.old_of
}

/// What is paired so far.
struct EntityMatcher<'a> {
    old: Entities<'a>,
    new: Entities<'a>,
    old_of: BTreeMap<usize, usize>,
    taken: BTreeSet<usize>,
}

/// Positions of the old and of the new entities of one key.
type Groups<K> = BTreeMap<K, (Vec<usize>, Vec<usize>)>;

impl<'a> EntityMatcher<'a> {
    fn pair(&mut self, old: usize, new: usize) {
        self.old_of.insert(new, old);
        self.taken.insert(old);
    }

    /// The entities that have no pair yet, by a key.
    fn unmatched_by<K: Ord>(
        &self,
        key: impl Fn(Entities<'a>, &Entity<'a>) -> Option<K>,
    ) -> Groups<K> {
        let mut groups: Groups<K> = BTreeMap::new();
        for (position, entity) in self.old.1.iter().enumerate() {
            if let (false, Some(key)) = (self.taken.contains(&position), key(self.old, entity)) {
                groups.entry(key).or_default().0.push(position);
            }
        }
        for (position, entity) in self.new.1.iter().enumerate() {
            let is_paired = self.old_of.contains_key(&position);
            if let (false, Some(key)) = (is_paired, key(self.new, entity)) {
                groups.entry(key).or_default().1.push(position);
            }
        }
        groups
    }

    /// Pairs entities of one id, the most similar first.
    fn by_id(&mut self) {
        let groups = self.unmatched_by(|_, entity| Some((entity.thing(), entity.id)));
        for (old, new) in groups.into_values() {
            self.match_by_similarity(&old, &new);
        }
    }

    fn match_by_similarity(&mut self, old: &[usize], new: &[usize]) {
        let all = old
            .iter()
            .flat_map(|old| new.iter().map(|new| (*old, *new)));
        let mut ranked: Vec<(Similarity, usize, usize)> = all
            .map(|(old, new)| (self.likeness(old, new), old, new))
            .collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in ranked {
            if !self.taken.contains(&old) && !self.old_of.contains_key(&new) {
                self.pair(old, new);
            }
        }
    }

    fn likeness(&self, old: usize, new: usize) -> Similarity {
        Similarity::new(
            (self.old.0, &self.old.1[old]),
            (self.new.0, &self.new.1[new]),
        )
    }

    /// Pairs what has another id, stands on the same page and is otherwise equal, if there is
    /// only one of it on either side.
    fn by_content(&mut self) {
        let groups = self.unmatched_by(|(release, _), entity| content(release, entity));
        for (old, new) in groups.into_values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.pair(*old, *new);
            }
        }
    }
}

/// What makes an entity the same under another id: where it stands, and what it is.
type IdentityKey<'a> = (&'a str, SubjectKind, Identity<'a>);

/// What an entity is, whatever it is called.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identity<'a> {
    Members(Signature<'a>),
    Endpoint(String),
}

fn content<'a>(release: &IndexedReference<'a>, entity: &Entity<'a>) -> Option<IdentityKey<'a>> {
    let what = match entity.is {
        EntityRef::Resource(..) => match likeness::facts(release, entity) {
            facts if facts.is_empty() => return None,
            facts => Identity::Members(facts),
        },
        EntityRef::Operation(operation, _) => {
            let path = template(&operation.path);
            Identity::Endpoint(format!("{} {path}", operation.method))
        }
    };
    Some((likeness::page(release, entity), entity.thing(), what))
}

/// A path without the names in it, which are on no wire: `/users/:`.
pub(super) fn template(path: &str) -> String {
    let segments = path
        .split('/')
        .map(|segment| match segment.strip_prefix(':') {
            Some(_) => ":",
            None => segment,
        });
    segments.collect::<Vec<_>>().join("/")
}
