//! `pub enum Name { ... }`, an enum of strings.

use quote::quote;
use syn::{Item, parse_quote};

use super::{attribute, doc_comment, macro_call};
use crate::base::diagnostic::Error;
use crate::base::text::markdown::{code_span, escaped_code_span};
use crate::names::UNDOCUMENTED;
use crate::pipeline::model::rust_model::{EnumItem, ExtraAttributes, Variant};

/// The traits that the macros implement, although they could be derived.
const BY_MACRO: [&str; 7] = [
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "Serialize",
    "Deserialize",
];

/// The enum, and the call of the macro that implements its traits. For a plain literal, only the
/// call of a macro that also defines the enum.
///
/// An open enum keeps unknown values, a closed enum rejects them.
///
/// # Errors
///
/// A derive or attribute of the settings is not valid Rust.
pub(super) fn emit(item: &EnumItem) -> Result<Vec<Item>, Error> {
    let name = &item.name;
    if let Some(Variant {
        name: variant,
        value,
        ..
    }) = plain_literal(item)
    {
        let definition = quote!(pub enum #name { #variant = #value });
        return Ok(vec![macro_call("literal", definition)]);
    }
    let mut derives = vec!["Debug", "Clone"];
    if item.unknown.is_none() {
        derives.push("Copy");
    }
    if item.default_first {
        derives.push("Default");
    }
    let derive = attribute::derive(&derives, &item.extras, &[], &BY_MACRO)?;
    let extras = attribute::parse_attributes(&item.extras.attributes)?;
    let mut default = if item.default_first {
        Some(attribute::word("default"))
    } else {
        None
    };
    let mut variants = Vec::new();
    for variant in &item.variants {
        let (docs, default, name) = (docs(variant), default.take(), &variant.name);
        variants.push(quote!(#(#docs)* #default #name));
    }
    let mut non_exhaustive = None;
    let mut macro_name = "closed_string_enum";
    if let Some(unknown) = &item.unknown {
        macro_name = "string_enum";
        non_exhaustive = Some(attribute::word("non_exhaustive"));
        variants.push(quote! {
            #[doc = " An undocumented value, preserved verbatim."]
            #unknown(runtime::UndocumentedValue<Self>)
        });
    }
    let definition = parse_quote! {
        #derive
        #(#extras)*
        #non_exhaustive
        pub enum #name { #(#variants,)* }
    };
    let names = item.variants.iter().map(|variant| &variant.name);
    let values = item.variants.iter().map(|variant| &variant.value);
    let unknown = item.unknown.iter().filter(|it| it.as_str() != UNDOCUMENTED);
    let content = quote!(#name #(or #unknown)* { #(#names = #values,)* });
    Ok(vec![definition, macro_call(macro_name, content)])
}

/// The value of a plain literal: an open enum with one value, without docs of its own and without
/// derives or attributes of the settings.
pub(super) fn plain_literal(item: &EnumItem) -> Option<&Variant> {
    let [variant] = item.variants.as_slice() else {
        return None;
    };
    let is_plain = variant.docs.trim().is_empty()
        && !variant.value.is_empty()
        && code_span(&variant.value) == format!("`{}`", variant.value)
        && variant.value.escape_debug().eq(variant.value.chars());
    let is_open = item
        .unknown
        .as_ref()
        .is_some_and(|it| it.as_str() == UNDOCUMENTED);
    let is_without_extras = item.extras == ExtraAttributes::default();
    if is_plain && is_open && item.default_first && is_without_extras {
        Some(variant)
    } else {
        None
    }
}

/// The docs of a variant: the description in the reference, or the value.
fn docs(variant: &Variant) -> Vec<syn::Attribute> {
    match variant.docs.trim() {
        "" if variant.value.is_empty() => doc_comment::attributes("The empty string."),
        "" => doc_comment::attributes(&escaped_code_span(&variant.value)),
        docs => doc_comment::attributes(docs),
    }
}
