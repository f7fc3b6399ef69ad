//! What a run made, as plain data: the interface that other tools read.
//!
//! The JSON of `reference-codegen inspect --format json` is [`Inspection`]
//! through serde. [`VERSION`] goes up when a field changes its meaning or
//! disappears; a new field does not count.

mod corrections;
mod evidence;
mod omitted;
mod request_enum;
mod secret;
mod text;

use std::collections::BTreeMap;

use self::corrections::Corrections;
use crate::analysis::explain::{self, Correction, Evidence};
use crate::pipeline::Generated;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{Item, NamedType, OperationTypes, RustModel};
use crate::pipeline::source_map::SourceMap;

use crate::pipeline::source::Source;

pub use crate::base::role::Role;
pub use omitted::Omitted;
pub use request_enum::RequestEnum;
pub use secret::Secret;

/// The version of the interface.
pub const VERSION: u32 = 1;

/// Everything that a run found and made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// [`VERSION`]
    pub version: u32,
    /// How much there is of each.
    pub counts: Counts,
    /// Every model that an entity of the reference gave, in page order.
    pub models: Vec<Model>,
    /// Every operation, in page order.
    pub operations: Vec<OperationInfo>,
    /// Every enum of requests that share a method and a path.
    pub request_enums: Vec<RequestEnum>,
    /// What operations document and no field stands for.
    pub omitted: Vec<Omitted>,
    /// Fields that `Debug` does not show, and those that are called like secrets.
    pub secrets: Vec<Secret>,
    /// Every member of which nothing says what is inside.
    pub untyped: Vec<explain::Untyped>,
    /// Every member of another view that no field stands for.
    pub unjoined: Vec<explain::Unjoined>,
}

/// How much was read and made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Pages read.
    pub pages: usize,
    /// Entities of all views.
    pub entities: usize,
    /// Resources of the view.
    pub resources: usize,
    /// Resources that are met as JSON only, such as errors and claims.
    pub json_resources: usize,
    /// Operations of the wire.
    pub operations: usize,
    /// Structs made.
    pub structs: usize,
    /// Enums made, literals and unions among them.
    pub enums: usize,
    /// Fields of all structs.
    pub fields: usize,
    /// Fields whose type the reference leaves open.
    pub untyped: usize,
    /// Members that operations document and no field stands for.
    pub omitted: usize,
    /// Corrections applied.
    pub corrections: usize,
    /// Members of other views of what the view describes.
    pub other_members: usize,
    /// Those that a field stands for.
    pub joined: usize,
}

/// A model, and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Model {
    /// The id in the docs: `api_key`.
    pub id: String,
    /// The page: `authkit/api-keys/index.mdx`.
    pub page: String,
    /// What it is to the API.
    pub role: Role,
    /// The Rust path below the root of the output: `authkit::api_keys::ApiKey`.
    pub rust: String,
    /// The file that holds it, below the folder of the output.
    pub file: String,
    /// What was corrected in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// How each of its fields came about.
    pub fields: Vec<explain::Field>,
}

/// An operation, and the types that stand for it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
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
    /// The Rust path of the operation itself, where there is one.
    pub endpoint: Option<String>,
    /// The Rust path of what it sends, where there is one.
    pub request: Option<String>,
    /// The Rust path of what it brings back, where there is one.
    pub response: Option<String>,
    /// What was corrected in it as a whole; the rest is with its request and response.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// How the members of its answer came about, where that is no model of its own: those of
    /// a list.
    pub fields: Vec<explain::Field>,
}

impl Generated {
    /// What was read and made: counts, models, operations, and the evidence for every field.
    pub fn inspection(&self) -> Inspection {
        let mut inspection = Inspection::new(&self.api, &self.model, self.files(), &self.sources);
        inspection.add(Evidence::collect(&self.api, &self.model, &self.sources));
        inspection
    }

    /// How much was read and made.
    pub fn counts(&self) -> Counts {
        counts(&self.api, &self.model)
    }
}

impl Inspection {
    /// What was read, what was made of it, and in which of the files it stands.
    pub(crate) fn new(
        api: &Api,
        model: &RustModel,
        files: &BTreeMap<String, String>,
        sources: &[Source],
    ) -> Self {
        let corrections = Corrections::new(api);
        let mut places = SourceMap::new(sources);
        Self {
            version: VERSION,
            counts: counts(api, model),
            models: model
                .named_types
                .iter()
                .map(|listed| Model::new(listed, &corrections, files))
                .collect(),
            operations: model
                .operations
                .iter()
                .map(|listed| OperationInfo::new(listed, &corrections))
                .collect(),
            request_enums: model
                .request_enums
                .iter()
                .map(|listed| RequestEnum::new(listed, files))
                .collect(),
            omitted: model
                .omitted
                .iter()
                .map(|member| Omitted::new(member, &mut places))
                .collect(),
            secrets: Secret::all(model),
            untyped: Vec::new(),
            unjoined: Vec::new(),
        }
    }
}

impl Model {
    fn new(
        listed: &NamedType,
        corrections: &Corrections<'_>,
        files: &BTreeMap<String, String>,
    ) -> Self {
        let rust = listed.path.to_string();
        Self {
            id: listed.id.clone(),
            page: listed.page.clone(),
            role: listed.role,
            file: file_of(&rust, files),
            corrections: corrections.in_model(listed),
            rust,
            fields: Vec::new(),
        }
    }
}

impl OperationInfo {
    fn new(listed: &OperationTypes, corrections: &Corrections<'_>) -> Self {
        Self {
            id: listed.id.clone(),
            page: listed.page.clone(),
            method: listed.method.clone(),
            path: listed.path.clone(),
            endpoint: Some(listed.endpoint.to_string()),
            request: listed.request.as_ref().map(ToString::to_string),
            response: listed.response.as_ref().map(ToString::to_string),
            corrections: corrections.in_operation(listed),
            fields: Vec::new(),
        }
    }
}

fn counts(api: &Api, model: &RustModel) -> Counts {
    let read = &api.counts;
    let mut counts = Counts {
        pages: read.pages,
        entities: read.entities,
        resources: read.resources,
        json_resources: read.json_resources,
        operations: read.operations,
        untyped: api.untyped.len(),
        omitted: model.omitted.len(),
        corrections: read.corrections,
        other_members: read.other_members,
        joined: read.joined,
        ..Counts::default()
    };
    for item in model.modules.values().flat_map(|module| &module.items) {
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
