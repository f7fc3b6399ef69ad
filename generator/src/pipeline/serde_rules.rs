//! What the models read and write, where the reference leaves it to a rule.
//!
//! The model is built by these rules, and bodies are checked against it by
//! the same ones, so that the two cannot part.

use crate::pipeline::api::{Field, Type};

/// How a member may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// `T`: it is there, and not `null`.
    Required,
    /// `Option<T>`: absent and `null` are both `None`.
    Optional,
    /// `Patch<T>`: absent leaves alone, `null` clears.
    Patch,
}

/// How a member may be missing; `updates` where the struct is sent to change something.
pub(crate) fn presence(field: &Field, updates: bool) -> Presence {
    match (field.optional, field.nullable) {
        (true, true) if updates => Presence::Patch,
        (false, false) => Presence::Required,
        _ => Presence::Optional,
    }
}

/// Whether a request of this method changes something, so that `null` clears.
pub(crate) fn updates(method: &str) -> bool {
    matches!(method, "PUT" | "PATCH")
}

/// The item of a member of a query that is one text, its items with commas between them;
/// none where the items are no texts. What nothing is known of is a text in a query.
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

/// The items of a list response, and its members: what `List` of the support module has, and
/// nothing else. The items must be there; the metadata need not, as every `List` reads.
pub(crate) fn list_item(ty: &Type) -> Option<(&Type, &[Field])> {
    let Type::Object(fields) = ty else {
        return None;
    };
    let named = |name: &str| fields.iter().find(|field| field.name == name);
    let fits = fields.iter().all(|field| match field.name.as_str() {
        "object" => matches!(field.ty, Type::String | Type::Enum(_)),
        "list_metadata" => is_list_metadata(&field.ty),
        name => name == "data",
    });
    let data = named("data").filter(|data| presence(data, false) == Presence::Required)?;
    match (&data.ty, named("list_metadata")) {
        (Type::List(item), Some(_)) if fits => Some((item, fields)),
        _ => None,
    }
}

/// Whether there is nothing in it but cursors.
fn is_list_metadata(ty: &Type) -> bool {
    match ty {
        Type::Object(cursors) => cursors.iter().all(|cursor| {
            matches!(cursor.name.as_str(), "before" | "after") && cursor.ty == Type::String
        }),
        ty => matches!(ty, Type::Any | Type::Map(_)),
    }
}
