//! What makes a struct the request of an operation: `new`, and `impl Endpoint`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Item, parse_quote};

use super::rust_type;
use crate::diagnostic::Failure;
use crate::model::names::Ident;
use crate::model::rust_model::{Answer, EndpointItem, Init, ModulePath, RustType, Sends};

/// clippy counts more arguments than this as too many; what is required is required.
const MOST_ARGUMENTS: usize = 7;

/// The constructor and the implementations of the traits.
///
/// # Errors
///
/// A type is not Rust.
pub(super) fn emit(item: &EndpointItem, at: &ModulePath) -> Result<Vec<Item>, Failure> {
    let mut items = Vec::new();
    if item.inits.iter().any(|init| init.is_argument) {
        items.push(constructor(item, at)?);
    }
    items.push(endpoint(item, at)?);
    items.extend(paginated(item, at)?);
    Ok(items)
}

/// `new`, with what has no default as its arguments.
fn constructor(item: &EndpointItem, at: &ModulePath) -> Result<Item, Failure> {
    let name = &item.request;
    let arguments = item.inits.iter().filter(|init| init.is_argument);
    let arguments = arguments
        .map(|init| argument(init, at))
        .collect::<Result<Vec<_>, _>>()?;
    let values = item.inits.iter().map(initial_value);
    let lint = (arguments.len() > MOST_ARGUMENTS).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "the operation requires them all")]),
    );
    Ok(parse_quote! {
        impl #name {
            /// The request with what the operation requires, and nothing else.
            #lint
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

fn argument(init: &Init, at: &ModulePath) -> Result<TokenStream, Failure> {
    let name = &init.name;
    let kind = rust_type::emit(&init.kind, at)?;
    Ok(match init.kind {
        RustType::String => quote!(#name: impl Into<String>),
        _ => quote!(#name: #kind),
    })
}

fn initial_value(init: &Init) -> TokenStream {
    let name = &init.name;
    match &init.kind {
        _ if !init.is_argument => quote!(#name: Default::default()),
        RustType::String => quote!(#name: #name.into()),
        _ => quote!(#name),
    }
}

fn endpoint(item: &EndpointItem, at: &ModulePath) -> Result<Item, Failure> {
    let name = &item.request;
    let support = rust_type::support;
    let (endpoint, parameters) = (support("Endpoint"), support("Parameters"));
    let (method, template) = (&item.method, &item.template);
    let sends = format_ident!(
        "{}",
        match item.sends {
            Sends::Nothing => "None",
            Sends::Query => "Query",
            Sends::Body => "Body",
        }
    );
    let response = match &item.response {
        Answer::Nothing => support("NoContent"),
        Answer::Url => support("Url"),
        Answer::Body(kind) => rust_type::emit(kind, at)?,
    };
    let path = path(&item.path_fields);
    Ok(parse_quote! {
        impl #endpoint for #name {
            const METHOD: &'static str = #method;
            const PATH: &'static str = #template;
            const PARAMETERS: #parameters = #parameters::#sends;
            type Response = #response;

            fn path(&self) -> String {
                #path
            }
        }
    })
}

/// The path with its fields filled in.
fn path(fields: &[Ident]) -> TokenStream {
    let filled = rust_type::support("filled");
    match fields {
        [] => quote!(Self::PATH.to_owned()),
        fields => quote!(#filled(Self::PATH, &[#(&self.#fields),*])),
    }
}

/// A list that goes on can be asked for its next page.
fn paginated(item: &EndpointItem, at: &ModulePath) -> Result<Option<Item>, Failure> {
    let Answer::Body(RustType::List(entry)) = &item.response else {
        return Ok(None);
    };
    if !item.pages {
        return Ok(None);
    }
    let name = &item.request;
    let paginated = rust_type::support("Paginated");
    let entry = rust_type::emit(entry, at)?;
    let before = item
        .inits
        .iter()
        .any(|init| init.name.as_str() == "before")
        .then(|| quote!(self.before = None;));
    Ok(Some(parse_quote! {
        impl #paginated for #name {
            type Item = #entry;

            fn set_after(&mut self, cursor: String) {
                #before
                self.after = Some(cursor);
            }
        }
    }))
}
