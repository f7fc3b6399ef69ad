//! Where each parameter of an operation goes, and what comes back (format, section 5).

use super::entries::{ExpandedEntity, ExpandedMember};
use super::index::EntityRef;
use super::types::{ListContext, TypeResolver};
use super::views::{self, ListKind};
use crate::base::node_path::NodeRef;
use crate::notation::meaning::TypeExpr;
use crate::notation::words::snake_case;
use crate::pipeline::api::{Field, PathParameter, Response, Type};

/// The parameters of an operation, by where they go.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub(super) path: Vec<PathParameter>,
    pub(super) query: Vec<Field>,
    pub(super) body: Vec<Field>,
    /// Query parameters that the docs may mean for the body.
    pub(super) undecided: Vec<String>,
}

impl Parameters {
    /// Path parameters come from the path; what is left is the query of GET and
    /// DELETE, and the body of the others. `properties` are more of the same.
    pub(super) fn new(
        at: EntityRef,
        method: &str,
        path: &str,
        types: &mut TypeResolver<'_>,
    ) -> Self {
        let mut rest = types.fields(at, ListKind::Parameters);
        rest.extend(types.fields(at, ListKind::Properties));
        let place = types.place(at).key("title");
        let taken: Vec<_> = parameters_of(path)
            .into_iter()
            .map(|name| take_path_parameter(name, path, method, &place, &mut rest))
            .collect();
        let mut parameters = Self {
            path: taken,
            ..Self::default()
        };
        if method == "DELETE" {
            parameters.undecided = rest.iter().map(|field| field.name.clone()).collect();
        }
        match method {
            "GET" | "DELETE" => parameters.query = rest,
            _ => parameters.body = rest,
        }
        parameters
    }
}

/// The names of a path's parameters, each once: that one is there twice is reported.
fn parameters_of(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for name in segments(path).filter_map(|segment| segment.strip_prefix(':')) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Takes the parameter that describes `:name` out of the list, if there is one.
fn take_path_parameter(
    name: &str,
    path: &str,
    method: &str,
    title: &NodeRef,
    rest: &mut Vec<Field>,
) -> PathParameter {
    let same = rest
        .iter()
        .position(|field| snake_case(&field.name) == snake_case(name));
    let found = match same {
        Some(position) if describes_sub_resource(&rest[position], name, path, method) => None,
        Some(position) => Some(rest.remove(position)),
        None if name == "id" => only_id(rest).map(|position| rest.remove(position)),
        None => None,
    };
    PathParameter {
        name: name.to_owned(),
        described: found,
        place: title.clone(),
        corrections: Vec::new(),
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
fn describes_sub_resource(field: &Field, name: &str, path: &str, method: &str) -> bool {
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

/// What the members of `returns` are, by their number and kind.
#[derive(Debug)]
pub(super) enum ReturnsForm<'a> {
    /// There are none, or one that says so.
    Nothing,
    /// One that is a resource.
    Resource(Type),
    /// One whose key is not on the wire: it only names the body.
    Handle(&'a ExpandedMember),
    /// One that is an address to open.
    Url(&'a ExpandedMember),
    /// The members of the body.
    Members(&'a [ExpandedMember]),
}

impl<'a> ReturnsForm<'a> {
    /// Reads the list of an operation.
    pub(super) fn new(method: &str, lists: &'a ExpandedEntity, types: &TypeResolver<'_>) -> Self {
        let entries = ListKind::Returns.members(lists);
        let [entry] = entries else {
            return if entries.is_empty() {
                Self::Nothing
            } else {
                Self::Members(entries)
            };
        };
        if let Some(resource) = types.resource(entry) {
            return Self::Resource(resource);
        }
        let is_wrapper = entry.unwrap && entry.nested.is_some();
        match &entry.ty {
            Some(TypeExpr::Unit) => Self::Nothing,
            ty if !is_wrapper && can_be_whole_body(ty.as_ref()) => Self::Handle(entry),
            Some(TypeExpr::String) if !is_wrapper && method == "GET" && entry.key == "url" => {
                Self::Url(entry)
            }
            _ => Self::Members(views::unwrapped(entries)),
        }
    }

    /// Whether the list has one member, which says what the whole body is.
    pub(super) fn is_body(&self) -> bool {
        !matches!(self, Self::Members(_))
    }

    /// What comes back.
    pub(super) fn response(self, at: EntityRef, types: &mut TypeResolver<'a>) -> Response {
        let scope = ListContext::new(at, ListKind::Returns);
        match self {
            Self::Nothing => Response::Nothing,
            Self::Resource(resource) => Response::Body(resource),
            Self::Url(entry) => {
                // The member is met, so that what other views say of it joins.
                types.members(std::slice::from_ref(entry), scope, "");
                Response::BrowserUrl
            }
            Self::Handle(entry) => {
                let fields = types.members(std::slice::from_ref(entry), scope, "");
                let field = fields.into_iter().next();
                Response::Body(field.map_or(Type::Any, |field| field.ty))
            }
            Self::Members(entries) => {
                Response::Body(Type::Object(types.members(entries, scope, "")))
            }
        }
    }
}

/// Only what has a name, members or items of its own can be the whole body.
fn can_be_whole_body(ty: Option<&TypeExpr>) -> bool {
    matches!(
        ty,
        Some(
            TypeExpr::Object
                | TypeExpr::Array
                | TypeExpr::List(_)
                | TypeExpr::Map(_)
                | TypeExpr::Named(_)
        )
    )
}
