//! Finds the members and parameters that hold the id of a resource.

use std::collections::HashMap;

use super::api::{
    Api, ByShape, Field, IdOwner, IdRule, Operation, PageInfo, PathParameter, Resource, ResourceId,
    Response, Type,
};
use crate::base::page_path;
use crate::notation::words::underscored;

/// Marks every member and parameter that is called like the id of a resource.
pub(crate) fn mark(api: &mut Api) {
    let owners = Owners::new(api);
    let in_path: Vec<Vec<Option<IdOwner>>> = api
        .operations
        .iter()
        .map(|operation| {
            let parameters = operation.path_parameters.iter();
            parameters
                .map(|it| owners.of_path(it, operation, api))
                .collect()
        })
        .collect();
    for resource in &mut api.resources {
        let own = owners.find(&resource.id, IdRule::Own);
        for field in resource.fields.iter_mut().filter(|it| is_id(it)) {
            field.origin.id.clone_from(&own);
        }
        owners.mark_fields(&mut resource.fields);
    }
    for (operation, in_path) in api.operations.iter_mut().zip(in_path) {
        for (parameter, owner) in operation.path_parameters.iter_mut().zip(in_path) {
            parameter.id = owner;
        }
        for fields in [
            &mut operation.headers,
            &mut operation.query,
            &mut operation.body,
        ] {
            owners.mark_fields(fields);
        }
        if let Response::Body(ty) = &mut operation.response {
            owners.mark_type(ty);
        }
    }
}

/// The resources with an `id`.
pub(crate) struct Owners {
    /// By their names in snake case; `None` where several have one.
    by_name: HashMap<String, Option<ResourceId>>,
    /// By the folders of their pages.
    by_folder: HashMap<String, Vec<String>>,
}

impl Owners {
    pub(crate) fn new(api: &Api) -> Self {
        let mut owners = Self {
            by_name: HashMap::new(),
            by_folder: HashMap::new(),
        };
        let with_id = |resource: &&Resource| resource.fields.iter().any(is_id);
        for (position, resource) in (0..).zip(&api.resources).filter(|(_, it)| with_id(it)) {
            let name = underscored(&resource.id);
            let folder = page_path::folder(&api.pages[resource.page.index()].path);
            let names = owners.by_folder.entry(folder.to_owned()).or_default();
            if !names.contains(&name) {
                names.push(name.clone());
            }
            let known = owners
                .by_name
                .entry(name)
                .or_insert(Some(ResourceId(position)));
            // Pages that define a resource alike share one type.
            let is_same = known.is_some_and(|ResourceId(first)| {
                let first = &api.resources[first];
                first.id == resource.id && ByShape(&first.fields) == ByShape(&resource.fields)
            });
            if !is_same {
                *known = None;
            }
        }
        owners
    }

    /// The resource of that name, or the note that there are several; `None` if none has an `id`.
    pub(crate) fn find(&self, name: &str, rule: IdRule) -> Option<IdOwner> {
        Some(match *self.by_name.get(&underscored(name))? {
            Some(id) => IdOwner::Resource { id, rule },
            None => IdOwner::Several {
                name: name.to_owned(),
            },
        })
    }

    fn mark_fields(&self, fields: &mut [Field]) {
        for field in fields {
            if field.origin.id.is_none() {
                field.origin.id = self.of_member(&underscored(&field.name), &field.ty);
            }
            self.mark_type(&mut field.ty);
        }
    }

    fn mark_type(&self, ty: &mut Type) {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.mark_type(inner),
            Type::Object(fields) => self.mark_fields(fields),
            Type::Union(union) => {
                let alternatives = union.alternatives.iter_mut();
                alternatives.for_each(|alternative| self.mark_type(&mut alternative.ty));
            }
            _ => {}
        }
    }

    /// The resource of a text `<resource>_id`, or of a list `<resource>_ids` of texts.
    fn of_member(&self, name: &str, ty: &Type) -> Option<IdOwner> {
        let name = match ty {
            Type::List(item) if is_text(item) => name.strip_suffix("_ids")?,
            ty if is_text(ty) => name.strip_suffix("_id")?,
            _ => return None,
        };
        self.find(name, IdRule::Name)
    }

    /// The resource whose id a parameter of the path is.
    fn of_path(
        &self,
        parameter: &PathParameter,
        operation: &Operation,
        api: &Api,
    ) -> Option<IdOwner> {
        let names = [operation.parameter_name(parameter), parameter.name.clone()];
        let by_name = names
            .iter()
            .find_map(|name| self.of_member(&underscored(name), parameter.ty()));
        if by_name.is_some() || parameter.name != "id" || *parameter.ty() != Type::String {
            return by_name;
        }
        let thing = operation.path.thing_before(&parameter.name)?;
        let page = &api.pages[operation.page.index()];
        let in_folder = self.of_folder(&thing, page);
        let by_path = in_folder.or_else(|| self.find(&thing, IdRule::Path));
        let by_response = self.of_response(parameter, operation, api);
        match (&by_path, &by_response) {
            (
                Some(IdOwner::Resource { id: path, .. }),
                Some(IdOwner::Resource { id: response, .. }),
            ) if path != response => None,
            (Some(IdOwner::Resource { .. }), _) | (_, None) => by_path,
            _ => by_response,
        }
    }

    /// The resource that the operation responds with, if the parameter ends the path.
    fn of_response(
        &self,
        parameter: &PathParameter,
        operation: &Operation,
        api: &Api,
    ) -> Option<IdOwner> {
        let last = operation.path.segments().last()?;
        let Response::Body(Type::Resource(ResourceId(response))) = &operation.response else {
            return None;
        };
        let is_last = last.parameters().any(|name| name == parameter.name);
        let resource = api.resources.get(*response).filter(|_| is_last)?;
        self.find(&resource.id, IdRule::Response)
    }

    /// The only resource of the page's folder whose name ends in that of the thing: a resource
    /// elsewhere may have the very name.
    fn of_folder(&self, thing: &str, page: &PageInfo) -> Option<IdOwner> {
        let tail = format!("_{thing}");
        let names = self.by_folder.get(page_path::folder(&page.path))?;
        if names.iter().any(|name| name == thing) {
            return None;
        }
        let mut names = names.iter().filter(|name| name.ends_with(&tail));
        let only = names.next().filter(|_| names.next().is_none())?;
        self.find(only, IdRule::Folder)
    }
}

/// `true` for the `id` of a resource.
fn is_id(field: &Field) -> bool {
    field.name == "id" && field.ty == Type::String
}

/// `true` for a text, or a list's item that may be `null`.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => is_text(inner),
        ty => *ty == Type::String,
    }
}
