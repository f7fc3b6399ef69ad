//! Finds the resources to whose ids the paths of operations refer.

use std::collections::HashMap;

use super::owners::Owners;
use crate::notation::words::underscored;
use crate::pipeline::api::{
    Api, IdOwner, IdRule, Operation, PathParameter, ResourceId, Response, Type,
};
use crate::pipeline::serde_rules;

/// The owners of the ids that the path of an operation tells.
pub(super) struct PathOwners {
    /// For each parameter of the path.
    pub(super) parameters: Vec<Option<IdOwner>>,
    /// For the `id` of the response: the resource whose `:id` is at the end of the path. If no
    /// parameter is at the end of the path, it is for the `id` of the items as well: the resource
    /// whose `:id` is directly after the path.
    pub(super) response: Option<IdOwner>,
}

/// The owners for each operation.
pub(super) fn find(api: &Api, owners: &Owners) -> Vec<PathOwners> {
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
            if let ("id", Found::Owner(IdOwner { id, .. })) = (parameter.name.as_str(), found) {
                let known = by_place.entry(place(operation, parameter));
                let known = known.or_insert(Some(*id));
                *known = known.filter(|known| known == id);
            }
        }
    }
    let owner_at = |place: &(&str, String)| {
        let id = (*by_place.get(place)?)?;
        Some(IdOwner {
            id,
            rule: IdRule::SamePath,
        })
    };
    let operations = api.operations.iter().zip(found);
    let owners = operations.map(|(operation, found)| {
        let parameters = operation.path_parameters.iter().zip(found);
        let parameters = parameters.map(|(parameter, found)| match found {
            Found::Owner(owner) => Some(owner),
            Found::Nobody => None,
            Found::Unknown => owner_at(&place(operation, parameter)),
        });
        let parameters: Vec<_> = parameters.collect();
        let response = match operation.last_parameter() {
            Some(last) => at_end(operation, last, &parameters),
            None => owner_at(&place_of_items(operation)),
        };
        PathOwners {
            parameters,
            response: response.map(|owner| IdOwner {
                rule: IdRule::Collection,
                ..owner
            }),
        }
    });
    owners.collect()
}

/// The owner of the `:id` at the end of the path. A list does not consist of this resource, and a
/// parameter with another name can filter: `/sessions/:user_id`.
fn at_end(
    operation: &Operation,
    last: &PathParameter,
    owners: &[Option<IdOwner>],
) -> Option<IdOwner> {
    let Response::Body(response) = &operation.response else {
        return None;
    };
    if last.name != "id" || serde_rules::list_item(response).is_some() {
        return None;
    }
    let mut parameters = operation.path_parameters.iter().zip(owners);
    let (_, owner) = parameters.find(|(parameter, _)| *parameter == last)?;
    owner.clone()
}

/// The [`place`] of a parameter directly after the path.
fn place_of_items(operation: &Operation) -> (&str, String) {
    let path = operation.path.as_str().trim_end_matches('/');
    (&operation.server, format!("{path}/"))
}

/// The server and the path up to a parameter. The `:id` of another operation in the same place has
/// the same owner.
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

impl Owners {
    /// The resource to whose id a path parameter refers.
    fn of_path(&self, parameter: &PathParameter, operation: &Operation, api: &Api) -> Found {
        let names = [operation.parameter_name(parameter), parameter.name.clone()];
        let mut names = names.iter();
        let page = &api.pages[operation.page.index()];
        let section = page.section();
        let by_name =
            names.find_map(|name| self.of_member(&underscored(name), parameter.ty(), section));
        if let Some(owner) = by_name {
            return Found::Owner(owner);
        }
        if parameter.name != "id" || *parameter.ty() != Type::String {
            return Found::Nobody;
        }
        let thing = operation.path.thing_before(&parameter.name);
        let by_path = thing.and_then(|thing| {
            let in_folder = self.of_folder(&thing, page);
            in_folder.or_else(|| self.find(&thing, section, IdRule::Path))
        });
        match (by_path, self.of_response(parameter, operation)) {
            (Some(path), Some(response)) if path.id != response.id => Found::Nobody,
            (Some(owner), _) | (None, Some(owner)) => Found::Owner(owner),
            (None, None) => Found::Unknown,
        }
    }

    /// The resource with which the operation responds, if the parameter is at the end of the path.
    fn of_response(&self, parameter: &PathParameter, operation: &Operation) -> Option<IdOwner> {
        let Response::Body(Type::Resource(response)) = &operation.response else {
            return None;
        };
        if operation.last_parameter() != Some(parameter) {
            return None;
        }
        self.of_resource(*response, IdRule::Response)
    }
}
