//! `impl Request`: only the methods that differ from the defaults.

use quote::format_ident;
use syn::{Block, Expr, ImplItem, Item, Type, parse_quote};

use super::implementation::{self, method, returning, static_str, text};
use super::rust_type;
use crate::names::Ident;
use crate::pipeline::api::API;
use crate::pipeline::model::rust_model::{
    CredentialItem, EndpointItem, ParameterLocation, RequestEnumItem,
};

/// The bodies of the methods of `impl Request`; `None` for a method with the default body.
struct Methods {
    operation: Block,
    server: Option<Block>,
    credential: Option<Block>,
    path: Block,
    query: Option<Block>,
    headers: Option<Block>,
    body: Option<Block>,
}

/// The implementation for the request of one operation.
pub(super) fn of_struct(item: &EndpointItem) -> Item {
    let (id, template) = (&item.operation, &item.template);
    let in_path = &item.path_fields;
    let methods = Methods {
        operation: returning(text(id)),
        server: server(&item.server),
        credential: credential(&item.credential),
        path: if item.path_fields.is_empty() {
            parse_quote!({ Ok(#template.to_owned()) })
        } else {
            parse_quote!({ runtime::filled(#template, &[#(self.#in_path.as_str()),*]) })
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
        returning(parse_quote! {
            match self {
                #(Self::#names(request) => runtime::Request::#method(request),)*
            }
        })
    };
    let delegates = item.delegates;
    let template = &item.template;
    let methods = Methods {
        operation: delegate("operation"),
        server: server(&item.server),
        credential: if delegates.credential {
            Some(delegate("credential"))
        } else {
            None
        },
        path: if item.fills_path {
            delegate("path")
        } else {
            parse_quote!({ Ok(#template.to_owned()) })
        },
        query: if delegates.query {
            Some(delegate("query"))
        } else {
            None
        },
        headers: if delegates.headers {
            Some(delegate("headers"))
        } else {
            None
        },
        body: Some(delegate("body")),
    };
    implementation(&item.name, &item.method, methods)
}

fn implementation(name: &Ident, verb: &str, methods: Methods) -> Item {
    let items = [
        Some(method("operation", static_str(), methods.operation)),
        Some(method("method", static_str(), returning(text(verb)))),
        methods
            .server
            .map(|body| method("server", rust_type::support("Server"), body)),
        methods
            .credential
            .map(|body| method("credential", parse_quote!(runtime::Credential<'_>), body)),
        Some(fallible("path", rust_type::named("String"), methods.path)),
        methods
            .query
            .map(|body| fallible("query", parse_quote!(Vec<(String, String)>), body)),
        methods
            .headers
            .map(|body| fallible("headers", parse_quote!(Vec<(&'static str, String)>), body)),
        methods
            .body
            .map(|body| fallible("body", parse_quote!(Option<runtime::Body>), body)),
    ];
    implementation::of("Request", name, items.into_iter().flatten().collect())
}

/// A method that fails for a request that cannot be sent.
fn fallible(name: &str, value: Type, body: Block) -> ImplItem {
    let error = rust_type::support("InvalidRequest");
    let result = rust_type::with_arguments(rust_type::named("Result"), [value, error]);
    method(name, result, body)
}

/// The constant of a server other than `api`.
fn server(name: &str) -> Option<Block> {
    if name == API {
        return None;
    }
    let constant = format_ident!("{}", name.to_ascii_uppercase());
    Some(parse_quote!({ runtime::Server::#constant }))
}

fn credential(credential: &CredentialItem) -> Option<Block> {
    match credential {
        CredentialItem::ApiKey => None,
        CredentialItem::None => Some(parse_quote!({ runtime::Credential::None })),
        CredentialItem::AccessToken { field, is_optional } => Some(if *is_optional {
            returning(parse_quote! {
                match &self.#field {
                    Some(token) => runtime::Credential::AccessToken(token),
                    None => runtime::Credential::None,
                }
            })
        } else {
            parse_quote!({ runtime::Credential::AccessToken(&self.#field) })
        }),
    }
}

/// The query: the whole serialized request, or single fields of a request with a body.
fn query(item: &EndpointItem) -> Option<Block> {
    if item.sends == ParameterLocation::Query {
        return Some(parse_quote!({ runtime::pairs(self) }));
    }
    if item.query.is_empty() {
        return None;
    }
    let names = item.query.iter().map(|(name, _)| name);
    let fields = item.query.iter().map(|(_, field)| field);
    Some(parse_quote!({
        let mut pairs = Vec::new();
        #(runtime::add_pairs(#names, &self.#fields, &mut pairs)?;)*
        Ok(pairs)
    }))
}

fn headers(fields: &[(String, Ident)]) -> Option<Block> {
    if fields.is_empty() {
        return None;
    }
    let names = fields.iter().map(|(name, _)| name);
    let fields = fields.iter().map(|(_, field)| field);
    Some(parse_quote!({
        let mut headers = Vec::new();
        #(runtime::add_header(#names, &self.#fields, &mut headers)?;)*
        Ok(headers)
    }))
}

fn body(item: &EndpointItem) -> Option<Block> {
    let written: Expr = match item.sends {
        ParameterLocation::Nothing | ParameterLocation::Query => return None,
        ParameterLocation::Body => parse_quote!(runtime::json_body(self)),
        ParameterLocation::Form => parse_quote!(runtime::form_body(self)),
    };
    let Some(field) = &item.optional_body else {
        return Some(returning(written));
    };
    Some(parse_quote!({
        if self.#field.is_none() {
            return Ok(None);
        }
        #written
    }))
}
