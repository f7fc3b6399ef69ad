//! `pub enum Name { ... }`, an enum of texts.

use proc_macro2::Span;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{
    Fields, Generics, Item, ItemEnum, ItemMacro, Macro, MacroDelimiter, Token, Variant, Visibility,
    parse_quote, token,
};

use super::{attribute, doc_comment, rust_type};
use crate::base::diagnostic::Error;
use crate::names::Ident;
use crate::pipeline::model::rust_model::{self as model, EnumItem};

/// What the macros implement that could be derived as well.
const BY_MACRO: [&str; 5] = ["PartialEq", "Eq", "Hash", "Serialize", "Deserialize"];

/// The enum, and the call of the macro for all that it can do.
///
/// # Errors
///
/// Something that the settings add is not Rust.
pub(super) fn emit(item: &EnumItem) -> Result<Vec<Item>, Error> {
    match &item.unknown {
        Some(unknown) => open(item, unknown),
        None => closed(item),
    }
}

/// An enum that keeps the values it does not know.
fn open(item: &EnumItem, unknown: &Ident) -> Result<Vec<Item>, Error> {
    let mut definition = definition(item, &["Debug", "Clone"])?;
    let kept = rust_type::support("UnknownValue");
    definition.attrs.push(attribute::word("non_exhaustive"));
    definition.variants.push(parse_quote! {
        #[doc = " A value that is not documented, kept as it came."]
        #unknown(#kept<Self>)
    });
    Ok(vec![Item::Enum(definition), call("string_enum", item)])
}

/// An enum that refuses the values it does not know.
fn closed(item: &EnumItem) -> Result<Vec<Item>, Error> {
    let derives = ["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash"];
    let definition = definition(item, &derives)?;
    Ok(vec![
        Item::Enum(definition),
        call("closed_string_enum", item),
    ])
}

/// `string_enum! { Name { Variant = "value", ... } }`
fn call(name: &str, item: &EnumItem) -> Item {
    let of = &item.name;
    let (names, values): (Vec<_>, Vec<_>) = item
        .variants
        .iter()
        .map(|variant| (&variant.name, &variant.value))
        .unzip();
    Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: Macro {
            path: syn::Ident::new(name, Span::call_site()).into(),
            bang_token: <Token![!]>::default(),
            delimiter: MacroDelimiter::Brace(token::Brace::default()),
            tokens: quote!(#of { #(#names = #values,)* }),
        },
        semi_token: None,
    })
}

/// The enum with a variant for each known value.
fn definition(item: &EnumItem, derives: &[&str]) -> Result<ItemEnum, Error> {
    let default = item.default_first.then_some("Default");
    let derives: Vec<_> = derives.iter().copied().chain(default).collect();
    let mut attrs = vec![attribute::derive(&derives, &item.extras, &[], &BY_MACRO)?];
    attrs.extend(attribute::parse_attributes(&item.extras.attributes)?);
    let mut variants: Punctuated<Variant, Token![,]> = item.variants.iter().map(variant).collect();
    if let Some(first) = variants.first_mut().filter(|_| item.default_first) {
        first.attrs.push(attribute::word("default"));
    }
    Ok(ItemEnum {
        attrs,
        vis: Visibility::Public(<Token![pub]>::default()),
        enum_token: <Token![enum]>::default(),
        ident: item.name.to_syn(),
        generics: Generics::default(),
        brace_token: token::Brace::default(),
        variants,
    })
}

fn variant(variant: &model::Variant) -> Variant {
    let docs = match variant.docs.trim() {
        "" => code_span(&variant.value),
        docs => docs.to_owned(),
    };
    Variant {
        attrs: doc_comment::attributes(&docs),
        ident: variant.name.to_syn(),
        fields: Fields::Unit,
        discriminant: None,
    }
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
