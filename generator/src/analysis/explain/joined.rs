//! The operations because of which a member of a shared response is optional or any JSON.

use std::collections::BTreeMap;

use super::evidence::{Decision, Entity, Field};
use crate::analysis::members::{MemberRef, members_of};
use crate::base::text::markdown::code_span;
use crate::notation::docs_path;
use crate::pipeline::api::{Api, GroupMember, RequestGroup, Response, Type};

/// The members of a response by their paths, with `true` for those that are always present.
type Members = BTreeMap<String, bool>;

/// Adds to the fields of operations that share their response the operations that may respond
/// without them. There is an entity for each operation, in the same order.
pub(super) fn add(operations: &mut [Entity], api: &Api) {
    let groups = api.shared_calls.iter().filter_map(|it| it.group.as_ref());
    for group in groups {
        let Some(response) = &group.response else {
            continue;
        };
        let joined = Joined::new(group, response, api);
        for GroupMember { position, .. } in &group.members {
            joined.add_to(&mut operations[*position].fields, *position, api);
        }
    }
}

/// A response of several operations.
struct Joined {
    /// Its members.
    members: Members,
    /// The position of each operation, and the members that it documents of its own response.
    documented: Vec<(usize, Members)>,
    /// The reason why a member is any JSON, by its path.
    clashes: BTreeMap<String, Decision>,
}

impl Joined {
    fn new(group: &RequestGroup, response: &Type, api: &Api) -> Self {
        let positions = group.members.iter().map(|it| it.position);
        let documented = positions.map(|it| match &api.operations[it].response {
            Response::Body(ty) => (it, members(ty)),
            Response::NoBody | Response::BrowserUrl => (it, Members::new()),
        });
        Self {
            members: members(response),
            documented: documented.collect(),
            clashes: clashes(group, api),
        }
    }

    /// Adds to the fields of the operation at this position.
    fn add_to(&self, fields: &mut [Field], position: usize, api: &Api) {
        let id = &api.operations[position].id;
        let prefix = format!("{id}.returns.");
        // The ids of the others for which this is true.
        let others = |is_it: &dyn Fn(&Members) -> bool| -> Vec<String> {
            let others = self.documented.iter().filter(|(it, _)| *it != position);
            let others = others.filter(|(_, members)| is_it(members));
            others
                .map(|(it, _)| api.operations[*it].id.clone())
                .collect()
        };
        for field in fields {
            let Some(path) = field.docs_path.strip_prefix(&prefix) else {
                continue;
            };
            if let Some(decision) = self.clashes.get(path) {
                field.decision = decision.clone();
            }
            let presence = &mut field.presence;
            if presence.optional {
                // It may be absent of its own, and is where others do not have it.
                field.absent_in =
                    others(&|members| !members.contains_key(path) && may_lack(members, path));
                if !field.absent_in.is_empty() {
                    let also = "; its response is that of several operations";
                    presence.because.push_str(also);
                }
            } else if !presence.nullable && self.members.get(path) == Some(&false) {
                field.absent_in = others(&|members| may_lack(members, path));
                presence.optional = true;
                presence.because = format!(
                    "{} requires it, but several operations share its response type",
                    code_span(id)
                );
            }
        }
    }
}

/// The reason of each member that is any JSON, since the operations document other types.
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
fn members(response: &Type) -> Members {
    let members = members_of("", response).into_iter();
    let members = members.filter_map(|member| match member.kind {
        MemberRef::Field(field) => Some((member.path, !field.optional && !field.nullable)),
        MemberRef::Path(_) => None,
    });
    members.collect()
}

/// `true` if the object around the member is there and may be without it.
fn may_lack(members: &Members, path: &str) -> bool {
    match members.get(path) {
        Some(is_required) => !is_required,
        None => docs_path::split_last(path).is_none_or(|(owner, _)| members.contains_key(owner)),
    }
}
