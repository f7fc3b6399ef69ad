//! The enums of the output, and the fields that contain them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::evidence::{Entity, Usage};
use crate::names::Ident;
use crate::pipeline::model::rust_model::{Item, RequestEnumItem, RustModel, Selector};

/// An enum or union of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EnumType {
    /// The Rust path: `authkit::api_keys::ApiKeyOwnerType`.
    pub rust: String,
    /// The aliases, with their modules.
    #[serde(skip)]
    pub(super) other_names: Vec<String>,
    /// The known values; for a union, each with its type.
    pub values: Vec<String>,
    /// The variants in Rust, in the order of the values.
    pub variants: Vec<String>,
    /// The wire values of the variants; for a union, the values that distinguish them.
    #[serde(skip)]
    pub(super) keys: Vec<String>,
    /// Method and path of the operations whose requests it contains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The requests that it contains.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<RequestVariant>,
    /// The fields that contain it, in page order.
    pub fields: Vec<Usage>,
}

/// One of the requests that share a method and a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RequestVariant {
    /// The Rust path: `workos_connect::token::AuthorizationCodeRequest`.
    pub rust: String,
    /// The id of the operation.
    pub id: String,
    /// The page of the operation.
    pub page: String,
    /// The literal that distinguishes it, if there is one: `grant_type = "password"`.
    pub literal: Option<String>,
}

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
    let index = Index::new(entities, &enums);
    let requests = request_enums.iter().map(|(_, item)| index.requests(item));
    let requests: Vec<_> = requests.collect();
    for ((position, item), requests) in request_enums.into_iter().zip(requests) {
        enums[position].endpoint = Some(format!("{} {}", item.method, item.template));
        enums[position].requests = requests;
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

/// The entities and the enums by the paths of their types.
struct Index<'a> {
    /// The first entity counts if several have the same type.
    entities: BTreeMap<&'a str, &'a Entity>,
    enums: BTreeMap<&'a str, &'a EnumType>,
}

impl<'a> Index<'a> {
    fn new(entities: &'a [Entity], enums: &'a [EnumType]) -> Self {
        let entities = entities.iter().rev();
        let typed = entities.flat_map(|it| it.rust.iter().map(move |rust| (rust.as_str(), it)));
        Self {
            entities: typed.collect(),
            enums: enums.iter().map(|it| (it.rust.as_str(), it)).collect(),
        }
    }

    /// The operation of each request, and the literal that distinguishes it.
    fn requests(&self, item: &RequestEnumItem) -> Vec<RequestVariant> {
        let requests = item.variants.iter().filter_map(|variant| {
            let rust = variant.request.to_string();
            let entity = self.entities.get(rust.as_str())?;
            Some(RequestVariant {
                literal: self.literal(entity),
                id: entity.id.clone(),
                page: entity.page.clone(),
                rust,
            })
        });
        requests.collect()
    }

    /// The first parameter with a single possible value.
    fn literal(&self, entity: &Entity) -> Option<String> {
        entity.fields.iter().find_map(|field| {
            let held = self.enums.get(field.holds.as_deref()?)?;
            match held.values.as_slice() {
                [only] => Some(format!("{} = {only:?}", field.wire)),
                _ => None,
            }
        })
    }
}
