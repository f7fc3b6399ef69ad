//! What a run made, as plain data: the interface that other tools read.
//!
//! The JSON of `reference-codegen inspect --format json` is [`Inspection`]
//! through serde. [`VERSION`] goes up when a field changes its meaning or
//! disappears; a new field does not count.

use std::collections::BTreeMap;
use std::fmt;

use crate::api::Api;
use crate::diagnostic::Printable;
use crate::model::rust_model::{Item, Listed, ListedOperation, RustModel};

/// The version of the interface.
pub const VERSION: u32 = 1;

/// Everything that a run found and made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
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
}

/// How much was read and made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
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
    /// Enums made, literals among them.
    pub enums: usize,
    /// Fields of all structs.
    pub fields: usize,
    /// Fields whose type the reference leaves open.
    pub vague: usize,
}

/// What a model is to the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
#[cfg_attr(feature = "command", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Role {
    /// A thing that the API hands out.
    Resource,
    /// What a call sends.
    Request,
    /// What a call brings back.
    Response,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Resource => "resource",
            Self::Request => "request",
            Self::Response => "response",
        })
    }
}

/// A model, and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
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
}

/// An operation, and the types that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "command", derive(serde::Serialize))]
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
}

impl Inspection {
    /// What was read, what was made of it, and in which of the files it stands.
    pub(crate) fn of(api: &Api, model: &RustModel, files: &BTreeMap<String, String>) -> Self {
        Self {
            version: VERSION,
            counts: counts(api, model),
            models: model
                .listed
                .iter()
                .map(|listed| Model::of(listed, files))
                .collect(),
            operations: model.operations.iter().map(OperationInfo::of).collect(),
        }
    }
}

impl Model {
    fn of(listed: &Listed, files: &BTreeMap<String, String>) -> Self {
        let rust = listed.path.to_string();
        Self {
            id: listed.id.clone(),
            page: listed.page.clone(),
            role: listed.role,
            file: file_of(&rust, files),
            rust,
        }
    }
}

impl OperationInfo {
    fn of(listed: &ListedOperation) -> Self {
        Self {
            id: listed.id.clone(),
            page: listed.page.clone(),
            method: listed.method.clone(),
            path: listed.path.clone(),
            endpoint: Some(listed.endpoint.to_string()),
            request: listed.request.as_ref().map(ToString::to_string),
            response: listed.response.as_ref().map(ToString::to_string),
        }
    }
}

/// One line a model, one an operation, then the counts. Nothing from a page can
/// control the terminal.
impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Model {
            id,
            page,
            role,
            rust,
            file,
        } in &self.models
        {
            writeln!(
                f,
                "{role:<8} {rust}  ({} of {}, in {file})",
                Printable(id),
                Printable(page)
            )?;
        }
        for OperationInfo {
            id,
            page,
            method,
            path,
            ..
        } in &self.operations
        {
            writeln!(
                f,
                "{:<8} {}  ({} of {})",
                Printable(method),
                Printable(path),
                Printable(id),
                Printable(page)
            )?;
        }
        writeln!(f, "{}", self.counts)
    }
}

/// Two lines: what was read, and what was made.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pages,
            entities,
            resources,
            json_resources,
            operations,
            structs,
            enums,
            fields,
            vague,
        } = self;
        writeln!(
            f,
            "read: {pages} pages, {entities} entities, {resources} resources \
             (and {json_resources} met as JSON only), {operations} operations"
        )?;
        write!(
            f,
            "made: {structs} structs, {enums} enums, {fields} fields ({vague} vague)"
        )
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
        vague: read.still_vague,
        ..Counts::default()
    };
    for item in model.modules.values().flat_map(|module| &module.items) {
        match item {
            Item::Struct(item) => {
                counts.structs += 1;
                counts.fields += item.fields.len();
            }
            Item::Enum(_) => counts.enums += 1,
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
    let candidates =
        parents.flat_map(|(module, _)| [format!("{module}.rs"), format!("{module}/mod.rs")]);
    let root = files.keys().find(|file| !file.contains('/'));
    candidates
        .into_iter()
        .find(|file| files.contains_key(file))
        .or_else(|| root.cloned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> BTreeMap<String, String> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), String::new()))
            .collect()
    }

    #[test]
    fn a_model_is_in_the_file_of_its_module() {
        let tree = files(&["lib.rs", "authkit/mod.rs", "authkit/api_keys.rs", "type.rs"]);
        assert_eq!(
            file_of("authkit::api_keys::ApiKey", &tree),
            "authkit/api_keys.rs"
        );
        assert_eq!(file_of("authkit::Session", &tree), "authkit/mod.rs");
        assert_eq!(file_of("r#type::Thing", &tree), "type.rs");
        assert_eq!(
            file_of("authkit::api_keys::ApiKey", &files(&["reference.rs"])),
            "reference.rs"
        );
    }

    #[test]
    fn the_text_cannot_control_the_terminal() {
        let model = Model {
            id: "a\u{1b}[31m".to_owned(),
            page: "p.mdx".to_owned(),
            role: Role::Resource,
            rust: "p::A".to_owned(),
            file: String::new(),
        };
        let inspection = Inspection {
            version: VERSION,
            counts: Counts::default(),
            models: vec![model],
            operations: Vec::new(),
        };
        assert!(
            inspection
                .to_string()
                .contains(r"p::A  (a\u{1b}[31m of p.mdx"),
            "{inspection}"
        );
    }
}
