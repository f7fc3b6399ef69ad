//! Resolves clashes of names: decides which item of a module keeps a name.

use std::collections::BTreeMap;

use super::{ItemId, ItemKind, ItemNames, NameForm, NamedItem};
use crate::names::{self, Ident};
use crate::pipeline::model::rust_model::ModulePath;

/// The right to a name, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The whole id of a resource.
    Entity,
    /// The request or response of an operation, with the whole id.
    Operation,
    /// A name that contains everything except a hash.
    Spelled,
    /// The request or response of an operation, with an id without its prefix.
    ShortOperation,
    /// A member, with all the words of its parent's name and of its key.
    Member,
    /// The item of a list, in the singular.
    Element,
    /// A member of a request, without `Request`.
    Parameter,
    /// A member without the words that repeat its parent's name.
    Trimmed,
    /// An id without its prefix.
    ShortEntity,
    /// A union with a name in the docs. Several pages may use it.
    SharedUnion,
}

impl NameForm {
    fn next(self) -> Self {
        match self {
            Self::Short => Self::Plural,
            Self::Plural => Self::Repeated,
            Self::Repeated => Self::Whole,
            Self::Whole => Self::Dotted,
            Self::Dotted | Self::Hashed => Self::Hashed,
        }
    }
}

impl ItemNames {
    /// Gives longer names to items that share a name, until the names are distinct or cannot be
    /// made longer.
    pub(in crate::pipeline::model) fn settle(&mut self) {
        loop {
            let moved = self.moved();
            if !moved.contains(&true) {
                return;
            }
            let inside = self.inside(&moved);
            for (position, is_moved) in moved.into_iter().enumerate() {
                if !is_moved && !inside[position] {
                    continue;
                }
                let item = &self.items[position];
                let form = if is_moved {
                    self.longer_form(item)
                } else {
                    item.form
                };
                let name = self.spelled(item, form);
                let item = &mut self.items[position];
                (item.form, item.name) = (form, name);
            }
        }
    }

    /// The next form in which the item has another name.
    fn longer_form(&self, item: &NamedItem) -> NameForm {
        let mut form = item.form.next();
        while form != NameForm::Hashed && self.spelled(item, form) == item.name {
            form = form.next();
        }
        form
    }

    /// For each item, `true` if it needs a longer name because of another item. An item inside such
    /// an item is not included: its name changes with the name of its parent.
    fn moved(&self) -> Vec<bool> {
        let mut all = self.losers(|_| true);
        if self.has_base(&all) {
            for (is_loser, item) in all.iter_mut().zip(&self.items) {
                *is_loser &= item.kind == ItemKind::Base;
            }
            return all;
        }
        let inside = self.inside(&all);
        let others = self.losers(|position| !inside[position]);
        if others.contains(&true) {
            return others;
        }
        for (is_loser, is_inside) in all.iter_mut().zip(inside) {
            *is_loser &= !is_inside;
        }
        all
    }

    /// `true` if an operation is `marked`. Its name is the prefix of all names inside it, so it
    /// comes first.
    fn has_base(&self, marked: &[bool]) -> bool {
        let mut items = self.items.iter().zip(marked);
        items.any(|(item, is_marked)| *is_marked && item.kind == ItemKind::Base)
    }

    /// For each item, `true` if an item around it is `marked`.
    fn inside(&self, marked: &[bool]) -> Vec<bool> {
        let mut inside = vec![false; self.items.len()];
        for (position, item) in self.items.iter().enumerate() {
            if let Some(ItemId(parent)) = item.parent {
                inside[position] = inside[parent] || marked[parent];
            }
        }
        inside
    }

    /// For each item, `true` if it must give up its name to another item. Only items that `count`
    /// are compared.
    fn losers(&self, count: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut groups: BTreeMap<(&ModulePath, &Ident), Vec<usize>> = BTreeMap::new();
        for (position, item) in self.items.iter().enumerate() {
            if item.kind != ItemKind::Base && count(position) {
                let group = groups.entry((&item.module, &item.name)).or_default();
                group.push(position);
            }
        }
        let mut losers = vec![false; self.items.len()];
        for group in groups.values().filter(|group| group.len() > 1) {
            let rights = group.iter().map(|it| self.right(&self.items[*it]));
            let rights: Vec<_> = rights.collect();
            let best = rights.iter().min();
            let is_alone = rights.iter().filter(|right| Some(*right) == best).count() == 1;
            for (position, right) in group.iter().zip(&rights) {
                // Whole ids are names of the docs. If two are equal, the docs must change, and an
                // error reports the clash.
                let is_own = right.1 <= Tier::Operation;
                if Some(right) != best || !(is_alone || is_own) {
                    self.mark(*position, &mut losers);
                }
            }
        }
        losers
    }

    /// Marks the item whose name must become longer, so that the name of this item does: its
    /// operation or itself. Marks nothing if neither can.
    fn mark(&self, position: usize, losers: &mut [bool]) {
        let item = &self.items[position];
        let can_move = match item.kind {
            ItemKind::Entity => item.is_shortened(),
            ItemKind::SharedUnion => item.form < NameForm::Dotted,
            _ => item.form != NameForm::Hashed,
        };
        match self.base_of(item) {
            Some(base) if self.items[base.0].is_shortened() => losers[base.0] = true,
            _ => losers[position] = can_move,
        }
    }

    /// The operation, if the item is its request or response.
    fn base_of(&self, item: &NamedItem) -> Option<ItemId> {
        let is_whole = matches!(item.kind, ItemKind::Request | ItemKind::Response);
        item.parent.filter(|_| is_whole)
    }

    /// The precedence for a name; the smallest is the best. Items that belong to no page come last.
    /// Within a tier, the items of lists come last.
    fn right(&self, item: &NamedItem) -> (bool, Tier, bool) {
        (item.yields, self.tier(item), item.in_list)
    }

    fn tier(&self, item: &NamedItem) -> Tier {
        if item.kind == ItemKind::SharedUnion {
            return Tier::SharedUnion;
        }
        if item.form >= NameForm::Dotted {
            return Tier::Spelled;
        }
        match item.parent.map(|parent| &self.items[parent.0]) {
            None if item.is_shortened() => Tier::ShortEntity,
            None => Tier::Entity,
            Some(parent) if item.kind == ItemKind::Member => self.tier_of_member(item, parent),
            Some(operation) if operation.is_shortened() => Tier::ShortOperation,
            Some(_) => Tier::Operation,
        }
    }

    /// The tier of a member. It is not better than the tier of the member around it.
    fn tier_of_member(&self, item: &NamedItem, parent: &NamedItem) -> Tier {
        let (name, words) = (&item.name, &item.words);
        let in_words = |owner| *name == names::nested_type_name(owner, words);
        let in_singular = |owner| *name == names::element_type_name(owner, words);
        let operation = self.operation_around(parent).map(|it| &it.name);
        let own = if in_words(&parent.name) {
            Tier::Member
        } else if in_singular(&parent.name) {
            Tier::Element
        } else if operation.is_some_and(|it| in_words(it) || in_singular(it)) {
            Tier::Parameter
        } else {
            Tier::Trimmed
        };
        match parent.kind {
            ItemKind::Member => own.max(self.tier(parent)),
            _ => own,
        }
    }
}

impl NamedItem {
    fn is_shortened(&self) -> bool {
        self.form == NameForm::Short && self.short.is_some()
    }
}
