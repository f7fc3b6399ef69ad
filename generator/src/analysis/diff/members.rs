//! What changed about the members of a thing that is in both references.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, ChangeKind, MemberLocation};
use super::member::Member;
use super::notation::notation;
use super::release::IndexedReference;
use super::rust::{self, PathMap};
use super::wire::{Directions, WireCompat};
use crate::pipeline::api::ResourceId;
use crate::pipeline::model::rust_model::StructItem;

/// Both references, and what is the same in them under another name.
pub(super) struct Context<'a> {
    pub(super) old: &'a IndexedReference<'a>,
    pub(super) new: &'a IndexedReference<'a>,
    /// The new resource of each old one.
    pub(super) resources: BTreeMap<ResourceId, ResourceId>,
    pub(super) paths: PathMap,
    pub(super) wire: WireCompat<'a>,
}

/// The members that are compared: of one object, or of a whole request.
#[derive(Clone)]
pub(super) struct MemberScope {
    /// The path of the object, with a dot at its end: `owner.`.
    pub(super) prefix: String,
    pub(super) ways: Directions,
    /// Whether they are the arguments and fields of a request itself.
    pub(super) is_request: bool,
    /// Whether code that sends the struct has to name all of its fields.
    pub(super) is_literal: bool,
    /// Whether the struct has another name than before, and its members' types with it.
    pub(super) is_renamed: bool,
    /// Whether the path is as before but for the names in it.
    pub(super) same_template: bool,
}

impl MemberScope {
    pub(super) fn new(ways: Directions) -> Self {
        Self {
            prefix: String::new(),
            ways,
            is_request: false,
            is_literal: false,
            is_renamed: false,
            same_template: false,
        }
    }

    /// The scope of the objects that a member holds; a body has no name.
    pub(super) fn below(&self, name: &str, is_literal: bool, is_renamed: bool) -> Self {
        let dot = if name.is_empty() { "" } else { "." };
        Self {
            prefix: format!("{}{name}{dot}", self.prefix),
            is_request: false,
            is_literal,
            is_renamed: self.is_renamed || is_renamed,
            ..*self
        }
    }
}

/// Compares the members of one scope; the changes are collected.
pub(super) struct Differ<'a, 'b> {
    pub(super) context: &'b Context<'a>,
    pub(super) changes: Vec<Change>,
}

impl<'a> Differ<'a, '_> {
    /// Compares two lists of members, in the order of the new one.
    pub(super) fn members(&mut self, old: &[Member<'a>], new: &[Member<'a>], scope: &MemberScope) {
        let old_of = self.pairs(old, new, scope);
        for (position, member) in new.iter().enumerate() {
            match old_of.get(&position).and_then(|old_at| old.get(*old_at)) {
                Some(before) => self.member(before, member, scope),
                None => self.added(member, scope),
            }
        }
        let kept: BTreeSet<usize> = old_of.into_values().collect();
        let gone = old.iter().enumerate().filter(|(at, _)| !kept.contains(at));
        for (_, member) in gone {
            self.removed(member, scope);
        }
    }

    fn added(&mut self, member: &Member<'_>, scope: &MemberScope) {
        let breaks_rust = if scope.is_request {
            member.argument
        } else {
            scope.ways.sent && scope.is_literal
        };
        let breaks_wire =
            scope.ways.sent && !member.optional && member.part != MemberLocation::Path;
        let text = described(member, self.context.new);
        let change =
            Change::new(ChangeKind::Added, breaks_rust, breaks_wire).with_values(None, text);
        self.push(change, member, scope);
    }

    fn removed(&mut self, member: &Member<'_>, scope: &MemberScope) {
        let sent = scope.ways.sent && member.part != MemberLocation::Path;
        let breaks_wire = sent || scope.ways.read && member.is_required();
        let text = described(member, self.context.old);
        let change = Change::new(ChangeKind::Removed, member.rust.is_some(), breaks_wire);
        self.push(change.with_values(text, None), member, scope);
    }

    /// The traits that a struct no longer derives.
    pub(super) fn derives(
        &mut self,
        structures: (Option<&StructItem>, Option<&StructItem>),
        member: Option<&Member<'_>>,
        scope: &MemberScope,
        explained: &[&str],
    ) {
        let (Some(old), Some(new)) = structures else {
            return;
        };
        let mut lost = rust::removed_derives(old.derives, new.derives);
        lost.retain(|name| !explained.contains(name));
        if lost.is_empty() {
            return;
        }
        let text = format!("{}: {}", old.name, lost.join(" + "));
        let change = Change::new(ChangeKind::Rust, true, false).with_values(text, None);
        match member {
            Some(member) => self.push(change, member, scope),
            None => self.changes.push(change),
        }
    }

    pub(super) fn push(&mut self, mut change: Change, member: &Member<'_>, scope: &MemberScope) {
        change.part = Some(member.part);
        if !member.name.is_empty() {
            change.member = Some(format!("{}{}", scope.prefix, member.name));
        }
        self.changes.push(change);
    }
}

/// Another text about the same thing.
pub(super) fn description(old: Option<&str>, new: Option<&str>) -> Change {
    let change = Change::new(ChangeKind::Description, false, false);
    change.with_values(old.map(str::to_owned), new.map(str::to_owned))
}

/// `string | null, optional`
fn described(member: &Member<'_>, release: &IndexedReference<'_>) -> String {
    let ty = notation(member.ty, member.nullable, release.api);
    let optional = if member.optional { ", optional" } else { "" };
    format!("{ty}{optional}")
}
