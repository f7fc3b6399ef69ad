//! The operations because of which a member of a shared response is optional or any JSON.

use std::collections::BTreeMap;

use super::evidence::{Decision, Entity, Field};
use crate::analysis::members::{MemberRef, members_of};
use crate::base::text::markdown::code_span;
use crate::notation::docs_path;
use crate::pipeline::api::{self, Api, GroupMember, RequestGroup, Response, Type};

/// The members of a response, by their paths.
type Members<'a> = BTreeMap<String, &'a api::Field>;

/// Adds to the fields of shared responses the operations that may respond without the field or its
/// value. `operations` has one entity for each operation, in the same order.
pub(super) fn add(operations: &mut [Entity], api: &Api) {
    let groups = api.shared_calls.iter().filter_map(|it| it.group.as_ref());
    for group in groups {
        let Some(response) = &group.response else {
            continue;
        };
        let joined = Joined::new(group, response, api);
        for GroupMember { position, .. } in &group.members {
            let id = &api.operations[*position].id;
            joined.add_to(&mut operations[*position].fields, id);
        }
    }
}

/// A response that several operations share.
struct Joined<'a> {
    /// The members of the shared response.
    members: Members<'a>,
    /// The id of each operation, and the members that it documents.
    documented: Vec<(&'a str, Members<'a>)>,
    /// The reason why a member is any JSON, by the path of the member.
    clashes: BTreeMap<String, Decision>,
}

impl<'a> Joined<'a> {
    fn new(group: &RequestGroup, response: &'a Type, api: &'a Api) -> Self {
        let operations = group.members.iter().map(|it| &api.operations[it.position]);
        let documented = operations.map(|it| match &it.response {
            Response::Body(ty) => (it.id.as_str(), members(ty)),
            Response::NoBody | Response::BrowserUrl => (it.id.as_str(), Members::new()),
        });
        Self {
            members: members(response),
            documented: documented.collect(),
            clashes: clashes(group, api),
        }
    }

    /// Adds the other operations to the fields of the operation with this id.
    fn add_to(&self, fields: &mut [Field], id: &str) {
        let prefix = format!("{id}.returns.");
        for field in fields {
            let Some(path) = field.docs_path.strip_prefix(&prefix) else {
                continue;
            };
            if let Some(decision) = self.clashes.get(path) {
                field.decision = decision.clone();
            }
            // A member without a shared type keeps the type of its own operation.
            let Some(shared) = self.members.get(path) else {
                continue;
            };
            let others = |is_it: &dyn Fn(&Members<'_>) -> bool| -> Vec<String> {
                let others = self.documented.iter().filter(|(it, _)| *it != id);
                let others = others.filter(|(_, members)| is_it(members));
                others.map(|(it, _)| (*it).to_owned()).collect()
            };
            field.absent_in = others(&|members| lacks(members, path));
            field.optional_in = others(&|all| all.get(path).is_some_and(|it| it.optional));
            field.nullable_in = others(&|all| all.get(path).is_some_and(|it| it.nullable));
            share(field, id, shared);
        }
    }
}

/// Gives a field the presence of the shared member, if other operations affect it.
fn share(field: &mut Field, id: &str, shared: &api::Field) {
    let others = [&field.absent_in, &field.optional_in, &field.nullable_in];
    if others.iter().all(|others| others.is_empty()) {
        return;
    }
    let presence = &mut field.presence;
    if presence.optional || presence.nullable {
        let also = "; its response is that of several operations";
        presence.because.push_str(also);
    } else {
        presence.because = format!(
            "{} requires it, but several operations share its response type",
            code_span(id)
        );
    }
    presence.optional = shared.optional;
    presence.nullable = shared.nullable;
}

/// For each member that is any JSON because the operations document different types, the reason.
fn clashes(group: &RequestGroup, api: &Api) -> BTreeMap<String, Decision> {
    let clashes = group.clashes(api).into_iter().map(|clash| {
        let types = clash.fields.iter().map(|(operation, field)| {
            let ty = code_span(&field.ty.notation(api));
            format!("{ty} in that of {}", code_span(&operation.id))
        });
        let types: Vec<String> = types.collect();
        let types = types.join(", ");
        let decision = Decision {
            rule: "clash",
            because: format!("its response is that of several operations: {types}"),
        };
        (clash.path, decision)
    });
    clashes.collect()
}

/// The members of a response.
fn members(response: &Type) -> Members<'_> {
    let members = members_of("", response).into_iter();
    let members = members.filter_map(|member| match member.kind {
        MemberRef::Field(field) => Some((member.path, field)),
        MemberRef::Path(_) => None,
    });
    members.collect()
}

/// `true` if a response may contain the object around the member, but never the member.
fn lacks(members: &Members<'_>, path: &str) -> bool {
    !members.contains_key(path)
        && docs_path::split_last(path).is_none_or(|(owner, _)| members.contains_key(owner))
}
