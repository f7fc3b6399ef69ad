//! Which entities are resources and operations (format, section 3.1), and where their views are.

use std::collections::{BTreeMap, HashMap};

use super::called::ResourceNames;
use super::documented;
use super::entries::{Entities, ExpandedEntity, ExpandedMember};
use super::index::{EntityRef, Index};
use super::operations;
use super::roles;
use super::types::TypeResolver;
use super::views::ListKind;
use crate::base::node_path::PageId;
use crate::base::view::View;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{EntityOrigin, Operation, Resource, ResourceId};

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
    called: ResourceNames<'a>,
    /// The operations whose answer is a resource and which are sent to make or change it.
    mutating_operations: HashMap<ResourceId, Vec<EntityRef>>,
    /// All views of a thing, by the id and the page they share (format, section 6).
    views: BTreeMap<(&'a str, PageId), Vec<EntityRef>>,
}

impl<'a> Catalog<'a> {
    /// Sorts the entities of a view into resources and operations.
    ///
    /// The wire is `curl` and, for what has no `curl`, `json`; so `curl` stands for both.
    pub(super) fn new(index: &'a Index<'a>, entities: &'a Entities, view: View) -> Self {
        let mut catalog = Self {
            index,
            entities,
            resources: Vec::new(),
            operations: Vec::new(),
            by_identity: HashMap::new(),
            by_url: HashMap::new(),
            called: ResourceNames::default(),
            mutating_operations: HashMap::new(),
            views: BTreeMap::new(),
        };
        for at in index.all() {
            let id = catalog.id(*at);
            catalog.views.entry((id, at.page)).or_default().push(*at);
        }
        for at in index.all() {
            let id = catalog.id(*at);
            if at.view == view || view == View::Curl && at.view == View::Json {
                catalog.add(*at, id);
            }
        }
        catalog.find_makers();
        catalog
    }

    fn add(&mut self, at: EntityRef, id: &'a str) {
        if self.is_operation(at) {
            self.operations.push(at);
        } else if self.index.entity(at).properties.is_some() && !self.is_operation_in_any_view(at) {
            let resource = ResourceId(self.resources.len());
            self.by_identity.entry((id, at.page)).or_insert(resource);
            self.by_url
                .entry(self.index.url(at.page))
                .and_modify(|only| *only = None)
                .or_insert(Some(resource));
            let key = &self.index.entity(at).key;
            self.called.add(resource, key, self.object_name(at));
            self.resources.push(at);
        }
    }

    /// Operations may answer with a resource of a later page, so they wait for all resources.
    fn find_makers(&mut self) {
        for at in &self.operations {
            let method = self.index.entity(*at).ty.as_deref();
            let answer = match self.lists(*at).returns.as_deref() {
                Some([only]) if matches!(method, Some("POST" | "PUT" | "PATCH")) => only.entity,
                _ => None,
            };
            if let Some(resource) = answer.and_then(|entity| self.resource_of(entity)) {
                self.mutating_operations
                    .entry(resource)
                    .or_default()
                    .push(*at);
            }
        }
    }

    /// Names come from `id`; an entity without one is known by its key.
    pub(super) fn id(&self, at: EntityRef) -> &'a str {
        let entity = self.index.entity(at);
        entity.id.as_deref().unwrap_or(&entity.key)
    }

    /// Whether the wire knows the thing as an operation: in an SDK it is a function, whatever
    /// lists it has.
    fn is_operation_in_any_view(&self, at: EntityRef) -> bool {
        self.other_views(at).any(|other| self.is_operation(other))
    }

    /// The docs path of a list: the id of a resource, `list_users.parameters` of an operation.
    pub(super) fn docs_path(&self, at: EntityRef, list: ListKind) -> String {
        let id = self.id(at);
        match list {
            ListKind::Returns => format!("{id}.returns"),
            ListKind::Parameters => format!("{id}.parameters"),
            ListKind::Properties if self.is_operation(at) => format!("{id}.parameters"),
            ListKind::Properties => id.to_owned(),
        }
    }

    /// The resource that an entity of any view is a view of.
    pub(super) fn resource_of(&self, at: EntityRef) -> Option<ResourceId> {
        self.by_identity.get(&(self.id(at), at.page)).copied()
    }

    /// The resource that a member is: by a bare reference, by its type, or in a view that
    /// names no handles by its key, which is then a type.
    pub(super) fn resolve_resource(
        &self,
        entry: &ExpandedMember,
        at: EntityRef,
    ) -> Option<ResourceId> {
        let by_key = || Some(TypeExpr::from_syntax(&syntax::parse(&entry.key).ok()?));
        let named = |ty: TypeExpr| match ty {
            TypeExpr::Named(name) => self.index.by_type_name(at.view, &name, at.page),
            _ => None,
        };
        let ty = || entry.ty.clone().or_else(by_key);
        let entity = entry.entity.or_else(|| named(ty()?))?;
        self.resource_of(entity)
    }

    /// Whether a view has an entity of that key.
    pub(super) fn has(&self, view: View, key: &str, from: PageId) -> bool {
        self.index.by_key(view, key, from).is_some()
    }

    /// The only resource that the page at this address is about.
    pub(super) fn resource_at(&self, url: &str) -> Option<ResourceId> {
        self.by_url.get(url).copied().flatten()
    }

    /// The resource of that key, or those whose `object` is that name on the wire.
    pub(super) fn resources_called(&self, name: &str) -> Vec<ResourceId> {
        match self.called.by_key(name) {
            [first, ..] => vec![*first],
            [] => self.called.by_object(name).to_vec(),
        }
    }

    /// The members of a resource, as its view lists them.
    pub(super) fn members_of(&self, resource: ResourceId) -> &'a [ExpandedMember] {
        let at = self.entity_of(resource);
        let properties = at.and_then(|at| self.lists(at).properties.as_deref());
        properties.unwrap_or_default()
    }

    /// The entity that describes a resource.
    pub(super) fn entity_of(&self, resource: ResourceId) -> Option<EntityRef> {
        self.resources.get(resource.0).copied()
    }

    /// The literal that names the type of a resource on the wire.
    fn object_name(&self, at: EntityRef) -> Option<&'a str> {
        let members = self.lists(at).properties.as_deref()?;
        let object = members.iter().find(|member| member.key == "object")?;
        match object.ty.as_ref()? {
            TypeExpr::Literal(name) => Some(name),
            _ => None,
        }
    }

    /// The operations whose answer is the resource and which are sent to make or change it.
    pub(super) fn makers_of(&self, resource: ResourceId) -> impl Iterator<Item = EntityRef> {
        self.mutating_operations
            .get(&resource)
            .into_iter()
            .flatten()
            .copied()
    }

    /// The lists of an entity, references followed.
    pub(super) fn lists(&self, at: EntityRef) -> &'a ExpandedEntity {
        &self.entities[&at]
    }

    /// The lists of every entity of a wire view.
    pub(super) fn lists_of_the_wire(&self) -> impl Iterator<Item = &'a ExpandedEntity> {
        let wire = self.entities.iter().filter(|(at, _)| at.view.is_wire());
        wire.map(|(_, lists)| lists)
    }

    /// The other views of the thing that an entity describes.
    pub(super) fn other_views(&self, at: EntityRef) -> impl Iterator<Item = EntityRef> + '_ {
        let views = self.views.get(&(self.id(at), at.page));
        views
            .into_iter()
            .flatten()
            .copied()
            .filter(move |other| other.view != at.view)
    }

    /// What the docs call an entity, and which views describe it.
    fn origin(&self, at: EntityRef) -> EntityOrigin {
        let entity = self.index.entity(at);
        let views = std::iter::once(at).chain(self.other_views(at));
        EntityOrigin {
            url: entity.url.clone(),
            title: entity.title.clone(),
            views: views.map(|at| (at.view, self.index.place(at))).collect(),
        }
    }

    /// Every entity of the view that becomes part of the API, in page order.
    pub(super) fn described(&self) -> Vec<EntityRef> {
        let mut described = [self.resources.as_slice(), &self.operations].concat();
        described.sort_unstable();
        described
    }

    /// Whether an entity is an operation.
    pub(super) fn is_operation(&self, at: EntityRef) -> bool {
        roles::is_operation(at.view, self.index.entity(at))
    }

    /// The names of an operation's path parameters, each behind the segment before it.
    pub(super) fn path_parameters(
        &self,
        at: EntityRef,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let path = self.index.entity(at).title.as_deref().unwrap_or_default();
        let pairs = path.split('/').zip(path.split('/').skip(1));
        pairs.filter_map(|(before, segment)| Some((before, segment.strip_prefix(':')?)))
    }

    /// Where each resource is described, in their order.
    pub(super) fn entities_of_resources(&self) -> &[EntityRef] {
        &self.resources
    }

    /// Every resource, its fields' types decided.
    pub(super) fn resources(&self, types: &mut TypeResolver<'a>) -> Vec<Resource> {
        let resources = self.resources.iter().map(|at| Resource {
            id: self.id(*at).to_owned(),
            page: at.page,
            view: at.view,
            place: self.index.place(*at),
            docs: self.lists(*at).docs.clone(),
            fields: types.properties(*at),
            origin: self.origin(*at),
            corrections: Vec::new(),
        });
        resources.collect()
    }

    /// Every operation of the wire.
    pub(super) fn operations(&self, types: &mut TypeResolver<'a>) -> Vec<Operation> {
        let operations = self.operations.iter().map(|at| {
            let entity = self.index.entity(*at);
            let method = entity.ty.clone().unwrap_or_default();
            let path = entity.title.clone().unwrap_or_default();
            let parameters = operations::Parameters::new(*at, &method, &path, types);
            let lists = self.lists(*at);
            let returns = operations::ReturnsForm::new(&method, lists, types);
            Operation {
                id: self.id(*at).to_owned(),
                page: at.page,
                view: at.view,
                place: self.index.place(*at),
                docs: lists.docs.clone(),
                documented: documented::members(lists, returns.is_body()),
                response: returns.response(*at, types),
                path_parameters: parameters.path,
                ambiguous_location: parameters.undecided,
                query: parameters.query,
                body: parameters.body,
                origin: self.origin(*at),
                corrections: Vec::new(),
                method,
                path,
            }
        });
        operations.collect()
    }
}
