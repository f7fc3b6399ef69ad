//! The enums of the output, and what holds them.

use super::evidence::{Entity, EnumType, Mention};
use crate::model::names::Ident;
use crate::model::rust_model::{Item, ItemPath, ModulePath, RustModel, Selector};

/// Every enum and union, in the order of the output.
pub(super) fn of(model: &RustModel, entities: &[Entity]) -> Vec<EnumType> {
    let enums = model.items().filter_map(|(module, item)| {
        let (name, values) = facts(item)?;
        Some(enum_type(module, name, values, entities))
    });
    enums.collect()
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
                Selector::Tags(tags) => format!("{}: {}", tags.join(", "), variant.kind),
                Selector::Json(kind) => format!("{kind}: {}", variant.kind),
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
    let path = ItemPath {
        module: module.clone(),
        name: name.clone(),
    };
    let rust = path.to_string();
    let fields = entities.iter().flat_map(|entity| &entity.fields);
    let holding = fields.filter(|field| field.holds.as_ref() == Some(&rust));
    EnumType {
        fields: holding.map(Mention::of).collect(),
        values,
        rust,
    }
}
