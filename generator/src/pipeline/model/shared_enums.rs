//! From shared definitions to items: a type that many members share is written once.

use super::items::ModelBuilder;
use super::rust_model::ItemPath;
use crate::names;
use crate::pipeline::api::{Field, SharedEnum};

impl ModelBuilder<'_> {
    /// Gives every shared definition its type, on its own page and by its own key: `Order`.
    pub(super) fn shared_enums(&mut self) {
        for shared_enum in &self.api.shared_enums {
            self.shared_enum(shared_enum);
        }
    }

    fn shared_enum(&mut self, shared_enum: &SharedEnum) {
        let path = self.atom_path(shared_enum);
        self.reserve_name(&path, &shared_enum.place);
        let mut field = Field::new(
            &shared_enum.key,
            shared_enum.ty.clone(),
            shared_enum.place.clone(),
        );
        field.docs.clone_from(&shared_enum.docs);
        if let Some(values) = shared_enum.ty.values() {
            self.enumeration(&path, &field, values, shared_enum.page);
        }
    }

    /// The type of the shared definition that the field is like; a correction may have made it unlike.
    pub(super) fn shared_enum_of(&mut self, field: &Field) -> Option<ItemPath> {
        let shared_enum = &self.api.shared_enums[field.shared_enum?.0];
        let is_like = shared_enum.ty == field.ty && !field.closed;
        is_like.then(|| self.atom_path(shared_enum))
    }

    fn atom_path(&mut self, shared_enum: &SharedEnum) -> ItemPath {
        let module = self.modules[shared_enum.page.index()].clone();
        self.item_path(&module, &names::type_name(&shared_enum.key))
    }
}
