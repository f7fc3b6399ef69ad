//! What the docs say now, shown and compared with what a correction takes them to say.

use super::change::code;
use super::correction::{ReturnSpec, TypeText};
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{Api, Field, Provenance, Response, Type};

/// The type of a member as it is understood, and as the docs write it where that is not the same.
pub(super) fn display_type(field: &Field, api: &Api) -> String {
    let ty = code(&field.ty.notation(api));
    match declared_notation(field)
        .map(code)
        .filter(|word| *word != ty)
    {
        Some(word) => format!("{ty} (written {word})"),
        None => ty,
    }
}

/// Whether a notation is the one that the docs have for a member, or one for what they mean.
pub(super) fn matches_declared(ty: &TypeExpr, field: &Field, api: &Api) -> bool {
    let written = declared_notation(field).and_then(|word| syntax::parse(word).ok());
    let is_word = written.is_some_and(|written| bare(&TypeExpr::from_syntax(&written)) == bare(ty));
    is_word || matches_type(ty, &field.ty, api)
}

/// The type of a member in the docs' own words, unless a correction has given another.
fn declared_notation(field: &Field) -> Option<&str> {
    let Provenance {
        declarations: words,
        corrected,
        ..
    } = &*field.origin;
    let said = words.first().filter(|_| !corrected.ty)?;
    said.ty.as_deref()
}

/// `null` is no matter of the type.
fn bare(ty: &TypeExpr) -> &TypeExpr {
    match ty {
        TypeExpr::Nullable(ty) => ty,
        ty => ty,
    }
}

/// Whether a notation is one for this type. It may leave open what is inside an object or array.
pub(super) fn matches_type(ty: &TypeExpr, found: &Type, api: &Api) -> bool {
    match (ty, found) {
        (TypeExpr::String, Type::String)
        | (TypeExpr::Integer | TypeExpr::Number, Type::Integer)
        | (TypeExpr::Number, Type::Float)
        | (TypeExpr::Boolean, Type::Boolean)
        | (TypeExpr::Timestamp, Type::Timestamp)
        | (TypeExpr::Any, Type::Any)
        | (TypeExpr::Enum, Type::Enum(_))
        | (TypeExpr::Object, Type::Object(_)) => true,
        (TypeExpr::Object, Type::Map(inner)) => **inner == Type::Any,
        (TypeExpr::Array, Type::List(inner)) => matches!(**inner, Type::Any | Type::Object(_)),
        (TypeExpr::List(ty), Type::List(inner)) | (TypeExpr::Map(ty), Type::Map(inner)) => {
            matches_type(ty, inner, api)
        }
        (TypeExpr::Nullable(ty), Type::Nullable(inner)) => matches_type(ty, inner, api),
        (TypeExpr::Nullable(ty), found) => matches_type(ty, found, api),
        (TypeExpr::Float, Type::Float) => true,
        (TypeExpr::Named(name), Type::Resource(id)) => api.resources[id.0].id == *name,
        (TypeExpr::Literal(_) | TypeExpr::Union(_), Type::Enum(values)) => {
            let values = values.iter().map(|value| value.value.as_str());
            ty.values().is_some_and(|known| values.eq(known))
        }
        _ => false,
    }
}

/// What an operation answers, as a correction would write it.
pub(super) fn shown_response(response: &Response, api: &Api) -> String {
    match response {
        Response::Nothing => "nothing".to_owned(),
        Response::BrowserUrl => "url".to_owned(),
        Response::Body(ty) => ty.notation(api),
    }
}

pub(super) fn says_response(answer: &ReturnSpec<TypeText>, response: &Response, api: &Api) -> bool {
    match (answer, response) {
        (ReturnSpec::Nothing, Response::Nothing) | (ReturnSpec::Url, Response::BrowserUrl) => true,
        (ReturnSpec::Body(notated), Response::Body(ty)) => matches_type(&notated.ty, ty, api),
        _ => false,
    }
}
