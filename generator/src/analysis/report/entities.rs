//! Resources and operations with their fields, and the number of their bodies.

use std::collections::BTreeMap;

use super::links::{self, Links, resources};
use super::{Entity, Field, Group, Link, Markdown, Tally};
use crate::analysis::explain::{self, EntityKind, Evidence, Unmatched};
use crate::analysis::members::{Member, MemberRef};
use crate::analysis::verify::{self, Role, Verification};
use crate::base::node_path::PageId;
use crate::base::page_path;
use crate::notation::docs_path;
use crate::pipeline::api::{self, Api, Operation, Response};
use crate::pipeline::model::rust_model::RustModel;
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
        model,
        links,
        base_url,
        unmatched: &evidence.unmatched,
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
    model: &'a RustModel,
    links: &'a Links,
    base_url: &'a str,
    unmatched: &'a [Unmatched],
}

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
        let mut operations = self.model.operations.iter();
        let Some(operation) = operations.find(|it| it.id == entity.id && it.page == entity.page)
        else {
            return;
        };
        entity.response = operation.response.as_ref().map(ToString::to_string);
        for request_enum in &self.model.request_enums {
            let has_call =
                request_enum.method == operation.method && request_enum.path == operation.path;
            if has_call && request_enum.operations.contains(&operation.id) {
                entity.request_enums.push(request_enum.item.to_string());
            }
        }
    }

    fn add_unmatched(&self, entity: &mut Entity) {
        let prefix = format!("{}.", entity.id);
        for unmatched in self.unmatched {
            let mut views = entity.views.iter();
            if unmatched.docs_path.starts_with(&prefix)
                && views.any(|view| view.at.file == unmatched.at.file)
            {
                entity.unmatched.push(unmatched.clone());
            }
        }
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
    for model in &verification.models {
        let entity = entities
            .iter_mut()
            .find(|entity| is_model_of(model, entity));
        if let Some(entity) = entity {
            let tally = entity.bodies.get_or_insert_with(Tally::default);
            tally.all += model.accepted + model.rejected + model.unchecked;
            tally.rejected += model.rejected;
        }
    }
}

/// `true` if a model was generated for an entity.
pub(super) fn is_model_of(model: &verify::Model, entity: &Entity) -> bool {
    let kind = match model.role {
        Role::Resource | Role::List => EntityKind::Resource,
        Role::Request | Role::Response => EntityKind::Operation,
    };
    entity.kind == kind && entity.id == model.id && entity.page == model.page
}
