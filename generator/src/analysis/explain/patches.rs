//! The reasons why `null` in an update clears a value, or clears none.

use std::collections::BTreeMap;

use crate::analysis::members::MemberRef;
use crate::notation::docs_path;
use crate::pipeline::api::{Api, Field, Operation};
use crate::pipeline::serde_rules::{self, PatchRule};

/// The reasons for the members of the body, by their docs paths. Inside an object of the body, only
/// a correction is a reason: otherwise the rule for the object applies.
pub(super) fn by_path(operation: &Operation, api: &Api) -> BTreeMap<String, String> {
    let parameters = format!("{}.parameters", operation.id);
    let reasons = operation.body_members().into_iter().filter_map(|member| {
        let MemberRef::Field(field) = member.kind else {
            return None;
        };
        let is_inside = member.path != docs_path::join(&parameters, &field.name);
        if is_inside && field.patch.is_none() {
            return None;
        }
        Some((member.path, reason(operation, field, api)?))
    });
    reasons.collect()
}

/// The reason why `null` for a member of the body clears a value, or clears none. `None` if the
/// member is no part of an update, or may not be absent and `null`.
fn reason(operation: &Operation, member: &Field, api: &Api) -> Option<String> {
    if !(member.optional && member.nullable) {
        return None;
    }
    let (clears, rule) = serde_rules::patch(operation, member, api);
    let value = if clears { "the value" } else { "no value" };
    let has = if clears { "has" } else { "lacks" };
    let because = match rule {
        PatchRule::Method => return None,
        PatchRule::Correction => "stated by a correction".to_owned(),
        PatchRule::Response => format!("the object in the response {has} the member"),
        PatchRule::Resource => format!("the resource at the end of the path {has} the member"),
        PatchRule::Default => "the docs do not tell what the request updates".to_owned(),
    };
    Some(format!("`null` clears {value}: {because}"))
}
