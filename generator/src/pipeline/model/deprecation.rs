//! Deprecation of whole pages: marks their types, and the modules that name something deprecated.

use std::collections::BTreeSet;

use super::rust_model::{Item, ItemPath, ModulePath, RustModel};
use crate::pipeline::api::Api;

/// The end of the heading of a deprecated page.
const MARK: &str = "[Deprecated]";

/// The note of a `#[deprecated]` attribute.
pub(super) const NOTE: &str = "deprecated in the API reference";

/// Marks the types of deprecated pages, and the modules that name something deprecated.
pub(super) fn mark(model: &mut RustModel, api: &Api) {
    let deprecated = deprecated(model, api);
    for error in &mut model.errors {
        error.is_deprecated = deprecated.contains(&error.body);
    }
    let reexports = model
        .reexports()
        .filter(|(_, path)| deprecated.contains(path));
    let above: BTreeSet<ModulePath> = reexports.map(|(short, _)| short.module).collect();
    for (path, module) in &mut model.modules {
        for item in &mut module.items {
            if let Item::Struct(item) = item
                && deprecated.contains(&path.item(&item.name))
            {
                item.deprecated = Some(NOTE.to_owned());
            }
        }
        let mut items = module.items.iter();
        module.names_deprecated = above.contains(path)
            || items.any(|item| names_any(item, path, &deprecated) || has_deprecated_fields(item));
    }
}

/// The types of deprecated pages.
fn deprecated(model: &RustModel, api: &Api) -> BTreeSet<ItemPath> {
    let is_deprecated = |title: &String| title.trim_end().ends_with(MARK);
    let pages: BTreeSet<&str> = api
        .pages
        .iter()
        .filter(|page| page.title.as_ref().is_some_and(is_deprecated))
        .map(|page| page.path.as_str())
        .collect();
    let named = model.named_types.iter().map(|it| (&it.page, &it.path));
    let endpoints = model.operations.iter().map(|it| (&it.page, &it.endpoint));
    named
        .chain(endpoints)
        .filter(|(page, _)| pages.contains(page.as_str()))
        .map(|(_, path)| path.clone())
        .collect()
}

/// `true` if the item is a deprecated type, or if its code names one.
fn names_any(item: &Item, module: &ModulePath, deprecated: &BTreeSet<ItemPath>) -> bool {
    let mut types = item.types().into_iter().filter_map(|ty| ty.item());
    item.path(module).is_some_and(|it| deprecated.contains(&it))
        || types.any(|path| deprecated.contains(path))
}

/// `true` if the code of an item uses a deprecated field, in `new`, a setter or an accessor.
fn has_deprecated_fields(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.fields.iter().any(|field| field.deprecated.is_some()),
        Item::Union(item) => item.accessors.iter().any(|it| it.deprecated.is_some()),
        _ => false,
    }
}
