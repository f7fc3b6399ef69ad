//! What the docs deprecate as a whole: the types of a page whose heading says so.

use std::collections::BTreeSet;

use super::rust_model::{
    EndpointItem, Item, ItemPath, ModulePath, RustModel, RustType, StructItem,
};
use crate::names::Ident;
use crate::pipeline::api::Api;

/// What stands behind a heading, as behind a key.
const MARK: &str = "[Deprecated]";

/// What a use of something deprecated is told.
pub(super) const NOTE: &str = "deprecated in the API reference";

/// Marks the types of deprecated pages, and the modules that may name them all the same.
pub(super) fn mark(model: &mut RustModel, api: &Api) {
    let deprecated = deprecated(model, api);
    for (path, module) in &mut model.modules {
        for item in &mut module.items {
            if let Item::Struct(item) = item {
                let own = ItemPath {
                    module: path.clone(),
                    name: item.name.clone(),
                };
                item.deprecated = deprecated.contains(&own).then(|| NOTE.to_owned());
            }
        }
        let mut items = module.items.iter();
        module.names_deprecated = items.any(|item| names_any(item, path, &deprecated))
            || items_use_a_deprecated_field(&module.items);
    }
}

/// The types of pages with such a heading.
fn deprecated(model: &RustModel, api: &Api) -> BTreeSet<ItemPath> {
    let is_deprecated = |title: &String| title.trim_end().ends_with(MARK);
    let pages = api.pages.iter();
    let pages = pages.filter(|page| page.title.as_ref().is_some_and(is_deprecated));
    let pages: BTreeSet<&str> = pages.map(|page| page.path.as_str()).collect();
    let listed = model
        .named_types
        .iter()
        .map(|listed| (&listed.page, &listed.path));
    let operations = model.operations.iter();
    let endpoints = operations.map(|operation| (&operation.page, &operation.endpoint));
    let all = listed.chain(endpoints);
    let found = all.filter(|(page, _)| pages.contains(page.as_str()));
    found.map(|(_, path)| path.clone()).collect()
}

/// Whether code that is written for a struct uses a deprecated field of it; what is derived may.
fn items_use_a_deprecated_field(items: &[Item]) -> bool {
    let structs = || {
        items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item),
            _ => None,
        })
    };
    items.iter().any(|item| match item {
        Item::Struct(item) => shows_secrets(item) && deprecated_fields(item).next().is_some(),
        Item::Endpoint(endpoint) => structs()
            .filter(|item| item.name == endpoint.request)
            .any(|item| deprecated_fields(item).any(|name| uses(endpoint, name))),
        _ => false,
    })
}

fn deprecated_fields(item: &StructItem) -> impl Iterator<Item = &Ident> {
    let fields = item.fields.iter();
    let fields = fields.filter(|field| field.deprecated.is_some());
    fields.map(|field| &field.name)
}

/// Whether `Debug` is written by hand.
fn shows_secrets(item: &StructItem) -> bool {
    item.fields.iter().any(|field| field.secret)
}

/// Whether the code of an endpoint names this field: `new` names all of them.
fn uses(endpoint: &EndpointItem, field: &Ident) -> bool {
    let cursors = endpoint.cursors.iter();
    let mut cursors = cursors.flat_map(|cursors| {
        let before = cursors.before.iter().chain(&cursors.excluded);
        before.chain([&cursors.after])
    });
    endpoint.inits.iter().any(|init| init.is_argument)
        || endpoint.path_fields.contains(field)
        || endpoint.query.iter().any(|(_, name)| name == field)
        || cursors.any(|name| name == field)
}

/// Whether an item is one of these, or spells one of them.
fn names_any(item: &Item, module: &ModulePath, deprecated: &BTreeSet<ItemPath>) -> bool {
    let is_own = item.name().is_some_and(|name| {
        deprecated.contains(&ItemPath {
            module: module.clone(),
            name: name.clone(),
        })
    });
    let mut layers = item.types().into_iter().flat_map(RustType::layers);
    is_own || layers.any(|layer| matches!(layer, RustType::Item(path) if deprecated.contains(path)))
}
