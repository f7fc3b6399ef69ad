//! The operations of a description, with their parameters, bodies, responses and credentials.

use std::collections::BTreeMap;

use super::document::Document;
use super::node::{At, Node, Pointer};
use super::schema::Schema;
use super::sending;
use crate::pipeline::api::{Credential, Encoding};

/// The keys of operations in a path item. Its other keys apply to all operations.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Headers that are never parameters, even if a description lists them.
const NO_PARAMETERS: [&str; 3] = ["accept", "authorization", "content-type"];

/// An operation of the description.
#[derive(Debug)]
pub(super) struct Described<'a> {
    /// `GET`
    pub(super) method: String,
    /// `/parcels/{id}`
    pub(super) path: &'a str,
    pub(super) pointer: Pointer,
    /// The parameters outside the body, by place and name.
    pub(super) parameters: BTreeMap<(Place, String), Parameter<'a>>,
    pub(super) body: Option<Content<'a>>,
    /// The success responses, by status.
    pub(super) responses: Vec<Answer<'a>>,
    /// `true` if a response is a redirect, which a browser follows.
    pub(super) redirects: bool,
    /// The credential; `None` if the description does not mention credentials.
    pub(super) credential: Option<Credential>,
    /// The way in which the credential is sent, if it is not `Bearer` in the header
    /// `Authorization`.
    pub(super) other_scheme: Option<String>,
    /// The URL of its own server; `None` if it uses the server of the API.
    pub(super) server: Option<&'a str>,
}

/// The place of a parameter in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

impl Place {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

/// A parameter outside the body.
#[derive(Debug, Clone)]
pub(super) struct Parameter<'a> {
    pub(super) required: bool,
    pub(super) schema: Schema<'a>,
    pub(super) pointer: Pointer,
}

/// A body, in each of its content types.
#[derive(Debug)]
pub(super) struct Content<'a> {
    pub(super) pointer: Pointer,
    /// The content types.
    pub(super) types: Vec<&'a str>,
    /// The schema for JSON, or for the first content type if there is no JSON.
    pub(super) schema: Option<Schema<'a>>,
    /// `true` for a request whose body is required.
    pub(super) required: bool,
    /// `true` for a request whose body is explicitly optional. Many descriptions do not declare it.
    pub(super) may_be_absent: bool,
}

/// A success response.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    pub(super) pointer: Pointer,
    /// The content; `None` if there is no body.
    pub(super) content: Option<Content<'a>>,
}

/// Every operation of the description, in the order of paths and methods.
pub(super) fn operations(document: &Document) -> Vec<Described<'_>> {
    let mut operations = Vec::new();
    for (path, item) in document.root().entries("paths") {
        let item = document.resolve(item);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                operations.push(read(document, path, method, &item, &operation));
            }
        }
    }
    operations
}

fn read<'a>(
    document: &'a Document,
    path: &'a str,
    method: &str,
    item: &At<'a>,
    operation: &At<'a>,
) -> Described<'a> {
    let body = operation.get("requestBody");
    let body = body.map(|body| content(document, &document.resolve(body)));
    let (responses, redirects) = responses(document, operation);
    Described {
        method: method.to_ascii_uppercase(),
        path,
        pointer: operation.pointer.clone(),
        parameters: parameters(document, item, operation),
        body: body.flatten(),
        responses,
        redirects,
        credential: sending::credential(document, operation),
        other_scheme: sending::other_scheme(document, operation),
        server: sending::server(document, item, operation),
    }
}

/// The parameters of the path item, and then those of the operation, which replace them.
fn parameters<'a>(
    document: &'a Document,
    item: &At<'a>,
    operation: &At<'a>,
) -> BTreeMap<(Place, String), Parameter<'a>> {
    let mut parameters = BTreeMap::new();
    let listed = item.items("parameters").into_iter();
    for listed in listed.chain(operation.items("parameters")) {
        let at = document.resolve(listed);
        let place = match at.text("in") {
            Some("path") => Place::Path,
            Some("query") => Place::Query,
            Some("header") => Place::Header,
            Some("cookie") => Place::Cookie,
            _ => {
                let help = "write `in: query`, or path, header or cookie";
                document.fault(&at.pointer, "a parameter has no `in`", help);
                continue;
            }
        };
        let Some(name) = at.text("name") else {
            let help = "write its name, as in `name: limit`";
            document.fault(&at.pointer, "a parameter has no name", help);
            continue;
        };
        let is_none = NO_PARAMETERS.contains(&name.to_ascii_lowercase().as_str());
        if place == Place::Header && is_none {
            continue;
        }
        let content = at.entries("content").into_iter().next();
        let schema = at.get("schema");
        let schema = schema.or_else(|| content.and_then(|(_, media)| media.get("schema")));
        let parameter = Parameter {
            required: at.is_set("required"),
            schema: schema.map_or_else(|| Schema::Any(Vec::new()), Schema::At),
            pointer: at.pointer.clone(),
        };
        parameters.insert((place, name.to_owned()), parameter);
    }
    parameters
}

/// The body of a request or response; `None` if it has no content.
fn content<'a>(document: &'a Document, at: &At<'a>) -> Option<Content<'a>> {
    let media = at.entries("content");
    let chosen = media
        .iter()
        .find(|(name, _)| Encoding::from_media_type(name) == Some(Encoding::Json));
    let (_, chosen) = chosen.or(media.first())?;
    let schema = document.resolve(chosen.clone()).get("schema");
    Some(Content {
        pointer: chosen.pointer.clone(),
        types: media.iter().map(|(name, _)| *name).collect(),
        schema: schema.map(Schema::At),
        required: at.is_set("required"),
        may_be_absent: at
            .get("required")
            .is_some_and(|it| *it.node == Node::Boolean(false)),
    })
}

/// The success responses; `true` if there is a redirect. If no status is listed for success, the
/// default response is used.
fn responses<'a>(document: &'a Document, operation: &At<'a>) -> (Vec<Answer<'a>>, bool) {
    let all = operation.entries("responses");
    let with = |digit: char| move |(status, _): &&(&str, At<'a>)| status.starts_with(digit);
    let redirects = all.iter().any(|it| with('3')(&it));
    let mut chosen: Vec<&(&str, At<'a>)> = all.iter().filter(with('2')).collect();
    if chosen.is_empty() && !redirects {
        chosen = all
            .iter()
            .filter(|(status, _)| *status == "default")
            .collect();
    }
    let answers = chosen.into_iter().map(|(_, at)| {
        let at = document.resolve(at.clone());
        Answer {
            content: content(document, &at),
            pointer: at.pointer,
        }
    });
    (answers.collect(), redirects)
}

/// The path without the names of its parameters, which may differ: `/parcels/{}`.
pub(super) fn without_names(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path.strip_suffix('/').unwrap_or(path);
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((_, behind)) = behind.split_once('}') else {
            break;
        };
        text.push_str(before);
        text.push_str("{}");
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parameters_do_not_matter() {
        for (path, expected) in [
            ("/a", "/a"),
            ("/a/{id}/b/{c}/", "/a/{}/b/{}"),
            ("/a/{id}.json", "/a/{}.json"),
            ("/a/{id", "/a/{id"),
            ("/", ""),
        ] {
            assert_eq!(without_names(path), expected, "{path}");
        }
    }
}
