//! Equivalence of types, regardless of the places and descriptions of fields.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use super::{Field, Type};

impl Type {
    /// `true` if both types accept the same JSON values.
    pub(crate) fn is_equivalent(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(a), Self::Object(b)) => Field::are_equivalent(a, b),
            (Self::List(a), Self::List(b))
            | (Self::Map(a), Self::Map(b))
            | (Self::Nullable(a), Self::Nullable(b)) => a.is_equivalent(b),
            (Self::Enum(a), Self::Enum(b)) => {
                let (a, b) = (a.iter(), b.iter());
                a.map(|value| &value.value).eq(b.map(|value| &value.value))
            }
            (a, b) => a == b,
        }
    }

    /// Hashes a part of the type that is the same for equivalent types.
    fn hash_shape(&self, state: &mut impl Hasher) {
        discriminant(self).hash(state);
        match self {
            Self::Object(fields) => ByShape(fields).hash(state),
            Self::Enum(values) => values.iter().for_each(|value| value.value.hash(state)),
            Self::Resource(id) => id.hash(state),
            ty => ty
                .children()
                .iter()
                .for_each(|child| child.hash_shape(state)),
        }
    }
}

/// A list of fields as a key of a map. Equivalent lists are equal keys.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ByShape<'a>(pub(crate) &'a [Field]);

impl PartialEq for ByShape<'_> {
    fn eq(&self, other: &Self) -> bool {
        Field::are_equivalent(self.0, other.0)
    }
}

impl Eq for ByShape<'_> {}

impl Hash for ByShape<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for field in self.0 {
            (&field.name, field.flags()).hash(state);
            field.ty.hash_shape(state);
        }
    }
}

impl Field {
    /// `true` if the two lists have equivalent fields, in the same order.
    pub(crate) fn are_equivalent(a: &[Self], b: &[Self]) -> bool {
        a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| {
                a.name == b.name && a.flags() == b.flags() && a.ty.is_equivalent(&b.ty)
            })
    }

    fn flags(&self) -> [bool; 4] {
        [self.optional, self.nullable, self.deprecated, self.closed]
    }
}
