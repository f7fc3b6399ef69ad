//! Members that are described in place, and what the notation puts around their object:
//! lists, maps and alternatives.

use super::index::EntityRef;
use super::types::Types;
use super::words::or_null;
use crate::notation::meaning::Kind;
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

impl Types<'_> {
    /// The object of these members, in the lists, maps and unions that it stands in. None where
    /// nothing tells the alternatives of a union apart.
    pub(super) fn around(
        &self,
        kind: Option<&Kind>,
        fields: Vec<Field>,
        at: EntityRef,
    ) -> Option<Type> {
        Some(match kind {
            Some(Kind::Union(kinds)) => self.around_one_of(kinds, fields, at)?,
            Some(Kind::Array) => Type::List(Box::new(Type::Object(fields))),
            Some(Kind::List(item)) => Type::List(Box::new(self.held_around(item, fields, at)?)),
            Some(Kind::Map(value)) => Type::Map(Box::new(self.held_around(value, fields, at)?)),
            Some(Kind::Nullable(inner)) => self.around(Some(inner), fields, at)?,
            _ => Type::Object(fields),
        })
    }

    fn held_around(&self, kind: &Kind, fields: Vec<Field>, at: EntityRef) -> Option<Type> {
        let held = self.around(Some(kind), fields, at)?;
        Some(or_null(kind, held))
    }

    /// The members are those of each alternative that goes with them best.
    fn around_one_of(&self, kinds: &[Kind], fields: Vec<Field>, at: EntityRef) -> Option<Type> {
        let best = kinds.iter().map(fit).max().unwrap_or(Fit::None);
        if best == Fit::None {
            return Some(Type::Object(fields));
        }
        let alternatives = kinds.iter().map(|kind| match fit(kind) == best {
            true => self.around(Some(kind), fields.clone(), at),
            false => self.alternative(kind, at),
        });
        self.one_of(alternatives.collect::<Option<_>>()?)
    }
}

/// Whether a notation can have members that are described in place; without one it can.
pub(super) fn has_members(kind: Option<&Kind>) -> bool {
    kind.is_none_or(|kind| fit(kind) > Fit::None)
}

fn fit(kind: &Kind) -> Fit {
    match kind {
        Kind::Object | Kind::Array | Kind::Any => Fit::Object,
        Kind::Named(_) | Kind::Wrapper(..) | Kind::Opaque => Fit::Name,
        Kind::List(inner) | Kind::Map(inner) | Kind::Nullable(inner) => fit(inner),
        Kind::Union(kinds) => kinds.iter().map(fit).max().unwrap_or(Fit::None),
        Kind::String
        | Kind::Integer
        | Kind::Number
        | Kind::Float
        | Kind::Boolean
        | Kind::Timestamp
        | Kind::Null
        | Kind::Unit
        | Kind::Enum
        | Kind::Literal(_) => Fit::None,
    }
}
