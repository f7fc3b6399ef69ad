//! The id types, the resources whose ids have them, and the fields that contain them.

use super::evidence::{Entity, EntityKind, Evidence, IdOwner, IdUsage, TypedId, Usage};
use crate::notation::docs_path;
use crate::notation::words::underscored;
use crate::pipeline::model::rust_model::{Item, RustModel, RustType};

/// All id types, in the order of the output.
pub(super) fn collect(model: &RustModel, entities: &[Entity]) -> Vec<TypedId> {
    let types = model.items().filter_map(|(module, item)| match item {
        Item::Id(item) => Some((module.item(&item.name).to_string(), item)),
        _ => None,
    });
    let types = types.map(|(rust, item)| TypedId {
        owners: owners(&item.resource, entities),
        fields: usages(&rust, entities),
        rust,
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

/// The resources with this name and an `id`.
fn owners(name: &str, entities: &[Entity]) -> Vec<IdOwner> {
    let owners = entities.iter().filter(|entity| {
        let own = docs_path::join(&entity.id, "id");
        entity.kind == EntityKind::Resource
            && underscored(&entity.id) == underscored(name)
            && entity.fields.iter().any(|field| field.docs_path == own)
    });
    let owners = owners.map(|entity| IdOwner {
        id: entity.id.clone(),
        page: entity.page.clone(),
    });
    owners.collect()
}

/// The fields that contain an id type, each with the reason.
fn usages(rust: &str, entities: &[Entity]) -> Vec<IdUsage> {
    let fields = entities.iter().flat_map(|entity| &entity.fields);
    let fields = fields.filter(|field| field.id_type.as_deref() == Some(rust));
    let usages = fields.map(|field| IdUsage {
        usage: Usage::from_field(field),
        because: field.id.clone().unwrap_or_default(),
    });
    usages.collect()
}

impl Evidence {
    /// The id types whose path satisfies `is_called`.
    pub(super) fn ids_called(&self, is_called: impl Fn(&str) -> bool) -> Vec<TypedId> {
        let ids = self.ids.iter().filter(|id| is_called(&id.rust));
        ids.cloned().collect()
    }
}
