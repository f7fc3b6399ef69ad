//! Identifies the model of a body: by the index, or by the body's own name and content.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::inferred_type::TAG;
use super::json::Json;
use super::payloads::{INDEX, IndexEntry, Payload};
use super::serde_shape::{SerdeShape, ShapeBuilder};
use super::value_location::{Declaration, SchemaOwner};
use super::{CheckedPayload, Role};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::did_you_mean::{self, Search};
use crate::pipeline::api::{Resource, ResourceId, Response, Type};

/// The help for a body without a model.
const HELP: &str = "say what it is in index.tsv: its file, role and docs id";

/// The reason why a body has no model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnidentifiedError {
    pub(super) message: String,
    /// `true` if the body is JSON at all.
    pub(super) is_json: bool,
}

impl UnidentifiedError {
    fn new(message: String) -> Self {
        Self {
            message,
            is_json: true,
        }
    }

    /// The reference has no model of what the index names.
    pub(super) fn without_model() -> Self {
        Self::new(format!("the reference has no model of it; correct {INDEX}"))
    }

    /// Neither name nor content identify the body.
    fn unknown(text: Option<&str>) -> Self {
        let error = match text.map(serde_json::from_str::<&RawValue>) {
            Some(Ok(_)) => {
                return Self::new(format!(
                    "neither its name nor its folder is an id of the reference, and no resource has its `object`; {HELP}"
                ));
            }
            Some(Err(error)) => error.to_string(),
            None => "not UTF-8".to_owned(),
        };
        Self {
            message: format!("not JSON: {error}; mend or remove it"),
            is_json: false,
        }
    }
}

/// A model that a body may be of.
#[derive(Debug, Clone)]
pub(super) struct ModelRef<'a> {
    pub(super) role: Role,
    /// The id in the docs.
    pub(super) id: &'a str,
    pub(super) owner: SchemaOwner,
    pub(super) shape: SerdeShape<'a>,
    pub(super) declaration: Declaration<'a>,
}

/// Reports each id of the index that the reference does not have.
pub(super) fn unknown_ids(payloads: &[Payload], shapes: ShapeBuilder<'_>) -> Vec<Diagnostic> {
    let models = Models { shapes };
    let search = Search::default();
    payloads
        .iter()
        .filter_map(|payload| payload.listed.as_ref())
        .filter(|entry| models.listed(entry).is_empty())
        .map(|entry| models.unknown_id(entry, &search))
        .collect()
}

/// The models that a body may be of: those of its id on every page that has it.
///
/// # Errors
///
/// Neither index, name nor content identify the body.
pub(super) fn candidates<'a>(
    payload: &Payload,
    shapes: ShapeBuilder<'a>,
) -> Result<Vec<ModelRef<'a>>, UnidentifiedError> {
    let models = Models { shapes };
    if let Some(entry) = &payload.listed {
        return Ok(models.listed(entry));
    }
    let hints = PayloadHints::from_text(payload.text.as_deref().unwrap_or_default());
    models
        .guess(&payload.file, &hints)
        .ok_or_else(|| UnidentifiedError::unknown(payload.text.as_deref()))
}

/// The only candidate that accepts the body: several resources may have the same `object`, and
/// none of them is more likely than the others.
///
/// # Errors
///
/// Several candidates accept it, or none of several.
pub(super) fn pick_unique<'a>(
    mut candidates: Vec<CheckedPayload<'a>>,
) -> Result<Vec<CheckedPayload<'a>>, UnidentifiedError> {
    let name = |one: &CheckedPayload<'a>| (one.model.role, one.model.id);
    let all: BTreeSet<_> = candidates.iter().map(name).collect();
    let accepting: BTreeSet<_> = candidates
        .iter()
        .filter(|one| one.found.rejections.is_empty())
        .map(name)
        .collect();
    let (names, how) = match (all.len(), accepting.len()) {
        (0 | 1, _) => return Ok(candidates),
        (_, 1) => {
            candidates.retain(|one| accepting.contains(&name(one)));
            return Ok(candidates);
        }
        (_, 0) => (all, "but none of them reads it"),
        _ => (accepting, "and each of them reads it"),
    };
    let names = names
        .iter()
        .map(|(role, id)| format!("the {role} `{id}`"))
        .collect::<Vec<_>>()
        .join(" or ");
    let message = format!("it may be {names}, {how}; {HELP}");
    Err(UnidentifiedError::new(message))
}

/// The models of the reference.
#[derive(Clone, Copy)]
struct Models<'a> {
    shapes: ShapeBuilder<'a>,
}

impl<'a> Models<'a> {
    /// The models that the index names: those of the id itself, or of one that differs only in `-`
    /// and `_`.
    fn listed(self, IndexEntry { role, id, .. }: &IndexEntry) -> Vec<ModelRef<'a>> {
        let exact = self.find(*role, |known| known == id);
        if exact.is_empty() {
            self.find(*role, |known| is_same(known, id))
        } else {
            exact
        }
    }

    fn unknown_id(self, entry: &IndexEntry, search: &Search) -> Diagnostic {
        let api = self.shapes.api;
        let (kind, near) = match entry.role {
            Role::Request | Role::Response => {
                let ids = api.operations.iter().map(|one| one.id.as_str());
                ("operation", search.best_match(&entry.id, || ids))
            }
            Role::Resource | Role::List => {
                let ids = api.resources.iter().map(|one| one.id.as_str());
                ("resource", search.best_match(&entry.id, || ids))
            }
        };
        let otherwise = "correct the line, which may be of another release, or remove it";
        Diagnostic::new(
            Code::InvalidSettings,
            format!("the reference has no {kind} `{}`", entry.id),
            did_you_mean::hint(near, otherwise),
            Some(entry.id_at.clone()),
        )
    }

    /// The models that the first of these identifies: the file's name, the folder's name if it is
    /// an operation's id, the body's `object`, the folder's name.
    fn guess(self, file: &str, hints: &PayloadHints) -> Option<Vec<ModelRef<'a>>> {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let folder = folder.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        let is_request = stem
            .split(['-', '_', '.'])
            .any(|word| word == Role::Request.as_str());
        let role = if is_request {
            Role::Request
        } else {
            Role::Response
        };
        let guesses = [
            self.find_named(stem, Role::Response, hints.role),
            self.find_suffixed(stem),
            self.find(role, |id| is_same(id, folder)),
            self.find_tagged(hints),
            self.find_named(folder, role, hints.role),
        ];
        guesses.into_iter().find(|models| !models.is_empty())
    }

    /// The models with this name: of operations, or else of resources.
    fn find_named(self, name: &str, of_operation: Role, of_resource: Role) -> Vec<ModelRef<'a>> {
        let operations = self.find(of_operation, |id| is_same(id, name));
        if operations.is_empty() {
            self.find(of_resource, |id| is_same(id, name))
        } else {
            operations
        }
    }

    /// `create_parcel_request`, `create_parcel.response`
    fn find_suffixed(self, stem: &str) -> Vec<ModelRef<'a>> {
        let mut models = Vec::new();
        for role in [Role::Request, Role::Response] {
            if let Some(id) = stem.strip_suffix(role.as_str()) {
                let id = id.trim_end_matches(['-', '_', '.']);
                models.extend(self.find(role, |known| is_same(known, id)));
            }
        }
        models
    }

    /// The models of the resources with the body's `object`.
    fn find_tagged(self, hints: &PayloadHints) -> Vec<ModelRef<'a>> {
        let Some(object) = &hints.object else {
            return Vec::new();
        };
        self.find_resources(hints.role, |resource| {
            tags(resource).any(|tag| tag == object)
        })
    }

    fn find(self, role: Role, is_match: impl Fn(&str) -> bool) -> Vec<ModelRef<'a>> {
        if matches!(role, Role::Resource | Role::List) {
            return self.find_resources(role, |resource| is_match(&resource.id));
        }
        let mut models = Vec::new();
        for (index, operation) in self.shapes.api.operations.iter().enumerate() {
            if is_match(&operation.id) {
                let (owner, shape) = match role {
                    Role::Request => (SchemaOwner::Request(index), self.shapes.request(operation)),
                    _ => (SchemaOwner::Response(index), self.shapes.response(index)),
                };
                models.push(ModelRef {
                    role,
                    id: &operation.id,
                    owner,
                    shape,
                    declaration: Declaration {
                        correction: operation.corrections.last().map(|applied| &applied.place),
                        ..Declaration::new(&operation.place)
                    },
                });
            }
        }
        models
    }

    /// The models of resources, or of their lists: `List`, and each response that wraps the
    /// resource in another way or is an array of it.
    fn find_resources(self, role: Role, is_match: impl Fn(&Resource) -> bool) -> Vec<ModelRef<'a>> {
        let mut models = Vec::new();
        for (index, resource) in self.shapes.api.resources.iter().enumerate() {
            if !is_match(resource) {
                continue;
            }
            let id = ResourceId(index);
            let (owner, shapes) = match role {
                Role::List => (SchemaOwner::List(id), self.wrappers(id, resource)),
                _ => (SchemaOwner::Resource(id), vec![SerdeShape::Resource(id)]),
            };
            models.extend(shapes.into_iter().map(|shape| ModelRef {
                role,
                id: &resource.id,
                owner,
                shape,
                declaration: Declaration::new(&resource.place),
            }));
        }
        models
    }

    fn wrappers(self, id: ResourceId, resource: &'a Resource) -> Vec<SerdeShape<'a>> {
        let mut wrappers = vec![self.shapes.list_of(id, &resource.place)];
        for (index, operation) in self.shapes.api.operations.iter().enumerate() {
            if wraps(&operation.response, id) {
                wrappers.push(self.shapes.response(index));
            }
        }
        wrappers
    }
}

/// `true` for a response that is a list of the resource, or has one as its `data`.
fn wraps(response: &Response, id: ResourceId) -> bool {
    let is_list = |ty: &Type| matches!(ty, Type::List(item) if **item == Type::Resource(id));
    match response {
        Response::Body(Type::Object(fields)) => fields
            .iter()
            .any(|field| field.name == "data" && is_list(&field.ty)),
        Response::Body(ty) => is_list(ty),
        Response::NoBody | Response::BrowserUrl => false,
    }
}

/// Compares an id with a name, in which `-` may stand for `_`.
fn is_same(id: &str, name: &str) -> bool {
    let normalized = |byte| if byte == b'-' { b'_' } else { byte };
    !name.is_empty() && id.bytes().map(normalized).eq(name.bytes().map(normalized))
}

/// The known values of a resource's `object`.
pub(super) fn tags(resource: &Resource) -> impl Iterator<Item = &str> {
    resource
        .fields
        .iter()
        .find(|field| field.name == TAG)
        .and_then(|field| field.ty.values())
        .unwrap_or_default()
        .iter()
        .map(|known| known.value.as_str())
}

/// The facts in a body that help to identify it.
#[derive(Debug, PartialEq, Eq)]
struct PayloadHints {
    /// Resource or list, if the body is one of a resource.
    role: Role,
    /// Its `object`, or that of the first item of a list.
    object: Option<String>,
}

impl PayloadHints {
    const NONE: Self = Self {
        role: Role::Resource,
        object: None,
    };

    fn from_text(text: &str) -> Self {
        serde_json::from_str(text).map_or(Self::NONE, Self::from_json)
    }

    fn from_json(raw: &RawValue) -> Self {
        let members = match Json::read(raw) {
            Ok(Json::Array(items)) => return Self::from_items(&items),
            Ok(Json::Object(members)) => members,
            _ => return Self::NONE,
        };
        let member = |name: &str| {
            members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, raw)| *raw)
        };
        let object: Option<String> =
            member(TAG).and_then(|raw| serde_json::from_str(raw.get()).ok());
        // The `object` of a wrapper is `list`; without one it is known by its metadata.
        let is_wrapper = match &object {
            Some(object) => object == "list",
            None => member("list_metadata").is_some(),
        };
        match member("data").map(Json::read) {
            Some(Ok(Json::Array(items))) if is_wrapper => Self::from_items(&items),
            _ => Self {
                object,
                ..Self::NONE
            },
        }
    }

    fn from_items(items: &[&RawValue]) -> Self {
        Self {
            role: Role::List,
            object: items.first().and_then(|item| Self::from_json(item).object),
        }
    }
}
