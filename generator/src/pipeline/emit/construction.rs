//! The methods that construct a struct: `new`, and the setters.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::{attribute, macro_call, rust_type};
use crate::base::diagnostic::Error;
use crate::names::Ident;
use crate::pipeline::model::rust_model::{ModulePath, RustType, StructField, StructItem};

/// The most arguments that clippy accepts. If `new` has more, the lint is allowed.
const MAX_ARGUMENTS: usize = 7;

/// An argument for a field: its type, and the expression that converts it into the value of the
/// field. `None` if no conversion is needed.
struct Argument {
    ty: TokenStream,
    value: Option<TokenStream>,
}

/// The type of the value that `new` or the setter of a field takes, without boxes.
pub(super) fn taken(field: &StructField) -> &RustType {
    let mut taken = match &field.ty {
        RustType::Option(inner) | RustType::Patch(inner) if !field.methods.is_argument => inner,
        ty => ty,
    };
    while let RustType::Box(inner) = taken {
        taken = inner;
    }
    taken
}

/// `new`, if a field has no default, and the call of the macro for the setters.
///
/// # Errors
///
/// A type is not valid Rust.
pub(super) fn emit(item: &StructItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    if item.has_new() {
        items.push(constructor(item, at)?);
    }
    let name = &item.name;
    let mut setters = Vec::new();
    for field in &item.fields {
        if let Some(method) = &field.methods.setter {
            setters.push(setter(field, method, at)?);
        }
    }
    if !setters.is_empty() {
        items.push(macro_call("setters", quote!(#name { #(#setters)* })));
    }
    let clearing = item
        .fields
        .iter()
        .filter_map(|it| Some((it, it.methods.clear.as_ref()?)));
    let clearing = clearing.map(|(field, method)| {
        let (deprecated, field) = (deprecated(field), &field.name);
        quote!(#deprecated #method() = #field;)
    });
    let clearing: Vec<TokenStream> = clearing.collect();
    if !clearing.is_empty() {
        items.push(macro_call("clear_methods", quote!(#name { #(#clearing)* })));
    }
    Ok(items)
}

/// `new`, with the fields without a default as arguments.
fn constructor(item: &StructItem, at: &ModulePath) -> Result<Item, Error> {
    let mut arguments = Vec::new();
    let mut given = HashMap::new();
    for field in item.arguments() {
        let (name, Argument { ty, value }) = (&field.name, argument(&field.ty, field, at)?);
        arguments.push(quote!(#name: #ty));
        given.insert(name, value);
    }
    let values = item.fields.iter().map(|field| {
        let name = &field.name;
        match given.get(name) {
            Some(Some(value)) => quote!(#name: #value),
            Some(None) => quote!(#name),
            None if matches!(field.ty, RustType::Option(_)) => quote!(#name: None),
            None => quote!(#name: Default::default()),
        }
    });
    let mut lints = Vec::new();
    if arguments.len() > MAX_ARGUMENTS {
        let reason = "all of them are required";
        lints.push(quote!(#[allow(clippy::too_many_arguments, reason = #reason)]));
    }
    let name = &item.name;
    if name.as_str() == "New" {
        let reason = "the name of the type comes from the docs";
        lints.push(quote!(#[allow(clippy::self_named_constructors, reason = #reason)]));
    }
    Ok(parse_quote! {
        impl #name {
            /// Creates the struct from the values of the fields that have no default.
            #(#lints)*
            #[must_use = "`new` returns the struct"]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

/// `email(email: impl Into<String>) = Some(email.into());`
fn setter(field: &StructField, method: &Ident, at: &ModulePath) -> Result<TokenStream, Error> {
    let (name, deprecated) = (&field.name, deprecated(field));
    let (inner, wrapper) = match &field.ty {
        RustType::Option(inner) => (inner.as_ref(), Some(quote!(Some))),
        RustType::Patch(inner) => (inner.as_ref(), Some(quote!(runtime::Patch::Set))),
        ty => (ty, None),
    };
    let Argument { ty, value } = argument(inner, field, at)?;
    let value = value.unwrap_or_else(|| quote!(#name));
    let value = match wrapper {
        Some(wrapper) => quote!(#wrapper(#value)),
        None => value,
    };
    Ok(quote!(#deprecated #method(#name: #ty) = #value;))
}

fn deprecated(field: &StructField) -> TokenStream {
    let note = field.deprecated.as_deref();
    let attribute = note.map(|note| attribute::value("deprecated", note));
    quote!(#attribute)
}

/// The argument for a value of this type: any iterator for a list, any pairs for a map, and
/// anything that converts into a text.
fn argument(ty: &RustType, field: &StructField, at: &ModulePath) -> Result<Argument, Error> {
    let name = &field.name;
    Ok(match ty {
        RustType::Box(inner) => {
            let Argument { ty, value } = argument(inner, field, at)?;
            let value = value.unwrap_or_else(|| quote!(#name));
            Argument {
                ty,
                value: Some(quote!(Box::new(#value))),
            }
        }
        RustType::Vec(item) => {
            let (item, is_converted) = element(item, field, at)?;
            let map = if is_converted {
                Some(quote!(.map(Into::into)))
            } else {
                None
            };
            Argument {
                ty: quote!(impl IntoIterator<Item = #item>),
                value: Some(quote!(#name.into_iter()#map.collect())),
            }
        }
        RustType::Map(_, value) => {
            let (value, _) = element(value, field, at)?;
            Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, #value)>),
                value: Some(quote!(runtime::entries(#name))),
            }
        }
        ty => {
            let (ty, is_converted) = element(ty, field, at)?;
            let value = if is_converted {
                Some(quote!(#name.into()))
            } else {
                None
            };
            Argument { ty, value }
        }
    })
}

/// The type of the argument for a value or an item, and `true` if it is converted with `Into`.
fn element(
    ty: &RustType,
    field: &StructField,
    at: &ModulePath,
) -> Result<(TokenStream, bool), Error> {
    let is_innermost = ty.layers().nth(1).is_none();
    let ty = rust_type::emit(ty, at)?;
    Ok(if is_innermost && field.methods.takes_into {
        (quote!(impl Into<#ty>), true)
    } else {
        (quote!(#ty), false)
    })
}
