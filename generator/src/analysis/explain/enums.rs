//! The enums of the output, and the fields that contain them.

use std::collections::BTreeMap;

use super::evidence::{Entity, EnumType, RequestVariant, Usage};
use crate::names::Ident;
use crate::pipeline::model::rust_model::{Item, RequestEnumItem, RustModel, Selector};

/// Every enum and union, in the order of the output.
pub(super) fn collect(model: &RustModel, entities: &[Entity]) -> Vec<EnumType> {
    let mut holders: BTreeMap<&str, Vec<Usage>> = BTreeMap::new();
    for field in entities.iter().flat_map(|entity| &entity.fields) {
        if let Some(holds) = &field.holds {
            let holders = holders.entry(holds).or_default();
            holders.push(Usage::from_field(field));
        }
    }
    let mut other_names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (module, item) in model.items() {
        if let Item::Alias(alias) = item {
            let names = other_names.entry(alias.target.to_string()).or_default();
            names.push(module.item(&alias.name).to_string());
        }
    }
    let mut enums = Vec::new();
    let mut request_enums = Vec::new();
    for (module, item) in model.items() {
        let Some((name, values)) = name_and_values(item) else {
            continue;
        };
        if let Item::RequestEnum(item) = item {
            request_enums.push((enums.len(), item));
        }
        let rust = module.item(name).to_string();
        enums.push(EnumType {
            fields: holders.remove(rust.as_str()).unwrap_or_default(),
            other_names: other_names.remove(&rust).unwrap_or_default(),
            endpoint: None,
            requests: Vec::new(),
            variants: item
                .variant_names()
                .iter()
                .map(ToString::to_string)
                .collect(),
            keys: keys(item),
            values,
            rust,
        });
    }
    // The literals of requests are enums themselves, so all enums must be known first.
    for (position, item) in request_enums {
        enums[position].endpoint = Some(format!("{} {}", item.method, item.template));
        enums[position].requests = requests(item, entities, &enums);
    }
    enums
}

/// The name of an enum, and its values: strings, JSON types or requests.
fn name_and_values(item: &Item) -> Option<(&Ident, Vec<String>)> {
    match item {
        Item::Enum(item) => {
            let values = item.variants.iter().map(|variant| variant.value.clone());
            Some((&item.name, values.collect()))
        }
        Item::Union(item) => {
            let values = item.variants.iter().map(|variant| match &variant.selector {
                Selector::Discriminators(tags) => format!("{}: {}", tags.join(", "), variant.ty),
                Selector::Json(ty) => format!("{ty}: {}", variant.ty),
            });
            Some((&item.name, values.collect()))
        }
        Item::RequestEnum(item) => {
            let requests = item.variants.iter();
            let values = requests.map(|variant| variant.request.to_string());
            Some((&item.name, values.collect()))
        }
        Item::Struct(_) | Item::Alias(_) | Item::Endpoint(_) | Item::Id(_) => None,
    }
}

/// The texts of the variants on the wire.
fn keys(item: &Item) -> Vec<String> {
    match item {
        Item::Enum(item) => {
            let variants = item.variants.iter();
            variants.map(|variant| variant.value.clone()).collect()
        }
        Item::Union(item) => {
            let tags = item.variants.iter().map(|it| match &it.selector {
                Selector::Discriminators(tags) => tags.as_slice(),
                Selector::Json(_) => &[],
            });
            tags.flatten().cloned().collect()
        }
        Item::RequestEnum(_)
        | Item::Struct(_)
        | Item::Alias(_)
        | Item::Endpoint(_)
        | Item::Id(_) => Vec::new(),
    }
}

/// The operation of each request, and the literal that distinguishes it.
fn requests(
    item: &RequestEnumItem,
    entities: &[Entity],
    enums: &[EnumType],
) -> Vec<RequestVariant> {
    let requests = item.variants.iter().filter_map(|variant| {
        let rust = variant.request.to_string();
        let entity = entities.iter().find(|entity| entity.rust.contains(&rust))?;
        Some(RequestVariant {
            literal: literal(entity, enums),
            id: entity.id.clone(),
            page: entity.page.clone(),
            rust,
        })
    });
    requests.collect()
}

/// The first parameter with a single possible value.
fn literal(entity: &Entity, enums: &[EnumType]) -> Option<String> {
    entity.fields.iter().find_map(|field| {
        let holds = field.holds.as_ref()?;
        let held = enums.iter().find(|held| held.rust == *holds)?;
        match held.values.as_slice() {
            [only] => Some(format!("{} = {only:?}", field.wire)),
            _ => None,
        }
    })
}
