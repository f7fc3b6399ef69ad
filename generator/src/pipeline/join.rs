//! Joins the operations that share a method and a path: a literal distinguishes their requests, and
//! their responses become one.

mod unite;

use std::collections::{HashMap, HashSet};

use super::api::{
    Api, EnumValue, Field, GroupMember, Operation, RequestGroup, Resource, Response, SharedCall,
    Type,
};
use super::serde_rules;
use crate::base::page_path;

/// Finds the operations that share a server, a method and a path.
///
/// Only operations in the same top-level folder are joined, or operations of top-level pages. So
/// their common types stay in their folder, and no page of another folder changes them.
pub(super) fn join(api: &mut Api) {
    let mut calls: HashMap<(&str, &str, &str), Vec<usize>> = HashMap::new();
    for (position, operation) in api.operations.iter().enumerate() {
        let Operation {
            server,
            method,
            path,
            ..
        } = operation;
        let call = (server.as_str(), method.as_str(), path.as_str());
        calls.entry(call).or_default().push(position);
    }
    let mut shared: Vec<SharedCall> = Vec::new();
    for operations in calls.into_values().filter(|it| it.len() > 1) {
        let calls = in_folders(api, &operations);
        let is_joined = calls.iter().any(|call| call.group.is_some());
        if is_joined || group(api, &operations).is_some() {
            shared.extend(calls);
        } else {
            // If no literal distinguishes the operations, neither in a folder nor all together, the
            // problem of the docs is reported once for all sections.
            shared.push(SharedCall {
                operations,
                group: None,
            });
        }
    }
    shared.sort_unstable_by(|a, b| a.operations.cmp(&b.operations));
    api.shared_calls = shared;
}

/// The operations of each top-level folder with several of these operations.
fn in_folders(api: &Api, operations: &[usize]) -> Vec<SharedCall> {
    let mut folders: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for position in operations {
        let page = api.operations[*position].page.index();
        let folder = page_path::top_folder(&api.pages[page].path);
        folders.entry(folder).or_default().push(*position);
    }
    let folders = folders.into_values().filter(|it| it.len() > 1);
    let calls = folders.map(|operations| SharedCall {
        group: group(api, &operations),
        operations,
    });
    calls.collect()
}

/// The group by the member that distinguishes most of the operations, if there is one.
fn group(api: &Api, positions: &[usize]) -> Option<RequestGroup> {
    let mut tags: Vec<&str> = Vec::new();
    for field in positions
        .iter()
        .flat_map(|it| body_members(&api.operations[*it]))
    {
        let name = field.name.as_str();
        if literal(field).is_some() && !tags.contains(&name) {
            tags.push(name);
        }
    }
    let groups = tags
        .into_iter()
        .filter_map(|tag| group_by(tag, &api.operations, positions));
    // If several groups are equal, the first in the docs is used.
    let group = groups.reduce(|best, other| {
        if other.members.len() > best.members.len() {
            other
        } else {
            best
        }
    })?;
    let operations = group.members.iter();
    let operations: Vec<&Operation> = operations.map(|it| &api.operations[it.position]).collect();
    let section = |it: &&Operation| api.pages[it.page.index()].section();
    let sections: HashSet<_> = operations.iter().map(section).collect();
    // A common response in the root cannot refer to the types of several sections.
    let response = match sections.len() {
        1 => response(&operations, &api.resources),
        _ => None,
    };
    Some(RequestGroup { response, ..group })
}

/// The group by this member. In each operation with the member, it must be a literal that no other
/// operation has.
fn group_by(tag: &str, operations: &[Operation], positions: &[usize]) -> Option<RequestGroup> {
    let mut members = Vec::new();
    let mut untagged = Vec::new();
    for &position in positions {
        let mut fields = body_members(&operations[position]).iter();
        match fields.find(|field| field.name == tag) {
            None => untagged.push(position),
            Some(field) => members.push(GroupMember {
                position,
                value: literal(field)?.to_owned(),
            }),
        }
    }
    let values: HashSet<&str> = members.iter().map(|member| member.value.as_str()).collect();
    let tells_apart = members.len() > 1 && values.len() == members.len();
    if !tells_apart {
        return None;
    }
    Some(RequestGroup {
        tag: tag.to_owned(),
        members,
        untagged,
        response: None,
    })
}

/// The members of a body; empty if the whole body is one parameter.
fn body_members(operation: &Operation) -> &[Field] {
    match operation.whole_body() {
        Some(_) => &[],
        None => &operation.body,
    }
}

/// The only value of a required member.
fn literal(field: &Field) -> Option<&str> {
    match &field.ty {
        Type::Enum(values) if !field.optional && !field.nullable => match &values[..] {
            [EnumValue { value, .. }] => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// One body for all responses. `None` if the responses are equal, or cannot be joined.
///
/// Lists are only joined with equal lists: joining a list with another body would lose its pages. A
/// list with further members stays with its operation.
fn response(operations: &[&Operation], resources: &[Resource]) -> Option<Type> {
    let bodies = operations
        .iter()
        .map(|operation| match &operation.response {
            Response::Body(ty) => Some(ty),
            Response::NoBody | Response::BrowserUrl => None,
        });
    let bodies: Vec<&Type> = bodies.collect::<Option<_>>()?;
    let united = unite::types(&bodies, resources)?;
    let is_list = |ty: &Type| serde_rules::list_item(ty).is_some();
    let is_wide = |ty: &Type| serde_rules::wide_list(ty).is_some();
    let has_form = |body: &Type| is_list(body) == is_list(&united) && !is_wide(body);
    let have_form = bodies.iter().all(|body| has_form(body)) && !is_wide(&united);
    let is_new = bodies.iter().any(|body| **body != united);
    if have_form && is_new {
        return Some(united);
    }
    None
}
