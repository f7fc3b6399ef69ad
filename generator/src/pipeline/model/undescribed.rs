//! Docs for items without a description in the reference: every item of a package has docs.

use std::collections::HashMap;

use super::rust_model::{Item, ItemPath, RustModel, RustType, StructField};
use crate::base::text::markdown::code_span;

/// Gives docs to the items, fields and alternatives without any: the place in which they are used.
pub(super) fn describe(model: &mut RustModel) {
    let places = places(model);
    for (module, items) in &mut model.modules {
        for item in &mut items.items {
            let place = item.path(module).and_then(|path| places.get(&path));
            if let Some(docs) = item.docs_mut().filter(|docs| docs.is_empty()) {
                *docs = place
                    .map_or("A part of the API.", String::as_str)
                    .to_owned();
            }
            match item {
                Item::Struct(item) => item.fields.iter_mut().for_each(describe_field),
                Item::Union(item) => {
                    let variants = item.variants.iter_mut();
                    for variant in variants.filter(|it| it.docs.is_empty()) {
                        variant.docs = format!("A value of the type `{}`.", variant.ty);
                    }
                }
                _ => {}
            }
        }
    }
}

fn describe_field(field: &mut StructField) {
    if field.docs.is_empty() {
        field.docs = format!("The member {}.", code_span(field.keyed().key));
    }
}

/// The first place at which each type is used, as a sentence.
fn places(model: &RustModel) -> HashMap<ItemPath, String> {
    let mut places = HashMap::new();
    for (_, item) in model.items() {
        let mut add = |ty: &RustType, place: String| {
            if let Some(path) = ty.item() {
                places.entry(path.clone()).or_insert(place);
            }
        };
        match item {
            Item::Struct(item) => {
                for field in &item.fields {
                    let key = code_span(field.keyed().key);
                    let part = part(&field.ty);
                    add(&field.ty, format!("{part} {key} of `{}`.", item.name));
                }
            }
            Item::Union(item) => {
                for variant in &item.variants {
                    add(&variant.ty, format!("An alternative of `{}`.", item.name));
                }
            }
            _ => {}
        }
    }
    places
}

/// The relation of the innermost type to the member, as the beginning of a sentence.
fn part(ty: &RustType) -> &'static str {
    let is_in = |test: fn(&RustType) -> bool| ty.layers().any(test);
    if is_in(|layer| matches!(layer, RustType::Vec(_))) {
        "An item of"
    } else if is_in(|layer| matches!(layer, RustType::Map(..))) {
        "A value of"
    } else {
        "The member"
    }
}
