//! Resources and operations with their fields, and the number of their bodies.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{self, Links, resources};
use super::{Entity, Field, Group, Link, Markdown, Tally};
use crate::analysis::explain::{self, EntityKind, Evidence, Unmatched};
use crate::analysis::members::{Member, MemberRef};
use crate::analysis::verify::{self, Role, Verification};
use crate::base::node_path::PageId;
use crate::base::page_path;
use crate::notation::docs_path;
use crate::pipeline::api::{self, Api, Operation, Response};
use crate::pipeline::model::rust_model::{ItemPath, OperationTypes, RustModel};
use crate::pipeline::serde_rules;

/// The entities, in the order of the evidence and the API.
pub(super) fn collect(
    evidence: Evidence,
    api: &Api,
    model: &RustModel,
    links: &Links,
    base_url: &str,
) -> Vec<Entity> {
    let resources = api.resources.iter().map(|resource| Source {
        page: resource.page,
        docs: resource.docs.as_deref(),
        members: resource.members(),
        operation: None,
    });
    let operations = api.operations.iter().map(|operation| Source {
        page: operation.page,
        docs: operation.docs.as_deref(),
        members: operation.members(),
        operation: Some(operation),
    });
    let builder = Builder {
        api,
        links,
        base_url,
        types: types_of_operations(model),
        request_enums: request_enums(model),
        unmatched: unmatched_by_file(&evidence.unmatched),
    };
    let mut entities: Vec<Entity> = evidence
        .entities
        .into_iter()
        .enumerate()
        .zip(resources.chain(operations))
        .map(|((position, entity), source)| builder.entity(position, entity, &source))
        .collect();
    add_users(&mut entities);
    entities
}

/// The common parts of a resource and an operation of the API.
struct Source<'a> {
    page: PageId,
    docs: Option<&'a str>,
    members: Vec<Member<'a>>,
    operation: Option<&'a Operation>,
}

struct Builder<'a> {
    api: &'a Api,
    links: &'a Links,
    base_url: &'a str,
    /// The types of each operation, by its id and page.
    types: BTreeMap<(&'a str, &'a str), &'a OperationTypes>,
    request_enums: RequestEnums<'a>,
    unmatched: UnmatchedByFile<'a>,
}

/// The request enums of each operation, by its method, path and id.
type RequestEnums<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<&'a ItemPath>>;

/// The unmatched members by file and docs path, each with its position in the evidence.
type UnmatchedByFile<'a> = BTreeMap<(&'a str, &'a str, usize), &'a Unmatched>;

impl Builder<'_> {
    fn entity(&self, position: usize, evidence: explain::Entity, source: &Source<'_>) -> Entity {
        let (anchor, anchors) = self.links.entity(position);
        let mut entity = Entity {
            anchor: anchor.to_owned(),
            kind: evidence.kind,
            is_twin: self.links.is_twin(position),
            section: page_path::section(&evidence.page)
                .unwrap_or("index")
                .to_owned(),
            title: evidence
                .endpoint
                .or_else(|| evidence.title.filter(|title| *title != evidence.id)),
            rust: evidence.rust,
            response: None,
            request_enums: Vec::new(),
            docs: self.docs(source),
            views: evidence.views,
            groups: Vec::new(),
            response_resources: self.response_resources(source),
            used_by: Vec::new(),
            definition: evidence.definition,
            corrections: evidence.corrections,
            unmatched: Vec::new(),
            findings: Vec::new(),
            changed: None,
            bodies: None,
            id: evidence.id,
            page: evidence.page,
        };
        self.add_types(&mut entity);
        self.add_unmatched(&mut entity);
        let fields = evidence.fields.into_iter().zip(&source.members);
        for ((evidence, member), anchor) in fields.zip(anchors) {
            let name = group_name(member, &entity.id, source.operation);
            let field = self.field(evidence, member, anchor, &entity);
            match entity.groups.last_mut() {
                Some(group) if group.name == name => group.fields.push(field),
                _ => entity.groups.push(Group {
                    name,
                    fields: vec![field],
                }),
            }
        }
        entity
    }

    /// Adds the Rust types of an operation.
    fn add_types(&self, entity: &mut Entity) {
        let key = (entity.id.as_str(), entity.page.as_str());
        let Some(operation) = self.types.get(&key) else {
            return;
        };
        entity.response = operation.response.as_ref().map(ToString::to_string);
        let call = (&*operation.method, &*operation.path, &*operation.id);
        let request_enums = self.request_enums.get(&call).into_iter().flatten();
        entity.request_enums = request_enums.map(ToString::to_string).collect();
    }

    /// Adds the unmatched members, in the order of the evidence.
    fn add_unmatched(&self, entity: &mut Entity) {
        let prefix = format!("{}.", entity.id);
        let files: BTreeSet<&str> = entity.views.iter().map(|it| &*it.at.file).collect();
        let mut found = Vec::new();
        for file in files {
            let behind = self.unmatched.range((file, prefix.as_str(), 0)..);
            let of_entity = behind
                .take_while(|((other, path, _), _)| *other == file && path.starts_with(&prefix));
            found.extend(of_entity.map(|((.., position), unmatched)| (*position, *unmatched)));
        }
        found.sort_by_key(|(position, _)| *position);
        entity.unmatched = found.into_iter().map(|(_, it)| it.clone()).collect();
    }

    /// The description of an entity, or the first paragraph of its page.
    fn docs(&self, source: &Source<'_>) -> Option<Markdown> {
        let prose = || {
            let page = self.api.pages.get(source.page.index())?;
            let mut paragraphs = page.prose.split("\n\n").map(str::trim);
            paragraphs.find(|text| !text.is_empty() && !text.starts_with('#'))
        };
        let text = source.docs.or_else(prose)?;
        Some(Markdown::new(text, self.base_url))
    }

    fn response_resources(&self, source: &Source<'_>) -> Vec<Link> {
        match source.operation.map(|operation| &operation.response) {
            Some(Response::Body(ty)) => {
                let item = serde_rules::list_item(ty).map_or(ty, |(item, _)| item);
                self.links.resources(resources(item))
            }
            _ => Vec::new(),
        }
    }

    fn field(
        &self,
        mut evidence: explain::Field,
        member: &Member<'_>,
        anchor: &str,
        entity: &Entity,
    ) -> Field {
        let (docs, own_corrections) = match member.kind {
            MemberRef::Field(field) => (field.docs.as_deref(), &field.corrections),
            MemberRef::Path(parameter) => (parameter.docs(), &parameter.corrections),
        };
        if own_corrections.is_empty() {
            // These are the corrections of the parent, where they are already shown.
            evidence.corrections.clear();
        }
        let mut silent = Vec::new();
        // A path parameter without a declaration is not missing in any view.
        if !evidence.views.is_empty() {
            let views = entity.views.iter().map(|view| view.view);
            silent.extend(views.filter(|view| evidence.views.iter().all(|it| it.view != *view)));
        }
        Field {
            anchor: anchor.to_owned(),
            path: path_in_list(&evidence.docs_path, entity).to_owned(),
            links: match member.kind {
                MemberRef::Field(field) => self.links.resources(resources(&field.ty)),
                MemberRef::Path(_) => Vec::new(),
            },
            deprecated: matches!(member.kind, MemberRef::Field(field) if field.deprecated),
            docs: docs.map(|docs| Markdown::new(docs, self.base_url)),
            silent,
            findings: Vec::new(),
            evidence,
        }
    }
}

/// The types of each operation. The first operation counts if several have the same id and page.
fn types_of_operations(model: &RustModel) -> BTreeMap<(&str, &str), &OperationTypes> {
    let operations = model.operations.iter().rev();
    operations
        .map(|it| ((it.id.as_str(), it.page.as_str()), it))
        .collect()
}

fn request_enums(model: &RustModel) -> RequestEnums<'_> {
    let mut request_enums = RequestEnums::new();
    for listed in &model.request_enums {
        for id in &listed.operations {
            let call = (&*listed.method, &*listed.path, &**id);
            request_enums.entry(call).or_default().push(&listed.item);
        }
    }
    request_enums
}

fn unmatched_by_file(unmatched: &[Unmatched]) -> UnmatchedByFile<'_> {
    let unmatched = unmatched.iter().enumerate();
    unmatched
        .map(|(at, it)| ((&*it.at.file, &*it.docs_path, at), it))
        .collect()
}

/// The name of the list that contains a member.
fn group_name(member: &Member<'_>, id: &str, operation: Option<&Operation>) -> &'static str {
    let Some(operation) = operation else {
        return "fields";
    };
    if let MemberRef::Path(_) = member.kind {
        return "path";
    }
    let path = member.path.strip_prefix(id).unwrap_or_default();
    let Some(path) = path.strip_prefix(".parameters.") else {
        return "response";
    };
    let first = docs_path::segments(path).next().unwrap_or_default();
    let has_it = |fields: &[api::Field]| {
        let mut fields = fields.iter();
        fields.any(|field| docs_path::segment(&field.name) == first)
    };
    if has_it(&operation.authorization) {
        "access token"
    } else if has_it(&operation.headers) {
        "headers"
    } else if has_it(&operation.query) {
        "query"
    } else {
        "body"
    }
}

/// The path of a member within its list.
fn path_in_list<'a>(docs_path: &'a str, entity: &Entity) -> &'a str {
    let path = docs_path.strip_prefix(&entity.id).unwrap_or(docs_path);
    let lists: &[&str] = match entity.kind {
        EntityKind::Operation => &[".parameters.", ".returns.", "."],
        EntityKind::Resource => &["."],
    };
    let mut paths = lists.iter().filter_map(|list| path.strip_prefix(list));
    paths.next().unwrap_or(path)
}

/// Adds links to the users of each resource.
fn add_users(entities: &mut [Entity]) {
    let mut users: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    let mut add = |resource: &Link, text: String, anchor: &str| {
        let anchor = anchor.to_owned();
        let links = users.entry(resource.anchor.clone()).or_default();
        links.push(Link { text, anchor });
    };
    for entity in &*entities {
        let called = |name: &str| links::text(name, &entity.page, entity.is_twin);
        for resource in &entity.response_resources {
            add(resource, called(&entity.id), &entity.anchor);
        }
        for group in &entity.groups {
            for field in &group.fields {
                for resource in &field.links {
                    // A resource of the whole response has already been added.
                    let is_added = entity.response_resources.contains(resource);
                    if group.name != "response" || !is_added {
                        let name = format!("{}.{}", entity.id, field.path);
                        add(resource, called(&name), &field.anchor);
                    }
                }
            }
        }
    }
    for entity in entities {
        entity.used_by = users.remove(&entity.anchor).unwrap_or_default();
    }
}

/// Counts the bodies of each entity.
pub(super) fn count_bodies(verification: &Verification, entities: &mut [Entity]) {
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for model in &verification.models {
        let tally = tallies.entry(key_of_model(model)).or_default();
        tally.all += model.accepted + model.rejected + model.unchecked;
        tally.rejected += model.rejected;
    }
    for entity in entities {
        let tally = tallies.remove(&(entity.kind, &*entity.id, &*entity.page));
        entity.bodies = tally;
    }
}

/// The kind, id and page of an entity.
pub(super) type Key<'a> = (EntityKind, &'a str, &'a str);

/// The entities by key. The first entity counts if several have the same key.
pub(super) fn by_key(entities: &[Entity]) -> BTreeMap<Key<'_>, &Entity> {
    let entities = entities.iter().rev();
    entities
        .map(|it| ((it.kind, it.id.as_str(), it.page.as_str()), it))
        .collect()
}

/// The key of the entity that a model was generated for.
pub(super) fn key_of_model(model: &verify::Model) -> Key<'_> {
    let kind = match model.role {
        Role::Resource | Role::List => EntityKind::Resource,
        Role::Request | Role::Response => EntityKind::Operation,
    };
    (kind, &model.id, &model.page)
}
