//! The types of ids: one for each resource whose id a field contains.
//!
//! They are in the root of the output, not beside their resources: a section of a package needs the
//! ids of many other sections, but must compile without those sections.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::builder::ModelBuilder;
use super::rust_model::{IdItem, Item, ItemPath, Keyed, ModulePath, RustType};
use crate::base::text::markdown::code_span;
use crate::config::IdType;
use crate::names::{self, Ident};
use crate::pipeline::api::{Field, IdOwner, ResourceId, Type};

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
        let called: BTreeMap<Ident, ResourceId> = self
            .id_owners
            .called(name)
            .map(|id| (self.id_name(id), id))
            .collect();
        let why = match called.first_key_value() {
            _ if !is_text(&field.ty) => "it is neither a string nor a list of strings".to_owned(),
            Some((_, id)) if called.len() == 1 => return Some(*id),
            Some(_) => format!("the ids of the resources called `{name}` have several types"),
            None => format!("no resource called `{name}` has an `id`"),
        };
        if self.settings.patterns_must_fit {
            self.overrides.refuse_id(owner, keyed, &why);
        }
        None
    }

    /// `true` if the settings say that a field is no id.
    pub(super) fn is_no_id(&mut self, owner: &ItemPath, keyed: Keyed<'_>) -> bool {
        // The type of a setting overrides the id of a setting.
        if self.overrides.ty(owner, keyed).is_some() {
            return true;
        }
        match self.overrides.id(owner, keyed) {
            Some(name) => name == NO_ID,
            None => self.settings.ids != IdType::Typed,
        }
    }

    /// The path of the type of a resource's ids: `UserId`.
    fn id_path(&mut self, resource: ResourceId) -> ItemPath {
        let name = self.id_name(resource);
        let path = self.item_path(&ModulePath::default(), &name);
        self.id_types.insert(path.clone());
        path
    }

    /// The name of the type of a resource's ids, from the name of the resource's type. It depends
    /// on no other page, so resources whose types have the same name share one type of ids.
    fn id_name(&self, resource: ResourceId) -> Ident {
        let item = self.names.resource(resource.0);
        names::nested_type_name(self.names.name(item), "id")
    }

    /// Builds the id types that fields use, in the order of their names.
    pub(super) fn id_items(&mut self) {
        let types = std::mem::take(&mut self.id_types);
        let mut owners: HashMap<ItemPath, Vec<ResourceId>> = HashMap::new();
        let all: Vec<_> = self.id_owners.all().collect();
        for (id, first) in all {
            let name = self.id_name(first);
            let path = self.item_path(&ModulePath::default(), &name);
            owners.entry(path).or_default().push(id);
        }
        for path in types {
            let resources = owners.remove(&path).unwrap_or_default();
            if let Some(ResourceId(first)) = resources.first() {
                self.reserve_name(&path, &self.api.resources[*first].place);
            }
            let names = resources.iter().map(|id| &self.api.resources[id.0].id);
            let names: BTreeSet<String> = names.map(|id| code_span(id)).collect();
            let names: Vec<String> = names.into_iter().collect();
            let item = Item::Id(IdItem {
                name: path.name,
                docs: format!("An id of the resource {}.", names.join(" or ")),
                resources,
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
