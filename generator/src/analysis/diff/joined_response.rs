//! The response of joined operations, without the operations that no longer exist.
//!
//! A change of a member is reported for each operation whose docs list the member. A member that
//! only removed operations list is compared here, since the others return the same struct.

use super::change::Change;
use super::compare::Context;
use super::entity::Definition;
use super::indexed_reference::{IndexedReference, RequestEnumMember};
use super::versions::Versions;
use crate::pipeline::api::{Response, Type};
use crate::pipeline::model::rust_model::{EnumItem, Item, RequestVariant, RustType, StructItem};

/// The changes of members and values that no remaining operation of the enum lists.
pub(super) fn unlisted_changes(
    context: &Context<'_>,
    members: Versions<&RequestEnumMember<'_>>,
) -> Vec<Change> {
    let responses = members.map(|member| member.item.response.body());
    let mut comparison = JoinedResponse {
        context,
        changes: Vec::new(),
    };
    let listed = remaining_responses(context, &members.old.item.variants);
    comparison.types(responses, &listed);
    comparison.changes
}

/// The old responses of the requests that still exist.
fn remaining_responses<'a>(context: &Context<'a>, variants: &[RequestVariant]) -> Vec<&'a Type> {
    let remaining = variants.iter().filter_map(|variant| {
        let path = variant.request.item()?;
        let entity = context.references.old.entity_at(path)?;
        match entity.definition {
            Definition::Operation(operation, _) if context.paths.still_exists(path) => {
                Some(&operation.response)
            }
            _ => None,
        }
    });
    let bodies = remaining.filter_map(|response| match response {
        Response::Body(ty) => Some(ty),
        Response::NoBody | Response::BrowserUrl => None,
    });
    bodies.collect()
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
