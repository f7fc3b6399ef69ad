//! What the docs and the bodies do not share, by name: a line for each body or model.

use std::collections::BTreeMap;
use std::fmt;

use super::super::{Body, UncoveredMember, UnknownValue};
use crate::base::diagnostic::Escaped;

/// A line names so many; the others are counted.
const MAX_NAMES: usize = 8;

/// The members of each body that the docs do not know.
pub(super) fn undocumented(f: &mut fmt::Formatter<'_>, bodies: &[Body]) -> fmt::Result {
    for body in bodies {
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        for member in &body.undocumented {
            let pointer = member.pointer.as_str();
            names.entry(without_indices(pointer)).or_insert(pointer);
        }
        if !names.is_empty() {
            let names: Vec<&str> = names.into_values().collect();
            let file = Escaped(&body.file);
            writeln!(f, "undocumented in {file}: {}", first_n(&names))?;
        }
    }
    Ok(())
}

/// A pointer without the positions in lists: what is in one item may be in all.
fn without_indices(pointer: &str) -> String {
    let is_position = |name: &&str| name.bytes().all(|byte| byte.is_ascii_digit());
    let names = pointer.split('/').filter(|name| !is_position(name));
    names.collect::<Vec<_>>().join("/")
}

/// The texts that each enum does not know, with the first body that has one.
pub(super) fn unknown_values(f: &mut fmt::Formatter<'_>, values: &[UnknownValue]) -> fmt::Result {
    for (index, first) in values.iter().enumerate() {
        let of_enum = |unknown: &&UnknownValue| unknown.docs == first.docs;
        if values.iter().take(index).any(|before| of_enum(&before)) {
            continue;
        }
        let mut names: Vec<String> = Vec::new();
        for unknown in values.iter().filter(of_enum) {
            let name = format!("`{}`", unknown.value);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let (file, pointer) = (Escaped(&first.file), Escaped(&first.pointer));
        let (names, docs) = (first_n(&names), Escaped(&first.docs));
        writeln!(f, "unknown value {names} in {file} {pointer}  ({docs})")?;
    }
    Ok(())
}

/// The members of each model that no body has.
pub(super) fn never_seen(f: &mut fmt::Formatter<'_>, members: &[UncoveredMember]) -> fmt::Result {
    let same = |a: &UncoveredMember, b: &UncoveredMember| (a.role, &a.id) == (b.role, &b.id);
    for members in members.chunk_by(same) {
        let Some(UncoveredMember { role, id, .. }) = members.first() else {
            continue;
        };
        let names: Vec<&str> = members.iter().map(|member| member.field.as_str()).collect();
        let id = Escaped(id);
        writeln!(f, "never seen in {role} {id}: {}", first_n(&names))?;
    }
    Ok(())
}

/// The first names, and how many more there are.
fn first_n(names: &[impl AsRef<str>]) -> String {
    let shown = names.iter().take(MAX_NAMES);
    let shown: Vec<String> = shown
        .map(|name| Escaped(name.as_ref()).to_string())
        .collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(MAX_NAMES) {
        0 => shown,
        more => format!("{shown}, +{more} more"),
    }
}
