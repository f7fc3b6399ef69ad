//! `pub struct Name { ... }`

use quote::quote;
use syn::{
    Attribute, Fields, FieldsNamed, Item, ItemStruct, Token, Visibility, parse_quote, token,
};

use super::{attribute, construction, field, members, rust_type, tagged_union};
use crate::base::diagnostic::Error;
use crate::config::SerdeCode;
use crate::pipeline::model::rust_model::{ModulePath, Secrecy, StructField, StructItem};

/// The struct with its derives and fields, a redacting `Debug` if it has secrets, the table of its
/// members if it has one, and the methods that construct it.
///
/// # Errors
///
/// A type, or a derive or attribute of the settings, is not valid Rust.
pub(super) fn emit(item: &StructItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let union = read_beside(item);
    let by_table = members::traits(item);
    let mut by_hand = by_table.clone();
    if union.is_some() {
        by_hand.push("Deserialize");
    }
    if item.has_secret() {
        by_hand.push("Debug");
    }
    let mut serde = item.directions.names();
    serde.retain(|name| !by_hand.contains(name));
    // Without a derive of serde, fields cannot have serde attributes.
    let code = if serde.is_empty() {
        SerdeCode::Table
    } else {
        SerdeCode::Derive
    };
    let attrs = attributes(item, &serde, &by_hand)?;
    let mut items = vec![Item::Struct(ItemStruct {
        attrs,
        vis: Visibility::Public(<Token![pub]>::default()),
        struct_token: <Token![struct]>::default(),
        ident: item.name.to_syn(),
        generics: syn::Generics::default(),
        fields: fields(item, code, at)?,
        semi_token: None,
    })];
    if item.has_secret() {
        items.push(debug(item));
    }
    if !by_table.is_empty() {
        items.push(members::emit(item, &by_table));
    }
    if let Some(union) = union {
        items.push(deserialize_beside(item, union, at)?);
    }
    if let Some(field) = item.named_field() {
        items.push(tagged_union::name_of_struct(&item.name, field));
    }
    items.extend(construction::emit(item, at)?);
    Ok(items)
}

/// The derives and the other attributes. The traits `by_hand` are not derived.
fn attributes(
    item: &StructItem,
    serde: &[&str],
    by_hand: &[&str],
) -> Result<Vec<Attribute>, Error> {
    let mut derives = item.derives.names();
    derives.retain(|name| !by_hand.contains(name));
    let mut attrs = vec![attribute::derive(&derives, &item.extras, serde, by_hand)?];
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
    Ok(attrs)
}

fn fields(item: &StructItem, code: SerdeCode, at: &ModulePath) -> Result<Fields, Error> {
    let fields = item.fields.iter().map(|field| field::emit(field, code, at));
    Ok(Fields::Named(FieldsNamed {
        brace_token: token::Brace::default(),
        named: fields.collect::<Result<_, _>>()?,
    }))
}

/// The field of a union that is deserialized by the support module, which is faster than `flatten`
/// of serde. `None` if the settings add attributes or derives, which may be for serde.
pub(super) fn read_beside(item: &StructItem) -> Option<&StructField> {
    let is_own = |field: &StructField| field.attributes.is_empty();
    let is_plain = item.extras.attributes.is_empty() && item.extras.derives.is_empty();
    let is_read = item.directions.deserialize;
    let field = item.named_field()?;
    if is_plain && is_read && item.fields.iter().all(is_own) {
        Some(field)
    } else {
        None
    }
}

/// `Deserialize`, with a derive for the other fields. The inner struct and the type parameter have
/// names that no type of the docs can have.
fn deserialize_beside(
    item: &StructItem,
    union: &StructField,
    at: &ModulePath,
) -> Result<Item, Error> {
    let (name, union) = (&item.name, &union.name);
    let expected = format!("struct {}", name.as_str());
    let (mut members, mut names) = (Vec::new(), Vec::new());
    for field in item.fields.iter().filter(|field| field.name != *union) {
        let (name, ty) = (&field.name, rust_type::emit(&field.ty, at)?);
        let serde = field::serde(field);
        members.push(quote!(#(#serde)* #name: #ty));
        names.push(name);
    }
    Ok(parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<__D>(deserializer: __D) -> Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                #[derive(::serde::Deserialize)]
                #[serde(expecting = #expected)]
                struct __Others {
                    #(#members,)*
                }

                let read = runtime::read_beside::<__Others, _, _>(deserializer)?;
                Ok(Self { #(#names: read.0.#names,)* #union: read.1 })
            }
        }
    })
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
