//! The types of ids: one for each resource whose id a field contains.
//!
//! They are in the root of the output, not beside their resources: a section of a package needs the
//! ids of many other sections, but must compile without those sections.

use std::collections::BTreeMap;

use super::builder::ModelBuilder;
use super::rust_model::{IdItem, Item, ItemPath, Keyed, ModulePath, RustType};
use crate::base::text::markdown::code_span;
use crate::config::IdType;
use crate::names;
use crate::pipeline::api::{Field, IdOwner, IdRule, ResourceId, Type};

/// The value of a setting for a field that contains no id.
const NO_ID: &str = "string";

impl ModelBuilder<'_> {
    /// The type of a field, or the id type if it contains the id of a resource.
    pub(super) fn with_id_type(
        &mut self,
        ty: RustType,
        field: &Field,
        owner: &ItemPath,
        keyed: Keyed<'_>,
    ) -> RustType {
        let Some(resource) = self.id_owner(field, owner, keyed) else {
            return ty;
        };
        let path = self.id_path(resource);
        ty.with_texts_as(&path)
    }

    /// The resource whose id a field contains: the one in the settings, otherwise the one that the
    /// docs imply.
    fn id_owner(
        &mut self,
        field: &Field,
        owner: &ItemPath,
        keyed: Keyed<'_>,
    ) -> Option<ResourceId> {
        let Some(name) = self.overrides.id(owner, keyed) else {
            return match field.origin.id {
                Some(IdOwner { id, .. }) if self.settings.ids == IdType::Typed => Some(id),
                _ => None,
            };
        };
        if name == NO_ID {
            return None;
        }
        let why = match self.id_owners.find(name, IdRule::Name) {
            _ if !is_text(&field.ty) => "it is neither a string nor a list of strings".to_owned(),
            Some(IdOwner { id, .. }) => return Some(id),
            None => format!("no resource called `{name}` has an `id`"),
        };
        if self.settings.patterns_must_fit {
            self.overrides.refuse_id(owner, keyed, &why);
        }
        None
    }

    /// The path of the type of a resource's ids: `UserId`.
    fn id_path(&mut self, resource: ResourceId) -> ItemPath {
        if let Some(path) = self.id_types.get(&resource) {
            return path.clone();
        }
        let id = &self.api.resources[resource.0].id;
        let name = names::type_name(&format!("{id}_id"));
        let path = self.item_path(&ModulePath::default(), &name);
        self.id_types.insert(resource, path.clone());
        path
    }

    /// Builds the id types that fields use, in the order of their names.
    pub(super) fn id_items(&mut self) {
        let types = std::mem::take(&mut self.id_types);
        let mut items: BTreeMap<ItemPath, ResourceId> = BTreeMap::new();
        for (resource, path) in types {
            let place = self.api.resources[resource.0].place.clone();
            self.reserve_name(&path, &place);
            items.insert(path, resource);
        }
        for (path, ResourceId(position)) in items {
            let id = &self.api.resources[position].id;
            let item = Item::Id(IdItem {
                name: path.name,
                docs: format!("An id of the resource {}.", code_span(id)),
                resource: id.clone(),
            });
            self.model.module_or_parent(path.module).items.push(item);
        }
    }
}

/// `true` for a text or a list of texts, whose items may be `null`.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::List(inner) | Type::Nullable(inner) => is_text(inner),
        ty => *ty == Type::String,
    }
}
