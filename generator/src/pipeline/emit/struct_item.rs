//! `pub struct Name { ... }`

use quote::quote;
use syn::{Fields, FieldsNamed, Item, ItemStruct, Token, Visibility, parse_quote, token};

use super::{attribute, field};
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::{ModulePath, SerdeDirections, StructField, StructItem};

/// The struct with its derives and fields, and how it is shown where it has secrets.
///
/// # Errors
///
/// A field's type is not Rust, or something that the settings add.
pub(super) fn emit(item: &StructItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let has_secrets = item.fields.iter().any(|field| field.secret);
    let mut derives = item.derives.names();
    derives.retain(|name| *name != "Debug" || !has_secrets);
    let by_hand = has_secrets.then_some("Debug");
    let by_hand: Vec<_> = by_hand.into_iter().collect();
    let serde = serde_traits(item.directions);
    let mut attrs = vec![attribute::derive(&derives, &item.extras, &serde, &by_hand)?];
    let note = item.deprecated.as_deref();
    attrs.extend(note.map(|note| attribute::value("deprecated", note)));
    attrs.extend(attribute::parse_attributes(&item.extras.attributes)?);
    let mut items = vec![Item::Struct(ItemStruct {
        attrs,
        vis: Visibility::Public(<Token![pub]>::default()),
        struct_token: <Token![struct]>::default(),
        ident: item.name.to_syn(),
        generics: syn::Generics::default(),
        fields: fields(item, at)?,
        semi_token: None,
    })];
    items.extend(has_secrets.then(|| debug(item)));
    Ok(items)
}

/// The traits of serde for a type that goes in these directions.
fn serde_traits(directions: SerdeDirections) -> Vec<&'static str> {
    let traits = [
        (directions.serialize, "Serialize"),
        (directions.deserialize, "Deserialize"),
    ];
    let wanted = traits.into_iter().filter(|(wanted, _)| *wanted);
    wanted.map(|(_, name)| name).collect()
}

fn fields(item: &StructItem, at: &ModulePath) -> Result<Fields, Error> {
    let fields = item.fields.iter().map(|field| field::emit(field, at));
    Ok(Fields::Named(FieldsNamed {
        brace_token: token::Brace::default(),
        named: fields.collect::<Result<_, _>>()?,
    }))
}

/// `Debug` as it would be derived, but for the values of secrets.
fn debug(item: &StructItem) -> Item {
    let name = &item.name;
    let text = name.as_str();
    let fields = item.fields.iter().map(|StructField { name, secret, .. }| {
        let text = name.as_str();
        match secret {
            true => quote!(.field(#text, &format_args!("[redacted]"))),
            false => quote!(.field(#text, &self.#name)),
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
