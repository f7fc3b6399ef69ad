//! When two types are alike: where a field stands in the docs and how it is described do not matter.

use super::{Field, Type};

impl Type {
    /// Whether the wire cannot tell the two types apart.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(a), Self::Object(b)) => Field::are_like(a, b),
            (Self::List(a), Self::List(b))
            | (Self::Map(a), Self::Map(b))
            | (Self::Nullable(a), Self::Nullable(b)) => a.is_like(b),
            (Self::Enum(a), Self::Enum(b)) => a
                .iter()
                .map(|value| &value.value)
                .eq(b.iter().map(|value| &value.value)),
            (a, b) => a == b,
        }
    }
}

impl Field {
    /// Whether two lists of fields are alike, one by one.
    pub(crate) fn are_like(a: &[Self], b: &[Self]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_like(b))
    }

    fn is_like(&self, other: &Self) -> bool {
        let flags = |field: &Self| {
            (
                field.optional,
                field.nullable,
                field.deprecated,
                field.closed,
            )
        };
        self.name == other.name && flags(self) == flags(other) && self.kind.is_like(&other.kind)
    }
}
