//! The operations because of which a member of a shared response is optional or any JSON.

use std::collections::BTreeMap;

use super::evidence::{Decision, Field, Presence};
use crate::analysis::members::{MemberRef, members_of};
use crate::base::text::markdown::code_span;
use crate::notation::docs_path;
use crate::pipeline::api::{Api, RequestGroup, Response};

/// The members of a response by their paths, with `true` for those that are always present.
type Members = BTreeMap<String, bool>;

/// Adds to each field the operations that may respond without it, if the operation at this position
/// shares its response with others.
pub(super) fn add(fields: &mut [Field], position: usize, api: &Api) {
    let Some((group, joined)) = api.joined(position) else {
        return;
    };
    let id = &api.operations[position].id;
    let prefix = format!("{id}.returns.");
    add_clashes(fields, &prefix, group, api);
    let joined = members_of("", joined);
    let is_required = joined.iter().filter_map(|member| match member.kind {
        MemberRef::Field(field) => Some((&*member.path, !field.optional && !field.nullable)),
        MemberRef::Path(_) => None,
    });
    let is_required: BTreeMap<&str, bool> = is_required.collect();
    let others = group.members.iter().map(|member| member.position);
    let others = others.filter(|other| *other != position);
    let others: Vec<(&str, Members)> = others
        .map(|other| (api.operations[other].id.as_str(), members(other, api)))
        .collect();
    for field in fields {
        let Presence {
            optional, nullable, ..
        } = field.presence;
        let Some(path) = field.docs_path.strip_prefix(&prefix) else {
            continue;
        };
        if optional {
            // It may be absent of its own, and is where others do not have it.
            let lacks = |members: &Members| !members.contains_key(path) && may_lack(members, path);
            let without = others.iter().filter(|(_, members)| lacks(members));
            field.absent_in = without.map(|(id, _)| (*id).to_owned()).collect();
            if !field.absent_in.is_empty() {
                let also = "; its response is that of several operations";
                field.presence.because.push_str(also);
            }
        } else if !nullable && is_required.get(path) == Some(&false) {
            let without = others.iter().filter(|(_, members)| may_lack(members, path));
            field.absent_in = without.map(|(id, _)| (*id).to_owned()).collect();
            field.presence.optional = true;
            field.presence.because = format!(
                "{} requires it, but several operations share its response type",
                code_span(id)
            );
        }
    }
}

/// Gives the reason of each field that is any JSON, since the operations document other types.
fn add_clashes(fields: &mut [Field], prefix: &str, group: &RequestGroup, api: &Api) {
    for clash in group.clashes(api) {
        let types = clash.fields.iter().map(|(operation, field)| {
            let ty = code_span(&field.ty.notation(api));
            format!("{ty} in that of {}", code_span(&operation.id))
        });
        let types: Vec<String> = types.collect();
        let mut fields = fields.iter_mut();
        let field = fields.find(|it| it.docs_path.strip_prefix(prefix) == Some(&*clash.path));
        if let Some(field) = field {
            field.decision = Decision {
                rule: "clash",
                because: format!(
                    "its response is that of several operations: {}",
                    types.join(", ")
                ),
            };
        }
    }
}

/// The members that an operation documents of its own response.
fn members(position: usize, api: &Api) -> Members {
    let Response::Body(ty) = &api.operations[position].response else {
        return Members::new();
    };
    let members = members_of("", ty).into_iter();
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
