//! The part of the output that the setting `only` selects.

use std::collections::{BTreeMap, BTreeSet};

use super::module_tree;
use super::rust_model::{Item, ItemPath, ModulePath, RustModel, RustType};
use crate::config::PageGlobs;
use crate::pipeline::api::Api;

/// The items that the selected pages define or refer to.
pub(super) fn of_pages(model: &RustModel, api: &Api, globs: &PageGlobs) -> BTreeSet<ItemPath> {
    Part::new(model, api, globs).items
}

/// Removes the items outside the selected part, if there is a selection.
///
/// The lists of the model stay complete, since they have the order of the API. [`RustModel::emits`]
/// tells which of their items remain.
pub(super) fn retain(model: &mut RustModel) {
    let Some(part) = model.part.take() else {
        return;
    };
    for (path, module) in &mut model.modules {
        let is_left = |item: &Item| key(path, item).is_some_and(|key| part.contains(&key));
        module.items.retain(is_left);
    }
    model.errors.retain(|error| part.contains(&error.body));
    retain_reexports(model);
    retain_modules(model);
    model.part = Some(part);
}

/// The path of the type that an item defines, or to which it adds an implementation.
fn key(module: &ModulePath, item: &Item) -> Option<ItemPath> {
    match item {
        Item::Endpoint(endpoint) => Some(module.item(&endpoint.request)),
        item => item.path(module),
    }
}

/// The items that have been reached.
struct Part<'a> {
    model_items: BTreeMap<ItemPath, Vec<&'a Item>>,
    items: BTreeSet<ItemPath>,
}

impl<'a> Part<'a> {
    fn new(model: &'a RustModel, api: &Api, globs: &PageGlobs) -> Self {
        let mut part = Self {
            model_items: BTreeMap::new(),
            items: BTreeSet::new(),
        };
        for (module, item) in model.items() {
            if let Some(key) = key(module, item) {
                part.model_items.entry(key).or_default().push(item);
            }
        }
        part.reach(part.selected(model, api, globs));
        part.reach(part.whole_request_enums());
        part
    }

    /// Adds these items, and all items to which they refer.
    fn reach(&mut self, mut open: Vec<ItemPath>) {
        while let Some(path) = open.pop() {
            if self.items.contains(&path) {
                continue;
            }
            for item in self.model_items.get(&path).into_iter().flatten() {
                open.extend(references(item));
            }
            self.items.insert(path);
        }
    }

    /// The enums of requests of which every request has been reached. A request does not refer to
    /// its enum, and reaching the enum first would add the requests of other pages.
    fn whole_request_enums(&self) -> Vec<ItemPath> {
        let is_reached = |ty: &RustType| ty.item().is_some_and(|path| self.items.contains(path));
        let is_whole = |items: &[&Item]| match items {
            [Item::RequestEnum(item)] => item.variants.iter().all(|it| is_reached(&it.request)),
            _ => false,
        };
        let enums = self.model_items.iter();
        let enums = enums.filter(|(_, items)| is_whole(items));
        enums.map(|(path, _)| path.clone()).collect()
    }

    /// The items of the selected pages, without enums of requests and id types. An id type is
    /// emitted only if another item refers to it.
    fn selected(&self, model: &RustModel, api: &Api, globs: &PageGlobs) -> Vec<ItemPath> {
        let pages = api.pages.iter().filter(|page| globs.selects(&page.path));
        let modules: BTreeSet<ModulePath> = pages.map(module_tree::module_of).collect();
        let of_modules = self.model_items.iter().filter(|(path, items)| {
            let is_extra = matches!(items.as_slice(), [Item::Id(_) | Item::RequestEnum(_)]);
            modules.contains(&path.module) && !is_extra
        });
        let mut selected: Vec<ItemPath> = of_modules.map(|(path, _)| path.clone()).collect();
        // Types that several pages share are in a module above those of the pages.
        let named = model.named_types.iter();
        let named = named.filter(|named| globs.selects(&named.page));
        selected.extend(named.map(|named| named.path.clone()));
        let operations = model.operations.iter();
        for operation in operations.filter(|operation| globs.selects(&operation.page)) {
            selected.push(operation.endpoint.clone());
            selected.extend(
                operation
                    .response
                    .iter()
                    .filter_map(RustType::item)
                    .cloned(),
            );
        }
        selected
    }
}

/// The items to which an item refers.
fn references(item: &Item) -> Vec<ItemPath> {
    let types = item.types().into_iter().filter_map(RustType::item);
    let mut references: Vec<ItemPath> = types.cloned().collect();
    if let Item::Endpoint(endpoint) = item
        && let Some(page) = &endpoint.page
    {
        references.extend(page.item.item().cloned());
        references.extend([page.response.clone(), page.metadata_path.clone()]);
    }
    references
}

/// Removes the re-exports of removed items. Submodules are visited first, since a module may
/// re-export names of its submodules.
fn retain_reexports(model: &mut RustModel) {
    let paths: Vec<ModulePath> = model.modules.keys().rev().cloned().collect();
    for path in paths {
        let children = model.modules[&path].reexports.keys().cloned();
        let mut names = BTreeMap::new();
        for child in children.collect::<Vec<_>>() {
            let mut below = path.clone();
            below.0.push(child.clone());
            let Some(below) = model.modules.get(&below) else {
                continue;
            };
            let own = below.items.iter().filter_map(Item::name).cloned();
            let further = below.reexports.values().flatten().cloned();
            names.insert(child, own.chain(further).collect::<BTreeSet<_>>());
        }
        if let Some(module) = model.modules.get_mut(&path) {
            for (child, kept) in &mut module.reexports {
                kept.retain(|name| names.get(child).is_some_and(|there| there.contains(name)));
            }
            module.reexports.retain(|_, kept| !kept.is_empty());
        }
    }
}

/// Removes the modules that have no items in them or in their submodules.
fn retain_modules(model: &mut RustModel) {
    let mut needed = BTreeSet::from([ModulePath::default()]);
    for (path, module) in &model.modules {
        if !module.items.is_empty() {
            let lengths = 1..=path.0.len();
            needed.extend(lengths.map(|length| ModulePath(path.0[..length].to_vec())));
        }
    }
    model.modules.retain(|path, _| needed.contains(path));
}
