//! `pub struct Name { ... }`

use syn::{Fields, FieldsNamed, Item, ItemStruct, Token, Visibility, token};

use super::{attribute, doc_comment, field};
use crate::diagnostic::Failure;
use crate::model::rust_model::{Derives, ModulePath, StructItem};

/// The struct with its docs, derives and fields.
///
/// # Errors
///
/// A field's type is not Rust.
pub(super) fn emit(item: &StructItem, at: &ModulePath) -> Result<Vec<Item>, Failure> {
    let fields = item.fields.iter().map(|field| field::emit(field, at));
    let named = fields.collect::<Result<_, _>>()?;
    let mut attrs = doc_comment::attributes(&item.docs);
    attrs.push(attribute::derive_with_serde(&derives(item.derives)));
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

/// The traits that the struct derives, beside those of serde.
fn derives(derives: Derives) -> Vec<&'static str> {
    let all = [
        ("Debug", true),
        ("Clone", true),
        ("Copy", derives.copy),
        ("PartialEq", true),
        ("Eq", derives.eq),
        ("Hash", derives.hash),
        ("Default", derives.default),
    ];
    all.into_iter()
        .filter(|(_, wanted)| *wanted)
        .map(|(name, _)| name)
        .collect()
}
