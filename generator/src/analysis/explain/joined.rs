//! The operations because of which a member of a shared response is optional or any JSON.

use std::collections::BTreeMap;

use super::evidence::{Decision, Entity, Field};
use crate::analysis::members::{MemberRef, members_of};
use crate::base::text::markdown::code_span;
use crate::notation::docs_path;
use crate::pipeline::api::{Api, GroupMember, RequestGroup, Response, Type};

/// The members of a response, by their paths; `true` for members that are always present.
type Members = BTreeMap<String, bool>;

/// Adds to the fields of shared responses the operations that may respond without the field.
/// `operations` has one entity for each operation, in the same order.
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

/// A response that several operations share.
struct Joined {
    /// The members of the shared response.
    members: Members,
    /// The position of each operation, and the members that it documents.
    documented: Vec<(usize, Members)>,
    /// The reason why a member is any JSON, by the path of the member.
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

    /// Adds the operations to the fields of the operation at this position.
    fn add_to(&self, fields: &mut [Field], position: usize, api: &Api) {
        let id = &api.operations[position].id;
        let prefix = format!("{id}.returns.");
        // The ids of the other operations for which `is_it` is true.
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
                // The field is optional in its own operation. It is also absent in operations that
                // do not document it.
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
fn members(response: &Type) -> Members {
    let members = members_of("", response).into_iter();
    let members = members.filter_map(|member| match member.kind {
        MemberRef::Field(field) => Some((member.path, !field.optional && !field.nullable)),
        MemberRef::Path(_) => None,
    });
    members.collect()
}

/// `true` if a response may contain the object around the member, but not the member.
fn may_lack(members: &Members, path: &str) -> bool {
    match members.get(path) {
        Some(is_required) => !is_required,
        None => docs_path::split_last(path).is_none_or(|(owner, _)| members.contains_key(owner)),
    }
}
