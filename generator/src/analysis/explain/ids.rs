//! The id types, the resources whose ids have them, and the fields that contain them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::evidence::{Entity, Evidence, Usage};
use crate::pipeline::api::ResourceId;
use crate::pipeline::model::rust_model::{Item, ItemPath, RustModel, RustType};

/// The type of the ids of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TypedId {
    /// The Rust path: `UserId`.
    pub rust: String,
    /// The resources whose `id` has this type, in page order.
    pub owners: Vec<IdOwner>,
    /// The fields that contain it, in page order.
    pub fields: Vec<IdUsage>,
}

/// A resource whose `id` has an id type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IdOwner {
    /// The id in the docs: `user`.
    pub id: String,
    /// The page of the resource.
    pub page: String,
}

/// A field that contains the id of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IdUsage {
    /// The names of the field.
    #[serde(flatten)]
    pub usage: Usage,
    /// The reason.
    pub because: String,
}

/// All id types, in the order of the output.
pub(super) fn collect(
    types: &BTreeMap<ItemPath, &[ResourceId]>,
    entities: &[Entity],
) -> Vec<TypedId> {
    let mut usages = usages_by_type(entities);
    let types = types.iter().map(|(path, resources)| {
        let rust = path.to_string();
        TypedId {
            owners: owners(resources, entities),
            fields: usages.remove(rust.as_str()).unwrap_or_default(),
            rust,
        }
    });
    types.collect()
}

/// The id type that a type contains.
pub(super) fn id_type(ty: &RustType) -> Option<String> {
    match ty.layers().last()? {
        RustType::Id(path) => Some(path.to_string()),
        _ => None,
    }
}

/// The resources whose ids have each id type.
pub(super) fn resources(model: &RustModel) -> BTreeMap<ItemPath, &[ResourceId]> {
    let types = model.items().filter_map(|(module, item)| match item {
        Item::Id(item) => Some((module.item(&item.name), item.resources.as_slice())),
        _ => None,
    });
    types.collect()
}

/// The entities of these resources. The entities of all resources come first.
fn owners(resources: &[ResourceId], entities: &[Entity]) -> Vec<IdOwner> {
    let owners = resources.iter().filter_map(|id| entities.get(id.0));
    let owners = owners.map(|entity| IdOwner {
        id: entity.id.clone(),
        page: entity.page.clone(),
    });
    owners.collect()
}

/// The fields that contain an id type, each with the reason, by the id type.
fn usages_by_type(entities: &[Entity]) -> BTreeMap<&str, Vec<IdUsage>> {
    let mut usages: BTreeMap<&str, Vec<IdUsage>> = BTreeMap::new();
    for field in entities.iter().flat_map(|entity| &entity.fields) {
        if let Some(ty) = &field.id_type {
            usages.entry(ty).or_default().push(IdUsage {
                usage: Usage::from_field(field),
                because: field.id.clone().unwrap_or_default(),
            });
        }
    }
    usages
}

impl Evidence {
    /// The id types whose path satisfies `is_called`.
    pub(super) fn ids_called(&self, is_called: impl Fn(&str) -> bool) -> Vec<TypedId> {
        let ids = self.ids.iter().filter(|id| is_called(&id.rust));
        ids.cloned().collect()
    }
}
