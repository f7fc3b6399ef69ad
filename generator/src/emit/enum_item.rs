//! `pub enum Name { ... }`, an enum of texts.

use quote::quote;
use syn::{Item, ItemEnum, Variant, parse_quote};

use super::attribute::{self, Serde};
use super::{doc_comment, rust_type};
use crate::diagnostic::Failure;
use crate::model::names::Ident;
use crate::model::rust_model::{self as model, EnumItem};

/// The enum, what only it can say of itself, and the call of the macro for everything else.
///
/// # Errors
///
/// Something that the settings add is not Rust.
pub(super) fn emit(item: &EnumItem) -> Result<Vec<Item>, Failure> {
    match &item.unknown {
        Some(unknown) => open(item, unknown),
        None => closed(item),
    }
}

/// An enum that keeps the values it does not know.
fn open(item: &EnumItem, unknown: &Ident) -> Result<Vec<Item>, Failure> {
    let name = &item.name;
    let mut definition = definition(item, &["Debug", "Clone"])?;
    let kept = rust_type::support("UnknownValue");
    definition.attrs.push(parse_quote!(#[non_exhaustive]));
    definition.variants.push(parse_quote! {
        #[doc = " A value that is not documented, kept as it came."]
        #unknown(#kept<Self>)
    });
    let known = known(item);
    let arms = arms(item);
    let methods = parse_quote! {
        impl #name {
            #known

            /// The value as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms,)*
                    Self::#unknown(value) => value.as_str(),
                }
            }

            fn unknown(value: &str) -> Self {
                Self::#unknown(#kept::new(value))
            }
        }
    };
    Ok(vec![
        Item::Enum(definition),
        methods,
        parse_quote!(string_enum!(#name);),
    ])
}

/// An enum that refuses the values it does not know.
fn closed(item: &EnumItem) -> Result<Vec<Item>, Failure> {
    let name = &item.name;
    let derives = ["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash"];
    let known = known(item);
    let arms = arms(item);
    let error = rust_type::support("InvalidValue");
    let methods = parse_quote! {
        impl #name {
            #known

            /// The value as it is on the wire.
            pub fn as_str(&self) -> &'static str {
                match *self {
                    #(#arms,)*
                }
            }

            fn invalid(value: &str) -> #error {
                #error::new(value, Self::KNOWN.iter().map(Self::as_str))
            }
        }
    };
    Ok(vec![
        Item::Enum(definition(item, &derives)?),
        methods,
        from_str(name),
        parse_quote!(closed_string_enum!(#name);),
    ])
}

/// The parsing of a closed enum, whose error no macro could name: its path differs by module.
fn from_str(name: &Ident) -> Item {
    let error = rust_type::support("InvalidValue");
    parse_quote! {
        impl ::std::str::FromStr for #name {
            type Err = #error;

            fn from_str(value: &str) -> Result<Self, #error> {
                let known = Self::KNOWN.iter().find(|known| known.as_str() == value);
                known.copied().ok_or_else(|| Self::invalid(value))
            }
        }
    }
}

/// The enum with a variant for each known value.
fn definition(item: &EnumItem, derives: &[&str]) -> Result<ItemEnum, Failure> {
    let name = &item.name;
    let docs = doc_comment::attributes(&item.docs);
    let default = item.default_first.then_some("Default");
    let derives: Vec<_> = derives.iter().copied().chain(default).collect();
    let derive = attribute::derive(&derives, &item.extras, Serde::None)?;
    let mut variants: Vec<_> = item.variants.iter().map(variant).collect();
    if let Some(first) = variants.first_mut().filter(|_| item.default_first) {
        first.attrs.push(parse_quote!(#[default]));
    }
    let extras = attribute::as_written(&item.extras.attributes)?;
    Ok(parse_quote! {
        #(#docs)*
        #derive
        #(#extras)*
        pub enum #name { #(#variants,)* }
    })
}

fn variant(variant: &model::Variant) -> Variant {
    let name = &variant.name;
    let docs = match variant.docs.trim() {
        "" => code_span(&variant.value),
        docs => docs.to_owned(),
    };
    let docs = doc_comment::attributes(&docs);
    parse_quote!(#(#docs)* #name)
}

/// `value` as a code span on one line, fenced by more backticks than it holds in a row.
fn code_span(value: &str) -> String {
    let shown: String = value.escape_debug().collect();
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match shown.as_str() {
        "" => "The empty text.".to_owned(),
        _ if longest > 0 || shown.trim().is_empty() => format!("{fence} {shown} {fence}"),
        _ => format!("{fence}{shown}{fence}"),
    }
}

/// The list of the known values.
fn known(item: &EnumItem) -> syn::ImplItem {
    let names = item.variants.iter().map(|variant| &variant.name);
    parse_quote! {
        /// Every documented value.
        pub const KNOWN: &'static [Self] = &[#(Self::#names),*];
    }
}

/// `Self::Name => "value"` for each known value.
fn arms(item: &EnumItem) -> Vec<proc_macro2::TokenStream> {
    let arm = |variant: &model::Variant| {
        let (name, value) = (&variant.name, &variant.value);
        quote!(Self::#name => #value)
    };
    item.variants.iter().map(arm).collect()
}
