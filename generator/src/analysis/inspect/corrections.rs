//! Which corrections stand behind a model or an operation.

use std::collections::HashMap;

use super::{Correction, Role};
use crate::base::node_path::PageId;
use crate::pipeline::api::{Api, AppliedCorrection, Field, Operation, Resource, Response, Type};
use crate::pipeline::model::rust_model::{NamedType, OperationTypes};

/// The path of a page, and an id on it.
type Key<'a> = (&'a str, &'a str);

/// All that may have been corrected.
pub(super) struct Corrections<'a> {
    resources: HashMap<Key<'a>, &'a Resource>,
    operations: HashMap<Key<'a>, &'a Operation>,
}

impl<'a> Corrections<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let path = |page: PageId| api.pages[page.index()].path.as_str();
        // Of those that share an id on a page the first one counts.
        let resources = api.resources.iter().rev();
        let operations = api.operations.iter().rev();
        Self {
            resources: resources
                .map(|it| ((path(it.page), it.id.as_str()), it))
                .collect(),
            operations: operations
                .map(|it| ((path(it.page), it.id.as_str()), it))
                .collect(),
        }
    }

    /// What was corrected in a model, in the order of its members.
    pub(super) fn in_model(&self, listed: &NamedType) -> Vec<Correction> {
        let key = (listed.page.as_str(), listed.id.as_str());
        let operation = self.operations.get(&key);
        let mut found = Vec::new();
        match listed.role {
            Role::Resource => {
                if let Some(resource) = self.resources.get(&key) {
                    found.extend(&resource.corrections);
                    fields(&resource.fields, &mut found);
                }
            }
            Role::Request => {
                if let Some(operation) = operation {
                    let parameters = operation.path_parameters.iter();
                    found.extend(parameters.flat_map(|parameter| &parameter.corrections));
                    fields(&operation.query, &mut found);
                    fields(&operation.body, &mut found);
                }
            }
            Role::Response => {
                if let Some(Response::Body(body)) = operation.map(|it| &it.response) {
                    ty(body, &mut found);
                }
            }
        }
        found.into_iter().map(Correction::from_applied).collect()
    }

    /// What was corrected in an operation as a whole.
    pub(super) fn in_operation(&self, listed: &OperationTypes) -> Vec<Correction> {
        let key = (listed.page.as_str(), listed.id.as_str());
        let operation = self.operations.get(&key);
        let found = operation.map(|operation| operation.corrections.iter());
        found
            .into_iter()
            .flatten()
            .map(Correction::from_applied)
            .collect()
    }
}

fn fields<'a>(members: &'a [Field], found: &mut Vec<&'a AppliedCorrection>) {
    for field in members {
        found.extend(&field.corrections);
        ty(&field.ty, found);
    }
}

/// The corrections inside a type; those of another resource are its own.
fn ty<'a>(of: &'a Type, found: &mut Vec<&'a AppliedCorrection>) {
    match of {
        Type::Object(members) => fields(members, found),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => ty(inner, found),
        _ => {}
    }
}
