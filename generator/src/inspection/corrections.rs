//! Which corrections stand behind a model or an operation.

use super::{Correction, Role};
use crate::api::{Api, Applied, Field, Operation, Resource, Response, Type};
use crate::model::rust_model::{Listed, ListedOperation};
use crate::place::PageId;

/// What was corrected in a model, in the order of its members.
pub(super) fn of_model(listed: &Listed, api: &Api) -> Vec<Correction> {
    let mut found = Vec::new();
    match listed.role {
        Role::Resource => {
            let page = |resource: &Resource| resource.page;
            let mut resources = of_page(&api.resources, page, &listed.page, api);
            if let Some(resource) = resources.find(|resource| resource.id == listed.id) {
                found.extend(&resource.corrections);
                fields(&resource.fields, &mut found);
            }
        }
        Role::Request => {
            if let Some(operation) = operation(&listed.id, &listed.page, api) {
                let parameters = operation.path_parameters.iter();
                found.extend(parameters.flat_map(|parameter| &parameter.corrections));
                fields(&operation.query, &mut found);
                fields(&operation.body, &mut found);
            }
        }
        Role::Response => {
            if let Some(Response::Body(body)) =
                operation(&listed.id, &listed.page, api).map(|operation| &operation.response)
            {
                kind(body, &mut found);
            }
        }
    }
    found.into_iter().map(Correction::of).collect()
}

/// What was corrected in an operation as a whole.
pub(super) fn of_operation(listed: &ListedOperation, api: &Api) -> Vec<Correction> {
    let operation = operation(&listed.id, &listed.page, api);
    let found = operation.map(|operation| operation.corrections.iter());
    found.into_iter().flatten().map(Correction::of).collect()
}

impl Correction {
    /// A correction as plain data.
    pub(crate) fn of(applied: &Applied) -> Self {
        Self {
            path: applied.path.clone(),
            what: applied.what.clone(),
            reason: applied.reason.clone(),
            file: applied.place.file.clone(),
            line: applied.place.line,
        }
    }
}

fn operation<'a>(id: &str, page: &str, api: &'a Api) -> Option<&'a Operation> {
    let mut operations = of_page(&api.operations, |operation| operation.page, page, api);
    operations.find(|operation| operation.id == id)
}

/// Those of a page, which stand together: all stand in page order, and that is the order of paths.
fn of_page<'a, T>(
    all: &'a [T],
    page_of: impl Fn(&T) -> PageId,
    page: &str,
    api: &Api,
) -> impl Iterator<Item = &'a T> {
    let path = move |one: &T| api.pages[page_of(one).index()].path.as_str().cmp(page);
    let start = all.partition_point(|one| path(one).is_lt());
    let rest = all.iter().skip(start);
    rest.take_while(move |one| path(one).is_eq())
}

fn fields<'a>(members: &'a [Field], found: &mut Vec<&'a Applied>) {
    for field in members {
        found.extend(&field.corrections);
        kind(&field.kind, found);
    }
}

/// The corrections inside a type; those of another resource are its own.
fn kind<'a>(of: &'a Type, found: &mut Vec<&'a Applied>) {
    match of {
        Type::Object(members) => fields(members, found),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => kind(inner, found),
        _ => {}
    }
}
