//! Stage 6, emit: from the Rust model to syntax trees, with one file for each construct.
//!
//! Emitters make no decisions. Their input is valid, so a failure is a bug in the generator.

mod accessors;
mod attribute;
mod construction;
pub(crate) mod doc_comment;
mod endpoint;
mod enum_item;
mod error_kind;
pub(crate) mod field;
mod implementation;
mod members;
mod request;
mod request_enum_item;
pub(crate) mod runtime;
mod rust_type;
mod struct_item;
mod tagged_union;
mod union_item;

#[cfg(test)]
pub(crate) mod sample;

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{ItemMacro, Macro, MacroDelimiter, Token, parse_quote, token};

use crate::base::diagnostic::{Code, Error};
use crate::names::Ident;
use crate::pipeline::model::rust_model::{AliasItem, IdItem, Item, ModulePath, SerdeDirections};

/// The Rust items for one item of the module `at`.
///
/// # Errors
///
/// The model contains invalid Rust, which is a bug in the generator.
pub(crate) fn item(item: &Item, at: &ModulePath) -> Result<Vec<syn::Item>, Error> {
    match item {
        Item::Struct(item) => struct_item::emit(item, at),
        Item::Enum(item) => enum_item::emit(item),
        Item::Union(item) => union_item::emit(item, at),
        Item::Alias(item) => Ok(vec![alias(item, at)?]),
        Item::Endpoint(item) => endpoint::emit(item, at),
        Item::RequestEnum(item) => request_enum_item::emit(item, at),
        Item::Id(item) => Ok(vec![id_item(item)]),
    }
}

/// Another name of a type.
fn alias(item: &AliasItem, at: &ModulePath) -> Result<syn::Item, Error> {
    let (name, target) = (&item.name, rust_type::emit(&item.target, at)?);
    if !item.is_enum {
        return Ok(parse_quote!(pub type #name = #target;));
    }
    let has_name = item.target.item().is_some_and(|path| path.name == *name);
    let rename = if has_name {
        None
    } else {
        Some(quote!(as #name))
    };
    Ok(parse_quote! {
        #[doc(inline)]
        #[allow(unused_imports, reason = "code may use the longer path")]
        pub use #target #rename;
    })
}

/// The call of the macro that defines the type of the ids of a resource.
fn id_item(IdItem { name, .. }: &IdItem) -> syn::Item {
    macro_call("id_type", quote!(pub struct #name))
}

/// `name! { content }`, built as a syntax tree: parsing the content would not change it.
fn macro_call(name: &str, content: TokenStream) -> syn::Item {
    syn::Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: Macro {
            path: proc_macro2::Ident::new(name, Span::call_site()).into(),
            bang_token: <Token![!]>::default(),
            delimiter: MacroDelimiter::Brace(token::Brace::default()),
            tokens: content,
        },
        semi_token: None,
    })
}

/// The re-export of these names from a child module.
pub(crate) fn reexport(child: &Ident, names: &BTreeSet<Ident>) -> syn::Item {
    let names = names.iter();
    parse_quote! {
        #[doc(inline)]
        #[allow(unused_imports, reason = "code may use the longer path")]
        pub use self::#child::{#(#names),*};
    }
}

/// The names of serde's traits for these directions, as arguments of a macro.
fn serde_traits(directions: SerdeDirections) -> impl Iterator<Item = proc_macro2::Ident> {
    let names = directions.names().into_iter();
    names.map(|name| proc_macro2::Ident::new(name, Span::call_site()))
}

/// The error for a model that contains invalid Rust.
fn internal_error(message: String) -> Error {
    let help = "this is a bug in reference-codegen; please report it with the page";
    Error::from_problem(Code::InternalError, message, help, None)
}
