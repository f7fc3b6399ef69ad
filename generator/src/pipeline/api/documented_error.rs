//! The resources that document errors.

use super::{DefinedAs, Field, Resource, Type};

/// The members that distinguish errors, in the order of preference.
pub(crate) const TELLING: [&str; 2] = ["code", "error"];

/// The members with a text for people. An error has at least one of them.
const MESSAGES: [&str; 2] = ["message", "error_description"];

/// The members that identify a thing. An error has none of them.
const IDENTITIES: [&str; 2] = ["id", "object"];

/// The member that distinguishes a resource from other errors, with its values; `None` if it is not
/// an error.
pub(crate) fn telling_member(resource: &Resource) -> Option<(&'static str, Vec<String>)> {
    let has = |names: &[&str], test: fn(&Field) -> bool| {
        let mut fields = resource.fields.iter();
        fields.any(|field| names.contains(&field.name.as_str()) && test(field))
    };
    let has_message = has(&MESSAGES, |field| field.ty == Type::String);
    let is_defined = resource.origin.defined == Some(DefinedAs::Error);
    if !is_defined && (!has_message || has(&IDENTITIES, |_| true)) {
        return None;
    }
    TELLING.into_iter().find_map(|name| {
        let field = resource.fields.iter().find(|field| field.name == name)?;
        let texts = match &field.ty {
            Type::Enum(values) if !field.optional && !field.nullable => values,
            _ => return None,
        };
        let texts = texts.iter().map(|value| value.value.clone());
        Some((name, texts.collect()))
    })
}
