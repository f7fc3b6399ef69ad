//! Members that are described in place, and what the notation puts around their object:
//! lists, maps and alternatives.

use super::index::EntityRef;
use super::types::TypeResolver;
use super::words::or_null;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{Field, Type};

/// How well a notation goes with members that are described in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It has none: a text, a number, a literal.
    None,
    /// A name, which may be an SDK's for the object.
    Name,
    /// An object, or anything.
    Object,
}

impl TypeResolver<'_> {
    /// The object of these members, in the lists, maps and unions that it stands in. None where
    /// nothing tells the alternatives of a union apart.
    pub(super) fn wrap_object(
        &self,
        ty: Option<&TypeExpr>,
        fields: Vec<Field>,
        at: EntityRef,
    ) -> Option<Type> {
        Some(match ty {
            Some(TypeExpr::Union(kinds)) => self.around_one_of(kinds, fields, at)?,
            Some(TypeExpr::Array) => Type::List(Box::new(Type::Object(fields))),
            Some(TypeExpr::List(item)) => Type::List(Box::new(self.wrap_inner(item, fields, at)?)),
            Some(TypeExpr::Map(value)) => Type::Map(Box::new(self.wrap_inner(value, fields, at)?)),
            Some(TypeExpr::Nullable(inner)) => self.wrap_object(Some(inner), fields, at)?,
            _ => Type::Object(fields),
        })
    }

    fn wrap_inner(&self, ty: &TypeExpr, fields: Vec<Field>, at: EntityRef) -> Option<Type> {
        let held = self.wrap_object(Some(ty), fields, at)?;
        Some(or_null(ty, held))
    }

    /// The members are those of each alternative that goes with them best.
    fn around_one_of(&self, kinds: &[TypeExpr], fields: Vec<Field>, at: EntityRef) -> Option<Type> {
        let best = kinds.iter().map(fit).max().unwrap_or(Fit::None);
        if best == Fit::None {
            return Some(Type::Object(fields));
        }
        let alternatives = kinds.iter().map(|ty| match fit(ty) == best {
            true => self.wrap_object(Some(ty), fields.clone(), at),
            false => self.alternative(ty, at),
        });
        self.one_of(alternatives.collect::<Option<_>>()?)
    }
}

/// Whether a notation can have members that are described in place; without one it can.
pub(super) fn has_members(ty: Option<&TypeExpr>) -> bool {
    ty.is_none_or(|ty| fit(ty) > Fit::None)
}

fn fit(ty: &TypeExpr) -> Fit {
    match ty {
        TypeExpr::Object | TypeExpr::Array | TypeExpr::Any => Fit::Object,
        TypeExpr::Named(_) | TypeExpr::Wrapper(..) | TypeExpr::Opaque => Fit::Name,
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Nullable(inner) => fit(inner),
        TypeExpr::Union(kinds) => kinds.iter().map(fit).max().unwrap_or(Fit::None),
        TypeExpr::String
        | TypeExpr::Integer
        | TypeExpr::Number
        | TypeExpr::Float
        | TypeExpr::Boolean
        | TypeExpr::Timestamp
        | TypeExpr::Null
        | TypeExpr::Unit
        | TypeExpr::Enum
        | TypeExpr::Literal(_) => Fit::None,
    }
}
