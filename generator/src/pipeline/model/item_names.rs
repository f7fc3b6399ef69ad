//! The names of all items, decided before any item is built.

mod calls;
mod common;
mod pairs;
mod planner;
mod settle;

use std::collections::{BTreeMap, HashMap};

use super::rust_model::ModulePath;
use crate::names::{self, Ident};
use crate::pipeline::api::Api;
use calls::CallItems;
pub(super) use pairs::Shared;

/// The position of an item in [`ItemNames`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ItemId(usize);

/// The name of every item of the output, before overrides.
///
/// An item is named by the words of its path in the docs: `kite` is `Kite`, and its member `tail`
/// a `KiteTail`. The names are as short as they can be:
///
/// - An id loses a prefix that is the section of its page or, for an operation, the first segment
///   of its URL: `pipes_token` in the section `pipes` is `Token`.
/// - A member of a request leaves out `Request`: `fly_kite` with the parameter `wind` has a
///   `FlyKiteWind`. A member of a response keeps `Response`, whatever the request has:
///   `FlyKiteResponseWind`. So no parameter renames a part of a response.
/// - Words at the end of the parent's name are not repeated: `connection` with the member
///   `connection_type` has a `ConnectionType`, and `connections` a `ConnectionsType`.
/// - The item of a list is in the singular.
///
/// If items of a module share a name, the item that omitted least keeps it, in the order of
/// [`Tier`]. The others get a longer name, step by step ([`NameForm`]). If several items rank
/// equally, all of them get a longer name. Names do not depend on the order of the docs, no page
/// renames an item of another page, and no definition in the corrections file renames an item.
///
/// [`Tier`]: settle::Tier
#[derive(Debug, Default)]
pub(super) struct ItemNames {
    items: Vec<NamedItem>,
    children: BTreeMap<(ItemId, String), ItemId>,
    resources: Vec<ItemId>,
    page_enums: HashMap<(ModulePath, String), ItemId>,
    unions: HashMap<(ModulePath, String), ItemId>,
    operations: Vec<OperationItems>,
    /// The items of the groups of shared calls.
    calls: Vec<Option<CallItems>>,
}

/// The items of an operation.
#[derive(Debug, Clone, Copy)]
struct OperationItems {
    request: ItemId,
    /// The prefix of the names inside the response. It is no item of the output.
    base: ItemId,
}

#[derive(Debug)]
struct NamedItem {
    module: ModulePath,
    kind: ItemKind,
    parent: Option<ItemId>,
    /// The words of its id or member, or the suffix of its name.
    words: String,
    /// The name without the prefix of the id, if the id has a prefix that can be omitted.
    short: Option<Ident>,
    /// `true` for the items of a list or map.
    in_list: bool,
    form: NameForm,
    name: Ident,
    /// `true` for items that take no name from a page: definitions, items that several pages share,
    /// and the items inside them.
    yields: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    /// An item with an id in the docs.
    Entity,
    /// A union with a name in the docs. Several pages may use it.
    SharedUnion,
    /// The id of an operation. It names no item, but is the prefix of other names.
    Base,
    /// The id of an operation with a suffix.
    Request,
    Response,
    /// A member of another item.
    Member,
}

/// The ways to name an item, from the shortest to the one that cannot clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameForm {
    /// Without anything that can be omitted.
    Short,
    /// With the item of a list in the plural, like its key.
    Plural,
    /// With the words that repeat the parent's name.
    Repeated,
    /// With the prefix of the id, or with `Request` in the names of parameters.
    Whole,
    /// With the word `Dot` for the dot of the docs path.
    Dotted,
    Hashed,
}

impl ItemNames {
    /// Decides the names of all items of the API. `modules` are the modules of its pages.
    pub(super) fn new(api: &Api, modules: &[ModulePath]) -> Self {
        planner::plan(api, modules)
    }

    /// The name of an item.
    pub(super) fn name(&self, item: ItemId) -> &Ident {
        &self.items[item.0].name
    }

    /// The module of an item.
    pub(super) fn module(&self, item: ItemId) -> &ModulePath {
        &self.items[item.0].module
    }

    /// The item of the resource at this position.
    pub(super) fn resource(&self, position: usize) -> ItemId {
        self.resources[position]
    }

    /// The name of an enum that belongs to no single member, by its key and the module of its page.
    pub(super) fn page_enum(&self, module: &ModulePath, key: &str) -> Ident {
        match self.page_enums.get(&(module.clone(), key.to_owned())) {
            Some(item) => self.name(*item).clone(),
            None => names::type_name(key),
        }
    }

    /// The union with this name in the docs, in this module.
    pub(super) fn shared_union(&self, module: &ModulePath, name: &str) -> Option<ItemId> {
        let key = (module.clone(), name.to_owned());
        self.unions.get(&key).copied()
    }

    /// The request of the operation at this position.
    pub(super) fn request(&self, position: usize) -> ItemId {
        self.operations[position].request
    }

    /// The prefix of the names inside the response of the operation at this position.
    pub(super) fn operation(&self, position: usize) -> ItemId {
        self.operations[position].base
    }

    /// The item of a member of another item.
    pub(super) fn child(&mut self, parent: ItemId, key: &str, in_list: bool) -> ItemId {
        self.child_with_words(parent, key, key, in_list)
    }

    /// The item of a member, named by `words` instead of the words of its key.
    fn child_with_words(
        &mut self,
        parent: ItemId,
        key: &str,
        words: &str,
        in_list: bool,
    ) -> ItemId {
        if let Some(known) = self.children.get(&(parent, key.to_owned())) {
            return *known;
        }
        let NamedItem {
            module,
            kind,
            yields,
            ..
        } = &self.items[parent.0];
        let kind = match kind {
            ItemKind::Base if key == planner::REQUEST => ItemKind::Request,
            ItemKind::Base => ItemKind::Response,
            _ => ItemKind::Member,
        };
        let item = self.add(NamedItem {
            module: module.clone(),
            kind,
            parent: Some(parent),
            words: words.to_owned(),
            short: None,
            in_list,
            form: NameForm::Short,
            name: names::type_name(words),
            yields: *yields,
        });
        self.children.insert((parent, key.to_owned()), item);
        item
    }

    /// Adds an item without a parent. `short` is its name without the prefix of its id.
    fn root(
        &mut self,
        module: &ModulePath,
        kind: ItemKind,
        id: &str,
        short: Option<Ident>,
    ) -> ItemId {
        self.add(NamedItem {
            module: module.clone(),
            kind,
            parent: None,
            words: id.to_owned(),
            short,
            in_list: false,
            form: NameForm::Short,
            name: names::type_name(id),
            yields: false,
        })
    }

    /// Adds an item, and sets its name according to its form.
    fn add(&mut self, item: NamedItem) -> ItemId {
        let name = self.spelled(&item, item.form);
        self.items.push(NamedItem { name, ..item });
        ItemId(self.items.len() - 1)
    }

    /// The name of an item in a form. The name of its parent must be known.
    fn spelled(&self, item: &NamedItem, form: NameForm) -> Ident {
        let words = &item.words;
        let Some(parent) = item.parent.map(|parent| &self.items[parent.0]) else {
            return match &item.short {
                Some(short) if form == NameForm::Short => short.clone(),
                _ if form < NameForm::Dotted => names::type_name(words),
                _ => names::nested_type_name(&names::type_name(words), "union"),
            };
        };
        match form {
            NameForm::Dotted => return names::dotted_type_name(&parent.name, words),
            NameForm::Hashed => return names::hashed_type_name(&parent.name, words),
            NameForm::Whole => return names::nested_type_name(&parent.name, words),
            _ if item.kind != ItemKind::Member => {
                return names::nested_type_name(&parent.name, words);
            }
            _ => {}
        }
        let operation = self.operation_around(parent);
        let owner = operation.map_or(&parent.name, |operation| &operation.name);
        if form == NameForm::Repeated {
            return names::nested_type_name(owner, words);
        }
        let in_singular = item.in_list && form == NameForm::Short;
        match names::trimmed_type_name(owner, words, in_singular) {
            Some(trimmed) => trimmed,
            // The name of an operation alone names no item.
            None if operation.is_some() => owner.clone(),
            None if in_singular => names::element_type_name(owner, words),
            None => names::nested_type_name(owner, words),
        }
    }
    /// The operation of a request, whose name is the prefix of the names of its members. `None` for
    /// another item.
    fn operation_around(&self, parent: &NamedItem) -> Option<&NamedItem> {
        let operation = parent.parent.filter(|_| parent.kind == ItemKind::Request)?;
        Some(&self.items[operation.0])
    }
}
