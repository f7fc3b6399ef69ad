//! What changed about the values of an enum.

use super::change::{Change, ChangeKind};
use super::member::Member;
use super::members::{Differ, MemberScope, description};
use crate::names::Ident;
use crate::pipeline::api::EnumValue;
use crate::pipeline::model::rust_model::EnumItem;

impl Differ<'_, '_> {
    /// Compares the values that are known, and the enums that were made of them.
    pub(super) fn values(
        &mut self,
        values: (&[EnumValue], &[EnumValue]),
        items: (Option<&EnumItem>, Option<&EnumItem>),
        member: &Member<'_>,
        scope: &MemberScope,
    ) {
        let (old, new) = values;
        let is_closed = items.0.is_some_and(|item| item.unknown.is_none());
        for value in new {
            match old.iter().find(|before| before.value == value.value) {
                None => {
                    let change =
                        Change::new(ChangeKind::Added, is_closed, is_closed && scope.ways.read);
                    self.push_value(change, value, member, scope);
                }
                Some(before) if before.docs != value.docs => {
                    let change = description(before.docs.as_deref(), value.docs.as_deref());
                    self.push_value(change, value, member, scope);
                }
                Some(_) => {}
            }
        }
        let is_gone = |value: &&EnumValue| !new.iter().any(|after| after.value == value.value);
        for value in old.iter().filter(is_gone) {
            let change = Change::new(ChangeKind::Removed, items.0.is_some(), scope.ways.sent);
            self.push_value(change, value, member, scope);
        }
        if let (Some(before), Some(after)) = items {
            self.variants(before, after, member, scope);
        }
    }

    /// What is generated for an enum may change although a value does not: a variant's name
    /// depends on the other values, and only a literal is its own default.
    fn variants(
        &mut self,
        old: &EnumItem,
        new: &EnumItem,
        member: &Member<'_>,
        scope: &MemberScope,
    ) {
        self.openness(old, new, member, scope);
        for before in &old.variants {
            let mut variants = new.variants.iter();
            let after = variants.clone().find(|after| after.value == before.value);
            if let Some(after) = after.filter(|after| after.name != before.name) {
                // The old name may now stand for another value, which the compiler cannot see.
                let is_another = variants.any(|variant| variant.name == before.name);
                let change = Change::new(ChangeKind::Rust, true, is_another);
                let shown = |item: &EnumItem, name: &Ident| format!("{}::{name}", item.name);
                let names = (shown(old, &before.name), shown(new, &after.name));
                self.push(change.with_values(names.0, names.1), member, scope);
            }
        }
        if old.default_first && !new.default_first {
            let change = Change::new(ChangeKind::Rust, true, false);
            let change = change.with_values(format!("{}: Default", old.name), None);
            self.push(change, member, scope);
        }
    }

    /// A closed enum has no variant for other values, is `Copy`, and need not take every text;
    /// who sends or parses one that is open on the other side only may meet an unknown value.
    fn openness(
        &mut self,
        old: &EnumItem,
        new: &EnumItem,
        member: &Member<'_>,
        scope: &MemberScope,
    ) {
        let open = (old.unknown.is_some(), new.unknown.is_some());
        if open.0 != open.1 {
            let breaks_wire = scope.ways.sent && open.0 || scope.ways.read && open.1;
            let shown = |is: bool| if is { "open" } else { "closed" }.to_owned();
            let change = Change::new(ChangeKind::Openness, true, breaks_wire);
            self.push(
                change.with_values(shown(open.0), shown(open.1)),
                member,
                scope,
            );
        }
    }

    fn push_value(
        &mut self,
        mut change: Change,
        value: &EnumValue,
        member: &Member<'_>,
        scope: &MemberScope,
    ) {
        change.value = Some(value.value.clone());
        self.push(change, member, scope);
    }
}
