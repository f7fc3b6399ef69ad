//! The rules by which models are serialized, where the reference leaves it open.
//!
//! The model is built by these rules, and bodies are checked against it by
//! the same ones, so that the two cannot differ.

use crate::pipeline::api::{Api, Field, Operation, Response, Type};

/// The way in which a member may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// `T`: it is there, and not `null`.
    Required,
    /// `Option<T>`: absent and `null` are both `None`.
    Optional,
    /// `Patch<T>`: absent leaves alone, `null` clears.
    Patch,
}

/// The way in which a member may be missing; `updates` if the struct is sent to change something.
pub(crate) fn presence(field: &Field, updates: bool) -> Presence {
    match (field.optional, field.nullable) {
        (true, true) if updates => Presence::Patch,
        (false, false) => Presence::Required,
        _ => Presence::Optional,
    }
}

/// `true` if a member of the body changes something, so that `null` clears: the operation updates,
/// and the object that it returns, if it returns one, has the member. Another one, such as the
/// version to compare with, is an instruction.
pub(crate) fn updates(operation: &Operation, member: &Field, api: &Api) -> bool {
    if !matches!(operation.method.as_str(), "PUT" | "PATCH") {
        return false;
    }
    let returned = match &operation.response {
        Response::Body(Type::Resource(updated)) => &api.resources[updated.0].fields,
        Response::Body(Type::Object(fields)) => fields,
        _ => return true,
    };
    returned.iter().any(|field| field.name == member.name)
}

/// The type of an item of a list in a query, which is one text with commas; `None` if the items are
/// no texts. An untyped item is a text in a query.
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

/// The item of a list response, and its members, if they are those of `List` in the support module
/// and no others. The items must be there; the metadata need not, as every `List` reads.
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

/// The members of a list response that has other members than those of `List`, or other types of
/// them: an object with `data` and `list_metadata`.
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

/// `true` for a member that every list reads as optional, whatever its page says.
pub(crate) fn is_optional_in_list(name: &str) -> bool {
    matches!(name, "object" | "list_metadata")
}

/// The cursors in the metadata of a list; `None` if that is no object. Metadata without a type
/// has them, unless a correction says that it is any value.
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
