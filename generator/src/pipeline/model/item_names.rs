//! The names of all items, decided before any item is built.

mod calls;
mod pairs;

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{field_names, shared_enum};
use super::operations::{base_name, path_field};
use super::rust_model::ModulePath;
use super::unions;
use crate::names::{self, Ident};
use crate::pipeline::api::{Api, Field, Operation, Response, Type};
use crate::pipeline::serde_rules;
use calls::CallItems;

/// The position of an item in [`ItemNames`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ItemId(usize);

/// The name of every item of the output, overrides aside.
///
/// An item is named by the words of its path in the docs: `kite` is `Kite`, and its member `tail`
/// a `KiteTail`. Where items of a module share a name, the one that comes first keeps it: that of
/// an id (`kite_tail`), then the request or response of an operation, then the one whose member has
/// the very name, then the item of a list in the singular. The others spell the dot before their
/// member, `KiteDotTail`, as do all of several equals. No order of the docs changes a name, and no
/// definition of the corrections file does.
#[derive(Debug, Default)]
pub(super) struct ItemNames {
    items: Vec<NamedItem>,
    children: BTreeMap<(ItemId, String), ItemId>,
    resources: Vec<ItemId>,
    operations: Vec<OperationItems>,
    /// The items of the groups of shared calls.
    calls: Vec<Option<CallItems>>,
}

/// The items of an operation.
#[derive(Debug, Clone, Copy)]
struct OperationItems {
    request: ItemId,
    /// The beginning of the name of the response, which is no item itself.
    base: ItemId,
}

#[derive(Debug)]
struct NamedItem {
    module: ModulePath,
    parent: Option<ItemId>,
    /// The words of its member, or of the end of its name.
    words: String,
    rank: Rank,
    form: NameForm,
    name: Ident,
    /// `true` for a definition, and for what is in it.
    is_defined: bool,
}

/// The right to a name, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The name is that of an id.
    Root,
    /// The id of an operation with an end of ours.
    Operation,
    /// The key of a member.
    Member,
    /// The key of a list, in the singular.
    Element,
    /// A beginning of other names.
    NoItem,
}

/// The ways to name an item, from the shortest to the one that cannot clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameForm {
    Singular,
    Words,
    Dotted,
    Hashed,
}

impl ItemNames {
    /// Decides the names of all items of the API, whose pages have these modules.
    pub(super) fn new(api: &Api, modules: &[ModulePath]) -> Self {
        let mut planner = Planner {
            api,
            modules,
            names: Self::default(),
            unions: BTreeSet::new(),
        };
        for resource in &api.resources {
            let module = &modules[resource.page.index()];
            let name = names::type_name(&resource.id);
            let root = planner.names.root(module, name, Rank::Root);
            planner.names.items[root.0].is_defined = resource.origin.defined.is_some();
            planner.names.resources.push(root);
        }
        for page_enum in api.page_enums() {
            let module = &modules[page_enum.page.index()];
            let name = names::type_name(&page_enum.key);
            planner.names.root(module, name, Rank::Root);
        }
        for (position, resource) in api.resources.iter().enumerate() {
            planner.fields(planner.names.resource(position), &resource.fields);
        }
        for operation in &api.operations {
            planner.operation(operation);
        }
        planner.names.settle();
        // What stands for several pages takes no name from one of them.
        planner.calls();
        let mut names = planner.names;
        names.settle();
        names
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

    /// The request of the operation at this position.
    pub(super) fn request(&self, position: usize) -> ItemId {
        self.operations[position].request
    }

    /// The item that stands for the operation at this position, whose members are its response.
    pub(super) fn operation(&self, position: usize) -> ItemId {
        self.operations[position].base
    }

    /// The item of a member of another one.
    pub(super) fn child(&mut self, parent: ItemId, key: &str, in_list: bool) -> ItemId {
        self.child_with_words(parent, key, key, in_list)
    }

    /// The same, named by words that may not be those of its key.
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
            rank,
            name,
            is_defined,
            ..
        } = &self.items[parent.0];
        let in_words = names::nested_type_name(name, words);
        let in_singular = names::element_type_name(name, words);
        let (rank, form) = match rank {
            Rank::NoItem => (Rank::Operation, NameForm::Words),
            _ if in_list && in_singular != in_words => (Rank::Element, NameForm::Singular),
            _ => (Rank::Member, NameForm::Words),
        };
        let item = self.add(NamedItem {
            module: module.clone(),
            parent: Some(parent),
            words: words.to_owned(),
            rank,
            form,
            name: if in_list { in_singular } else { in_words },
            is_defined: *is_defined,
        });
        self.children.insert((parent, key.to_owned()), item);
        item
    }

    fn root(&mut self, module: &ModulePath, name: Ident, rank: Rank) -> ItemId {
        self.add(NamedItem {
            module: module.clone(),
            parent: None,
            words: String::new(),
            rank,
            form: NameForm::Words,
            name,
            is_defined: false,
        })
    }

    fn add(&mut self, item: NamedItem) -> ItemId {
        self.items.push(item);
        ItemId(self.items.len() - 1)
    }

    /// Gives the items that share a name longer ones, until none do that can have one.
    fn settle(&mut self) {
        loop {
            let moved = self.moved();
            if !moved.contains(&true) {
                return;
            }
            for (position, is_moved) in moved.into_iter().enumerate() {
                if is_moved {
                    let form = &mut self.items[position].form;
                    *form = form.next();
                }
                self.rename(position);
            }
        }
    }

    /// Names an item anew, after its parent.
    fn rename(&mut self, position: usize) {
        let item = &self.items[position];
        let Some(parent) = item.parent else {
            return;
        };
        let parent = self.name(parent);
        self.items[position].name = match item.form {
            NameForm::Singular => names::element_type_name(parent, &item.words),
            NameForm::Words => names::nested_type_name(parent, &item.words),
            NameForm::Dotted => names::dotted_type_name(parent, &item.words),
            NameForm::Hashed => names::hashed_type_name(parent, &item.words),
        };
    }

    /// For each item `true` if it has to give way to another one. Where that is so of the item
    /// around it, its own name will change anyway.
    fn moved(&self) -> Vec<bool> {
        let mut all = self.losers(|_| true);
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

    /// For each item `true` if one around it is `marked`.
    fn inside(&self, marked: &[bool]) -> Vec<bool> {
        let mut inside = vec![false; self.items.len()];
        for (position, item) in self.items.iter().enumerate() {
            if let Some(ItemId(parent)) = item.parent {
                inside[position] = inside[parent] || marked[parent];
            }
        }
        inside
    }

    /// For each item `true` if it shares its name with a better one of those that `count`.
    fn losers(&self, count: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut groups: BTreeMap<(&ModulePath, &Ident), Vec<usize>> = BTreeMap::new();
        for (position, item) in self.items.iter().enumerate() {
            if item.rank != Rank::NoItem && count(position) {
                let group = groups.entry((&item.module, &item.name)).or_default();
                group.push(position);
            }
        }
        let mut losers = vec![false; self.items.len()];
        for group in groups.values().filter(|group| group.len() > 1) {
            let items = || group.iter().map(|position| &self.items[*position]);
            let best = items().map(NamedItem::right).min();
            let is_alone = items().filter(|it| Some(it.right()) == best).count() == 1;
            for position in group {
                let item = &self.items[*position];
                // The names of ids are the docs' own: equal ones are for the docs to change.
                let is_best = Some(item.right()) == best;
                let keeps = is_best && (is_alone || item.rank <= Rank::Operation);
                let has_more = item.rank != Rank::Root && item.form != NameForm::Hashed;
                losers[*position] = !keeps && has_more;
            }
        }
        losers
    }
}

impl NamedItem {
    /// The right to a name, the best first: after those of ids come the names that only a hash
    /// would make longer. The names of definitions come last.
    fn right(&self) -> (bool, bool, bool, Rank) {
        let is_of_id = self.rank <= Rank::Operation && self.form == NameForm::Words;
        let is_short = self.form < NameForm::Dotted;
        (self.is_defined, !is_of_id, is_short, self.rank)
    }
}

impl NameForm {
    fn next(self) -> Self {
        match self {
            Self::Singular => Self::Words,
            Self::Words => Self::Dotted,
            Self::Dotted | Self::Hashed => Self::Hashed,
        }
    }
}

/// Adds the items of the API.
struct Planner<'a> {
    api: &'a Api,
    modules: &'a [ModulePath],
    names: ItemNames,
    unions: BTreeSet<(ModulePath, Ident)>,
}

impl Planner<'_> {
    fn operation(&mut self, operation: &Operation) {
        let module = &self.modules[operation.page.index()];
        let base = self.names.root(module, base_name(operation), Rank::NoItem);
        let request = self.names.child(base, "request", false);
        self.names.operations.push(OperationItems { request, base });
        let names = operation.field_names();
        let mut names = names.iter();
        for (parameter, name) in operation.path_parameters.iter().zip(&mut names) {
            let field = path_field(parameter, operation, self.api);
            self.field(request, &field, &field.name, name);
        }
        for (field, name) in operation.parameters().zip(names) {
            self.field(request, field, &operation.request_key(field), name);
        }
        if let Response::Body(ty) = &operation.response {
            self.response(base, ty);
        }
    }

    /// Adds the items of a response; an item of a list is one itself.
    fn response(&mut self, base: ItemId, ty: &Type) {
        let (key, ty) = match serde_rules::list_item(ty) {
            Some((item, _)) => ("item", item),
            None => ("response", ty),
        };
        self.member(base, (key, key), ty, false);
    }

    fn fields(&mut self, parent: ItemId, fields: &[Field]) {
        for (field, name) in fields.iter().zip(field_names(fields)) {
            self.field(parent, field, &field.name, &name);
        }
    }

    fn field(&mut self, parent: ItemId, field: &Field, key: &str, name: &Ident) {
        if shared_enum(field, self.api).is_some() {
            return;
        }
        // Keys that make one name have types with the words of their fields.
        let words = if *name == names::field_name(key) {
            key
        } else {
            name.as_str()
        };
        self.member(parent, (key, words), &field.ty, false);
    }

    /// Adds the items that the type of a member, with this key and these words, needs.
    fn member(&mut self, parent: ItemId, (key, words): (&str, &str), ty: &Type, in_list: bool) {
        let names = &mut self.names;
        match ty {
            Type::List(inner) | Type::Map(inner) => {
                self.member(parent, (key, words), inner, true);
            }
            Type::Nullable(inner) => self.member(parent, (key, words), inner, in_list),
            Type::Enum(_) => _ = names.child_with_words(parent, key, words, in_list),
            Type::Object(fields) => {
                let item = names.child_with_words(parent, key, words, in_list);
                self.fields(item, fields);
            }
            Type::Union(union) => {
                if let Some(path) = unions::shared_path(union, self.api, self.modules) {
                    if self.unions.insert(path.clone()) {
                        self.names.root(&path.0, path.1, Rank::Root);
                    }
                    return;
                }
                let item = names.child_with_words(parent, key, words, in_list);
                let variants = unions::variant_names(&union.alternatives);
                for (name, alternative) in variants.iter().zip(&union.alternatives) {
                    let name = name.to_string();
                    self.member(item, (&name, &name), &alternative.ty, false);
                }
            }
            _ => {}
        }
    }
}
