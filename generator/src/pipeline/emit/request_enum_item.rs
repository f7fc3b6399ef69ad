//! The enum of the requests that share a method and a path. The enum itself is also a request.

use quote::quote;
use syn::{Item, parse_quote};

use super::endpoint::EndpointParts;
use super::{attribute, doc_comment, endpoint, request, rust_type};
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::{ModulePath, RequestEnumItem, RequestVariant};

/// The enum, the implementations of `Request`, `Endpoint`, `Call` and `Serialize`, and `From` for
/// each request.
///
/// # Errors
///
/// A type is not valid Rust.
pub(super) fn emit(item: &RequestEnumItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let mut requests = Vec::new();
    for variant in &item.variants {
        requests.push(rust_type::emit(&variant.request, at)?);
    }
    let mut items = vec![
        definition(item, &requests)?,
        request::of_enum(item),
        endpoint(item, at)?,
        serialize(item),
    ];
    items.extend(endpoint::call(&item.name, &item.response));
    for (variant, request) in item.variants.iter().zip(&requests) {
        items.push(conversion(item, variant, request));
    }
    Ok(items)
}

fn definition(item: &RequestEnumItem, requests: &[syn::Type]) -> Result<Item, Error> {
    let name = &item.name;
    let derive = attribute::derive(&item.derives.names(), &item.extras, &[], &["Serialize"])?;
    let extras = attribute::parse_attributes(&item.extras.attributes)?;
    let variants = item.variants.iter().zip(requests);
    let variants = variants.map(|(variant, request)| {
        let name = &variant.name;
        let docs = doc_comment::attributes(&variant.docs);
        quote!(#(#docs)* #name(#request))
    });
    Ok(parse_quote! {
        #derive
        #(#extras)*
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "requests differ in size")]
        pub enum #name { #(#variants,)* }
    })
}

/// `impl Endpoint`, with the common method and path.
fn endpoint(item: &RequestEnumItem, at: &ModulePath) -> Result<Item, Error> {
    let parts = EndpointParts {
        request: &item.name,
        method: &item.method,
        template: &item.template,
        sends: item.sends,
        response: &item.response,
    };
    endpoint::implementation(parts, at)
}

/// `Serialize`, which writes the contained request.
fn serialize(item: &RequestEnumItem) -> Item {
    let name = &item.name;
    let variants = item.variants.iter().map(|variant| &variant.name);
    parse_quote! {
        impl ::serde::Serialize for #name {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: ::serde::Serializer,
            {
                match self {
                    #(Self::#variants(request) => ::serde::Serialize::serialize(request, serializer),)*
                }
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
