//! The enums of the output, and what holds them.

use super::evidence::{Entity, EnumType, RequestVariant, Usage};
use crate::names::Ident;
use crate::pipeline::model::rust_model::{Item, ModulePath, RequestEnumItem, RustModel, Selector};

/// Every enum and union, in the order of the output.
pub(super) fn collect(model: &RustModel, entities: &[Entity]) -> Vec<EnumType> {
    let enums = model.items().filter_map(|(module, item)| {
        let (name, values) = facts(item)?;
        Some(enum_type(module, name, values, entities))
    });
    let mut enums: Vec<EnumType> = enums.collect();
    let items = model.items().map(|(_, item)| item);
    let shared: Vec<(usize, &RequestEnumItem)> = items
        .filter(|item| facts(item).is_some())
        .enumerate()
        .filter_map(|(position, item)| match item {
            Item::RequestEnum(item) => Some((position, item)),
            _ => None,
        })
        .collect();
    for (position, item) in shared {
        let requests = requests(item, entities, &enums);
        enums[position].endpoint = Some(format!("{} {}", item.method, item.template));
        enums[position].requests = requests;
    }
    enums
}

/// The operation of each request, and the literal that it is told by.
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

/// The first parameter that can have one value only.
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

/// The name of an enum, and what it is told by: texts, or the kinds of JSON.
fn facts(item: &Item) -> Option<(&Ident, Vec<String>)> {
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
        Item::Struct(_) | Item::Alias(_) | Item::Endpoint(_) => None,
    }
}

fn enum_type(
    module: &ModulePath,
    name: &Ident,
    values: Vec<String>,
    entities: &[Entity],
) -> EnumType {
    let rust = module.item(name).to_string();
    let fields = entities.iter().flat_map(|entity| &entity.fields);
    let holding = fields.filter(|field| field.holds.as_ref() == Some(&rust));
    EnumType {
        fields: holding.map(Usage::from_field).collect(),
        endpoint: None,
        requests: Vec::new(),
        values,
        rust,
    }
}
