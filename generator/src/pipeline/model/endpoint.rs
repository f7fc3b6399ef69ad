//! The endpoint of an operation's request: the location in the HTTP request of each field.

use super::rust_model::{
    CredentialItem, Cursors, EndpointItem, FieldEncoding, PageItem, ParameterLocation,
    ResponseType, RustType, StructField,
};
use crate::names::Ident;
use crate::pipeline::api::{Credential, Encoding, Field, Operation, Type};

/// The fields of a request, by the location of their parameters.
struct FieldGroups<'f> {
    path: &'f [StructField],
    authorization: Option<&'f StructField>,
    headers: &'f [StructField],
    query: &'f [StructField],
    body: &'f [StructField],
}

impl<'f> FieldGroups<'f> {
    fn new(operation: &Operation, fields: &'f [StructField]) -> Self {
        let (path, fields) = fields.split_at(operation.path_parameters.len());
        let (authorization, fields) = fields.split_at(operation.authorization.len());
        let (headers, fields) = fields.split_at(operation.headers.len());
        let (query, body) = fields.split_at(operation.query.len());
        Self {
            path,
            authorization: authorization.first(),
            headers,
            query,
            body,
        }
    }
}

/// The endpoint of a request with these fields.
pub(super) fn endpoint(
    operation: &Operation,
    request: &Ident,
    fields: &[StructField],
    response: ResponseType,
    page: Option<Box<PageItem>>,
) -> EndpointItem {
    let groups = FieldGroups::new(operation, fields);
    let query: Vec<(&Field, &StructField)> = operation.query.iter().zip(groups.query).collect();
    let beside_body = query
        .iter()
        .filter(|(_, it)| it.wire == FieldEncoding::Skipped);
    let headers = operation.headers.iter().zip(groups.headers);
    EndpointItem {
        request: request.clone(),
        operation: operation.id.clone(),
        method: operation.method.clone(),
        server: operation.server.clone(),
        credential: credential(operation, groups.authorization),
        template: operation.path.to_string(),
        path_fields: groups.path.iter().map(|field| field.name.clone()).collect(),
        sends: location(operation),
        query: beside_body
            .map(|(field, it)| (field.name.clone(), it.name.clone()))
            .collect(),
        headers: headers
            .map(|(field, it)| (field.name.clone(), it.name.clone()))
            .collect(),
        optional_body: match (operation.whole_body(), groups.body) {
            (Some(body), [field]) if body.optional => Some(field.name.clone()),
            _ => None,
        },
        cursors: cursors(&query).filter(|_| response.is_list() || page.is_some()),
        page,
        response,
    }
}

/// The location of the parameters that are neither in the path nor in a header.
pub(super) fn location(operation: &Operation) -> ParameterLocation {
    match operation.encoding {
        Encoding::Json if !operation.body.is_empty() => ParameterLocation::Body,
        Encoding::Form if !operation.body.is_empty() => ParameterLocation::Form,
        _ if !operation.query.is_empty() => ParameterLocation::Query,
        _ => ParameterLocation::Nothing,
    }
}

fn credential(operation: &Operation, token: Option<&StructField>) -> CredentialItem {
    match (operation.credential(), token) {
        (Credential::ApiKey, _) => CredentialItem::ApiKey,
        (Credential::AccessToken, Some(field)) => CredentialItem::AccessToken {
            field: field.name.clone(),
            is_optional: matches!(field.ty, RustType::Option(_)),
        },
        (Credential::None | Credential::AccessToken, _) => CredentialItem::None,
    }
}

/// The cursors of a query, which are found by their names on the wire. `None` if the query has
/// none.
fn cursors(query: &[(&Field, &StructField)]) -> Option<Cursors> {
    let cursor = |name: &str| {
        query
            .iter()
            .find(|(field, _)| field.name == name && field.optional && field.ty == Type::String)
    };
    let (after, built) = cursor("after")?;
    let excluded = query.iter().filter(|(field, _)| {
        let is_cursor = field.name == "after" || field.name == "before";
        let exclude_each_other = excludes(field, &after.name) || excludes(after, &field.name);
        !is_cursor && field.optional && exclude_each_other
    });
    Some(Cursors {
        after: built.name.clone(),
        before: cursor("before").map(|(_, built)| built.name.clone()),
        excluded: excluded.map(|(_, built)| built.name.clone()).collect(),
    })
}

/// `true` if a sentence in the docs of `field` says "mutually exclusive" and names the `other`
/// field.
fn excludes(field: &Field, other: &str) -> bool {
    let name = format!("`{other}`");
    let mut sentences = field.docs.as_deref().unwrap_or_default().split('.');
    sentences.any(|sentence| {
        sentence.contains(&name) && sentence.to_lowercase().contains("mutually exclusive")
    })
}

/// Marks the arguments of `new`: fields without a default.
///
/// Optional parameters and single literals have a default. `null` is only a default in a query,
/// from which it is omitted. In a body it may clear a value, so the caller has to choose.
pub(super) fn mark_arguments(operation: &Operation, fields: &mut [StructField]) {
    let is_literal = |ty: &Type| matches!(ty, Type::Enum(values) if values.len() == 1);
    let path = operation.path_parameters.iter();
    let path = path.map(|parameter| is_literal(parameter.ty()));
    let before_body = operation.beside_body().count();
    let others = operation.parameters().enumerate().map(|(at, field)| {
        field.optional || is_literal(&field.ty) || field.nullable && at < before_body
    });
    for (field, has_default) in fields.iter_mut().zip(path.chain(others)) {
        field.methods.is_argument = !has_default;
    }
}
