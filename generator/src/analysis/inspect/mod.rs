//! The result of a run as plain data: the interface for other tools.
//!
//! The JSON of `reference-codegen inspect --format json` is [`Inspection`]
//! through serde. [`VERSION`] goes up when a field changes its meaning or
//! disappears; a new field does not count.

mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::analysis::explain::{self, Correction, Entity, EntityKind, Evidence};
use crate::base::diagnostic::Span;
use crate::pipeline::Generated;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{
    self, Item, ListedRequestEnum, NamedType, OperationTypes, RustModel,
};
use crate::pipeline::source_map::SourceMap;

pub use crate::base::role::Role;

/// The version of the interface.
pub const VERSION: u32 = 2;

/// The last words of field names whose values are kept secret.
const SECRET_WORDS: [&str; 4] = ["password", "secret", "token", "verifier"];

/// The input and output of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// [`VERSION`]
    pub version: u32,
    /// The number of each kind of thing.
    pub counts: Counts,
    /// Every model generated for an entity of the reference, in page order.
    pub models: Vec<Model>,
    /// Every operation, in page order.
    pub operations: Vec<OperationInfo>,
    /// Every enum of requests that share a method and a path.
    pub request_enums: Vec<RequestEnum>,
    /// Every member that an operation documents and that has no field.
    pub omitted: Vec<Omitted>,
    /// The fields that `Debug` redacts, and those whose names are like those of secrets.
    pub secrets: Vec<Secret>,
    /// Every member whose type nothing describes.
    pub untyped: Vec<explain::Untyped>,
    /// Every member of another view that matches no field.
    pub unmatched: Vec<explain::Unmatched>,
}

/// The number of things read and generated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Pages read.
    pub pages: usize,
    /// Entities of all views.
    pub entities: usize,
    /// Resources of the view.
    pub resources: usize,
    /// Resources that occur as JSON only, such as errors and claims.
    pub json_resources: usize,
    /// Operations of the wire.
    pub operations: usize,
    /// Structs generated.
    pub structs: usize,
    /// Enums generated, including literals and unions.
    pub enums: usize,
    /// Fields of all structs.
    pub fields: usize,
    /// Fields whose type the reference leaves open.
    pub untyped: usize,
    /// Members that operations document and that have no field.
    pub omitted: usize,
    /// Corrections applied.
    pub corrections: usize,
    /// Members of other views, in entities that the view describes.
    pub other_members: usize,
    /// Those of them that match a field.
    pub matched: usize,
}

/// A model and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Model {
    /// The id in the docs: `api_key`.
    pub id: String,
    /// The page: `authkit/api-keys/index.mdx`.
    pub page: String,
    /// The role in the API.
    pub role: Role,
    /// The Rust path below the root of the output: `authkit::api_keys::ApiKey`.
    pub rust: String,
    /// The file that holds it, below the folder of the output.
    pub file: String,
    /// The corrections of the model and its fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The evidence for each of its fields.
    pub fields: Vec<explain::Field>,
}

/// An operation and its types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The id in the docs: `list_organizations`.
    pub id: String,
    /// The page.
    pub page: String,
    /// `GET`, `POST`, ...
    pub method: String,
    /// `/organizations/:id`
    pub path: String,
    /// The Rust path of the endpoint, if there is one.
    pub endpoint: Option<String>,
    /// The Rust path of the request, if there is one.
    pub request: Option<String>,
    /// The Rust type of the response, if there is one.
    pub response: Option<String>,
    /// The corrections of the operation as a whole; the others are with its request and response.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The evidence for the members of its response, if that has no model of its own: those of
    /// a list.
    pub fields: Vec<explain::Field>,
}

/// The requests that share a method and a path, as one request. It belongs to no page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RequestEnum {
    /// `GET`, `POST`, ...
    pub method: String,
    /// `/oauth2/token`
    pub path: String,
    /// The role in the API: a request.
    pub role: Role,
    /// The Rust path below the root of the output: `workos_connect::TokenRequest`.
    pub rust: String,
    /// The file that holds it, below the folder of the output.
    pub file: String,
    /// The ids of the operations whose requests it holds, in page order.
    pub operations: Vec<String>,
}

/// A member that an operation documents and that has no field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Omitted {
    /// The id of the operation in the docs.
    pub id: String,
    /// The page of the operation.
    pub page: String,
    /// The path of the member: `returns.data.items`.
    pub member: String,
    /// The file that describes the member.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A field that `Debug` redacts, or whose name is like that of a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Secret {
    /// `authkit::authentication::password::AuthenticateRequest.password`
    pub rust: String,
    /// `true` if the setting `secrets` names it.
    pub redacted: bool,
}

impl Generated {
    /// The input and output of the run: counts, models, operations, and the evidence for every
    /// field.
    pub fn inspection(&self) -> Inspection {
        let (api, model) = (&self.api, &self.model);
        let evidence = Evidence::collect(api, model, &self.sources);
        let entities = EntityIndex::new(&evidence.entities);
        let responses = model
            .named_types
            .iter()
            .filter(|it| it.role == Role::Response)
            .map(|it| (it.id.as_str(), it.page.as_str()))
            .collect();
        let mut source_map = SourceMap::new(&self.sources);
        Inspection {
            version: VERSION,
            counts: self.counts(),
            models: model
                .named_types
                .iter()
                .map(|listed| Model::new(listed, &entities, self.files()))
                .collect(),
            operations: model
                .operations
                .iter()
                .map(|listed| OperationInfo::new(listed, &entities, &responses))
                .collect(),
            request_enums: model
                .request_enums
                .iter()
                .map(|listed| RequestEnum::new(listed, self.files()))
                .collect(),
            omitted: model
                .omitted
                .iter()
                .map(|member| Omitted::new(member, &mut source_map))
                .collect(),
            secrets: secrets(model),
            untyped: evidence.untyped,
            unmatched: evidence.unmatched,
        }
    }

    /// The number of things read and generated.
    pub fn counts(&self) -> Counts {
        Counts::new(&self.api, &self.model)
    }
}

impl Counts {
    /// Counts the items of the model; the counts of the API are known.
    pub(crate) fn new(api: &Api, model: &RustModel) -> Self {
        let read = &api.counts;
        let mut counts = Self {
            pages: read.pages,
            entities: read.entities,
            resources: read.resources,
            json_resources: read.json_resources,
            operations: read.operations,
            untyped: api.untyped.len(),
            omitted: model.omitted.len(),
            corrections: read.corrections,
            other_members: read.other_members,
            matched: read.joined,
            ..Self::default()
        };
        for (_, item) in model.items() {
            match item {
                Item::Struct(item) => {
                    counts.structs += 1;
                    counts.fields += item.fields.len();
                }
                Item::Enum(_) | Item::Union(_) | Item::RequestEnum(_) => counts.enums += 1,
                Item::Alias(_) | Item::Endpoint(_) => {}
            }
        }
        counts
    }
}

/// The entities of the evidence by kind, id and page; the first counts if several are alike.
struct EntityIndex<'a>(BTreeMap<(EntityKind, &'a str, &'a str), &'a Entity>);

impl<'a> EntityIndex<'a> {
    fn new(entities: &'a [Entity]) -> Self {
        let entities = entities.iter().rev();
        let keys = entities.map(|it| ((it.kind, it.id.as_str(), it.page.as_str()), it));
        Self(keys.collect())
    }

    fn get(&self, kind: EntityKind, id: &str, page: &str) -> Option<&'a Entity> {
        self.0.get(&(kind, id, page)).copied()
    }

    /// The fields of an entity in one of its parts: all, `.parameters` or `.returns`.
    fn fields(entity: &Entity, part: &str) -> Vec<explain::Field> {
        let prefix = format!("{}{part}.", entity.id);
        let fields = entity.fields.iter();
        let fields = fields.filter(|field| field.docs_path.starts_with(&prefix));
        fields.cloned().collect()
    }
}

impl Model {
    fn new(
        listed: &NamedType,
        entities: &EntityIndex<'_>,
        files: &BTreeMap<String, String>,
    ) -> Self {
        let (kind, part) = match listed.role {
            Role::Resource => (EntityKind::Resource, ""),
            Role::Request => (EntityKind::Operation, ".parameters"),
            Role::Response => (EntityKind::Operation, ".returns"),
        };
        let entity = entities.get(kind, &listed.id, &listed.page);
        let fields = entity.map(|entity| EntityIndex::fields(entity, part));
        let fields = fields.unwrap_or_default();
        let mut corrections = match entity {
            Some(entity) if listed.role == Role::Resource => entity.corrections.clone(),
            _ => Vec::new(),
        };
        for field in fields.iter().filter(|field| !field.corrections.is_empty()) {
            let parent = field.docs_path.rsplit_once('.').map(|(parent, _)| parent);
            let parent = fields.iter().find(|it| Some(&*it.docs_path) == parent);
            // A member that a correction added has the corrections of its parent.
            if parent.is_none_or(|parent| parent.corrections != field.corrections) {
                corrections.extend_from_slice(&field.corrections);
            }
        }
        let rust = listed.path.to_string();
        Self {
            id: listed.id.clone(),
            page: listed.page.clone(),
            role: listed.role,
            file: file_of(&rust, files),
            corrections,
            rust,
            fields,
        }
    }
}

impl OperationInfo {
    fn new(
        listed: &OperationTypes,
        entities: &EntityIndex<'_>,
        responses: &BTreeSet<(&str, &str)>,
    ) -> Self {
        let entity = entities.get(EntityKind::Operation, &listed.id, &listed.page);
        let has_model = responses.contains(&(listed.id.as_str(), listed.page.as_str()));
        let without_model = entity.filter(|_| !has_model);
        Self {
            id: listed.id.clone(),
            page: listed.page.clone(),
            method: listed.method.clone(),
            path: listed.path.clone(),
            endpoint: Some(listed.endpoint.to_string()),
            request: listed.request.as_ref().map(ToString::to_string),
            response: listed.response.as_ref().map(ToString::to_string),
            corrections: entity.map_or_else(Vec::new, |entity| entity.corrections.clone()),
            fields: without_model
                .map_or_else(Vec::new, |entity| EntityIndex::fields(entity, ".returns")),
        }
    }
}

impl RequestEnum {
    fn new(listed: &ListedRequestEnum, files: &BTreeMap<String, String>) -> Self {
        let rust = listed.item.to_string();
        Self {
            method: listed.method.clone(),
            path: listed.path.clone(),
            role: Role::Request,
            file: file_of(&rust, files),
            rust,
            operations: listed.operations.clone(),
        }
    }
}

impl Omitted {
    fn new(omitted: &rust_model::OmittedMember, source_map: &mut SourceMap<'_>) -> Self {
        let span = source_map.value(&omitted.place);
        let span = span.unwrap_or_else(|| Span::file(""));
        Self {
            id: omitted.id.clone(),
            page: omitted.page.clone(),
            member: omitted.member.clone(),
            file: span.file,
            line: span.line,
            column: span.column,
        }
    }
}

/// The secrets of all structs, in the order of the output.
fn secrets(model: &RustModel) -> Vec<Secret> {
    let mut secrets = Vec::new();
    for (module, item) in model.items() {
        let Item::Struct(item) = item else { continue };
        for field in &item.fields {
            let last_word = field.name.as_str().rsplit('_').next().unwrap_or_default();
            if field.secret || SECRET_WORDS.contains(&last_word) {
                secrets.push(Secret {
                    rust: format!("{}.{}", module.item(&item.name), field.name),
                    redacted: field.secret,
                });
            }
        }
    }
    secrets
}

/// The file of the nearest module that has one: in a tree the item's own, and
/// otherwise the only file.
fn file_of(rust: &str, files: &BTreeMap<String, String>) -> String {
    let path = rust.replace("r#", "").replace("::", "/");
    let parents =
        std::iter::successors(path.rsplit_once('/'), |(module, _)| module.rsplit_once('/'));
    let candidates = parents
        .map(|(module, _)| format!("{module}.rs"))
        .chain(["lib.rs".to_owned()]);
    candidates
        .flat_map(|file| [format!("src/{file}"), file])
        .find(|file| files.contains_key(file))
        .or_else(|| files.keys().next().cloned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
