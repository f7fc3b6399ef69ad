//! Collects the evidence from what stages 1 to 4 hand on.

use super::enums;
use super::evidence::{Entity, EntityKind, Evidence, Location, Unjoined, Untyped, ViewPlace};
use super::fields::corrections;
use super::rust::Fields;
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::api::{self, Api, EntityOrigin, Operation, Resource, UnmatchedReason};
use crate::pipeline::model::rust_model::RustModel;
use crate::pipeline::source::Source;
use crate::pipeline::source_map::SourceMap;

impl Evidence {
    /// Collects the evidence for everything.
    pub(crate) fn collect(api: &Api, model: &RustModel, sources: &[Source]) -> Self {
        let mut collector = Collector::new(api, model, sources);
        let resources = api
            .resources
            .iter()
            .map(|resource| collector.resource(resource));
        let mut entities: Vec<Entity> = resources.collect();
        let operations = api.operations.iter();
        entities.extend(operations.map(|operation| collector.operation(operation)));
        let unjoined = api
            .unjoined
            .iter()
            .map(|unjoined| collector.unjoined(unjoined));
        let unjoined = unjoined.collect();
        let untyped = api.untyped.iter().map(|untyped| Untyped {
            docs: untyped.docs.clone(),
            at: collector.at(&untyped.place),
        });
        Self {
            untyped: untyped.collect(),
            unjoined,
            enums: enums::collect(model, &entities),
            entities,
        }
    }
}

/// What the evidence is collected from.
pub(super) struct Collector<'a> {
    pub(super) api: &'a Api,
    model: &'a RustModel,
    pub(super) places: SourceMap<'a>,
    pub(super) fields: Fields<'a>,
}

impl<'a> Collector<'a> {
    fn new(api: &'a Api, model: &'a RustModel, sources: &'a [Source]) -> Self {
        Self {
            api,
            model,
            places: SourceMap::new(sources),
            fields: Fields::new(api, model),
        }
    }

    /// The file and line of a value, or those of the nearest value that holds it.
    pub(super) fn at(&mut self, place: &NodeRef) -> Location {
        let found = self.places.line(place);
        found.map_or_else(Location::default, |(file, line)| Location {
            file: file.to_owned(),
            line,
        })
    }

    fn resource(&mut self, resource: &Resource) -> Entity {
        let members = resource.members();
        Entity {
            kind: EntityKind::Resource,
            id: resource.id.clone(),
            fields: self.members(&members, resource.page, resource.view),
            corrections: corrections(&resource.corrections),
            ..self.entity(&resource.id, resource.page, &resource.origin)
        }
    }

    fn operation(&mut self, operation: &Operation) -> Entity {
        let members = operation.members();
        Entity {
            kind: EntityKind::Operation,
            id: operation.id.clone(),
            fields: self.members(&members, operation.page, operation.view),
            corrections: corrections(&operation.corrections),
            endpoint: Some(format!("{} {}", operation.method, operation.path)),
            ..self.entity(&operation.id, operation.page, &operation.origin)
        }
    }

    /// What resources and operations have in common.
    fn entity(&mut self, id: &str, page: PageId, origin: &EntityOrigin) -> Entity {
        let page = self.page(page);
        let of_it = |listed_id: &str, listed_page: &str| listed_id == id && listed_page == page;
        let listed = self
            .model
            .named_types
            .iter()
            .filter(|listed| of_it(&listed.id, &listed.page));
        let mut rust: Vec<String> = listed.map(|listed| listed.path.to_string()).collect();
        let operations = self.model.operations.iter();
        let operations = operations.filter(|operation| of_it(&operation.id, &operation.page));
        rust.extend(operations.map(|operation| operation.endpoint.to_string()));
        rust.dedup();
        let views = origin.views.iter().map(|(view, place)| ViewPlace {
            view: view.as_str(),
            at: self.at(place),
        });
        Entity {
            views: views.collect(),
            kind: EntityKind::Resource,
            id: id.to_owned(),
            endpoint: None,
            title: origin.title.clone(),
            url: origin.url.clone(),
            fields: Vec::new(),
            corrections: Vec::new(),
            page,
            rust,
        }
    }

    /// The path of a page.
    pub(super) fn page(&self, page: PageId) -> String {
        let info = self.api.pages.get(page.index());
        info.map(|info| info.path.clone()).unwrap_or_default()
    }

    fn unjoined(&mut self, unjoined: &api::UnmatchedMember) -> Unjoined {
        Unjoined {
            view: unjoined.view.as_str(),
            docs: format!("{}.{}", unjoined.entity, unjoined.path),
            at: self.at(&unjoined.place),
            reason: match unjoined.reason {
                UnmatchedReason::PathParameterAlias => "path-handle",
                UnmatchedReason::SdkOnly => "sdk-only",
                UnmatchedReason::ResponseAlias => "response-handle",
                UnmatchedReason::InResource => "in-resource",
                UnmatchedReason::Renamed => "renamed",
                UnmatchedReason::Undocumented => "gap",
            },
        }
    }
}
