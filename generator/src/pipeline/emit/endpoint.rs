//! What makes a struct the request of an operation: `new`, and `impl Endpoint`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::impl_item::{self, constant};
use super::{doc_comment, rust_type};
use crate::base::diagnostic::Error;
use crate::names::Ident;
use crate::pipeline::model::rust_model::{
    ConstructorField, Cursors, EndpointItem, ModulePath, ParameterLocation, ResponseType, RustType,
};

/// What `impl Endpoint` says of a request.
pub(super) struct EndpointParts<'a> {
    pub(super) request: &'a Ident,
    pub(super) method: &'a str,
    pub(super) template: &'a str,
    pub(super) sends: ParameterLocation,
    pub(super) response: &'a ResponseType,
    /// The body of `path`, where a parameter is in it.
    pub(super) path: Option<TokenStream>,
    /// The body of `query`, where there is something in it.
    pub(super) query: Option<TokenStream>,
}

/// clippy counts more arguments than this as too many; what is required is required.
const MAX_ARGUMENTS: usize = 7;

/// The constructor and the implementations of the traits.
///
/// # Errors
///
/// A type is not Rust.
pub(super) fn emit(item: &EndpointItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    if item.inits.iter().any(|init| init.is_argument) {
        items.push(constructor(item, at)?);
    }
    let facts = EndpointParts {
        request: &item.request,
        method: &item.method,
        template: &item.template,
        sends: item.sends,
        response: &item.response,
        path: path(&item.path_fields),
        query: query(&item.query),
    };
    items.push(implementation(facts, at)?);
    items.extend(paginated(item, at)?);
    Ok(items)
}

/// `new`, with what has no default as its arguments.
fn constructor(item: &EndpointItem, at: &ModulePath) -> Result<Item, Error> {
    let name = &item.request;
    let arguments = item.inits.iter().filter(|init| init.is_argument);
    let arguments = arguments
        .map(|init| argument(init, at))
        .collect::<Result<Vec<_>, _>>()?;
    let values = item.inits.iter().map(initial_value);
    let lint = (arguments.len() > MAX_ARGUMENTS).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "the operation requires them all")]),
    );
    Ok(parse_quote! {
        impl #name {
            /// A request with the required parameters only.
            #lint
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

fn argument(init: &ConstructorField, at: &ModulePath) -> Result<TokenStream, Error> {
    let name = &init.name;
    let ty = rust_type::emit(&init.ty, at)?;
    Ok(match init.ty {
        RustType::String => quote!(#name: impl Into<String>),
        _ => quote!(#name: #ty),
    })
}

fn initial_value(init: &ConstructorField) -> TokenStream {
    let name = &init.name;
    match &init.ty {
        _ if !init.is_argument => quote!(#name: Default::default()),
        RustType::String => quote!(#name: #name.into()),
        _ => quote!(#name),
    }
}

/// `impl Endpoint`.
///
/// # Errors
///
/// The response is not Rust.
pub(super) fn implementation(facts: EndpointParts<'_>, at: &ModulePath) -> Result<Item, Error> {
    let sends = match facts.sends {
        ParameterLocation::Nothing => "None",
        ParameterLocation::Query => "Query",
        ParameterLocation::Body => "Body",
    };
    let response = match facts.response {
        ResponseType::Nothing => rust_type::support("NoContent"),
        ResponseType::Url => rust_type::support("Url"),
        ResponseType::Body(ty) => rust_type::emit(ty, at)?,
    };
    let text = |name, value| constant(name, impl_item::static_str(), impl_item::text(value));
    let parameters = impl_item::value(rust_type::support_path(&["Parameters", sends]));
    let mut items = vec![
        text("METHOD", facts.method),
        text("PATH", facts.template),
        constant("PARAMETERS", rust_type::support("Parameters"), parameters),
        impl_item::associated_type("Response", response),
    ];
    items.extend(facts.path.map(|body| {
        parse_quote! {
            fn path(&self) -> Result<String, runtime::InvalidRequest> {
                #body
            }
        }
    }));
    items.extend(facts.query.map(|body| {
        parse_quote! {
            fn query(&self) -> Result<Vec<(String, String)>, runtime::InvalidRequest> {
                #body
            }
        }
    }));
    let endpoint = rust_type::support_path(&["Endpoint"]);
    Ok(impl_item::trait_impl(endpoint, facts.request, items))
}

/// The path with its fields filled in.
fn path(fields: &[Ident]) -> Option<TokenStream> {
    let filled = rust_type::support("filled");
    (!fields.is_empty()).then(|| quote!(#filled(Self::PATH, &[#(&self.#fields),*])))
}

/// What is in the query beside a body.
fn query(fields: &[(String, Ident)]) -> Option<TokenStream> {
    let add = rust_type::support("add_pairs");
    let (names, fields): (Vec<_>, Vec<_>) =
        fields.iter().map(|(name, field)| (name, field)).unzip();
    (!names.is_empty()).then(|| {
        quote! {
            let mut pairs = Vec::new();
            #(#add(#names, &self.#fields, &mut pairs)?;)*
            Ok(pairs)
        }
    })
}

/// A list that goes on can be asked for its next page.
fn paginated(item: &EndpointItem, at: &ModulePath) -> Result<Option<Item>, Error> {
    let ResponseType::Body(RustType::List(entry)) = &item.response else {
        return Ok(None);
    };
    let Some(Cursors {
        after,
        before,
        excluded,
    }) = &item.cursors
    else {
        return Ok(None);
    };
    let name = &item.request;
    let paginated = rust_type::support("Paginated");
    let entry = rust_type::emit(entry, at)?;
    let cleared = before.iter().chain(excluded);
    let cleared = cleared.map(|name| quote!(self.#name = None;));
    let docs = doc_comment::attributes(&without(excluded));
    Ok(Some(parse_quote! {
        impl #paginated for #name {
            type Item = #entry;

            #(#docs)*
            fn set_after(&mut self, cursor: String) {
                #(#cleared)*
                self.#after = Some(cursor);
            }
        }
    }))
}

/// Why a cursor takes away more than the other cursor.
fn without(excluded: &[Ident]) -> String {
    let names = excluded.iter().map(|name| format!("`{}`", name.as_str()));
    match names.collect::<Vec<_>>().join(", ").as_str() {
        "" => String::new(),
        names => format!("Also clears {names}, which the docs do not allow beside a cursor."),
    }
}
