//! `impl Request`: only the methods that differ from the defaults.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Item, parse_quote};

use crate::names::Ident;
use crate::pipeline::api::API;
use crate::pipeline::model::rust_model::{
    CredentialItem, EndpointItem, ParameterLocation, RequestEnumItem,
};

/// The bodies of the methods of `impl Request`; `None` for a method with the default body.
#[derive(Default)]
struct Methods {
    operation: TokenStream,
    server: Option<TokenStream>,
    credential: Option<TokenStream>,
    path: TokenStream,
    query: Option<TokenStream>,
    headers: Option<TokenStream>,
    body: Option<TokenStream>,
}

/// The implementation for the request of one operation.
pub(super) fn of_struct(item: &EndpointItem) -> Item {
    let (id, template) = (&item.operation, &item.template);
    let in_path = &item.path_fields;
    let methods = Methods {
        operation: quote!(#id),
        server: server(&item.server),
        credential: credential(&item.credential),
        path: if item.path_fields.is_empty() {
            quote!(Ok(#template.to_owned()))
        } else {
            quote!(runtime::filled(#template, &[#(self.#in_path.as_str()),*]))
        },
        query: query(item),
        headers: headers(&item.headers),
        body: body(item),
    };
    implementation(&item.request, &item.method, methods)
}

/// The implementation for an enum of requests. Methods that differ between the requests are
/// delegated.
pub(super) fn of_enum(item: &RequestEnumItem) -> Item {
    let names = item.variants.iter().map(|variant| &variant.name);
    let names: Vec<&Ident> = names.collect();
    let delegate = |method: &str| {
        let method = format_ident!("{method}");
        quote! {
            match self {
                #(Self::#names(request) => runtime::Request::#method(request),)*
            }
        }
    };
    let delegates = item.delegates;
    let template = &item.template;
    let methods = Methods {
        operation: delegate("operation"),
        server: server(&item.server),
        credential: delegates.credential.then(|| delegate("credential")),
        path: if item.fills_path {
            delegate("path")
        } else {
            quote!(Ok(#template.to_owned()))
        },
        query: delegates.query.then(|| delegate("query")),
        headers: delegates.headers.then(|| delegate("headers")),
        body: Some(delegate("body")),
    };
    implementation(&item.name, &item.method, methods)
}

fn implementation(name: &Ident, method: &str, methods: Methods) -> Item {
    let Methods {
        operation, path, ..
    } = methods;
    let server = methods
        .server
        .map(|body| quote!(fn server(&self) -> runtime::Server { #body }));
    let credential = methods
        .credential
        .map(|body| quote!(fn credential(&self) -> runtime::Credential<'_> { #body }));
    let query = methods.query.map(|body| {
        let result = quote!(Result<Vec<(String, String)>, runtime::InvalidRequest>);
        quote!(fn query(&self) -> #result { #body })
    });
    let headers = methods.headers.map(|body| {
        let result = quote!(Result<Vec<(&'static str, String)>, runtime::InvalidRequest>);
        quote!(fn headers(&self) -> #result { #body })
    });
    let body = methods.body.map(|body| {
        let result = quote!(Result<Option<runtime::Body>, runtime::InvalidRequest>);
        quote!(fn body(&self) -> #result { #body })
    });
    parse_quote! {
        impl runtime::Request for #name {
            fn operation(&self) -> &'static str { #operation }

            fn method(&self) -> &'static str { #method }

            #server
            #credential

            fn path(&self) -> Result<String, runtime::InvalidRequest> { #path }

            #query
            #headers
            #body
        }
    }
}

/// The constant of a server other than `api`.
fn server(name: &str) -> Option<TokenStream> {
    if name == API {
        return None;
    }
    let constant = format_ident!("{}", name.to_ascii_uppercase());
    Some(quote!(runtime::Server::#constant))
}

fn credential(credential: &CredentialItem) -> Option<TokenStream> {
    match credential {
        CredentialItem::ApiKey => None,
        CredentialItem::None => Some(quote!(runtime::Credential::None)),
        CredentialItem::AccessToken { field, is_optional } => Some(if *is_optional {
            quote! {
                match &self.#field {
                    Some(token) => runtime::Credential::AccessToken(token),
                    None => runtime::Credential::None,
                }
            }
        } else {
            quote!(runtime::Credential::AccessToken(&self.#field))
        }),
    }
}

/// The query: the whole serialized request, or single fields of a request with a body.
fn query(item: &EndpointItem) -> Option<TokenStream> {
    if item.sends == ParameterLocation::Query {
        return Some(quote!(runtime::pairs(self)));
    }
    if item.query.is_empty() {
        return None;
    }
    let names = item.query.iter().map(|(name, _)| name);
    let fields = item.query.iter().map(|(_, field)| field);
    Some(quote! {
        let mut pairs = Vec::new();
        #(runtime::add_pairs(#names, &self.#fields, &mut pairs)?;)*
        Ok(pairs)
    })
}

fn headers(fields: &[(String, Ident)]) -> Option<TokenStream> {
    if fields.is_empty() {
        return None;
    }
    let names = fields.iter().map(|(name, _)| name);
    let fields = fields.iter().map(|(_, field)| field);
    Some(quote! {
        let mut headers = Vec::new();
        #(runtime::add_header(#names, &self.#fields, &mut headers)?;)*
        Ok(headers)
    })
}

fn body(item: &EndpointItem) -> Option<TokenStream> {
    let written = match item.sends {
        ParameterLocation::Nothing | ParameterLocation::Query => return None,
        ParameterLocation::Body => quote!(runtime::json_body(self)),
        ParameterLocation::Form => quote!(runtime::form_body(self)),
    };
    let Some(field) = &item.optional_body else {
        return Some(written);
    };
    Some(quote! {
        if self.#field.is_none() {
            return Ok(None);
        }
        #written
    })
}
