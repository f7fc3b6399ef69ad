//! What the docs say now, shown and compared with what a correction takes them to say.

use super::change::code;
use super::correction::{Answer, Notated};
use super::typing;
use crate::notation::meaning::Kind;
use crate::notation::syntax;
use crate::pipeline::api::{Api, Field, Origin, Response, Type};

/// The type of a member as it is understood, and as the docs write it where that is not the same.
pub(super) fn shown(field: &Field, api: &Api) -> String {
    let kind = code(&field.kind.notation(api));
    match word(field).map(code).filter(|word| *word != kind) {
        Some(word) => format!("{kind} (written {word})"),
        None => kind,
    }
}

/// Whether a notation is the one that the docs have for a member, or one for what they mean.
pub(super) fn says_of(kind: &Kind, field: &Field, api: &Api) -> bool {
    let written = word(field).and_then(|word| syntax::parse(word).ok());
    let is_word = written.is_some_and(|written| bare(&Kind::of(&written)) == bare(kind));
    is_word || says(kind, &field.kind, api)
}

/// The type of a member in the docs' own words, unless a correction has given another.
fn word(field: &Field) -> Option<&str> {
    let Origin {
        words, corrected, ..
    } = &*field.origin;
    let said = words.first().filter(|_| !corrected.kind)?;
    said.kind.as_deref()
}

/// `null` is no matter of the type.
fn bare(kind: &Kind) -> &Kind {
    match kind {
        Kind::Nullable(kind) => kind,
        kind => kind,
    }
}

/// Whether a notation is one for this type. It may leave open what is inside an object or array.
pub(super) fn says(kind: &Kind, found: &Type, api: &Api) -> bool {
    match (kind, found) {
        (Kind::String, Type::String)
        | (Kind::Integer | Kind::Number, Type::Integer)
        | (Kind::Number, Type::Float)
        | (Kind::Boolean, Type::Boolean)
        | (Kind::Timestamp, Type::Timestamp)
        | (Kind::Any, Type::Any)
        | (Kind::Enum, Type::Enum(_))
        | (Kind::Object, Type::Object(_)) => true,
        (Kind::Object, Type::Map(inner)) => **inner == Type::Any,
        (Kind::Array, Type::List(inner)) => matches!(**inner, Type::Any | Type::Object(_)),
        (Kind::List(kind), Type::List(inner)) | (Kind::Map(kind), Type::Map(inner)) => {
            says(kind, inner, api)
        }
        (Kind::Nullable(kind), Type::Nullable(inner)) => says(kind, inner, api),
        (Kind::Nullable(kind), found) => says(kind, found, api),
        (Kind::Float, Type::Float) => true,
        (Kind::Named(name), Type::Resource(id)) => api.resources[id.0].id == *name,
        (Kind::Literal(_) | Kind::Union(_), Type::Enum(values)) => {
            let values = values.iter().map(|value| value.value.as_str());
            typing::literals(kind).is_some_and(|literals| values.eq(literals))
        }
        _ => false,
    }
}

/// What an operation answers, as a correction would write it.
pub(super) fn shown_response(response: &Response, api: &Api) -> String {
    match response {
        Response::Nothing => "nothing".to_owned(),
        Response::Url => "url".to_owned(),
        Response::Body(kind) => kind.notation(api),
    }
}

pub(super) fn says_response(answer: &Answer<Notated>, response: &Response, api: &Api) -> bool {
    match (answer, response) {
        (Answer::Nothing, Response::Nothing) | (Answer::Url, Response::Url) => true,
        (Answer::Body(notated), Response::Body(kind)) => says(&notated.kind, kind, api),
        _ => false,
    }
}
