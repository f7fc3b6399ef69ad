//! Collects the inspection of a run from its API, model and evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Counts, Inspection, Model, Omitted, OperationInfo, RequestEnum, Role, Secret, VERSION,
};
use crate::analysis::explain::{self, Entity, EntityKind, Evidence};
use crate::analysis::secrets;
use crate::base::diagnostic::Span;
use crate::names::Ident;
use crate::notation::docs_path;
use crate::pipeline::Generated;
use crate::pipeline::api::Api;
use crate::pipeline::model::rust_model::{
    self, Item, ItemPath, ListedRequestEnum, NamedType, OperationTypes, RustModel, Secrecy,
};
use crate::pipeline::source_map::SourceMap;

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
                .filter(|listed| model.emits(&listed.path))
                .map(|listed| Model::new(listed, &entities, self.files()))
                .collect(),
            operations: model
                .operations
                .iter()
                .filter(|listed| model.emits(&listed.endpoint))
                .map(|listed| OperationInfo::new(listed, &entities, &responses))
                .collect(),
            request_enums: model
                .request_enums
                .iter()
                .filter(|listed| model.emits(&listed.item))
                .map(|listed| RequestEnum::new(listed, self.files()))
                .collect(),
            omitted: model
                .omitted
                .iter()
                .map(|member| Omitted::new(member, &mut source_map))
                .collect(),
            secrets: secrets(api, model),
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
    /// Counts the items of the model, and adds the counts of the API.
    pub(crate) fn new(api: &Api, model: &RustModel) -> Self {
        let read = &api.counts;
        let mut counts = Self {
            pages: read.pages,
            passed_over: read.passed_over,
            entities: read.entities,
            resources: read.resources,
            json_resources: read.json_resources,
            operations: read.operations,
            untyped: api.untyped.len(),
            omitted: model.omitted.len(),
            definitions: read.definitions,
            corrections: read.corrections,
            other_members: read.other_members,
            matched: read.matched,
            ..Self::default()
        };
        for (_, item) in model.items() {
            match item {
                Item::Struct(item) => {
                    counts.structs += 1;
                    counts.fields += item.fields.len();
                }
                Item::Enum(_) | Item::Union(_) | Item::RequestEnum(_) => counts.enums += 1,
                Item::Alias(_) | Item::Endpoint(_) | Item::Id(_) => {}
            }
        }
        counts
    }
}

/// The entities of the evidence by kind, id and page. If several are equal, the first is used.
struct EntityIndex<'a>(BTreeMap<(EntityKind, &'a str, &'a str), &'a Entity>);

impl<'a> EntityIndex<'a> {
    fn new(entities: &'a [Entity]) -> Self {
        Self(
            entities
                .iter()
                .rev()
                .map(|it| ((it.kind, it.id.as_str(), it.page.as_str()), it))
                .collect(),
        )
    }

    fn get(&self, kind: EntityKind, id: &str, page: &str) -> Option<&'a Entity> {
        self.0.get(&(kind, id, page)).copied()
    }

    /// The fields of an entity in one of its parts: all, `.parameters` or `.returns`.
    fn fields(entity: &Entity, part: &str) -> Vec<explain::Field> {
        let prefix = format!("{}{part}.", entity.id);
        entity
            .fields
            .iter()
            .filter(|field| field.docs_path.starts_with(&prefix))
            .cloned()
            .collect()
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
            let parent = docs_path::split_last(&field.docs_path).map(|(parent, _)| parent);
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
            definition: entity.and_then(|entity| entity.definition.clone()),
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
            server: listed.server.clone(),
            credential: listed.credential.as_str().to_owned(),
            encoding: listed.encoding.map(|it| it.as_str().to_owned()),
            headers: listed.headers.clone(),
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

/// The secrets of all structs, and the fields that may be secrets, in the order of the output.
fn secrets(api: &Api, model: &RustModel) -> Vec<Secret> {
    let candidates = secrets::candidates(api, model).into_iter();
    let undecided: BTreeSet<(&ItemPath, &Ident)> = candidates
        .map(|candidate| (&candidate.source.owner, &candidate.source.name))
        .collect();
    let mut secrets = Vec::new();
    for (module, item) in model.items() {
        let Item::Struct(item) = item else { continue };
        let owner = module.item(&item.name);
        for field in &item.fields {
            let redacted = field.secrecy == Secrecy::Secret;
            if redacted || undecided.contains(&(&owner, &field.name)) {
                let rust = format!("{owner}.{}", field.name);
                secrets.push(Secret { rust, redacted });
            }
        }
    }
    secrets
}

/// The file of the nearest module with a file: the item's own file in the layout `tree`, otherwise
/// the only file.
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
        let tree = files(&["authkit.rs", "authkit/api_keys.rs", "lib.rs", "type.rs"]);
        assert_eq!(
            file_of("authkit::api_keys::ApiKey", &tree),
            "authkit/api_keys.rs"
        );
        assert_eq!(file_of("authkit::Session", &tree), "authkit.rs");
        assert_eq!(file_of("Error", &tree), "lib.rs");
        assert_eq!(file_of("r#type::Thing", &tree), "type.rs");
        assert_eq!(
            file_of("authkit::api_keys::ApiKey", &files(&["reference.rs"])),
            "reference.rs"
        );
        let package = files(&["Cargo.toml", "README.md", "src/authkit.rs", "src/lib.rs"]);
        assert_eq!(file_of("authkit::Session", &package), "src/authkit.rs");
        assert_eq!(file_of("Error", &package), "src/lib.rs");
    }
}
