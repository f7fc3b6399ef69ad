//! Deprecation of whole pages: their types, and the modules that name something deprecated.

use std::collections::BTreeSet;

use super::rust_model::{
    CredentialItem, EndpointItem, Item, ItemPath, ModulePath, RustModel, StructItem,
};
use crate::names::Ident;
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
    for (path, module) in &mut model.modules {
        for item in &mut module.items {
            if let Item::Struct(item) = item
                && deprecated.contains(&path.item(&item.name))
            {
                item.deprecated = Some(NOTE.to_owned());
            }
        }
        let mut items = module.items.iter();
        module.names_deprecated = items.any(|item| names_any(item, path, &deprecated))
            || items_use_a_deprecated_field(&module.items);
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

/// `true` if the item is one of these, or spells one of them.
fn names_any(item: &Item, module: &ModulePath, deprecated: &BTreeSet<ItemPath>) -> bool {
    let mut types = item.types().into_iter().filter_map(|ty| ty.item());
    item.path(module).is_some_and(|it| deprecated.contains(&it))
        || types.any(|path| deprecated.contains(path))
}

/// `true` if code that is emitted for a struct uses a deprecated field of it; derived code may.
fn items_use_a_deprecated_field(items: &[Item]) -> bool {
    let structs = || items.iter().filter_map(Item::as_struct);
    items.iter().any(|item| match item {
        // With a secret field, `Debug` is not derived.
        Item::Struct(item) => item.has_secret() && deprecated_fields(item).next().is_some(),
        Item::Endpoint(endpoint) => structs().any(|item| {
            let is_page = endpoint.page.as_ref().is_some_and(|page| {
                [&page.response.name, &page.metadata_path.name].contains(&&item.name)
            });
            let is_request = item.name == endpoint.request;
            deprecated_fields(item).any(|name| is_page || is_request && uses(endpoint, name))
        }),
        _ => false,
    })
}

fn deprecated_fields(item: &StructItem) -> impl Iterator<Item = &Ident> {
    let fields = item.fields.iter();
    fields.filter_map(|field| field.deprecated.as_ref().map(|_| &field.name))
}

/// `true` if the code of an endpoint names this field: `new` names all of them.
fn uses(endpoint: &EndpointItem, field: &Ident) -> bool {
    let mut beside = endpoint.query.iter().chain(&endpoint.headers);
    endpoint.inits.iter().any(|init| init.is_argument)
        || endpoint.has_in_path(field)
        || beside.any(|(_, name)| name == field)
        || endpoint.optional_body.as_ref() == Some(field)
        || matches!(&endpoint.credential, CredentialItem::AccessToken { field: token, .. } if token == field)
        || endpoint.cursors.as_ref().is_some_and(|cursors| {
            cursors.after == *field
                || cursors.before.as_ref() == Some(field)
                || cursors.excluded.contains(field)
        })
}
