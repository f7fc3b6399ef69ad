//! When two types are alike: where a field stands in the docs and how it is described do not matter.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use super::{Field, Type};

impl Type {
    /// Whether the wire cannot tell the two types apart.
    pub(crate) fn is_equivalent(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(a), Self::Object(b)) => Field::are_like(a, b),
            (Self::List(a), Self::List(b))
            | (Self::Map(a), Self::Map(b))
            | (Self::Nullable(a), Self::Nullable(b)) => a.is_equivalent(b),
            (Self::Enum(a), Self::Enum(b)) => a
                .iter()
                .map(|value| &value.value)
                .eq(b.iter().map(|value| &value.value)),
            (a, b) => a == b,
        }
    }

    /// Hashes what types that are alike have in common.
    fn hash_likeness(&self, state: &mut impl Hasher) {
        discriminant(self).hash(state);
        match self {
            Self::Object(fields) => ByShape(fields).hash(state),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => {
                inner.hash_likeness(state);
            }
            Self::Enum(values) => values.iter().for_each(|value| value.value.hash(state)),
            Self::Resource(id) => id.hash(state),
            Self::Union(union) => {
                let kinds = union.alternatives.iter();
                kinds.for_each(|alternative| alternative.ty.hash_likeness(state));
            }
            _ => {}
        }
    }
}

/// A list of fields as a key of a map, where lists that are alike are one key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ByShape<'a>(pub(crate) &'a [Field]);

impl PartialEq for ByShape<'_> {
    fn eq(&self, other: &Self) -> bool {
        Field::are_like(self.0, other.0)
    }
}

impl Eq for ByShape<'_> {}

impl Hash for ByShape<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for field in self.0 {
            (&field.name, field.flags()).hash(state);
            field.ty.hash_likeness(state);
        }
    }
}

impl Field {
    /// Whether two lists of fields are alike, one by one.
    pub(crate) fn are_like(a: &[Self], b: &[Self]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_equivalent(b))
    }

    fn is_equivalent(&self, other: &Self) -> bool {
        self.name == other.name && self.flags() == other.flags() && self.ty.is_equivalent(&other.ty)
    }

    fn flags(&self) -> (bool, bool, bool, bool) {
        (self.optional, self.nullable, self.deprecated, self.closed)
    }
}
