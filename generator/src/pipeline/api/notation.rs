//! Converts types from and to the notation of the docs.

use super::{Api, Dispatch, EnumValue, Type, Union};
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax;

impl Type {
    /// The type of a notation without names: a scalar, or an enum of literals.
    pub(crate) fn from_notation(ty: &TypeExpr) -> Option<Self> {
        Some(match ty {
            TypeExpr::String => Self::String,
            TypeExpr::Integer | TypeExpr::Number => Self::Integer,
            TypeExpr::Float => Self::Float,
            TypeExpr::Boolean => Self::Boolean,
            TypeExpr::Timestamp => Self::Timestamp,
            TypeExpr::Any | TypeExpr::Unspecified => Self::Any,
            ty => Self::Enum(ty.values()?.into_iter().map(EnumValue::new).collect()),
        })
    }

    /// The notation of the type in corrections: `string`, `"a" | "b"`, `user[]`, `(user |
    /// group)[]`. It does not contain the members of objects.
    pub(crate) fn notation(&self, api: &Api) -> String {
        let inside = |inner: &Self| inner.notation(api);
        match self {
            Self::String => "string".to_owned(),
            Self::Integer => "integer".to_owned(),
            Self::Float => "float".to_owned(),
            Self::Boolean => "boolean".to_owned(),
            Self::Timestamp => "datetime".to_owned(),
            Self::Any => "any".to_owned(),
            Self::Object(_) => "object".to_owned(),
            Self::Map(inner) if **inner == Self::Any => "object".to_owned(),
            Self::Map(inner) => format!("map[string]{}", inner.grouped_notation(api)),
            Self::Nullable(inner) => format!("{} | null", inside(inner)),
            Self::List(inner) => match &**inner {
                Self::Any | Self::Object(_) => "array".to_owned(),
                inner if inner.ends_in_map() => format!("[]{}", inside(inner)),
                inner => format!("{}[]", inner.grouped_notation(api)),
            },
            Self::Enum(values) => {
                let values = values.iter().map(|value| syntax::literal(&value.value));
                let values: Option<Vec<String>> = values.collect();
                // A value with both kinds of quotes has no notation as a literal.
                values.map_or_else(|| "enum".to_owned(), |values| values.join(" | "))
            }
            Self::Resource(id) => api.resources[id.0].id.clone(),
            Self::Union(Union {
                dispatch: Dispatch::Beside(key),
                ..
            }) => format!("union by `{key}`"),
            Self::Union(union) => {
                let alternatives = union.alternatives.iter();
                let kinds = alternatives.map(|alternative| inside(&alternative.ty));
                kinds.collect::<Vec<_>>().join(" | ")
            }
        }
    }

    /// The notation, in parentheses if a suffix such as `[]` would bind only to its last
    /// alternative.
    fn grouped_notation(&self, api: &Api) -> String {
        let text = self.notation(api);
        let is_several = match self {
            Self::Nullable(_) | Self::Union(_) => true,
            Self::Enum(values) => values.len() > 1,
            _ => false,
        };
        if is_several {
            format!("({text})")
        } else {
            text
        }
    }

    /// `true` if a `[]` after the notation would bind to the value of a map.
    fn ends_in_map(&self) -> bool {
        match self {
            Self::Map(_) => true,
            Self::List(item) => item.ends_in_map(),
            _ => false,
        }
    }
}
