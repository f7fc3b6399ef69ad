//! Aliases of shared types: the names that a page would give them if they were its own.

use std::collections::HashSet;

use super::builder::ModelBuilder;
use super::item_names::{ItemId, Shared};
use super::rust_model::{AliasItem, Item, ItemPath, ModulePath, RustModel, RustType};
use crate::base::node_path::{NodeRef, PageId};
use crate::names::Ident;

/// Marks the aliases of enums.
pub(super) fn mark_enums(model: &mut RustModel) {
    let enums = model
        .items()
        .filter(|(_, item)| matches!(item, Item::Enum(_) | Item::Union(_)));
    let enums: HashSet<(&ModulePath, &Ident)> = enums
        .filter_map(|(module, item)| Some((module, item.name()?)))
        .collect();
    let is_enum = |target: &ItemPath| enums.contains(&(&target.module, &target.name));
    let marks = model.items().map(|(_, item)| match item {
        Item::Alias(alias) => alias.target.item().is_some_and(is_enum),
        _ => false,
    });
    let marks: Vec<bool> = marks.collect();
    let items = model.modules.values_mut().flat_map(|it| &mut it.items);
    for (item, is_enum) in items.zip(marks) {
        if let Item::Alias(alias) = item {
            alias.is_enum = is_enum;
        }
    }
}

impl ModelBuilder<'_> {
    /// Adds an alias with the name that the page would give the type alone, and aliases for the
    /// types inside it, so that no other page can remove a name from this page. Returns the path of
    /// the first alias.
    pub(super) fn alias(
        &mut self,
        shared: Shared,
        target: &ItemPath,
        page: PageId,
        place: &NodeRef,
    ) -> ItemPath {
        let path = self.path_of(shared.own);
        self.reserve_name(&path, place);
        let link = target.relative_to(&path.module);
        // rustdoc warns about an explicit link target that equals the link text.
        let docs = if target.module == path.module || target.name == path.name {
            format!("Another name of [`{link}`].")
        } else {
            format!("Another name of [`{}`]({link}).", target.name)
        };
        let alias = AliasItem::new(path.name.clone(), docs, RustType::Item(target.clone()));
        let module = self.module(&path.module, page);
        module.items.push(Item::Alias(alias));
        self.aliases_inside(shared, page, place);
        path
    }

    /// Adds aliases for the types inside a shared type, with the names that the page would give
    /// them alone.
    pub(super) fn aliases_inside(&mut self, shared: Shared, page: PageId, place: &NodeRef) {
        for inside in self.names.pairs_inside(shared.own, shared.item) {
            let item = self.shared.common(inside.item).unwrap_or(inside.item);
            let target = self.path_of(item);
            self.alias(Shared { item, ..inside }, &target, page, place);
        }
    }

    /// The path of an item, with the name from the settings if there is one.
    pub(super) fn path_of(&mut self, item: ItemId) -> ItemPath {
        let name = self.names.name(item).clone();
        let module = self.names.module(item).clone();
        self.item_path(&module, &name)
    }
}
