//! Types that are one of several others.

use super::Type;

/// Several types of which a value has one, told apart without trying one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Union {
    /// What the docs call it, where they do: `connect_application`.
    pub(crate) name: Option<String>,
    pub(crate) dispatch: Dispatch,
    pub(crate) alternatives: Vec<Alternative>,
}

/// By what the alternatives are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Dispatch {
    /// A member with other texts in each.
    Discriminator(String),
    /// The kind of JSON, of which each has another.
    Json,
}

/// One of the types that a value may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    /// The texts of the tag that mean this one; none where the kind of JSON decides.
    pub(crate) tags: Vec<String>,
    pub(crate) ty: Type,
}

/// The kinds of JSON, `null` left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum JsonKind {
    String,
    Number,
    Boolean,
    Array,
    Object,
}

impl Type {
    /// The kind of JSON that all values of the type have; none where they may differ.
    pub(crate) fn json_kind(&self) -> Option<JsonKind> {
        Some(match self {
            Self::String | Self::Timestamp | Self::Enum(_) => JsonKind::String,
            Self::Integer | Self::Float => JsonKind::Number,
            Self::Boolean => JsonKind::Boolean,
            Self::List(_) => JsonKind::Array,
            Self::Map(_) | Self::Object(_) | Self::Resource(_) => JsonKind::Object,
            Self::Union(union) if matches!(union.dispatch, Dispatch::Discriminator(_)) => {
                JsonKind::Object
            }
            Self::Union(_) | Self::Any | Self::Nullable(_) => return None,
        })
    }
}
