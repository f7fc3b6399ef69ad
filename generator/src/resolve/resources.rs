//! Which entities are resources and operations (format, section 3.1), and where their views are.

use std::collections::{BTreeMap, HashMap};

use super::entries::{Entities, Lists};
use super::index::{EntityRef, Index};
use super::operations;
use super::types::Types;
use crate::api::{Operation, Resource, ResourceId};
use crate::diagnostic::{At, Code, Report};
use crate::parse::View;
use crate::place::PageId;

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The entities that become part of the API, and the other views of each.
pub(super) struct Catalog<'a> {
    index: &'a Index<'a>,
    entities: &'a Entities,
    resources: Vec<EntityRef>,
    operations: Vec<EntityRef>,
    /// The resource of an id on a page.
    by_identity: HashMap<(&'a str, PageId), ResourceId>,
    /// The only resource of the page at an address; none where it has several.
    by_url: HashMap<String, Option<ResourceId>>,
    /// All views of a thing, by the id and the page they share (format, section 6).
    views: BTreeMap<(&'a str, PageId), Vec<EntityRef>>,
}

impl<'a> Catalog<'a> {
    /// Sorts the entities of a view into resources and operations.
    ///
    /// The wire is `curl` and, for what has no `curl`, `json`; so `curl` stands for both.
    pub(super) fn of(
        index: &'a Index<'a>,
        entities: &'a Entities,
        view: View,
        report: &mut Report,
    ) -> Self {
        let mut catalog = Self {
            index,
            entities,
            resources: Vec::new(),
            operations: Vec::new(),
            by_identity: HashMap::new(),
            by_url: HashMap::new(),
            views: BTreeMap::new(),
        };
        for at in index.all() {
            let id = catalog.id(*at);
            catalog.views.entry((id, at.page)).or_default().push(*at);
            if at.view == view || view == View::Curl && at.view == View::Json {
                catalog.add(*at, id, report);
            }
        }
        catalog
    }

    fn add(&mut self, at: EntityRef, id: &'a str, report: &mut Report) {
        if self.has_method(at) {
            self.check_path(at, report);
            self.operations.push(at);
        } else if self.index.entity(at).properties.is_some() {
            let resource = ResourceId(self.resources.len());
            self.by_identity.entry((id, at.page)).or_insert(resource);
            self.by_url
                .entry(self.index.url(at.page))
                .and_modify(|only| *only = None)
                .or_insert(Some(resource));
            self.resources.push(at);
        }
    }

    /// Names come from `id`; an entity without one is known by its key.
    fn id(&self, at: EntityRef) -> &'a str {
        let entity = self.index.entity(at);
        entity.id.as_deref().unwrap_or(&entity.key)
    }

    /// Only `curl` has methods; elsewhere an HTTP `type` means nothing.
    fn has_method(&self, at: EntityRef) -> bool {
        let kind = self.index.entity(at).kind.as_deref();
        at.view == View::Curl && kind.is_some_and(|kind| METHODS.contains(&kind))
    }

    /// What has a method must have a path; nothing else could be called.
    fn check_path(&self, at: EntityRef, report: &mut Report) {
        let title = self.index.entity(at).title.as_deref();
        if !title.is_some_and(|title| title.starts_with('/')) {
            let message = "an operation's `title` must be its path";
            let help = "begin it with `/`, as in `/things/:id`";
            let place = At::Value(self.index.place(at).key("title"));
            report.raise(Code::InvalidPath, message, help, place);
        }
    }

    /// The resource that an entity of any view is a view of.
    pub(super) fn resource_of(&self, at: EntityRef) -> Option<ResourceId> {
        self.by_identity.get(&(self.id(at), at.page)).copied()
    }

    /// The only resource that the page at this address is about.
    pub(super) fn resource_at(&self, url: &str) -> Option<ResourceId> {
        self.by_url.get(url).copied().flatten()
    }

    /// The lists of an entity, references followed.
    pub(super) fn lists(&self, at: EntityRef) -> &'a Lists {
        &self.entities[&at]
    }

    /// The other views of the thing that an entity describes.
    pub(super) fn other_views(&self, at: EntityRef) -> impl Iterator<Item = EntityRef> + '_ {
        let views = self.views.get(&(self.id(at), at.page));
        views
            .into_iter()
            .flatten()
            .copied()
            .filter(move |other| *other != at)
    }

    /// Every resource, its fields' types decided.
    pub(super) fn resources(&self, types: &mut Types<'a>) -> Vec<Resource> {
        let resources = self.resources.iter().map(|at| Resource {
            id: self.id(*at).to_owned(),
            page: at.page,
            view: at.view,
            place: self.index.place(*at),
            docs: self.lists(*at).docs.clone(),
            fields: types.properties(*at),
        });
        resources.collect()
    }

    /// Every operation of the wire.
    pub(super) fn operations(&self, types: &mut Types<'a>) -> Vec<Operation> {
        let operations = self.operations.iter().map(|at| {
            let entity = self.index.entity(*at);
            let method = entity.kind.clone().unwrap_or_default();
            let path = entity.title.clone().unwrap_or_default();
            let parameters = operations::Parameters::of(*at, &method, &path, types);
            Operation {
                id: self.id(*at).to_owned(),
                page: at.page,
                view: at.view,
                place: self.index.place(*at),
                docs: self.lists(*at).docs.clone(),
                response: operations::response(*at, &method, self.lists(*at), types),
                path_parameters: parameters.path,
                query: parameters.query,
                body: parameters.body,
                method,
                path,
            }
        });
        operations.collect()
    }
}
