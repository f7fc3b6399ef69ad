//! The servers and credentials of a description.

use super::document::Document;
use super::node::{At, Node};
use crate::pipeline::api::Credential;

/// The credential of an operation. The credential of the whole description is the API key; any
/// other is the access token of a user. `None` if the description does not mention credentials.
pub(super) fn credential(document: &Document, operation: &At<'_>) -> Option<Credential> {
    let root = document.root();
    let schemes = root
        .get("components")
        .and_then(|it| it.get("securitySchemes"));
    let whole = root.get("security");
    if schemes.is_none() && whole.is_none() {
        return None;
    }
    let own = operation.get("security").or_else(|| whole.clone());
    let Some(own) = own.filter(|own| !allows_none(own)) else {
        return Some(Credential::None);
    };
    Some(match whole.filter(|whole| !allows_none(whole)) {
        Some(whole) if whole.node != own.node => Credential::AccessToken,
        _ => Credential::ApiKey,
    })
}

/// The security scheme of an operation, such as `basic` or `apiKey in header X-Key`, if none of its
/// schemes sends `Bearer` and a token in the header `Authorization`.
pub(super) fn other_scheme(document: &Document, operation: &At<'_>) -> Option<String> {
    let root = document.root();
    let own = operation.get("security").or_else(|| root.get("security"))?;
    let schemes = root.get("components")?.get("securitySchemes")?;
    let mut other = None;
    for listed in own.node.items() {
        let Node::Map(listed) = listed else { continue };
        for name in listed.keys() {
            let scheme = document.resolve(schemes.get(name)?);
            other.get_or_insert(not_bearer(&scheme)?);
        }
    }
    other
}

/// A scheme that does not send `Bearer` and a token in the header `Authorization`.
fn not_bearer(scheme: &At<'_>) -> Option<String> {
    match scheme.text("type")? {
        "apiKey" => {
            let (place, name) = (scheme.text("in")?, scheme.text("name")?);
            let is_header = place == "header" && name.eq_ignore_ascii_case("authorization");
            if is_header {
                None
            } else {
                Some(format!("apiKey in {place} {name}"))
            }
        }
        "http" => {
            let scheme = scheme.text("scheme")?.to_ascii_lowercase();
            if scheme == "bearer" {
                None
            } else {
                Some(scheme)
            }
        }
        "mutualTLS" => Some("mutualTLS".to_owned()),
        _ => None,
    }
}

/// `true` if a request needs no credential: none is listed, or an empty one.
fn allows_none(security: &At<'_>) -> bool {
    let is_empty = |one: &Node| matches!(one, Node::Map(schemes) if schemes.is_empty());
    security.node.items().is_empty() || security.node.items().iter().any(is_empty)
}

/// The URL of the operation's own server.
pub(super) fn server<'a>(
    document: &'a Document,
    item: &At<'a>,
    operation: &At<'a>,
) -> Option<&'a str> {
    let own = [operation, item].map(|at| at.items("servers"));
    let own = own.into_iter().find(|servers| !servers.is_empty())?;
    let whole = document.root().items("servers");
    let url = own.first()?.text("url")?;
    let is_of_all = whole.iter().any(|server| server.text("url") == Some(url));
    if is_of_all { None } else { Some(url) }
}

/// The path of a server's URL, without a slash at the end: `/v1` of `https://parcels.dev/v1/`.
pub(super) fn base_path(document: &Document) -> String {
    let first = document.root().items("servers").into_iter().next();
    let url = first
        .and_then(|server| server.text("url"))
        .unwrap_or_default();
    let behind = url.split_once("://").map_or(url, |(_, behind)| behind);
    let path = behind.find('/').map_or("", |slash| &behind[slash..]);
    path.trim_end_matches('/').to_owned()
}
