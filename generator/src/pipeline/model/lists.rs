//! List responses that have more members than `List` of the support module.

use super::builder::ModelBuilder;
use super::rust_model::{ItemPath, PageItem, ResponseType, RustType, StructField};
use crate::pipeline::api::{Field, Response, Type};
use crate::pipeline::serde_rules::{self, CURSORS};

/// The type of a list with these members. As in every list, the cursors of the neighbouring pages
/// may be absent or `null`, even if the docs say otherwise.
pub(super) fn lenient(fields: &[Field]) -> Type {
    let mut fields = fields.to_vec();
    for field in &mut fields {
        if serde_rules::is_optional_in_list(&field.name) && !field.nullable {
            field.optional = true;
        }
        if field.name == "list_metadata"
            && let Some(cursors) = serde_rules::cursors(field)
        {
            let mut cursors = cursors.to_vec();
            for name in CURSORS {
                match cursors.iter_mut().find(|cursor| cursor.name == name) {
                    // An optional cursor may already be absent. A required one is serialized, and
                    // may be `null`.
                    Some(cursor) if cursor.optional => {}
                    Some(cursor) => cursor.nullable = true,
                    None => cursors.push(Field {
                        optional: true,
                        ..Field::new(name, Type::String, field.place.clone())
                    }),
                }
            }
            field.ty = Type::Object(cursors);
        }
    }
    Type::Object(fields)
}

/// The reason why the cursor of a response keeps its type.
const CURSOR: &str = "it is a cursor, which `runtime::Page` reads as a string";

/// `true` unless the docs give the cursor in the metadata of a list another type.
fn has_text_cursor(list: &[Field]) -> bool {
    let metadata = list.iter().find(|field| field.name == "list_metadata");
    let cursors = metadata.and_then(serde_rules::cursors).unwrap_or_default();
    let mut after = cursors.iter().filter(|cursor| cursor.name == "after");
    after.all(|cursor| cursor.ty == Type::String)
}

impl ModelBuilder<'_> {
    /// The page of a list, for a response with its own struct. `None` if the response is not a
    /// list, if the docs give its cursor another type, or if its items have other types. Reports
    /// a setting that makes the cursor another type or an id.
    pub(super) fn page(
        &mut self,
        documented: &Response,
        built: &ResponseType,
    ) -> Option<Box<PageItem>> {
        let Response::Body(ty) = documented else {
            return None;
        };
        if !has_text_cursor(serde_rules::wide_list(ty)?) {
            return None;
        }
        let Some(RustType::Item(response)) = built.body() else {
            return None;
        };
        let data = self.member(response, "data")?;
        let metadata = self.member(response, "list_metadata")?;
        let (items, is_optional) = match &data.ty {
            RustType::Option(items) => (&**items, true),
            items => (items, false),
        };
        let (RustType::Vec(item), RustType::Option(metadata_ty)) = (items, &metadata.ty) else {
            return None;
        };
        let RustType::Item(metadata_path) = &**metadata_ty else {
            return None;
        };
        let after = self.member(metadata_path, "after")?.clone();
        let page = PageItem {
            response: response.clone(),
            item: (**item).clone(),
            data: data.name.clone(),
            is_optional,
            metadata_path: metadata_path.clone(),
            metadata: metadata.name.clone(),
            after: after.name.clone(),
        };
        let is_refused = self.refuse_other_text(&page.metadata_path, &after, CURSOR);
        if is_refused || after.ty == RustType::Option(Box::new(RustType::String)) {
            Some(Box::new(page))
        } else {
            None
        }
    }

    /// The field for a member of a struct that has been built.
    fn member(&self, path: &ItemPath, name: &str) -> Option<&StructField> {
        let items = &self.model.modules.get(&path.module)?.items;
        let mut structs = items.iter().rev().filter_map(|item| item.as_struct());
        let fields = &structs.find(|item| item.name == path.name)?.fields;
        let is_it = |field: &&StructField| match &field.rename {
            Some(rename) => rename == name,
            None => field.name.as_str() == name,
        };
        fields.iter().find(is_it)
    }
}
