//! The models of the reference: requests, responses, resources and lists, and their ids.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Role;
use super::inferred_type::TAG;
use super::json::Json;
use super::plan::{Node, PlaceId, Places, Planner, StructNode};
use super::serde_shape::{SerdeShape, ShapeBuilder};
use super::value_location::{At, Declaration, SchemaOwner};
use crate::notation::docs_path;
use crate::pipeline::api::{
    Api, Operation, Resource, ResourceId, Response, TELLING, Type, telling_member,
};

/// A model for bodies.
#[derive(Debug)]
pub(super) struct ModelRef<'a> {
    pub(super) role: Role,
    /// The id in the docs.
    pub(super) id: &'a str,
    pub(super) node: Node<'a>,
    pub(super) declaration: Declaration<'a>,
    place: PlaceId,
}

impl<'a> ModelRef<'a> {
    /// The location of a whole body.
    pub(super) fn root(&self) -> At<'_, 'a> {
        At::root(self.place, self.declaration)
    }

    /// The location of the whole query or of all headers.
    pub(super) fn part(&self, part: &'static str) -> At<'_, 'a> {
        self.root().of_part(part)
    }
}

/// The parts of a request that its model does not contain.
#[derive(Debug)]
pub(super) struct Beside<'a> {
    /// The query, if the request has a body. The model is then the body.
    pub(super) query: Option<StructNode<'a>>,
    /// A struct without members, if the request has no body. The model is then the query.
    pub(super) body: Option<StructNode<'a>>,
    pub(super) headers: Option<StructNode<'a>>,
}

/// All models.
#[derive(Debug)]
pub(super) struct Models<'a> {
    pub(super) shapes: ShapeBuilder<'a>,
    pub(super) places: Places<'a>,
    /// The structs of the resources.
    structs: Vec<StructNode<'a>>,
    /// The requests, by the position of the operation.
    requests: Vec<ModelRef<'a>>,
    beside: Vec<Beside<'a>>,
    responses: Vec<ModelRef<'a>>,
    /// The resources, by position.
    resources: Vec<ModelRef<'a>>,
    /// The lists of each resource: `List`, and each response that wraps the resource in another way
    /// or is an array of it.
    lists: Vec<Vec<ModelRef<'a>>>,
    operations_by_id: Positions,
    resources_by_id: Positions,
    resources_by_tag: Positions,
    errors: Vec<DocumentedError>,
}

/// An error that the docs describe.
#[derive(Debug)]
struct DocumentedError {
    resource: ResourceId,
    /// The member that distinguishes it from other errors.
    member: &'static str,
    /// The texts of that member.
    texts: Vec<String>,
}

/// The positions of operations or resources, by a name.
type Positions = HashMap<String, Vec<usize>>;

impl<'a> Models<'a> {
    pub(super) fn new(shapes: ShapeBuilder<'a>) -> Self {
        let api = shapes.api;
        let mut planner = Planner::new(shapes);
        let ids = (0..api.resources.len()).map(ResourceId);
        let operations = || api.operations.iter().enumerate();
        let tags = api.resources.iter().enumerate().flat_map(|(index, it)| {
            let tags: BTreeSet<&str> = tags(it).collect();
            tags.into_iter().map(move |tag| (tag.to_owned(), index))
        });
        let wrappers = wrappers(api);
        Self {
            structs: ids.clone().map(|id| planner.resource(id)).collect(),
            requests: operations()
                .map(|(index, it)| planner.request(index, it))
                .collect(),
            beside: operations()
                .map(|(index, it)| planner.beside_of(index, it))
                .collect(),
            responses: operations()
                .map(|(index, it)| planner.response(index, it))
                .collect(),
            resources: ids
                .clone()
                .map(|id| {
                    let shape = SerdeShape::Resource(id);
                    planner.entity(SchemaOwner::Resource(id), &shape, id)
                })
                .collect(),
            lists: ids
                .map(|id| planner.lists(id, wrappers.get(&id).map_or(&[], Vec::as_slice)))
                .collect(),
            operations_by_id: positions(operations().map(|(at, it)| (normalized(&it.id), at))),
            resources_by_id: positions(
                (api.resources.iter().zip(0..)).map(|(it, at)| (normalized(&it.id), at)),
            ),
            resources_by_tag: positions(tags),
            errors: errors(api),
            shapes,
            places: planner.into_places(),
        }
    }

    /// The request of the operation at this position, and the parts that its model does not
    /// contain.
    pub(super) fn request(&self, position: usize) -> (&ModelRef<'a>, &Beside<'a>) {
        (&self.requests[position], &self.beside[position])
    }

    /// The response of the operation at this position.
    pub(super) fn response(&self, position: usize) -> &ModelRef<'a> {
        &self.responses[position]
    }

    /// The documented errors that the code of a body identifies.
    pub(super) fn errors(&self, json: &Json<'_>) -> Vec<&ModelRef<'a>> {
        let errors = self.errors.iter().filter(|error| {
            let text = json.last(error.member).and_then(Json::text);
            text.is_some_and(|text| error.texts.iter().any(|known| *known == *text))
        });
        errors.map(|it| &self.resources[it.resource.0]).collect()
    }

    /// The code of an error, if a table of error codes contains it.
    pub(super) fn error_code(&self, json: &Json<'_>) -> Option<&'a str> {
        let tables = self.shapes.api.error_codes.iter();
        let mut known = tables.flat_map(|table| table.ty.values().unwrap_or_default());
        let members = TELLING.map(|member| json.last(member).and_then(Json::text));
        let known =
            known.find(|known| members.iter().flatten().any(|code| *code == known.value))?;
        Some(&known.value)
    }

    /// The struct of a resource.
    pub(super) fn resource(&self, id: ResourceId) -> &StructNode<'a> {
        &self.structs[id.0]
    }

    /// The models for an id in an index: of exactly this id, or else of an id that differs only in
    /// `-` and `_`.
    pub(super) fn listed(&self, role: Role, id: &str) -> Vec<&ModelRef<'a>> {
        let all = self.find(role, id);
        let exact: Vec<_> = all.iter().filter(|model| model.id == id).copied().collect();
        if exact.is_empty() { all } else { exact }
    }

    /// The models of an id, with `-` equal to `_`.
    pub(super) fn find(&self, role: Role, id: &str) -> Vec<&ModelRef<'a>> {
        let by_id = match role {
            Role::Request | Role::Response => &self.operations_by_id,
            Role::Resource | Role::List => &self.resources_by_id,
        };
        self.at(role, by_id.get(&normalized(id)))
    }

    /// The models with this name: models of operations, or else of resources.
    pub(super) fn named(
        &self,
        name: &str,
        of_operation: Role,
        of_resource: Role,
    ) -> Vec<&ModelRef<'a>> {
        let operations = self.find(of_operation, name);
        if operations.is_empty() {
            self.find(of_resource, name)
        } else {
            operations
        }
    }

    /// The models of the resources with this `object`.
    pub(super) fn tagged(&self, role: Role, object: &str) -> Vec<&ModelRef<'a>> {
        self.at(role, self.resources_by_tag.get(object))
    }

    fn at(&self, role: Role, positions: Option<&Vec<usize>>) -> Vec<&ModelRef<'a>> {
        let positions = positions.into_iter().flatten().copied();
        match role {
            Role::Request => positions.map(|at| &self.requests[at]).collect(),
            Role::Response => positions.map(|at| &self.responses[at]).collect(),
            Role::Resource => positions.map(|at| &self.resources[at]).collect(),
            Role::List => positions.flat_map(|at| &self.lists[at]).collect(),
        }
    }
}

impl<'a> Planner<'a> {
    fn request(&mut self, index: usize, operation: &'a Operation) -> ModelRef<'a> {
        let shape = self.shapes.request(operation);
        self.operation(SchemaOwner::Request(index), &shape, operation)
    }

    fn beside_of(&mut self, index: usize, operation: &'a Operation) -> Beside<'a> {
        let owner = SchemaOwner::Request(index);
        let has_body = !operation.body.is_empty();
        let query = self.shapes.query(operation);
        let headers = self.shapes.members(&operation.headers);
        Beside {
            query: if has_body {
                Some(self.beside(owner, &query))
            } else {
                None
            },
            body: if has_body {
                None
            } else {
                Some(self.beside(owner, &[]))
            },
            headers: if headers.is_empty() {
                None
            } else {
                Some(self.beside(owner, &headers))
            },
        }
    }

    /// The places of everything that is laid out. Values of headers and of redacted members are
    /// marked as secret.
    fn into_places(self) -> Places<'a> {
        let (mut places, api) = (self.places, self.shapes.api);
        places.mark_secrets(|key| {
            let is_header = match key.owner {
                SchemaOwner::Request(index) => {
                    let mut headers = api.operations[index].headers.iter();
                    let first = key.names().next();
                    headers.any(|header| first == Some(&docs_path::segment(&header.name)))
                }
                _ => false,
            };
            is_header || self.shapes.marked.is_secret(key, api)
        });
        places
    }

    fn response(&mut self, index: usize, operation: &'a Operation) -> ModelRef<'a> {
        let shape = self.shapes.response(index);
        self.operation(SchemaOwner::Response(index), &shape, operation)
    }

    fn operation(
        &mut self,
        owner: SchemaOwner,
        shape: &SerdeShape<'a>,
        operation: &'a Operation,
    ) -> ModelRef<'a> {
        let correction = operation.corrections.last().map(|applied| &applied.place);
        let (place, node) = self.model(owner, shape, correction);
        ModelRef {
            role: owner.role(),
            id: &operation.id,
            node,
            declaration: Declaration {
                correction,
                ..Declaration::new(&operation.place)
            },
            place,
        }
    }

    /// The model of a resource, or of a list of the resource.
    fn entity(
        &mut self,
        owner: SchemaOwner,
        shape: &SerdeShape<'a>,
        id: ResourceId,
    ) -> ModelRef<'a> {
        let resource = &self.shapes.api.resources[id.0];
        let (place, node) = self.model(owner, shape, None);
        ModelRef {
            role: owner.role(),
            id: &resource.id,
            node,
            declaration: Declaration::new(&resource.place),
            place,
        }
    }

    /// The models of lists of a resource: `List`, and the responses of these operations.
    fn lists(&mut self, id: ResourceId, operations: &[usize]) -> Vec<ModelRef<'a>> {
        let api = self.shapes.api;
        let mut shapes = vec![self.shapes.list_of(id, &api.resources[id.0].place)];
        for index in operations {
            shapes.push(self.shapes.response(*index));
        }
        let owner = SchemaOwner::List(id);
        shapes
            .iter()
            .map(|shape| self.entity(owner, shape, id))
            .collect()
    }
}

/// The positions of the operations that respond with a list of a resource, by the resource.
fn wrappers(api: &Api) -> BTreeMap<ResourceId, Vec<usize>> {
    let mut wrappers: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (position, operation) in api.operations.iter().enumerate() {
        if let Some(id) = wrapped(&operation.response) {
            wrappers.entry(id).or_default().push(position);
        }
    }
    wrappers
}

/// The resource of a response that is a list of it, or that has such a list as its `data`.
fn wrapped(response: &Response) -> Option<ResourceId> {
    let item = |ty: &Type| match ty {
        Type::List(item) => match **item {
            Type::Resource(id) => Some(id),
            _ => None,
        },
        _ => None,
    };
    match response {
        Response::Body(Type::Object(fields)) => {
            let data = fields.iter().find(|field| field.name == "data")?;
            item(&data.ty)
        }
        Response::Body(ty) => item(ty),
        Response::NoBody | Response::BrowserUrl => None,
    }
}

/// The errors that the docs describe.
fn errors(api: &Api) -> Vec<DocumentedError> {
    let resources = api.resources.iter().zip(0..);
    let errors = resources.filter_map(|(resource, position)| {
        let (member, texts) = telling_member(resource)?;
        Some(DocumentedError {
            resource: ResourceId(position),
            member,
            texts,
        })
    });
    errors.collect()
}

/// An id or name with `_` for `-`.
fn normalized(name: &str) -> String {
    name.replace('-', "_")
}

/// The positions of each name, in their order.
fn positions(names: impl Iterator<Item = (String, usize)>) -> Positions {
    let mut positions = Positions::new();
    for (name, position) in names {
        positions.entry(name).or_default().push(position);
    }
    positions
}

/// The known values of a resource's `object`.
pub(super) fn tags(resource: &Resource) -> impl Iterator<Item = &str> {
    resource
        .fields
        .iter()
        .find(|field| field.name == TAG)
        .and_then(|field| field.ty.values())
        .unwrap_or_default()
        .iter()
        .map(|known| known.value.as_str())
}
