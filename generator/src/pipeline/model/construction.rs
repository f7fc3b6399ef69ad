//! The ways to construct a struct: the arguments of `new`, and the names of the setters.

use std::collections::{BTreeSet, HashMap};

use super::rust_model::{
    EndpointItem, EnumItem, FieldEncoding, Item, ItemPath, RustModel, RustType, StructField,
    StructItem,
};
use super::type_graph;
use crate::config::{Settings, Structs};
use crate::names::{self, Ident};

/// Turns required members of sent structs into arguments of `new`, so that only values are sent
/// that the caller has chosen. A literal has a default. For requests,
/// [`mark_arguments`](super::endpoint::mark_arguments) decides.
pub(super) fn require(model: &mut RustModel) {
    let mut sent = type_graph::sent(model);
    for operation in &model.operations {
        sent.remove(&operation.endpoint);
    }
    let literals = enums(model, |item| item.default_first);
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            if let Item::Struct(item) = item
                && sent.contains(&module.item(&item.name))
            {
                for field in &mut item.fields {
                    let is_literal = field.ty.item().is_some_and(|path| literals.contains(path));
                    let is_alone = matches!(field.ty, RustType::Item(_));
                    field.methods.is_argument = !(field.skip_none || is_literal && is_alone);
                }
            }
        }
    }
}

/// Decides the names and parameters of the setters of each struct, and if other crates may write
/// struct literals.
pub(super) fn name_setters(model: &mut RustModel, settings: &Settings) {
    let texts = enums(model, |item| item.unknown.is_some());
    let roles = Roles::new(model);
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            if let Item::Struct(item) = item {
                item.is_exhaustive = settings.structs == Structs::Exhaustive;
                for field in &mut item.fields {
                    field.methods.takes_into = takes_into(field, &texts);
                }
                let taken = roles.methods(&module.item(&item.name), item);
                name_setters_of(item, &taken);
            }
        }
    }
    model.is_exhaustive = settings.structs == Structs::Exhaustive;
}

/// The enums for which `is_it` returns `true`.
fn enums(model: &RustModel, is_it: fn(&EnumItem) -> bool) -> BTreeSet<ItemPath> {
    let enums = model.items().filter_map(|(module, item)| match item {
        Item::Enum(item) if is_it(item) => Some(module.item(&item.name)),
        _ => None,
    });
    enums.collect()
}

/// `true` if a setter can convert its argument into the innermost type with `Into`: a text or any
/// JSON.
fn takes_into(field: &StructField, texts: &BTreeSet<ItemPath>) -> bool {
    match field.ty.layers().last() {
        // A type of the settings replaces the whole type of the field.
        _ if field.wire == FieldEncoding::Custom => false,
        Some(RustType::String | RustType::Id(_) | RustType::Value) => true,
        Some(RustType::Item(path)) => texts.contains(path),
        _ => false,
    }
}

fn name_setters_of(item: &mut StructItem, taken: &[&[&str]]) {
    let names: Vec<Ident> = item.fields.iter().map(|it| it.name.clone()).collect();
    let names: Vec<&Ident> = names.iter().collect();
    for field in item.fields.iter_mut().filter(|it| !it.methods.is_argument) {
        let setter = names::method_name(&field.name, "with_", &names, taken);
        field.methods.setter = Some(setter);
        if matches!(field.ty, RustType::Patch(_)) {
            field.methods.clear = Some(names::clear_name(&field.name, &names));
        }
    }
}

/// The structs that implement traits with methods.
struct Roles(HashMap<ItemPath, &'static [&'static str]>);

impl Roles {
    fn new(model: &RustModel) -> Self {
        let mut roles = HashMap::new();
        for (module, item) in model.items() {
            if let Item::Endpoint(EndpointItem { request, page, .. }) = item {
                roles.insert(module.item(request), names::OF_REQUESTS);
                if let Some(page) = page {
                    roles.insert(page.response.clone(), names::OF_PAGES);
                }
            }
        }
        Self(roles)
    }

    /// The names of the methods that a struct has besides its setters.
    fn methods(&self, path: &ItemPath, item: &StructItem) -> Vec<&'static [&'static str]> {
        let mut methods: Vec<_> = self.0.get(path).copied().into_iter().collect();
        if item.named_field().is_some() {
            methods.push(names::OF_NAMED);
        }
        methods
    }
}
