//! Numbers whose precision the docs do not give, and that are integers only by default.

use std::collections::BTreeMap;

use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{Field, Type, ViewDeclaration};
use crate::pipeline::model::rust_model::RustType;

/// The first declaration of a member as `number`, if the number is an integer only by default. This
/// is the case if the view that supplies the name does not declare it as `integer`, and not more
/// views declare `integer` than `float`. If that view has both words, as in
/// `{ load: number, size: integer }`, its declaration counts alone.
pub(super) fn number(field: &Field) -> Option<&ViewDeclaration> {
    let origin = &field.origin;
    if origin.corrected.ty || !has_integer(&field.ty) {
        return None;
    }
    let has = |view: &ViewDeclaration, wanted| kinds(view).any(|kind| kind == wanted);
    let count = |wanted| {
        let declarations = origin.declarations.iter();
        declarations.filter(|view| has(view, wanted)).count()
    };
    let own = origin.declarations.first();
    if own.is_some_and(|own| has(own, NumberKind::Integer)) {
        let own = own.filter(|own| has(own, NumberKind::Open));
        return own.map(AsRef::as_ref);
    }
    if count(NumberKind::Integer) > count(NumberKind::Fractional) {
        return None;
    }
    let mut declarations = origin.declarations.iter();
    let open = declarations.find(|view| has(view, NumberKind::Open));
    open.map(AsRef::as_ref)
}

/// `true` if the settings replace the type. The new type may allow a fraction.
pub(super) fn is_retyped(ty: &RustType) -> bool {
    ty.layers().any(|ty| matches!(ty, RustType::External(_)))
}

/// `true` if the type is or contains an integer, also in members without their own declaration.
fn has_integer(ty: &Type) -> bool {
    match ty {
        Type::Integer => true,
        Type::Object(fields) => fields
            .iter()
            .any(|field| field.origin.declarations.is_empty() && has_integer(&field.ty)),
        ty => ty.children().into_iter().any(has_integer),
    }
}

/// The precision of a number in a notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NumberKind {
    /// `number`
    Open,
    /// `integer`, `int`
    Integer,
    /// `float`
    Fractional,
}

/// The kinds of the numbers in a type that a view declares.
fn kinds(declaration: &ViewDeclaration) -> impl Iterator<Item = NumberKind> {
    let written = declaration.ty.as_deref();
    written.map(numbers).unwrap_or_default().into_values()
}

/// The numbers in a notation, each with the keys that lead to it. If alternatives have several
/// kinds at one place, `Open` has precedence.
pub(super) fn numbers(written: &str) -> BTreeMap<Vec<String>, NumberKind> {
    let mut numbers = BTreeMap::new();
    if let Ok(notation) = syntax::parse(written) {
        add_numbers(&TypeExpr::from_syntax(&notation), &[], &mut numbers);
    }
    numbers
}

fn add_numbers(ty: &TypeExpr, keys: &[String], numbers: &mut BTreeMap<Vec<String>, NumberKind>) {
    let mut add = |kind: NumberKind| {
        let there = numbers.entry(keys.to_vec()).or_insert(kind);
        *there = kind.min(*there);
    };
    match ty {
        TypeExpr::Number => add(NumberKind::Open),
        TypeExpr::Integer => add(NumberKind::Integer),
        TypeExpr::Float => add(NumberKind::Fractional),
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Nullable(inner) => {
            add_numbers(inner, keys, numbers);
        }
        TypeExpr::Union(inside) | TypeExpr::Wrapper(_, inside) => {
            for inner in inside {
                add_numbers(inner, keys, numbers);
            }
        }
        TypeExpr::Record(members) => {
            for member in members {
                let keys = [keys, std::slice::from_ref(&member.key)].concat();
                add_numbers(&member.ty, &keys, numbers);
            }
        }
        _ => {}
    }
}
