//! The response of joined operations, after some of them are removed or no longer joined.
//!
//! A change of a member is reported for each operation whose docs list the member. A member that
//! only other operations list is compared here, since all return the same struct.

use super::change::Change;
use super::compare::Context;
use super::entity::{Definition, Entity};
use super::indexed_reference::IndexedReference;
use super::versions::Versions;
use crate::pipeline::api::{Response, Type};
use crate::pipeline::model::rust_model::{EnumItem, Item, RustType, StructItem};

/// The changes of members and values that none of these operations lists. `types` are the joined
/// response, and the new response of the operations.
pub(super) fn unlisted_changes(
    context: &Context<'_>,
    types: Versions<Option<&RustType>>,
    operations: &[&Entity<'_>],
) -> Vec<Change> {
    let listed = operations
        .iter()
        .filter_map(|entity| match entity.definition {
            Definition::Operation(operation, _) => match &operation.response {
                Response::Body(ty) => Some(ty),
                Response::NoBody | Response::BrowserUrl => None,
            },
            Definition::Resource(..) => None,
        });
    let listed: Vec<&Type> = listed.collect();
    let mut comparison = JoinedResponse {
        context,
        changes: Vec::new(),
    };
    comparison.types(types, &listed);
    comparison.changes
}

struct JoinedResponse<'a, 'c> {
    context: &'c Context<'a>,
    changes: Vec<Change>,
}

impl JoinedResponse<'_, '_> {
    /// Compares the items of two types. `listed` are the types of the docs for the old one.
    fn types(&mut self, types: Versions<Option<&RustType>>, listed: &[&Type]) {
        // A resource is compared on its own.
        let is_resource = |reference: &IndexedReference<'_>, ty: Option<&RustType>| {
            let path = ty.and_then(RustType::item);
            path.is_some_and(|path| reference.entity_at(reference.canonical(path)).is_some())
        };
        let resources = types.zip(self.context.references);
        let resources = resources.map(|(ty, reference)| is_resource(reference, ty));
        if resources.old || resources.new {
            return;
        }
        match self.context.items_in(types).both() {
            Some(Versions {
                old: Item::Struct(old),
                new: Item::Struct(new),
            }) => self.structs(Versions::new(old, new), listed),
            Some(Versions {
                old: Item::Enum(old),
                new: Item::Enum(new),
            }) => self.enums(Versions::new(old, new), listed),
            _ => {}
        }
    }

    fn structs(&mut self, structs: Versions<&StructItem>, listed: &[&Type]) {
        let shown = |ty: &RustType, field| format!("{}::{field}: {ty}", structs.old.name);
        for old in &structs.old.fields {
            let key = old.keyed().key;
            let members = listed.iter().flat_map(|ty| ty.members());
            let listed: Vec<&Type> = members
                .filter(|member| member.name == key)
                .map(|member| &member.ty)
                .collect();
            let mut fields = structs.new.fields.iter();
            let new = fields.find(|new| new.name == old.name);
            let is_same = new.is_some_and(|new| {
                let types = Versions::new(&old.ty, &new.ty);
                self.context.paths.same(types, false)
            });
            if listed.is_empty() && !is_same {
                let texts = [Some(old), new].map(|it| it.map(|it| shown(&it.ty, &old.name)));
                let [old, new] = texts;
                self.changes.push(Change::in_rust(Versions::new(old, new)));
            } else if let Some(new) = new {
                self.types(Versions::new(Some(&old.ty), Some(&new.ty)), &listed);
            }
        }
    }

    fn enums(&mut self, enums: Versions<&EnumItem>, listed: &[&Type]) {
        let values = listed.iter().filter_map(|ty| ty.values());
        let values: Vec<_> = values.flatten().map(|it| it.value.as_str()).collect();
        for old in &enums.old.variants {
            let mut variants = enums.new.variants.iter();
            let new = variants.find(|new| new.value == old.value);
            let names = Versions::new(Some(&old.name), new.map(|new| &new.name));
            if !values.contains(&old.value.as_str()) && names.differ() {
                let texts = names.map(|name| Some(format!("{}::{}", enums.old.name, name?)));
                self.changes.push(Change::in_rust(texts));
            }
        }
    }
}
