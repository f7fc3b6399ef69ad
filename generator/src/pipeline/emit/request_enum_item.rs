//! The enum of the requests that share a method and a path, which is a request itself.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::{attribute, doc_comment, endpoint, rust_type};
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::{ModulePath, RequestEnumItem, RequestVariant};

/// The enum, what makes it an endpoint, how it is written, and what becomes it.
///
/// # Errors
///
/// A type is not Rust.
pub(super) fn emit(item: &RequestEnumItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let requests = item
        .variants
        .iter()
        .map(|variant| rust_type::emit(&variant.request, at));
    let requests = requests.collect::<Result<Vec<_>, _>>()?;
    let conversions = item
        .variants
        .iter()
        .zip(&requests)
        .map(|(variant, request)| conversion(item, variant, request));
    let mut items = vec![
        definition(item, &requests)?,
        endpoint(item, at)?,
        serialize(item),
    ];
    items.extend(conversions);
    Ok(items)
}

fn definition(item: &RequestEnumItem, requests: &[syn::Type]) -> Result<Item, Error> {
    let name = &item.name;
    let derive = attribute::derive(&item.derives.names(), &item.extras, &[], &["Serialize"])?;
    let variants = item
        .variants
        .iter()
        .zip(requests)
        .map(|(variant, request)| {
            let name = &variant.name;
            let docs = doc_comment::attributes(&variant.docs);
            quote!(#(#docs)* #name(#request))
        });
    let extras = attribute::parse_attributes(&item.extras.attributes)?;
    Ok(parse_quote! {
        #derive
        #(#extras)*
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "requests differ in size")]
        pub enum #name { #(#variants,)* }
    })
}

/// Method and path are those of every variant; each fills its own path, if there is what to fill.
fn endpoint(item: &RequestEnumItem, at: &ModulePath) -> Result<Item, Error> {
    let support = rust_type::support("Endpoint");
    let path = item
        .fills_path
        .then(|| match_variants(item, &quote!(#support::path(request))));
    let query = item
        .has_query
        .then(|| match_variants(item, &quote!(#support::query(request))));
    endpoint::implementation(
        endpoint::EndpointParts {
            request: &item.name,
            method: &item.method,
            template: &item.template,
            sends: item.sends,
            response: &item.response,
            path,
            query,
        },
        at,
    )
}

/// On the wire the enum is the request that it holds.
fn serialize(item: &RequestEnumItem) -> Item {
    let name = &item.name;
    let written = match_variants(
        item,
        &quote!(::serde::Serialize::serialize(request, serializer)),
    );
    parse_quote! {
        impl ::serde::Serialize for #name {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: ::serde::Serializer,
            {
                #written
            }
        }
    }
}

fn conversion(item: &RequestEnumItem, variant: &RequestVariant, request: &syn::Type) -> Item {
    let (name, variant) = (&item.name, &variant.name);
    parse_quote! {
        impl From<#request> for #name {
            fn from(request: #request) -> Self {
                Self::#variant(request)
            }
        }
    }
}

/// The same of whichever request it is.
fn match_variants(item: &RequestEnumItem, call: &TokenStream) -> TokenStream {
    let names = item.variants.iter().map(|variant| &variant.name);
    quote! {
        match self {
            #(Self::#names(request) => #call,)*
        }
    }
}
