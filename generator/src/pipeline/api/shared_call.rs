//! Operations that share a method and a path.

use std::collections::HashMap;

use super::{Api, Field, Operation, Response, Type};
use crate::notation::docs_path;

/// Operations of one server, method and path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedCall {
    /// Their positions in [`Api::operations`](super::Api::operations), in order.
    pub(crate) operations: Vec<usize>,
    /// The operations that a literal distinguishes; `None` if there is no such literal.
    pub(crate) group: Option<RequestGroup>,
}

/// Operations whose requests form one enum: a member of their bodies distinguishes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestGroup {
    /// The name of the distinguishing member.
    pub(crate) tag: String,
    /// At least two operations, in the order of the docs.
    pub(crate) members: Vec<GroupMember>,
    /// The operations of the same method and path without the distinguishing member.
    pub(crate) untagged: Vec<usize>,
    /// The common body of all responses. `None` if the responses are equal, or cannot be joined.
    pub(crate) response: Option<Type>,
}

/// An operation of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GroupMember {
    /// Its position in [`Api::operations`](super::Api::operations).
    pub(crate) position: usize,
    /// The fixed value of the distinguishing member in its requests.
    pub(crate) value: String,
}

/// A member of a common response that the operations document with incompatible types. Its common
/// type is any value.
#[derive(Debug, Clone)]
pub(crate) struct ClashingMember<'a> {
    /// Its path in the response: `owner.id`.
    pub(crate) path: String,
    /// The member of each operation that documents it.
    pub(crate) fields: Vec<(&'a Operation, &'a Field)>,
}

impl RequestGroup {
    /// The common body, if the group has one and contains the operation at this position.
    pub(crate) fn joined(&self, position: usize) -> Option<&Type> {
        let mut members = self.members.iter();
        let response = self.response.as_ref()?;
        if members.any(|member| member.position == position) {
            return Some(response);
        }
        None
    }
}

impl RequestGroup {
    /// The members of the common response with incompatible types.
    pub(crate) fn clashes<'a>(&'a self, api: &'a Api) -> Vec<ClashingMember<'a>> {
        let operations = self.members.iter().map(|it| &api.operations[it.position]);
        let bodies = operations.filter_map(|operation| match &operation.response {
            Response::Body(ty) => Some((operation, ty)),
            Response::NoBody | Response::BrowserUrl => None,
        });
        let mut clashes = Vec::new();
        if let Some(response) = &self.response {
            add_clashes("", response, &bodies.collect::<Vec<_>>(), &mut clashes);
        }
        clashes
    }
}

/// Adds the clashing members of a common type. `types` are the types that the operations document.
fn add_clashes<'a>(
    path: &str,
    common: &Type,
    types: &[(&'a Operation, &'a Type)],
    clashes: &mut Vec<ClashingMember<'a>>,
) {
    let mut documented: HashMap<&str, Vec<(&Operation, &Field)>> = HashMap::new();
    for (operation, ty) in types {
        for field in ty.members() {
            let fields = documented.entry(&field.name).or_default();
            fields.push((operation, field));
        }
    }
    for field in common.members() {
        let Some(fields) = documented.remove(&*field.name) else {
            continue;
        };
        let path = docs_path::join(path, &field.name);
        if field.ty != Type::Any {
            let inside = fields
                .iter()
                .map(|(operation, field)| (*operation, &field.ty));
            add_clashes(&path, &field.ty, &inside.collect::<Vec<_>>(), clashes);
        } else if fields.iter().any(|(_, it)| it.ty != Type::Any) {
            clashes.push(ClashingMember { path, fields });
        }
    }
}

impl Api {
    /// The response body of the operation at this position. Several operations may share it.
    pub(crate) fn response(&self, position: usize) -> Option<&Type> {
        if let Some((_, joined)) = self.joined(position) {
            return Some(joined);
        }
        match &self.operations[position].response {
            Response::Body(ty) => Some(ty),
            Response::NoBody | Response::BrowserUrl => None,
        }
    }

    /// The group and the common body of the operation at this position, if it shares its response
    /// with other operations.
    pub(crate) fn joined(&self, position: usize) -> Option<(&RequestGroup, &Type)> {
        let mut groups = self.shared_calls.iter().filter_map(|it| it.group.as_ref());
        groups.find_map(|group| Some((group, group.joined(position)?)))
    }
}
