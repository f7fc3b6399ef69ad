//! The implementations of an operation's request: `Request`, `Endpoint`, `Call` and `Paginated`.

use quote::quote;
use syn::{Item, parse_quote};

use super::implementation::{associated_type, constant, method, returning, static_str, text};
use super::{doc_comment, implementation, request, rust_type};
use crate::base::diagnostic::Error;
use crate::names::Ident;
use crate::pipeline::model::rust_model::{
    Cursors, EndpointItem, ModulePath, PageItem, ParameterLocation, ResponseType, RustType,
};

/// The parts of `impl Endpoint`.
pub(super) struct EndpointParts<'a> {
    pub(super) request: &'a Ident,
    pub(super) method: &'a str,
    pub(super) template: &'a str,
    pub(super) sends: ParameterLocation,
    pub(super) response: &'a ResponseType,
}

/// The implementations of the traits.
///
/// # Errors
///
/// A type is not Rust.
pub(super) fn emit(item: &EndpointItem, at: &ModulePath) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    let parts = EndpointParts {
        request: &item.request,
        method: &item.method,
        template: &item.template,
        sends: item.sends,
        response: &item.response,
    };
    items.push(request::of_struct(item));
    items.push(implementation(parts, at)?);
    items.extend(call(&item.request, &item.response));
    if let Some(page) = &item.page {
        items.push(page_of_list(page, at)?);
    }
    items.extend(paginated(item, at)?);
    Ok(items)
}

/// `impl Endpoint`.
///
/// # Errors
///
/// The response is not valid Rust.
pub(super) fn implementation(parts: EndpointParts<'_>, at: &ModulePath) -> Result<Item, Error> {
    let EndpointParts {
        request,
        method,
        template,
        ..
    } = parts;
    let parameters = match parts.sends {
        ParameterLocation::Nothing => "None",
        ParameterLocation::Query => "Query",
        ParameterLocation::Body => "Body",
        ParameterLocation::Form => "Form",
    };
    let response = match parts.response {
        ResponseType::Nothing => rust_type::support("NoContent"),
        ResponseType::Url => rust_type::support("Url"),
        ResponseType::Body(ty) => rust_type::emit(ty, at)?,
    };
    let parameters = rust_type::path(["runtime", "Parameters", parameters]);
    let items = vec![
        constant("METHOD", static_str(), text(method)),
        constant("PATH", static_str(), text(template)),
        constant(
            "PARAMETERS",
            rust_type::support("Parameters"),
            parse_quote!(#parameters),
        ),
        associated_type("Response", response),
    ];
    Ok(implementation::of("Endpoint", request, items))
}

/// `impl Call`, unless the request is a URL to open.
pub(super) fn call(request: &Ident, response: &ResponseType) -> Option<Item> {
    match response {
        ResponseType::Url => None,
        ResponseType::Body(_) => Some(implementation::of("Call", request, Vec::new())),
        ResponseType::Nothing => {
            let body = returning(parse_quote!(false));
            let items = vec![method("has_response_body", rust_type::named("bool"), body)];
            Some(implementation::of("Call", request, items))
        }
    }
}

/// `impl Page`, for a response that is a page of a list.
fn page_of_list(page: &PageItem, at: &ModulePath) -> Result<Item, Error> {
    let response = rust_type::emit(&RustType::Item(page.response.clone()), at)?;
    let item = rust_type::emit(&page.item, at)?;
    let (data, metadata, after) = (&page.data, &page.metadata, &page.after);
    let items = if page.is_optional {
        quote!(self.#data.unwrap_or_default())
    } else {
        quote!(self.#data)
    };
    Ok(parse_quote! {
        impl runtime::Page for #response {
            type Item = #item;

            fn into_items(self) -> Vec<Self::Item> {
                #items
            }

            fn after(&self) -> Option<&str> {
                self.#metadata.as_ref()?.#after.as_deref()
            }
        }
    })
}

/// `impl Paginated`, if the response is a list that continues.
fn paginated(item: &EndpointItem, at: &ModulePath) -> Result<Option<Item>, Error> {
    let entry = match (&item.response, &item.page) {
        (_, Some(page)) => &page.item,
        (ResponseType::Body(RustType::List(entry)), None) => entry,
        _ => return Ok(None),
    };
    let Some(cursors) = &item.cursors else {
        return Ok(None);
    };
    let Cursors {
        after,
        before,
        excluded,
    } = cursors;
    let name = &item.request;
    let entry = rust_type::emit(entry, at)?;
    let cleared = before.iter().chain(excluded);
    let mut docs = Vec::new();
    if !excluded.is_empty() {
        let names = excluded.iter().map(|name| format!("`{}`", name.as_str()));
        let names = names.collect::<Vec<_>>().join(", ");
        docs = doc_comment::attributes(&format!(
            "Also clears {names}: the docs do not allow this together with a cursor."
        ));
    }
    Ok(Some(parse_quote! {
        impl runtime::Paginated for #name {
            type Item = #entry;

            #(#docs)*
            fn set_after(&mut self, cursor: String) {
                #(self.#cleared = None;)*
                self.#after = Some(cursor);
            }
        }
    }))
}
