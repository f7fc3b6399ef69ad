//! Where each parameter of an operation goes, and what comes back (format, section 5).

use super::entries::{Entry, Lists};
use super::index::EntityRef;
use super::keys::snake_case;
use super::kind::Kind;
use super::types::Types;
use super::views::{self, List};
use crate::api::{Field, PathParameter, Response, Type};
use crate::place::Place;

/// The parameters of an operation, by where they go.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub(super) path: Vec<PathParameter>,
    pub(super) query: Vec<Field>,
    pub(super) body: Vec<Field>,
}

impl Parameters {
    /// Path parameters come from the path; what is left is the query of GET and
    /// DELETE, and the body of the others. `properties` are more of the same.
    pub(super) fn of(at: EntityRef, method: &str, path: &str, types: &mut Types<'_>) -> Self {
        let mut rest = types.fields(at, List::Parameters);
        rest.extend(types.fields(at, List::Properties));
        let place = types.place(at).key("title");
        let names = segments(path).filter_map(|segment| segment.strip_prefix(':'));
        let taken: Vec<_> = names
            .map(|name| take(name, path, method, &place, &mut rest))
            .collect();
        let mut parameters = Self {
            path: taken,
            ..Self::default()
        };
        match method {
            "GET" | "DELETE" => parameters.query = rest,
            _ => parameters.body = rest,
        }
        parameters
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Takes the parameter that describes `:name` out of the list, if there is one.
fn take(
    name: &str,
    path: &str,
    method: &str,
    title: &Place,
    rest: &mut Vec<Field>,
) -> PathParameter {
    let same = rest
        .iter()
        .position(|field| snake_case(&field.name) == snake_case(name));
    let found = match same {
        Some(position) if is_of_another_thing(&rest[position], name, path, method) => None,
        Some(position) => Some(rest.remove(position)),
        None if name == "id" => only_id(rest).map(|position| rest.remove(position)),
        None => None,
    };
    PathParameter {
        name: name.to_owned(),
        place: found
            .as_ref()
            .map_or_else(|| title.clone(), |field| field.place.clone()),
        docs: found.and_then(|field| field.docs),
    }
}

/// `:id` without a parameter `id` is the only required `..._id` there is.
fn only_id(fields: &[Field]) -> Option<usize> {
    let mut ids = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.name.ends_with("_id") && !field.optional);
    match (ids.next(), ids.next()) {
        (Some((position, _)), None) => Some(position),
        _ => None,
    }
}

/// In `POST /roles/:slug/permissions` a parameter `slug` may be the permission's:
/// it is if its description speaks of a permission before it speaks of a role.
fn is_of_another_thing(field: &Field, name: &str, path: &str, method: &str) -> bool {
    let segments: Vec<&str> = segments(path).collect();
    let position = segments
        .iter()
        .position(|segment| segment.strip_prefix(':') == Some(name));
    let owner = position.and_then(|position| segments.get(position.checked_sub(1)?));
    let (Some(owner), Some(last), Some(docs)) = (owner, segments.last(), &field.docs) else {
        return false;
    };
    let mentions = |collection: &str| docs.to_lowercase().find(&stem(collection));
    let adds =
        matches!(method, "POST" | "PUT" | "PATCH") && !last.starts_with(':') && last != owner;
    match (mentions(last), mentions(owner)) {
        (Some(last), Some(owner)) => adds && last < owner,
        (Some(_), None) => adds,
        _ => false,
    }
}

/// The part of a collection's name that its singular and its plural share.
fn stem(collection: &str) -> String {
    let plural = collection.to_lowercase().replace(['_', '-'], " ");
    plural.strip_suffix('s').unwrap_or(&plural).to_owned()
}

/// What comes back, by the number and the kind of the members of `returns`.
pub(super) fn response(
    at: EntityRef,
    method: &str,
    lists: &Lists,
    types: &mut Types<'_>,
) -> Response {
    let entries = List::Returns.of(lists);
    match entries {
        [] => Response::Nothing,
        [entry] if entry.kind == Some(Kind::Unit) => Response::Nothing,
        [entry] => single(entry, at, method, lists, types),
        _ => Response::Body(Type::Object(types.fields(at, List::Returns))),
    }
}

/// One member: a resource, a wrapper, a handle whose key is not on the wire, or a field.
fn single(
    entry: &Entry,
    at: EntityRef,
    method: &str,
    lists: &Lists,
    types: &mut Types<'_>,
) -> Response {
    if let Some(resource) = types.resource(entry) {
        return Response::Body(resource);
    }
    let is_wrapper = entry.unwrap && entry.nested.is_some();
    let fields = types.fields(at, List::Returns);
    if !is_wrapper && is_handle(entry.kind.as_ref()) {
        return Response::Body(
            fields
                .into_iter()
                .next()
                .map_or(Type::Any, |field| field.kind),
        );
    }
    let is_url = method == "GET" && entry.key == "url" && entry.kind == Some(Kind::String);
    match views::unwrapped(List::Returns.of(lists)).len() {
        1 if is_url => Response::Url,
        _ => Response::Body(Type::Object(fields)),
    }
}

/// Only what has a name, members or items of its own can be the whole body.
fn is_handle(kind: Option<&Kind>) -> bool {
    matches!(
        kind,
        Some(Kind::Object | Kind::Array | Kind::List(_) | Kind::Map(_) | Kind::Named(_))
    )
}
