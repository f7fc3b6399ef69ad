//! What changed about the alternatives of a union.

use std::mem::discriminant;

use super::change::{Change, ChangeKind};
use super::member::{Member, RustField};
use super::members::{Differ, MemberScope};
use super::notation::{distinct_notations, notation};
use super::rust;
use crate::pipeline::api::{Alternative, Api, Union};
use crate::pipeline::model::rust_model::{Item, RustType, UnionItem, UnionVariant};

/// An alternative, and the variant that was made of it.
type AlternativeVariant<'a> = (&'a Alternative, Option<&'a UnionVariant>);

impl<'a> Differ<'a, '_> {
    /// Compares unions whose values say in one way what they are.
    ///
    /// Models that are older than an alternative keep it as it came, so a new one breaks nothing.
    pub(super) fn union(
        &mut self,
        unions: (&'a Union, &'a Union),
        rust: (Option<&'a RustType>, Option<&'a RustType>),
        members: (&Member<'a>, &Member<'a>),
        scope: &MemberScope,
    ) {
        let items = (
            rust.0.and_then(|ty| self.context.old.union_in(ty)),
            rust.1.and_then(|ty| self.context.new.union_in(ty)),
        );
        let (old, new) = (made(unions.0, items.0), made(unions.1, items.1));
        for after in &new {
            match old.iter().find(|before| is_same(before.0, after.0)) {
                Some(before) => self.alternative(*before, *after, members, scope),
                None => {
                    let change = Change::new(ChangeKind::Added, false, false);
                    let api = self.context.new.api;
                    self.push_alternative(change, after.0, api, members.1, scope);
                }
            }
        }
        let is_gone =
            |before: &&AlternativeVariant<'a>| !new.iter().any(|after| is_same(before.0, after.0));
        for before in old.iter().filter(is_gone) {
            let change = Change::new(ChangeKind::Removed, before.1.is_some(), scope.ways.sent);
            let api = self.context.old.api;
            self.push_alternative(change, before.0, api, members.1, scope);
        }
        if let (Some(old), Some(new)) = items {
            self.union_derives(old, new, members.1, scope);
        }
    }

    /// Whether two types of one name are unlike all the same: an enum and a struct, or unions of
    /// which the new one has not all that the old one has.
    pub(super) fn is_other_item(&self, rust: (Option<&RustType>, Option<&RustType>)) -> bool {
        let items = (
            rust.0.and_then(|ty| self.context.old.item_in(ty)),
            rust.1.and_then(|ty| self.context.new.item_in(ty)),
        );
        let paths = &self.context.paths;
        match items {
            (Some(Item::Union(old)), Some(Item::Union(new))) => !old.variants.iter().all(|old| {
                let mut variants = new.variants.iter();
                variants.any(|new| old.name == new.name && paths.same(&old.ty, &new.ty, false))
            }),
            (Some(old), Some(new)) => discriminant(old) != discriminant(new),
            _ => false,
        }
    }

    /// Compares an alternative that is in both.
    fn alternative(
        &mut self,
        (old, before): AlternativeVariant<'a>,
        (new, after): AlternativeVariant<'a>,
        members: (&Member<'a>, &Member<'a>),
        scope: &MemberScope,
    ) {
        let kinds = (before.map(|it| &it.ty), after.map(|it| &it.ty));
        let as_members = (
            with_single_alternative(members.0, old, before),
            with_single_alternative(members.1, new, after),
        );
        let inside = (&as_members.0, &as_members.1);
        let is_renamed = scope.is_renamed || members.0.name != members.1.name;
        let same_rust = match kinds {
            (Some(old), Some(new)) => self.context.paths.same(old, new, is_renamed),
            _ => true,
        };
        if !self.type_contents((&old.ty, &new.ty), kinds, inside, scope) {
            let wire = self.context.wire;
            let breaks_wire = wire.type_breaks(scope.ways, &old.ty, &new.ty);
            let [was, is] = distinct_notations(
                self.context,
                (&old.ty, false, kinds.0),
                (&new.ty, false, kinds.1),
            );
            let change =
                Change::new(ChangeKind::Type, !same_rust, breaks_wire).with_values(was, is);
            let api = self.context.new.api;
            self.push_alternative(change, new, api, members.1, scope);
        } else if !same_rust && let (Some(old), Some(new)) = kinds {
            let change = Change::new(ChangeKind::Rust, true, false);
            let change = change.with_values(old.to_string(), new.to_string());
            self.push(change, members.1, scope);
        }
        // A tag more or less, and the name of the variant, which is that of its first tag.
        if let (Some(before), Some(after)) = (before, after)
            && before.name != after.name
        {
            let names = (before.name.to_string(), after.name.to_string());
            let change = Change::new(ChangeKind::Rust, true, false);
            self.push(change.with_values(names.0, names.1), members.1, scope);
        }
    }

    /// The traits that the enum no longer derives.
    fn union_derives(
        &mut self,
        old: &UnionItem,
        new: &UnionItem,
        member: &Member<'_>,
        scope: &MemberScope,
    ) {
        let lost = rust::removed_derives(old.derives, new.derives);
        if !lost.is_empty() {
            let text = format!("{}: {}", old.name, lost.join(" + "));
            let change = Change::new(ChangeKind::Rust, true, false).with_values(text, None);
            self.push(change, member, scope);
        }
    }

    fn push_alternative(
        &mut self,
        mut change: Change,
        alternative: &Alternative,
        api: &Api,
        member: &Member<'_>,
        scope: &MemberScope,
    ) {
        change.alternative = Some(notation(&alternative.ty, false, api));
        self.push(change, member, scope);
    }
}

/// Each alternative with its variant; the enum has them in the same order.
fn made<'a>(union: &'a Union, item: Option<&'a UnionItem>) -> Vec<AlternativeVariant<'a>> {
    let variants = item.map_or(&[][..], |item| &item.variants);
    let variants = variants.iter().map(Some).chain(std::iter::repeat(None));
    union.alternatives.iter().zip(variants).collect()
}

/// Whether a value may say that it is the one, and that it is the other.
fn is_same(old: &Alternative, new: &Alternative) -> bool {
    if old.tags.is_empty() && new.tags.is_empty() {
        return old.ty.json_kind() == new.ty.json_kind();
    }
    old.tags.iter().any(|tag| new.tags.contains(tag))
}

/// The member as if it had this alternative alone.
fn with_single_alternative<'a>(
    member: &Member<'a>,
    alternative: &'a Alternative,
    variant: Option<&'a UnionVariant>,
) -> Member<'a> {
    let name = member.rust.map_or("", |field| field.name);
    Member {
        ty: &alternative.ty,
        rust: variant.map(|variant| RustField {
            name,
            ty: &variant.ty,
        }),
        ..*member
    }
}
