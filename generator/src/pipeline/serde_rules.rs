//! The rules of serialization that the reference does not state.
//!
//! Building the model and checking JSON bodies both use these rules, so that they always agree.

use crate::base::node_path::PageId;
use crate::pipeline::api::{Api, Field, Operation, Resource, Response, Type};

/// The way in which a member may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// `T`: present and not `null`.
    Required,
    /// `Option<T>`: absent and `null` are both `None`.
    Optional,
    /// `Patch<T>`: absent leaves the value unchanged, `null` clears it.
    Patch,
}

/// The way in which a member may be missing; `updates` if the struct is sent to change something.
pub(crate) fn presence(field: &Field, updates: bool) -> Presence {
    let updates = field.patch.unwrap_or(updates);
    match (field.optional, field.nullable) {
        (true, true) if updates => Presence::Patch,
        (false, false) => Presence::Required,
        _ => Presence::Optional,
    }
}

/// The rule that decides that `null` clears the value of a member, or clears none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PatchRule {
    /// A correction states it.
    Correction,
    /// Only a PUT or PATCH updates something.
    Method,
    /// The object in the response has the member, or lacks it.
    Response,
    /// The response is no object. The resource with whose id the path ends has the member, or lacks
    /// it.
    Resource,
    /// The docs do not tell what is updated.
    Default,
}

/// `true` if a member of the body changes a value, so that `null` clears it. The operation must be
/// an update. What it updates must have the member: any other member, such as the version to
/// compare with, is an instruction. It updates what it returns or, if it returns no object, the
/// resource of its section with whose id the path ends. If neither is known, every member changes a
/// value. A correction comes first.
pub(crate) fn updates(operation: &Operation, member: &Field, api: &Api) -> bool {
    patch(operation, member, api).0
}

/// The value of [`updates`], and the rule that decides it.
pub(crate) fn patch(operation: &Operation, member: &Field, api: &Api) -> (bool, PatchRule) {
    if let Some(patch) = member.patch {
        return (patch, PatchRule::Correction);
    }
    if !matches!(operation.method.as_str(), "PUT" | "PATCH") {
        return (false, PatchRule::Method);
    }
    let has_member = |fields: &[Field]| fields.iter().any(|field| field.name == member.name);
    let is_in = |ty: &Type| match ty {
        Type::Resource(updated) => has_member(&api.resources[updated.0].fields),
        ty => has_member(ty.members()),
    };
    match &operation.response {
        Response::Body(ty @ (Type::Resource(_) | Type::Object(_))) => {
            (is_in(ty), PatchRule::Response)
        }
        Response::Body(Type::Union(union)) => {
            let mut alternatives = union.alternatives.iter();
            let patch = alternatives.any(|alternative| is_in(&alternative.ty));
            (patch, PatchRule::Response)
        }
        _ => match at_end_of_path(operation, api) {
            Some(updated) => (has_member(&updated.fields), PatchRule::Resource),
            None => (true, PatchRule::Default),
        },
    }
}

/// The resource with whose id the path ends. A resource of another section does not count, since
/// the types of a section do not depend on other sections.
fn at_end_of_path<'a>(operation: &Operation, api: &'a Api) -> Option<&'a Resource> {
    let owner = operation.last_parameter()?.id.as_ref()?;
    let resource = &api.resources[owner.id.0];
    let section = |page: PageId| api.pages[page.index()].section();
    if section(operation.page) == section(resource.page) {
        Some(resource)
    } else {
        None
    }
}

/// The item type of a list in a query, which is sent as one text with commas. `None` if the items
/// are not texts. In a query, an untyped item is a text.
pub(crate) fn comma_separated(query: &Field) -> Option<Type> {
    let Type::List(item) = &query.ty else {
        return None;
    };
    let item = match &**item {
        Type::Nullable(item) => item,
        _ => item,
    };
    match &**item {
        Type::Map(_) | Type::List(_) | Type::Object(_) | Type::Resource(_) => None,
        Type::Any | Type::Timestamp => Some(Type::String),
        text => Some(text.clone()),
    }
}

/// The item of a list response, and the members of the response, if these are exactly the members
/// of `List` in the support module. The items are required. The metadata may be missing, since
/// `List` accepts that.
pub(crate) fn list_item(ty: &Type) -> Option<(&Type, &[Field])> {
    let Type::Object(fields) = ty else {
        return None;
    };
    let mut data = None;
    let mut has_metadata = false;
    for field in fields {
        match (field.name.as_str(), &field.ty) {
            ("object", Type::String | Type::Enum(_)) => {}
            ("data", Type::List(item)) if presence(field, false) == Presence::Required => {
                data = Some(&**item);
            }
            ("list_metadata", _) if cursors(field)?.iter().all(is_cursor) => has_metadata = true,
            _ => return None,
        }
    }
    data.filter(|_| has_metadata).map(|item| (item, &**fields))
}

/// The names of the cursors of a list.
pub(crate) const CURSORS: [&str; 2] = ["before", "after"];

/// The members of a list response that does not fit `List`: an object with `data` and
/// `list_metadata`, but with further members or other types.
pub(crate) fn wide_list(ty: &Type) -> Option<&[Field]> {
    let Type::Object(fields) = ty else {
        return None;
    };
    let has = |name: &str| fields.iter().any(|field| field.name == name);
    if has("data") && has("list_metadata") && list_item(ty).is_none() {
        Some(fields)
    } else {
        None
    }
}

/// `true` for a member that is optional in every list, even if its page says otherwise.
pub(crate) fn is_optional_in_list(name: &str) -> bool {
    matches!(name, "object" | "list_metadata")
}

/// The cursors in the metadata of a list; `None` if the metadata is not an object. Untyped metadata
/// has the usual cursors, unless a correction declares it as any value.
pub(crate) fn cursors(list_metadata: &Field) -> Option<&[Field]> {
    match &list_metadata.ty {
        Type::Object(cursors) => Some(cursors),
        Type::Map(_) => Some(&[]),
        Type::Any if !list_metadata.origin.corrected.ty => Some(&[]),
        _ => None,
    }
}

fn is_cursor(field: &Field) -> bool {
    CURSORS.contains(&field.name.as_str()) && field.ty == Type::String
}
