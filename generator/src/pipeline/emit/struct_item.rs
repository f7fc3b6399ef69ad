//! `pub struct Name { ... }`

use quote::quote;
use syn::{Fields, FieldsNamed, Item, ItemStruct, Token, Visibility, parse_quote, token};

use super::{attribute, construction, field, members, tagged_union};
use crate::base::diagnostic::Error;
use crate::config::SerdeCode;
use crate::pipeline::model::rust_model::{ModulePath, Secrecy, StructField, StructItem};

/// The struct with its derives and fields, `Debug` without the values of its secrets, the
/// table of its members if it has one, and the methods that make it.
///
/// # Errors
///
/// A field's type is not Rust, or something that the settings add.
pub(super) fn emit(item: &StructItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let mut derives = item.derives.names();
    let mut by_hand = Vec::new();
    if item.has_secret() {
        derives.retain(|name| *name != "Debug");
        by_hand.push("Debug");
    }
    let mut serde = item.directions.names();
    if item.code == SerdeCode::Table {
        by_hand.append(&mut serde);
    }
    let mut attrs = vec![attribute::derive(&derives, &item.extras, &serde, &by_hand)?];
    if item.transparent {
        attrs.push(attribute::list("serde", quote!(transparent)));
    }
    let extras = attribute::parse_attributes(&item.extras.attributes)?;
    let mut given = extras.iter();
    let is_marked = given.any(|it| it.path().is_ident("non_exhaustive"));
    if !item.is_exhaustive && !is_marked {
        attrs.push(attribute::word("non_exhaustive"));
    }
    let note = item.deprecated.as_deref();
    attrs.extend(note.map(|note| attribute::value("deprecated", note)));
    attrs.extend(extras);
    let mut items = vec![Item::Struct(ItemStruct {
        attrs,
        vis: Visibility::Public(<Token![pub]>::default()),
        struct_token: <Token![struct]>::default(),
        ident: item.name.to_syn(),
        generics: syn::Generics::default(),
        fields: fields(item, at)?,
        semi_token: None,
    })];
    if item.has_secret() {
        items.push(debug(item));
    }
    if item.code == SerdeCode::Table {
        items.push(members::emit(item));
    }
    if let Some(field) = item.named_field() {
        items.push(tagged_union::name_of_struct(&item.name, field));
    }
    items.extend(construction::emit(item, at)?);
    Ok(items)
}

fn fields(item: &StructItem, at: &ModulePath) -> Result<Fields, Error> {
    let fields = item
        .fields
        .iter()
        .map(|field| field::emit(field, item.code, at));
    Ok(Fields::Named(FieldsNamed {
        brace_token: token::Brace::default(),
        named: fields.collect::<Result<_, _>>()?,
    }))
}

/// `Debug` as if derived, except for the values of secrets.
fn debug(item: &StructItem) -> Item {
    let name = &item.name;
    let text = name.as_str();
    let fields = item.fields.iter().map(|StructField { name, secrecy, .. }| {
        let text = name.as_str();
        if *secrecy == Secrecy::Secret {
            quote!(.field(#text, &format_args!("[redacted]")))
        } else {
            quote!(.field(#text, &self.#name))
        }
    });
    parse_quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#text)
                    #(#fields)*
                    .finish()
            }
        }
    }
}
