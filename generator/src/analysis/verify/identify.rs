//! Identifies the model of a body: by the index, or by the body's own name and content.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::check::Content;
use super::inferred_type::TAG;
use super::json::Json;
use super::models::{ModelRef, Models};
use super::payloads::{BodyFile, INDEX, IndexEntry};
use super::{CheckedBody, Role};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::did_you_mean::{self, Search};
use crate::pipeline::api::Api;

/// The help for a body without a model.
const HELP: &str = "add a line to index.tsv with its file, role and docs id";

/// The reason why a body has no model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnidentifiedError {
    pub(super) message: String,
    /// `true` if the body is valid JSON, or left out of a recording.
    pub(super) is_readable: bool,
}

impl UnidentifiedError {
    pub(super) fn new(message: String) -> Self {
        Self {
            message,
            is_readable: true,
        }
    }

    /// The error for a body or exchange that cannot be read.
    pub(super) fn unreadable(message: String) -> Self {
        Self {
            message,
            is_readable: false,
        }
    }

    /// The error for an entry of the index whose operation has no such model.
    pub(super) fn without_model() -> Self {
        Self::new(format!(
            "the reference has no model for it; correct {INDEX}"
        ))
    }

    /// The error for a body that neither its name nor its content identifies.
    fn unknown(content: &Content<'_>) -> Self {
        let error = match content {
            Content::Json(_) => {
                return Self::new(format!(
                    "neither its name nor its folder is an id of the reference, and no resource has its `object`; {HELP}"
                ));
            }
            Content::NotJson { error, .. } => error,
            Content::NotUtf8 => "not UTF-8",
        };
        Self::unreadable(format!("not JSON: {error}; fix or remove it"))
    }
}

/// Reports each id of the index that is not in the reference.
pub(super) fn unknown_ids(files: &[BodyFile], models: &Models<'_>) -> Vec<Diagnostic> {
    let search = Search::default();
    files
        .iter()
        .filter_map(|file| file.listed.as_ref())
        .filter(|entry| models.listed(entry.role, &entry.id).is_empty())
        .map(|entry| unknown_id(entry, models.shapes.api, &search))
        .collect()
}

/// The possible models of a body: the models of its id on all pages.
///
/// # Errors
///
/// Neither the index, nor the name, nor the content identifies the body.
pub(super) fn candidates<'m, 'a>(
    file: &BodyFile,
    content: &Content<'_>,
    models: &'m Models<'a>,
) -> Result<Vec<&'m ModelRef<'a>>, UnidentifiedError> {
    if let Some(entry) = &file.listed {
        return Ok(models.listed(entry.role, &entry.id));
    }
    let hints = match content {
        Content::Json(json) => PayloadHints::from_json(json),
        _ => PayloadHints::NONE,
    };
    let found = guess(&file.name, &hints, models);
    found.ok_or_else(|| UnidentifiedError::unknown(content))
}

/// The only candidate that accepts the body. Several resources may have the same `object`, and none
/// of them is more likely than the others.
///
/// # Errors
///
/// Several candidates accept the body, or none of several.
pub(super) fn pick_unique<'m, 'a>(
    mut candidates: Vec<CheckedBody<'m, 'a>>,
) -> Result<Vec<CheckedBody<'m, 'a>>, UnidentifiedError> {
    let name = |one: &CheckedBody<'m, 'a>| (one.model.role, one.model.id);
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
        (_, 0) => (all, "but none of them accepts it"),
        _ => (accepting, "and each of them accepts it"),
    };
    let names = names
        .iter()
        .map(|(role, id)| format!("the {role} `{id}`"))
        .collect::<Vec<_>>()
        .join(" or ");
    let message = format!("it may be {names}, {how}; {HELP}");
    Err(UnidentifiedError::new(message))
}

fn unknown_id(entry: &IndexEntry, api: &Api, search: &Search) -> Diagnostic {
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

/// The models that the first successful of these criteria identifies: the name of the file, the
/// name of the folder if it is an operation's id, the `object` of the body, the name of the folder.
fn guess<'m, 'a>(
    file: &str,
    hints: &PayloadHints,
    models: &'m Models<'a>,
) -> Option<Vec<&'m ModelRef<'a>>> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let folder = folder.rsplit('/').next().unwrap_or_default();
    let stem = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.eq_ignore_ascii_case("json") => stem,
        _ => name,
    };
    let is_request = stem
        .split(['-', '_', '.'])
        .any(|word| word == Role::Request.as_str());
    let role = if is_request {
        Role::Request
    } else {
        Role::Response
    };
    let found = |models: Vec<&'m ModelRef<'a>>| Some(models).filter(|models| !models.is_empty());
    found(models.named(stem, Role::Response, hints.role))
        .or_else(|| found(suffixed(stem, models)))
        .or_else(|| found(models.find(role, folder)))
        .or_else(|| found(models.tagged(hints.role, hints.object.as_deref()?)))
        .or_else(|| found(models.named(folder, role, hints.role)))
}

/// `create_parcel_request`, `create_parcel.response`
fn suffixed<'m, 'a>(stem: &str, models: &'m Models<'a>) -> Vec<&'m ModelRef<'a>> {
    let mut found = Vec::new();
    for role in [Role::Request, Role::Response] {
        if let Some(id) = stem.strip_suffix(role.as_str()) {
            found.extend(models.find(role, id.trim_end_matches(['-', '_', '.'])));
        }
    }
    found
}

/// The facts in a body that help to identify it.
#[derive(Debug, PartialEq, Eq)]
struct PayloadHints {
    /// The role if the body contains a resource: resource or list.
    role: Role,
    /// The `object` of the body, or of the first item of a list.
    object: Option<String>,
}

impl PayloadHints {
    const NONE: Self = Self {
        role: Role::Resource,
        object: None,
    };

    fn from_json(json: &Json<'_>) -> Self {
        if let Json::Array(items) = json {
            return Self::from_items(items);
        }
        let Json::Object(members) = json else {
            return Self::NONE;
        };
        if json.unreadable_key().is_some() {
            return Self::NONE;
        }
        let member = |name: &str| {
            let mut members = members.iter();
            members.find(|(key, _)| key.is(name)).map(|(_, json)| json)
        };
        let object = member(TAG).and_then(Json::text);
        // A wrapper has the `object` `list`, or no `object` but metadata.
        let is_wrapper = match &object {
            Some(object) => object == "list",
            None => member("list_metadata").is_some(),
        };
        match member("data") {
            Some(Json::Array(items)) if is_wrapper => Self::from_items(items),
            _ => Self {
                object: object.map(Cow::into_owned),
                ..Self::NONE
            },
        }
    }

    fn from_items(items: &[Json<'_>]) -> Self {
        Self {
            role: Role::List,
            object: items.first().and_then(|item| Self::from_json(item).object),
        }
    }
}
