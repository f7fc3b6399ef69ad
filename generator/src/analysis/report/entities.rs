//! Resources and operations, each with all that is known of it.

use std::collections::BTreeMap;

use super::corrections::{self, Correction};
use super::fields::{self, FieldContext};
use super::files::Files;
use super::links::{self, Links, resources};
use super::{Entity, Link, Markdown};
use crate::analysis::explain::{self, Evidence};
use crate::analysis::inspect::{Inspection, OperationInfo};
use crate::base::node_path::PageId;
use crate::config::Settings;
use crate::pipeline::api::{
    Api, AppliedCorrection, EntityOrigin, Member, Operation, Resource, Response,
};
use crate::pipeline::serde_rules;

/// Everything in the order of the evidence.
pub(super) fn collect(
    evidence: &Evidence,
    api: &Api,
    inspection: &Inspection,
    links: &Links,
    files: &Files,
    settings: &Settings,
) -> Vec<Entity> {
    let things = api.resources.iter().map(EntityData::resource);
    let things: Vec<EntityData<'_>> = things
        .chain(api.operations.iter().map(EntityData::operation))
        .collect();
    let collector = Collector {
        evidence,
        api,
        inspection,
        links,
        files,
        settings,
    };
    let entities = evidence.entities.iter().zip(&things).enumerate();
    let mut entities: Vec<Entity> = entities
        .map(|(position, (entity, thing))| collector.entity(position, entity, thing))
        .collect();
    add_users(&mut entities);
    entities
}

/// What resources and operations have in common.
struct EntityData<'a> {
    page: PageId,
    docs: Option<&'a str>,
    members: Vec<Member<'a>>,
    corrections: &'a [AppliedCorrection],
    origin: &'a EntityOrigin,
    operation: Option<&'a Operation>,
}

impl<'a> EntityData<'a> {
    fn resource(resource: &'a Resource) -> Self {
        Self {
            page: resource.page,
            docs: resource.docs.as_deref(),
            members: resource.members(),
            corrections: &resource.corrections,
            origin: &resource.origin,
            operation: None,
        }
    }

    fn operation(operation: &'a Operation) -> Self {
        Self {
            page: operation.page,
            docs: operation.docs.as_deref(),
            members: operation.members(),
            corrections: &operation.corrections,
            origin: &operation.origin,
            operation: Some(operation),
        }
    }
}

struct Collector<'a> {
    evidence: &'a Evidence,
    api: &'a Api,
    inspection: &'a Inspection,
    links: &'a Links,
    files: &'a Files,
    settings: &'a Settings,
}

impl Collector<'_> {
    fn entity(&self, position: usize, entity: &explain::Entity, thing: &EntityData<'_>) -> Entity {
        let (anchor, anchors) = self.links.entity(position);
        let views = entity.views.iter();
        let about = FieldContext {
            entity,
            operation: thing.operation,
            links: self.links,
            files: self.files,
            base_url: &self.settings.base_url,
        };
        let info = self.info(entity);
        Entity {
            anchor: anchor.to_owned(),
            kind: entity.kind,
            id: entity.id.clone(),
            is_twin: self.links.is_twin(position),
            section: section(&entity.page),
            title: title(thing, &entity.id),
            rust: entity.rust.clone(),
            response: info.and_then(|info| info.response.clone()),
            request_enums: self.request_enums(entity),
            docs: self.docs(thing),
            views: views
                .map(|view| (view.view, self.files.line(&view.at, &entity.page)))
                .collect(),
            groups: fields::groups(&about, &thing.members, anchors),
            answers: self.answers(thing),
            used_by: Vec::new(),
            corrections: corrections::in_force(thing.corrections, anchor),
            unjoined: self.unjoined(entity),
            drift: Vec::new(),
            changed: None,
            bodies: None,
            page: entity.page.clone(),
        }
    }

    fn info(&self, entity: &explain::Entity) -> Option<&OperationInfo> {
        let mut operations = self.inspection.operations.iter();
        operations.find(|info| info.id == entity.id && info.page == entity.page)
    }

    fn request_enums(&self, entity: &explain::Entity) -> Vec<String> {
        let Some(info) = self.info(entity) else {
            return Vec::new();
        };
        let holds = self.inspection.request_enums.iter().filter(|shared| {
            let same = shared.method == info.method && shared.path == info.path;
            same && shared.operations.contains(&info.id)
        });
        holds.map(|shared| shared.rust.clone()).collect()
    }

    /// Its own words, else the first of its page.
    fn docs(&self, thing: &EntityData<'_>) -> Option<Markdown> {
        let prose = || {
            let page = self.api.pages.get(thing.page.index())?;
            let paragraphs = page.prose.split("\n\n").map(str::trim);
            let mut text = paragraphs.filter(|text| !text.is_empty() && !text.starts_with('#'));
            text.next()
        };
        let text = thing.docs.or_else(prose)?;
        Some(Markdown::new(text, &self.settings.base_url))
    }

    fn answers(&self, thing: &EntityData<'_>) -> Vec<Link> {
        match thing.operation.map(|operation| &operation.response) {
            Some(Response::Body(ty)) => {
                let item = serde_rules::list_item(ty).map_or(ty, |(item, _)| item);
                self.links.resources(resources(item))
            }
            _ => Vec::new(),
        }
    }

    fn unjoined(&self, entity: &explain::Entity) -> Vec<explain::Unjoined> {
        let prefix = format!("{}.", entity.id);
        let of_it = self.evidence.unjoined.iter().filter(|unjoined| {
            let here = entity
                .views
                .iter()
                .any(|view| view.at.file == unjoined.at.file);
            here && unjoined.docs.starts_with(&prefix)
        });
        let shown = of_it.map(|unjoined| {
            let mut shown = unjoined.clone();
            shown.at.file = self.files.page(&shown.at.file);
            shown
        });
        shown.collect()
    }
}

/// `POST /parcels` of an operation, the title of a resource where that is not its id.
fn title(thing: &EntityData<'_>, id: &str) -> Option<String> {
    match thing.operation {
        Some(operation) => Some(format!("{} {}", operation.method, operation.path)),
        None => thing.origin.title.clone().filter(|title| title != id),
    }
}

/// The first folder of a page, or the page where it is in none.
fn section(page: &str) -> String {
    let first = page.split('/').next().unwrap_or_default();
    first.strip_suffix(".mdx").unwrap_or(first).to_owned()
}

/// Tells each resource whose type it is.
fn add_users(entities: &mut [Entity]) {
    let mut users: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    for entity in &*entities {
        for (of, user) in uses(entity) {
            users.entry(of).or_default().push(user);
        }
    }
    for entity in entities {
        entity.used_by = users.remove(&entity.anchor).unwrap_or_default();
    }
}

/// The anchors of resources, and what of this entity they are the type of: the whole of an
/// answer, or else a field.
fn uses(entity: &Entity) -> Vec<(String, Link)> {
    let answers = entity.answers.iter().map(|answer| {
        let (text, anchor) = (entity.called(&entity.id), entity.anchor.clone());
        (answer.anchor.clone(), Link { text, anchor })
    });
    let fields = entity.groups.iter().flat_map(|group| {
        let fields = group.fields.iter().map(move |field| (group.name, field));
        fields.flat_map(|(list, field)| field.links.iter().map(move |of| (list, field, of)))
    });
    let fields = fields.filter(|(list, _, of)| *list != "answer" || !entity.answers.contains(of));
    let fields = fields.map(|(_, field, of)| {
        let text = entity.called(&format!("{}.{}", entity.id, field.path));
        let anchor = field.anchor.clone();
        (of.anchor.clone(), Link { text, anchor })
    });
    answers.chain(fields).collect()
}

impl Entity {
    /// The name of it or of a field, with the page where that alone tells which of two it is.
    fn called(&self, name: &str) -> String {
        links::text(name, &self.page, self.is_twin)
    }

    /// Every correction in it, its own first.
    pub(super) fn all_corrections(&self) -> impl Iterator<Item = &Correction> {
        let fields = self.fields().flat_map(|field| &field.corrections);
        self.corrections.iter().chain(fields)
    }
}
