//! The models of the reference, by role and id.

use super::Role;
use super::shape::{SerdeShape, ShapeBuilder};
use super::spot::SchemaOwner;
use crate::base::diagnostic::Span;
use crate::base::node_path::NodeRef;
use crate::pipeline::api::{Operation, Resource, ResourceId, Response, Type};

/// A model that a body may be of.
#[derive(Debug, Clone)]
pub(super) struct ModelRef<'a> {
    pub(super) role: Role,
    /// The id in the docs.
    pub(super) id: &'a str,
    pub(super) owner: SchemaOwner,
    pub(super) shape: SerdeShape<'a>,
    /// Where the reference describes it.
    pub(super) place: &'a NodeRef,
    /// The last correction of it.
    pub(super) correction: Option<&'a Span>,
}

/// The models that the reference has for bodies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Models<'a> {
    pub(super) shapes: ShapeBuilder<'a>,
}

impl<'a> Models<'a> {
    /// Every id that a body of this role may have.
    pub(super) fn ids(self, role: Role) -> Vec<&'a str> {
        let api = self.shapes.api;
        match role {
            Role::Request | Role::Response => {
                let ids = api.operations.iter().map(|operation| &*operation.id);
                ids.collect()
            }
            Role::Resource | Role::List => {
                let ids = api.resources.iter().map(|resource| &*resource.id);
                ids.collect()
            }
        }
    }

    /// What an operation is sent or answers, for each whose id is right.
    pub(super) fn operations(self, role: Role, is_it: impl Fn(&str) -> bool) -> Vec<ModelRef<'a>> {
        let operations = self.shapes.api.operations.iter().enumerate();
        let named = operations.filter(|(_, operation)| is_it(&operation.id));
        named
            .map(|(position, operation)| self.operation(position, operation, role))
            .collect()
    }

    fn operation(self, position: usize, operation: &'a Operation, role: Role) -> ModelRef<'a> {
        let (owner, shape) = match role {
            Role::Request => (
                SchemaOwner::Request(position),
                self.shapes.request(operation),
            ),
            _ => (
                SchemaOwner::Response(position),
                self.shapes.response(operation),
            ),
        };
        ModelRef {
            role,
            id: &operation.id,
            owner,
            shape,
            place: &operation.place,
            correction: operation.corrections.last().map(|applied| &applied.place),
        }
    }

    /// A resource, for each that is right.
    pub(super) fn resources(self, is_it: impl Fn(&Resource) -> bool) -> Vec<ModelRef<'a>> {
        let resources = self.new(is_it).map(|(id, resource)| ModelRef {
            role: Role::Resource,
            id: &resource.id,
            owner: SchemaOwner::Resource(id),
            shape: SerdeShape::Resource(id),
            place: &resource.place,
            correction: None,
        });
        resources.collect()
    }

    /// The lists of a resource, for each that is right: `List`, and what operations answer that
    /// wraps it another way, or is an array of it.
    pub(super) fn lists(self, is_it: impl Fn(&Resource) -> bool) -> Vec<ModelRef<'a>> {
        let mut lists = Vec::new();
        for (id, resource) in self.new(is_it) {
            let shapes = self.wrappers(id, &resource.place).into_iter();
            lists.extend(shapes.map(|shape| ModelRef {
                role: Role::List,
                id: &resource.id,
                owner: SchemaOwner::List(id),
                shape,
                place: &resource.place,
                correction: None,
            }));
        }
        lists
    }

    fn new(
        self,
        is_it: impl Fn(&Resource) -> bool,
    ) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        let resources = self.shapes.api.resources.iter().enumerate();
        resources
            .filter(move |(_, resource)| is_it(resource))
            .map(|(position, resource)| (ResourceId(position), resource))
    }

    fn wrappers(self, id: ResourceId, place: &'a NodeRef) -> Vec<SerdeShape<'a>> {
        let operations = self.shapes.api.operations.iter();
        let answers = operations
            .filter(|operation| wraps(&operation.response, id))
            .map(|operation| self.shapes.response(operation));
        [self.shapes.list_of(id, place)]
            .into_iter()
            .chain(answers)
            .collect()
    }
}

/// Whether a response is a list of the resource, or has one as its `data`.
fn wraps(response: &Response, id: ResourceId) -> bool {
    let is_list = |ty: &Type| matches!(ty, Type::List(item) if **item == Type::Resource(id));
    match response {
        Response::Body(Type::Object(fields)) => {
            let mut fields = fields.iter();
            fields.any(|field| field.name == "data" && is_list(&field.ty))
        }
        Response::Body(ty) => is_list(ty),
        Response::Nothing | Response::BrowserUrl => false,
    }
}
