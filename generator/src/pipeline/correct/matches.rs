//! Comparison of what the docs say with what a correction expects them to say.

use super::correction::{ReturnSpec, TypeText};
use super::error::code;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{Alternative, Api, Field, Response, Type};

/// The type of a member as it is understood, and as the docs write it if that differs.
pub(super) fn display_type(field: &Field, api: &Api) -> String {
    let ty = code(&field.ty.notation(api));
    match declared_notation(field).map(code) {
        Some(declared) if declared != ty => format!("{ty} (written {declared})"),
        _ => ty,
    }
}

/// `true` if the notation is the one that the docs have for the member, or means its type.
pub(super) fn matches_declared(ty: &TypeExpr, field: &Field, api: &Api) -> bool {
    let declared = declared_notation(field).and_then(|text| syntax::parse(text).ok());
    declared.is_some_and(|text| bare(&TypeExpr::from_syntax(&text)) == bare(ty))
        || matches_type(ty, &field.ty, api)
}

/// The type of a member as a correction may expect it; `None` if no notation says it.
#[cfg(feature = "analysis")]
pub(crate) fn expected_notation(field: &Field, api: &Api) -> Option<String> {
    let found = field.ty.notation(api);
    let declared = declared_notation(field).map(str::to_owned);
    let mut notations = [Some(found), declared].into_iter().flatten();
    notations.find(|text| {
        syntax::parse(text)
            .is_ok_and(|ty| matches_declared(&TypeExpr::from_syntax(&ty), field, api))
    })
}

/// The type of a member as the docs write it, unless a correction has given another.
fn declared_notation(field: &Field) -> Option<&str> {
    if field.origin.corrected.ty {
        return None;
    }
    field.origin.declarations.first()?.ty.as_deref()
}

/// The type without `null`, which is corrected by `nullable`.
fn bare(ty: &TypeExpr) -> &TypeExpr {
    match ty {
        TypeExpr::Nullable(ty) => ty,
        ty => ty,
    }
}

/// `true` if the notation means this type. It may leave open what is inside an object or array.
pub(super) fn matches_type(ty: &TypeExpr, found: &Type, api: &Api) -> bool {
    match (ty, found) {
        (TypeExpr::String, Type::String)
        | (TypeExpr::Integer | TypeExpr::Number, Type::Integer)
        | (TypeExpr::Number | TypeExpr::Float, Type::Float)
        | (TypeExpr::Boolean, Type::Boolean)
        | (TypeExpr::Timestamp, Type::Timestamp)
        | (TypeExpr::Any, Type::Any)
        | (TypeExpr::Enum, Type::Enum(_))
        | (TypeExpr::Object, Type::Object(_)) => true,
        (TypeExpr::Object, Type::Map(inner)) => **inner == Type::Any,
        (TypeExpr::Array, Type::List(inner)) => matches!(**inner, Type::Any | Type::Object(_)),
        (TypeExpr::List(ty), Type::List(inner))
        | (TypeExpr::Map(ty), Type::Map(inner))
        | (TypeExpr::Nullable(ty), Type::Nullable(inner)) => matches_type(ty, inner, api),
        (TypeExpr::Nullable(ty), found) => matches_type(ty, found, api),
        (TypeExpr::Named(name), Type::Resource(id)) => api.resources[id.0].id == *name,
        (TypeExpr::Literal(_) | TypeExpr::Union(_), Type::Enum(values)) => {
            let values = values.iter().map(|value| value.value.as_str());
            ty.values().is_some_and(|known| values.eq(known))
        }
        (TypeExpr::Union(types), Type::Union(union)) => {
            let found = union.alternatives.iter();
            let is_same = |(ty, found): (&TypeExpr, &Alternative)| matches_type(ty, &found.ty, api);
            types.len() == found.len() && types.iter().zip(found).all(is_same)
        }
        _ => false,
    }
}

/// The response of an operation, as a correction would write it.
pub(super) fn display_response(response: &Response, api: &Api) -> String {
    match response {
        Response::NoBody => "nothing".to_owned(),
        Response::BrowserUrl => "url".to_owned(),
        Response::Body(ty) => ty.notation(api),
    }
}

/// `true` if a correction expects this response.
pub(super) fn matches_response(
    expected: &ReturnSpec<TypeText>,
    response: &Response,
    api: &Api,
) -> bool {
    match (expected, response) {
        (ReturnSpec::Nothing, Response::NoBody) | (ReturnSpec::Url, Response::BrowserUrl) => true,
        (ReturnSpec::Body(text), Response::Body(ty)) => matches_type(&text.ty, ty, api),
        _ => false,
    }
}
