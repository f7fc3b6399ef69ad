//! The role of each entity (format, section 3.1), and the views of each resource and operation.

use std::collections::{BTreeMap, HashMap};

use super::entity_index::{EntityIndex, EntityRef};
use super::expanded::{Entities, ExpandedEntity, ExpandedMember, ListKind};
use super::types::TypeResolver;
use super::view_joins::OtherViewMember;
use crate::base::node_path::PageId;
use crate::base::page_path;
use crate::base::view::View;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{EntityOrigin, Resource, ResourceId};
use crate::pipeline::parse::Entity;

/// The entity that only explains the cursors of lists.
const DOCUMENTATION: &str = "list_metadata";

/// The methods whose names are never types, in upper or lower case.
const USUAL_METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The methods whose names in lower case may be types: `options`.
const OTHER_METHODS: [&str; 4] = ["HEAD", "OPTIONS", "TRACE", "CONNECT"];

/// The resources and operations of a view, and the other views of each.
pub(super) struct Catalog<'a> {
    /// The view that names the fields.
    pub(super) view: View,
    pub(super) index: &'a EntityIndex<'a>,
    entities: &'a Entities,
    /// The entities of the resources, in page order; a [`ResourceId`] is a position here.
    pub(super) resources: Vec<EntityRef>,
    /// The entities of the operations, in page order.
    pub(super) operations: Vec<EntityRef>,
    /// The resource with this id on this page.
    by_identity: HashMap<(&'a str, PageId), ResourceId>,
    /// The only resource of the page at a URL; `None` if it has several.
    by_url: HashMap<String, Option<ResourceId>>,
    /// The resources by their key, in page order.
    by_key: HashMap<&'a str, Vec<ResourceId>>,
    /// The same, by the literal of their `object`.
    by_object: HashMap<&'a str, BTreeMap<&'a str, Vec<ResourceId>>>,
    /// The operations that make or change a resource and respond with it.
    mutating_operations: HashMap<ResourceId, Vec<EntityRef>>,
    /// All views of a resource or operation, by their common id and page (format, section 6).
    views: HashMap<(&'a str, PageId), Vec<EntityRef>>,
}

impl<'a> Catalog<'a> {
    /// Sorts the entities of a view into resources and operations.
    ///
    /// On the wire, an entity is in the view `curl` or, without `curl`, in `json`. So `curl`
    /// includes both.
    pub(super) fn new(index: &'a EntityIndex<'a>, entities: &'a Entities, view: View) -> Self {
        let mut catalog = Self {
            view,
            index,
            entities,
            resources: Vec::new(),
            operations: Vec::new(),
            by_identity: HashMap::new(),
            by_url: HashMap::new(),
            by_key: HashMap::new(),
            by_object: HashMap::new(),
            mutating_operations: HashMap::new(),
            views: HashMap::new(),
        };
        for at in &index.all {
            let identity = (catalog.id(*at), at.page);
            catalog.views.entry(identity).or_default().push(*at);
        }
        for at in &index.all {
            let is_wire = view == View::Curl && at.view == View::Json;
            if at.view == view || is_wire && !catalog.is_in_curl(*at) {
                catalog.add(*at);
            }
        }
        catalog.add_mutating_operations();
        catalog
    }

    /// `true` if `curl` describes the same resource.
    fn is_in_curl(&self, at: EntityRef) -> bool {
        let mut others = self.other_views(at);
        others
            .any(|other| other.view == View::Curl && self.index.entity(other).properties.is_some())
    }

    fn add(&mut self, at: EntityRef) {
        if self.is_operation(at) {
            self.operations.push(at);
            return;
        }
        // An operation on the wire is a function in an SDK, which may have any lists.
        let is_function = || self.other_views(at).any(|other| self.is_operation(other));
        let entity = self.index.entity(at);
        if entity.properties.is_none() || is_function() {
            return;
        }
        let resource = ResourceId(self.resources.len());
        let identity = (self.id(at), at.page);
        self.by_identity.entry(identity).or_insert(resource);
        self.by_url
            .entry(page_path::url(self.index.path(at.page)))
            .and_modify(|only| *only = None)
            .or_insert(Some(resource));
        self.by_key.entry(&entity.key).or_default().push(resource);
        let mut members = self.lists(at).members(ListKind::Properties).iter();
        let object = members.find(|member| member.key == "object");
        if let Some(TypeExpr::Literal(object)) = object.and_then(|member| member.ty.as_ref()) {
            let by_key = self.by_object.entry(object).or_default();
            by_key.entry(&entity.key).or_default().push(resource);
        }
        self.resources.push(at);
    }

    /// This needs all resources, since an operation may respond with a resource of a later page.
    fn add_mutating_operations(&mut self) {
        for at in &self.operations {
            let method = self.index.entity(*at).ty.as_deref();
            let response = match self.lists(*at).members(ListKind::Returns) {
                [only] if matches!(method, Some("POST" | "PUT" | "PATCH")) => only.entity,
                _ => None,
            };
            if let Some(resource) = response.and_then(|entity| self.resource_of(entity)) {
                let operations = self.mutating_operations.entry(resource).or_default();
                operations.push(*at);
            }
        }
    }

    /// The id of an entity, or its key if it has none.
    pub(super) fn id(&self, at: EntityRef) -> &'a str {
        let entity = self.index.entity(at);
        entity.id.as_deref().unwrap_or(&entity.key)
    }

    /// The docs path of a list: the id of a resource, `list_users.parameters` of an operation.
    pub(super) fn docs_path(&self, at: EntityRef, list: ListKind) -> String {
        let id = self.id(at);
        match list {
            ListKind::Returns => format!("{id}.returns"),
            ListKind::Properties if !self.is_operation(at) => id.to_owned(),
            ListKind::Parameters | ListKind::Properties => format!("{id}.parameters"),
        }
    }

    /// The resource that an entity of any view describes.
    pub(super) fn resource_of(&self, at: EntityRef) -> Option<ResourceId> {
        self.by_identity.get(&(self.id(at), at.page)).copied()
    }

    /// The resource to which a member refers: by a bare reference, by its type, or by its key. The
    /// key is a type in a view that does not name bodies.
    pub(super) fn resolve_resource(
        &self,
        entry: &ExpandedMember,
        at: EntityRef,
    ) -> Option<ResourceId> {
        if let Some(entity) = entry.entity {
            return self.resource_of(entity);
        }
        let key_type;
        let ty = match &entry.ty {
            Some(ty) => ty,
            None => {
                key_type = TypeExpr::from_syntax(&syntax::parse(&entry.key).ok()?);
                &key_type
            }
        };
        match ty {
            TypeExpr::Named(name) => {
                self.resource_of(self.index.by_type_name(at.view, name, at.page)?)
            }
            _ => None,
        }
    }

    /// The only resource on the page at this URL.
    pub(super) fn resource_at(&self, url: &str) -> Option<ResourceId> {
        self.by_url.get(url).copied().flatten()
    }

    /// The resource with this key, or the resources whose `object` has this value, in the order of
    /// their keys. Those of the section of the page `from` come before others, so that no other
    /// section adds to them. Of several resources with the same key it is the one on the nearest
    /// page.
    pub(super) fn resources_named(&self, name: &str, from: PageId) -> Vec<ResourceId> {
        let page = |resource: ResourceId| self.entity_of(resource).page;
        let nearest = |resources: &Vec<ResourceId>| {
            page_path::nearest(resources, from, page, |page| self.index.path(page))
        };
        let section = page_path::section(self.index.path(from));
        let is_here =
            |resource: &ResourceId| page_path::section(self.index.path(page(*resource))) == section;
        let called = self.by_key.get(name).and_then(nearest);
        let of_object = self
            .by_object
            .get(name)
            .into_iter()
            .flat_map(BTreeMap::values);
        let of_object: Vec<_> = of_object.filter_map(nearest).collect();
        let of_object_here: Vec<_> = of_object.iter().copied().filter(is_here).collect();
        match called {
            Some(called) if is_here(&called) || of_object_here.is_empty() => vec![called],
            None if of_object_here.is_empty() => of_object,
            _ => of_object_here,
        }
    }

    /// The entity that describes a resource.
    pub(super) fn entity_of(&self, resource: ResourceId) -> EntityRef {
        self.resources[resource.0]
    }

    /// The operations that make or change a resource and respond with it.
    pub(super) fn mutating_operations(&self, resource: ResourceId) -> &[EntityRef] {
        let operations = self.mutating_operations.get(&resource);
        operations.map_or(&[], Vec::as_slice)
    }

    /// The lists of an entity, with references followed.
    pub(super) fn lists(&self, at: EntityRef) -> &'a ExpandedEntity {
        &self.entities[&at]
    }

    /// The lists of every entity of a wire view.
    pub(super) fn wire_lists(&self) -> impl Iterator<Item = &'a ExpandedEntity> {
        let wire = self.entities.iter().filter(|(at, _)| at.view.is_wire());
        wire.map(|(_, lists)| lists)
    }

    /// The other views of the resource or operation that an entity describes.
    pub(super) fn other_views(&self, at: EntityRef) -> impl Iterator<Item = EntityRef> + '_ {
        let views = self.views.get(&(self.id(at), at.page));
        let views = views.into_iter().flatten().copied();
        views.filter(move |other| other.view != at.view)
    }

    /// `true` if another view lists the member inside an optional object.
    pub(super) fn is_in_optional(&self, member: OtherViewMember<'_>) -> bool {
        let lists = self.lists(member.from);
        let mut objects = [ListKind::Parameters, ListKind::Properties]
            .into_iter()
            .flat_map(|list| lists.members(list));
        objects.any(|object| {
            let mut inside = object.nested.iter().flatten();
            object.declaration.optional && inside.any(|entry| std::ptr::eq(entry, member.entry))
        })
    }

    /// The names of an entity in the docs, and the views that describe it.
    pub(super) fn origin(&self, at: EntityRef) -> EntityOrigin {
        let entity = self.index.entity(at);
        let views = std::iter::once(at).chain(self.other_views(at));
        EntityOrigin {
            url: entity.url.clone(),
            title: entity.title.clone(),
            views: views.map(|at| (at.view, self.index.place(at))).collect(),
            defined: None,
        }
    }

    /// `true` if an entity is an operation.
    pub(super) fn is_operation(&self, at: EntityRef) -> bool {
        is_operation(at.view, self.index.entity(at))
    }

    /// All resources, with the types of their fields.
    pub(super) fn resources(&self, types: &mut TypeResolver<'a>) -> Vec<Resource> {
        let resources = self.resources.iter().map(|at| Resource {
            id: self.id(*at).to_owned(),
            page: at.page,
            view: at.view,
            place: self.index.place(*at),
            docs: self.lists(*at).docs.clone(),
            fields: types.fields(*at, ListKind::Properties),
            origin: self.origin(*at),
            corrections: Vec::new(),
        });
        resources.collect()
    }
}

/// The role of an entity of a wire view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A request that the API responds to.
    Operation,
    /// An object that the API returns.
    Resource,
    /// The description of a member, to which other members refer.
    SharedDefinition,
    /// A text about the API.
    Documentation,
    /// None of these.
    Unclear,
}

impl Role {
    /// The role that the keys of the entity imply.
    pub(super) fn from_entity(view: View, entity: &Entity) -> Self {
        if is_operation(view, entity) {
            Self::Operation
        } else if entity.properties.is_some() {
            Self::Resource
        } else if resembles_operation(entity) {
            Self::Unclear
        } else if entity.ty.is_some() && entity.is_shared_definition() {
            Self::SharedDefinition
        } else if entity.key == DOCUMENTATION {
            Self::Documentation
        } else {
            Self::Unclear
        }
    }
}

/// `true` if an entity is an operation. Only `curl` has operations; in other views an HTTP method
/// as `type` has no meaning.
pub(super) fn is_operation(view: View, entity: &Entity) -> bool {
    view == View::Curl && resembles_operation(entity)
}

/// `true` if an entity is probably an operation, even with a mistake: it has a path or a method, or
/// lists that only operations have.
fn resembles_operation(entity: &Entity) -> bool {
    let has_path = |title: &str| title.starts_with('/');
    let has_method = |ty: &str| {
        let mut usual = USUAL_METHODS.iter();
        usual.any(|known| known.eq_ignore_ascii_case(ty)) || OTHER_METHODS.contains(&ty)
    };
    let has_lists = entity.properties.is_none()
        && (entity.returns.is_some() || entity.parameters.is_some() && entity.ty.is_some());
    has_lists
        || entity.title.as_deref().is_some_and(has_path)
        || entity.ty.as_deref().is_some_and(has_method)
}
