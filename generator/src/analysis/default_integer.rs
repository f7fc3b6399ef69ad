//! Numbers that the docs leave open, and that are integers only by default.

use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;
use crate::pipeline::api::{Field, Type, ViewDeclaration};
use crate::pipeline::model::rust_model::RustType;

/// The first declaration of a member as `number`, if it is an integer only by default: the view that
/// supplies its name does not say `integer`, and at most as many of the other views say `integer` as
/// say `float`.
pub(super) fn number(field: &Field) -> Option<&ViewDeclaration> {
    let origin = &field.origin;
    if origin.corrected.ty || !has_integer(&field.ty) {
        return None;
    }
    let count = |wanted| {
        let declarations = origin.declarations.iter();
        let views = declarations.filter(|it| kinds(it).any(|kind| kind == wanted));
        views.count()
    };
    let own = origin.declarations.first();
    let is_declared = own.is_some_and(|own| kinds(own).any(|kind| kind == NumberKind::Integer));
    if is_declared || count(NumberKind::Integer) > count(NumberKind::Fractional) {
        return None;
    }
    let mut declarations = origin.declarations.iter();
    let open = declarations.find(|it| kinds(it).any(|kind| kind == NumberKind::Open));
    open.map(AsRef::as_ref)
}

/// `true` if the settings give a type of their own, which may take a fraction.
pub(super) fn is_retyped(ty: &RustType) -> bool {
    ty.layers().any(|ty| matches!(ty, RustType::External(_)))
}

/// `true` if an integer is in the type, or in members that have no declaration but its own.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberKind {
    /// `number`
    Open,
    /// `integer`, `int`
    Integer,
    /// `float`
    Fractional,
}

/// The numbers in the type that a view declares.
fn kinds(declaration: &ViewDeclaration) -> impl Iterator<Item = NumberKind> {
    let notation = declaration.ty.as_deref().map(syntax::parse);
    let mut kinds = Vec::new();
    if let Some(Ok(notation)) = notation {
        TypeExpr::from_syntax(&notation).walk(&mut |ty| {
            kinds.extend(match ty {
                TypeExpr::Number => Some(NumberKind::Open),
                TypeExpr::Integer => Some(NumberKind::Integer),
                TypeExpr::Float => Some(NumberKind::Fractional),
                _ => None,
            });
        });
    }
    kinds.into_iter()
}
