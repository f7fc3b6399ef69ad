//! Compares the docs with the `was` of a correction.

use std::collections::BTreeSet;

use super::correction::{ReturnSpec, TypeText};
use super::error::code;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{Api, Field, Response, Type, Union};

/// The resolved type of a member, and the notation in the docs if it differs.
pub(super) fn display_type(field: &Field, api: &Api) -> String {
    let ty = code(&field.ty.notation(api));
    match declared_notation(field).map(code) {
        Some(declared) if declared != ty => format!("{ty} (written {declared})"),
        _ => ty,
    }
}

/// `true` if the notation equals the one in the docs, or means the type of the member.
pub(super) fn matches_declared(ty: &TypeExpr, field: &Field, api: &Api) -> bool {
    let declared = declared_notation(field).and_then(|text| syntax::parse(text).ok());
    declared.is_some_and(|text| bare(&TypeExpr::from_syntax(&text)) == bare(ty))
        || matches_type(ty, &field.ty, api)
}

/// The `was` for the type of a member, in the notation of the docs if they have one. `None` if no
/// notation expresses the type.
#[cfg(feature = "analysis")]
pub(crate) fn expected_notation(field: &Field, api: &Api) -> Option<String> {
    let found = field.ty.notation(api);
    let declared = declared_notation(field).map(|text| text.trim().to_owned());
    let mut notations = [declared, Some(found)].into_iter().flatten();
    notations.find(|text| {
        syntax::parse(text)
            .is_ok_and(|ty| matches_declared(&TypeExpr::from_syntax(&ty), field, api))
    })
}

/// The notation of a member's type in the docs, unless a correction has changed the type.
fn declared_notation(field: &Field) -> Option<&str> {
    if field.origin.corrected.ty {
        return None;
    }
    field.origin.declarations.first()?.ty.as_deref()
}

/// `true` if the type of the member in the docs is or contains `number`.
pub(super) fn is_number(field: &Field) -> bool {
    let declared = declared_notation(field).and_then(|text| syntax::parse(text).ok());
    declared.is_some_and(|text| TypeExpr::from_syntax(&text).has_number())
}

/// The type without `null`, which is corrected by `nullable`.
fn bare(ty: &TypeExpr) -> &TypeExpr {
    match ty {
        TypeExpr::Nullable(ty) => ty,
        ty => ty,
    }
}

/// `true` if the notation means this type, with alternatives in any order. The notation may omit
/// the contents of an object or array.
pub(super) fn matches_type(ty: &TypeExpr, found: &Type, api: &Api) -> bool {
    match (ty, found) {
        (TypeExpr::String, Type::String)
        | (TypeExpr::Integer | TypeExpr::Number, Type::Integer)
        | (TypeExpr::Number | TypeExpr::Float, Type::Float)
        | (TypeExpr::Boolean, Type::Boolean)
        | (TypeExpr::Timestamp, Type::Timestamp)
        | (TypeExpr::Any | TypeExpr::Unspecified, Type::Any)
        | (TypeExpr::Enum, Type::Enum(_))
        | (TypeExpr::Object, Type::Object(_)) => true,
        (TypeExpr::Object, Type::Map(inner)) => **inner == Type::Any,
        (TypeExpr::Array, Type::List(inner)) => matches!(**inner, Type::Any | Type::Object(_)),
        // `object` as the value of a map is read as any value.
        (TypeExpr::Map(ty), Type::Map(inner)) if **ty == TypeExpr::Any => {
            matches_type(ty, inner, api) || matches_type(&TypeExpr::Object, inner, api)
        }
        (TypeExpr::List(ty), Type::List(inner))
        | (TypeExpr::Map(ty), Type::Map(inner))
        | (TypeExpr::Nullable(ty), Type::Nullable(inner)) => matches_type(ty, inner, api),
        (TypeExpr::Nullable(ty), found) => matches_type(ty, found, api),
        (TypeExpr::Named(name), Type::Resource(id)) => api.resources[id.0].id == *name,
        (TypeExpr::Literal(_) | TypeExpr::Union(_), Type::Enum(values)) => {
            let values: BTreeSet<&str> = values.iter().map(|value| value.value.as_str()).collect();
            ty.values()
                .is_some_and(|known| known.into_iter().collect::<BTreeSet<_>>() == values)
        }
        (TypeExpr::Named(name), Type::Union(union)) if union.name.as_ref() == Some(name) => true,
        (ty, Type::Union(union)) => matches_union(ty.alternatives(), union, api),
        _ => false,
    }
}

/// `true` if the union has exactly these alternatives.
fn matches_union(alternatives: &[TypeExpr], union: &Union, api: &Api) -> bool {
    let found = || union.alternatives.iter().map(|alternative| &alternative.ty);
    let is_found = |ty: &TypeExpr| found().any(|found| matches_type(ty, found, api));
    let mut all_found = found();
    alternatives.iter().all(is_found)
        && all_found.all(|found| alternatives.iter().any(|ty| matches_type(ty, found, api)))
}

/// The response of an operation, as written in a correction.
pub(crate) fn display_response(response: &Response, api: &Api) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::api::{Alternative, Dispatch, EnumValue};

    fn list(item: Type) -> Type {
        Type::List(Box::new(item))
    }

    fn map(value: Type) -> Type {
        Type::Map(Box::new(value))
    }

    fn literals(values: &[&str]) -> Type {
        let values = values.iter().map(|value| EnumValue::new(value));
        Type::Enum(values.collect())
    }

    fn union(types: impl IntoIterator<Item = Type>) -> Type {
        let alternatives = types.into_iter().map(|ty| Alternative {
            tags: Vec::new(),
            ty,
        });
        Type::Union(Union {
            name: Some("parcel".to_owned()),
            dispatch: Dispatch::Json,
            alternatives: alternatives.collect(),
        })
    }

    fn matches(text: &str, ty: &Type) -> bool {
        let notation = syntax::parse(text).unwrap();
        matches_type(&TypeExpr::from_syntax(&notation), ty, &Api::default())
    }

    /// Composite types, and types that are easily confused with them.
    fn types() -> Vec<Type> {
        let simple = [
            Type::String,
            Type::Float,
            Type::Any,
            Type::Object(Vec::new()),
            map(Type::Any),
            literals(&["a"]),
            literals(&["a", "b"]),
            literals(&["say \"a\"", "b"]),
            union([Type::String, Type::Integer]),
            union([literals(&["a"]), list(Type::Boolean), map(Type::Any)]),
            union([map(Type::String), Type::Boolean]),
        ];
        let mut types = simple.to_vec();
        let mut inner = simple.to_vec();
        for _ in 0..3 {
            let wrap = |ty: &Type| [list(ty.clone()), map(ty.clone()), ty.clone().or_null()];
            inner = inner.iter().flat_map(wrap).collect();
            types.extend(inner.iter().cloned());
        }
        types
    }

    #[test]
    fn the_notation_of_a_type_means_that_type() {
        for ty in types() {
            let text = ty.notation(&Api::default());
            assert!(matches(&text, &ty), "{text}: {ty:?}");
        }
    }

    #[test]
    fn the_alternatives_of_a_union_stand_in_any_order() {
        let several = union([Type::String, Type::Integer, list(Type::Boolean)]);
        for text in [
            "string | integer | boolean[]",
            "boolean[] | number | string",
            "parcel",
        ] {
            assert!(matches(text, &several), "{text}");
            assert!(
                matches(&format!("({text})[]"), &list(several.clone())),
                "{text}"
            );
        }
        for text in [
            "string",
            "string | integer",
            "string | integer | boolean",
            "string | integer | boolean[] | object",
            "(string | integer | boolean)[]",
            "letter",
        ] {
            assert!(!matches(text, &several), "{text}");
        }
        assert!(matches(r#""b" | "a""#, &literals(&["a", "b"])));
        assert!(!matches(r#""a""#, &literals(&["a", "b"])));
    }
}
