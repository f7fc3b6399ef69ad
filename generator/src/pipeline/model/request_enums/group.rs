//! Which operations share method and path, and which member of their bodies tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::pipeline::api::{EnumValue, Field, Operation, Type};

/// The operations, with their positions, that have method and path in common with others, in the
/// order of the first of each.
pub(super) fn sharing(operations: &[Operation]) -> Vec<Vec<(usize, &Operation)>> {
    let mut by_path: BTreeMap<(&str, &str), Vec<(usize, &Operation)>> = BTreeMap::new();
    for (position, operation) in operations.iter().enumerate() {
        let key = (operation.method.as_str(), operation.path.as_str());
        by_path.entry(key).or_default().push((position, operation));
    }
    let mut sharing: Vec<_> = by_path.into_values().filter(|all| all.len() > 1).collect();
    sharing.sort_by_key(|all| all.first().map(|(position, _)| *position));
    sharing
}

/// Operations that a member of their bodies tells apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group<'a> {
    /// The name of that member.
    pub(super) tag: &'a str,
    pub(super) first: &'a Operation,
    pub(super) members: Vec<Member<'a>>,
    /// Those of the same method and path that have no such member.
    pub(super) untagged: Vec<&'a Operation>,
}

/// An operation of a group.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member<'a> {
    pub(super) position: usize,
    pub(super) operation: &'a Operation,
    /// The value that the tag always has in it.
    pub(super) value: &'a str,
}

impl<'a> Group<'a> {
    /// The group with the member that tells most of the operations apart, if there is one.
    pub(super) fn new(sharing: &[(usize, &'a Operation)]) -> Option<Self> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in sharing.iter().flat_map(|(_, each)| literals(each)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let groups = names.into_iter().filter_map(|tag| Self::by(tag, sharing));
        // Of equals the first stays, which is the first in the docs.
        groups.reduce(|best, other| {
            if other.members.len() > best.members.len() {
                other
            } else {
                best
            }
        })
    }

    /// The group by this member: wherever it is, it must have one value, and one of its own.
    fn by(tag: &'a str, sharing: &[(usize, &'a Operation)]) -> Option<Self> {
        let mut members = Vec::new();
        let mut untagged = Vec::new();
        for (position, operation) in sharing.iter().copied() {
            match operation.body.iter().find(|field| field.name == tag) {
                None => untagged.push(operation),
                Some(field) => members.push(Member {
                    position,
                    operation,
                    value: literal(field)?,
                }),
            }
        }
        let values: BTreeSet<&str> = members.iter().map(|member| member.value).collect();
        let first = members.first()?.operation;
        let tells_apart = members.len() > 1 && values.len() == members.len();
        tells_apart.then_some(Self {
            tag,
            first,
            members,
            untagged,
        })
    }
}

/// The members of a body that always have the same value.
fn literals(operation: &Operation) -> impl Iterator<Item = (&str, &str)> {
    let body = operation.body.iter();
    body.filter_map(|field| Some((field.name.as_str(), literal(field)?)))
}

/// The only value of a member that is always there.
fn literal(field: &Field) -> Option<&str> {
    match &field.ty {
        Type::Enum(values) if !field.optional && !field.nullable => match values.as_slice() {
            [EnumValue { value, .. }] => Some(value),
            _ => None,
        },
        _ => None,
    }
}
