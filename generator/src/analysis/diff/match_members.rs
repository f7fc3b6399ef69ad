//! Matches the members of the old reference with those of the new one.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::change::MemberLocation;
use super::compare::Context;
use super::entity::Member;
use super::versions::{Matcher, Matches, Versions};
use crate::pipeline::api::{EnumValue, Field, Type};

impl Context<'_> {
    /// Matches members with the same name in the same part of the entity, then parameters at the
    /// same position if the paths have the `same_path_shape`, then members with the same name in
    /// different parts, and finally renamed members.
    pub(super) fn match_members<'m, 'a>(
        &self,
        members: Versions<&'m [Member<'a>]>,
        same_path_shape: bool,
    ) -> Matches<'m, Member<'a>> {
        let mut matcher = Matcher::new(members);
        pair_in_order(&mut matcher, |member| (member.name, member.part));
        if same_path_shape {
            // Path parameters come first in the list of members.
            let is_parameter = |member: &Member<'_>| member.part == MemberLocation::Path;
            for (at, (old, new)) in members.old.iter().zip(members.new).enumerate() {
                if is_parameter(old) && is_parameter(new) {
                    matcher.pair(at, at);
                }
            }
        }
        pair_in_order(&mut matcher, |member| member.name);
        // A member is renamed if exactly one member of each reference has the same description and
        // type.
        let facts = |member: &Member<'a>| {
            let docs = member.docs?;
            Some((member.part, docs, member.optional, member.value.nullable))
        };
        let is_same = |old: usize, new: usize| {
            let members = Versions::new(&members.old[old], &members.new[new]);
            self.same_type(members.map(|member| member.value.ty))
        };
        for Versions { old, new } in matcher.unpaired_by(Versions::new(facts, facts)) {
            for old_at in &old {
                let mut found = new.iter().filter(|new_at| is_same(*old_at, **new_at));
                if let (Some(new_at), None) = (found.next(), found.next())
                    && old.iter().filter(|it| is_same(**it, *new_at)).count() == 1
                {
                    matcher.pair(*old_at, *new_at);
                }
            }
        }
        matcher.finish()
    }

    /// `true` if the types are the same on the wire.
    pub(super) fn same_type<'t>(&self, types: Versions<&'t Type>) -> bool {
        let is_same = match (types.old, types.new) {
            (Type::Resource(old), Type::Resource(new)) => self.resources.get(old) == Some(new),
            (Type::Object(old), Type::Object(new)) => {
                let facts = |field: &'t Field| (&field.name, field.optional, field.nullable);
                old.iter().map(facts).eq(new.iter().map(facts))
            }
            (Type::Enum(old), Type::Enum(new)) => {
                let set = |values: &'t [EnumValue]| -> BTreeSet<&'t str> {
                    values.iter().map(|value| value.value.as_str()).collect()
                };
                set(old) == set(new)
            }
            (Type::Union(old), Type::Union(new)) => {
                let tags = Versions::new(&old.alternatives, &new.alternatives)
                    .map(|alternatives| alternatives.iter().map(|one| &one.tags));
                old.dispatch == new.dispatch && tags.old.eq(tags.new)
            }
            (old, new) => discriminant(old) == discriminant(new),
        };
        let children = types.map(Type::children);
        is_same
            && children
                .old
                .into_iter()
                .zip(children.new)
                .all(|(old, new)| self.same_type(Versions::new(old, new)))
    }
}

/// Pairs members with the same key, in order.
fn pair_in_order<'m, 'a, K: Ord>(
    matcher: &mut Matcher<'m, Member<'a>>,
    key: impl Fn(&'m Member<'a>) -> K + Copy,
) {
    let key = |member: &'m Member<'a>| Some(key(member));
    for group in matcher.unpaired_by(Versions::new(key, key)) {
        for (old, new) in group.old.into_iter().zip(group.new) {
            matcher.pair(old, new);
        }
    }
}
