//! `pub struct Name { ... }`

use syn::{Fields, FieldsNamed, Item, ItemStruct, Token, Visibility, token};

use super::{attribute, doc_comment, field};
use crate::diagnostic::Failure;
use crate::model::rust_model::{ModulePath, StructItem};

/// The struct with its docs, derives and fields.
///
/// # Errors
///
/// A field's type is not Rust.
pub(super) fn emit(item: &StructItem, at: &ModulePath) -> Result<Vec<Item>, Failure> {
    let fields = item.fields.iter().map(|field| field::emit(field, at));
    let named = fields.collect::<Result<_, _>>()?;
    let mut attrs = doc_comment::attributes(&item.docs);
    attrs.push(attribute::derive_with_serde(&item.derives.names()));
    Ok(vec![Item::Struct(ItemStruct {
        attrs,
        vis: Visibility::Public(<Token![pub]>::default()),
        struct_token: <Token![struct]>::default(),
        ident: item.name.to_syn(),
        generics: syn::Generics::default(),
        fields: Fields::Named(FieldsNamed {
            brace_token: token::Brace::default(),
            named,
        }),
        semi_token: None,
    })])
}
