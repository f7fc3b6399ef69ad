//! Finds the members and parameters that contain the id of a resource.

use std::collections::{BTreeSet, HashMap};

use super::api::{
    Api, Field, IdOwner, IdRule, Operation, PageInfo, PathParameter, Resource, ResourceId,
    Response, Type,
};
use crate::base::page_path;
use crate::base::text::singular::singular;
use crate::notation::words::underscored;

/// Marks every member and parameter whose name refers to the id of a resource.
pub(crate) fn mark(api: &mut Api) {
    let owners = Owners::new(api);
    let in_path = in_paths(api, &owners);
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

/// The owner of each parameter in the path of each operation.
fn in_paths(api: &Api, owners: &Owners) -> Vec<Vec<Option<IdOwner>>> {
    let found: Vec<Vec<Found>> = api
        .operations
        .iter()
        .map(|operation| {
            let parameters = operation.path_parameters.iter();
            parameters
                .map(|it| owners.of_path(it, operation, api))
                .collect()
        })
        .collect();
    let mut by_place: HashMap<(&str, String), Option<ResourceId>> = HashMap::new();
    for (operation, found) in api.operations.iter().zip(&found) {
        for (parameter, found) in operation.path_parameters.iter().zip(found) {
            if let Found::Owner(IdOwner { id, .. }) = found {
                let known = by_place.entry(place(operation, parameter));
                let known = known.or_insert(Some(*id));
                *known = known.filter(|known| known == id);
            }
        }
    }
    let operations = api.operations.iter().zip(found);
    let owners = operations.map(|(operation, found)| {
        let parameters = operation.path_parameters.iter().zip(found);
        let owners = parameters.map(|(parameter, found)| match found {
            Found::Owner(owner) => Some(owner),
            Found::Nobody => None,
            Found::Unknown => Some(IdOwner {
                id: (*by_place.get(&place(operation, parameter))?)?,
                rule: IdRule::SamePath,
            }),
        });
        owners.collect()
    });
    owners.collect()
}

/// The server and the path up to a parameter. A parameter of another operation in the same place
/// has the same owner.
fn place<'a>(operation: &'a Operation, parameter: &PathParameter) -> (&'a str, String) {
    let mut path = operation.path.to_string();
    if let Some(end) = path.find(&format!("{{{}}}", parameter.name)) {
        path.truncate(end);
    }
    (&operation.server, path)
}

/// The owner of a parameter in a path, as far as its own operation determines it.
enum Found {
    Owner(IdOwner),
    /// The parameter is no id, or the path and the response disagree.
    Nobody,
    /// The parameter is called `id`, but its resource is not known.
    Unknown,
}

/// The resources with an `id`.
///
/// The ids of all resources with the same name have the same type. The type depends only on the
/// name, so that no page changes the type of another page.
pub(crate) struct Owners {
    /// The first resource of each name in snake case.
    by_name: HashMap<String, ResourceId>,
    /// The names of the resources, by the folders of their pages. Each is written backwards, so
    /// that names with the same end are next to each other.
    by_folder: HashMap<String, BTreeSet<String>>,
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
            names.insert(backwards(&name));
            owners.by_name.entry(name).or_insert(ResourceId(position));
        }
        owners
    }

    /// The resource with this name; `None` if no resource with the name has an `id`.
    pub(crate) fn find(&self, name: &str, rule: IdRule) -> Option<IdOwner> {
        let id = *self.by_name.get(&underscored(name))?;
        Some(IdOwner { id, rule })
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

    /// The resource to whose id a path parameter refers.
    fn of_path(&self, parameter: &PathParameter, operation: &Operation, api: &Api) -> Found {
        let names = [operation.parameter_name(parameter), parameter.name.clone()];
        let mut names = names.iter();
        let by_name = names.find_map(|name| self.of_member(&underscored(name), parameter.ty()));
        if let Some(owner) = by_name {
            return Found::Owner(owner);
        }
        if parameter.name != "id" || *parameter.ty() != Type::String {
            return Found::Nobody;
        }
        let thing = operation.path.thing_before(&parameter.name);
        let by_path = thing.and_then(|thing| {
            let page = &api.pages[operation.page.index()];
            let in_folder = self.of_folder(&thing, page);
            in_folder.or_else(|| self.find(&thing, IdRule::Path))
        });
        match (by_path, self.of_response(parameter, operation, api)) {
            (Some(path), Some(response)) if path.id != response.id => Found::Nobody,
            (Some(owner), _) | (None, Some(owner)) => Found::Owner(owner),
            (None, None) => Found::Unknown,
        }
    }

    /// The resource with which the operation responds, if the parameter is at the end of the path.
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

    /// The only resource of the page's folder whose name ends with the name of the thing: a
    /// resource with exactly that name may be unrelated. Or the only resource of the folder, if the
    /// folder has that name.
    fn of_folder(&self, thing: &str, page: &PageInfo) -> Option<IdOwner> {
        let folder = page_path::folder(&page.path);
        let names = self.by_folder.get(folder)?;
        let end = backwards(thing);
        if names.contains(&end) {
            return None;
        }
        let end = end + "_";
        let mut with_end = names.range(end.clone()..);
        let mut next = || with_end.next().filter(|name| name.starts_with(&end));
        let only = match (next(), next()) {
            (Some(only), None) => only,
            (None, _) if names.len() == 1 && is_called(folder, thing) => names.first()?,
            _ => return None,
        };
        self.find(&backwards(only), IdRule::Folder)
    }
}

fn backwards(name: &str) -> String {
    name.chars().rev().collect()
}

/// `true` if the last folder of the path has the name of the thing: `applications/client-secrets`
/// for `client_secret`.
fn is_called(folder: &str, thing: &str) -> bool {
    let last = folder.rsplit('/').next().unwrap_or(folder);
    singular(&underscored(last)) == thing
}

/// `true` for the `id` of a resource.
fn is_id(field: &Field) -> bool {
    field.name == "id" && field.ty == Type::String
}

/// `true` for a text, which may be nullable as the item of a list.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => is_text(inner),
        ty => *ty == Type::String,
    }
}
