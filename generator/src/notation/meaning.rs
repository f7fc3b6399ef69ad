//! The meaning of a type notation, in any of the nine views.

use std::collections::HashSet;

use super::syntax::TypeSyntax;

/// The meaning of a type, as far as its notation alone has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum TypeExpr {
    /// `string`, `String`, `str`.
    String,
    /// `int`, `Int`, `integer`, `Integer`, `Long`.
    Integer,
    /// `number`, which does not say whether it is integral.
    Number,
    /// `float`, `double`, `decimal`: it may have a fraction.
    Float,
    /// `boolean`, `Boolean`, `bool`, `Bool`.
    Boolean,
    /// `Date`, `DateTime`, `datetime`, `time.Time`.
    Timestamp,
    /// Any JSON value, `null` included: `any`, `Any?`, `json.RawMessage`, …
    Any,
    /// `null`, `None` alone.
    Null,
    /// `empty`, `void`, and a `Promise` or `Task` of nothing.
    Unit,
    /// `object`, `Hash`, `dict`, `struct`: its members are elsewhere, if at all.
    Object,
    /// `array`, `Array`, without a type for the items.
    Array,
    /// `T[]`, `List<T>`, `list[T]`, …
    List(Box<TypeExpr>),
    /// `map[K]V`, `Dict[K, V]`, …: the values. Keys are strings in JSON.
    Map(Box<TypeExpr>),
    /// `enum`: the values are in the description.
    Enum,
    /// `"lit"`.
    Literal(String),
    /// Two or more distinct alternatives, none of them a union, null or nullable.
    Union(Vec<TypeExpr>),
    /// `T | null`, `T?`: never null or nullable itself.
    Nullable(Box<TypeExpr>),
    /// Any other name, of an entity or of an SDK's type, package prefix included.
    Named(String),
    /// Any other name with arguments, such as `Page<T>`.
    Wrapper(String, Vec<TypeExpr>),
    /// A type that only an SDK has: functions, builders, requests.
    Opaque,
}

impl TypeExpr {
    /// The meaning of a notation. Every notation has one.
    pub(crate) fn from_syntax(notation: &TypeSyntax) -> Self {
        match notation {
            TypeSyntax::Union(alternatives) => union(alternatives),
            TypeSyntax::Array(item) => Self::List(Box::new(Self::from_syntax(item))),
            TypeSyntax::Map(_, value) => map(value),
            TypeSyntax::Literal(text) => Self::Literal(text.clone()),
            TypeSyntax::Name {
                name,
                nullable,
                args,
            } => {
                let ty = match args.as_slice() {
                    [] => scalar(name),
                    args => generic(name, args),
                };
                if *nullable { optional(ty) } else { ty }
            }
        }
    }

    /// The alternatives of a union; any other type is its own only one.
    pub(crate) fn alternatives(&self) -> &[Self] {
        match self {
            Self::Union(alternatives) => alternatives,
            other => std::slice::from_ref(other),
        }
    }

    /// The type inside all lists.
    pub(crate) fn innermost_item(&self) -> &Self {
        match self {
            Self::List(item) => item.innermost_item(),
            other => other,
        }
    }

    /// Visits the type and then all types inside it, in the order of reading.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        let inside = match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => {
                std::slice::from_ref(inner.as_ref())
            }
            Self::Union(inside) | Self::Wrapper(_, inside) => inside,
            _ => &[],
        };
        inside.iter().for_each(|ty| ty.walk(visit));
    }

    /// The texts of a literal, or of a union of nothing else; `string` beside them only says that
    /// there may be more.
    pub(crate) fn values(&self) -> Option<Vec<&str>> {
        let others = self.alternatives().iter().filter(|ty| **ty != Self::String);
        let values = others.map(|ty| match ty {
            Self::Literal(value) => Some(value.as_str()),
            _ => None,
        });
        values.collect()
    }
}

/// Folds alternatives: nested unions are flattened, repeated ones dropped, and
/// null anywhere makes the whole nullable.
fn union(alternatives: &[TypeSyntax]) -> TypeExpr {
    let mut types = Vec::new();
    for alternative in alternatives {
        flatten(TypeExpr::from_syntax(alternative), &mut types);
    }
    let nullable = types.contains(&TypeExpr::Null);
    let mut met = HashSet::new();
    types.retain(|ty| *ty != TypeExpr::Null && met.insert(ty.clone()));
    let ty = match types.len() {
        0 => return TypeExpr::Null,
        1 => types.remove(0),
        _ => TypeExpr::Union(types),
    };
    if nullable {
        TypeExpr::Nullable(Box::new(ty))
    } else {
        ty
    }
}

fn flatten(ty: TypeExpr, types: &mut Vec<TypeExpr>) {
    match ty {
        TypeExpr::Union(inner) => inner.into_iter().for_each(|ty| flatten(ty, types)),
        TypeExpr::Nullable(inner) => {
            flatten(*inner, types);
            types.push(TypeExpr::Null);
        }
        ty => types.push(ty),
    }
}

/// `T?`. `Any?` is no more than `Any`, which includes null.
fn optional(ty: TypeExpr) -> TypeExpr {
    match ty {
        TypeExpr::Any | TypeExpr::Null | TypeExpr::Nullable(_) => ty,
        ty => TypeExpr::Nullable(Box::new(ty)),
    }
}

/// A map by its values. `Object` as the value of a map is Java's and C#'s type
/// of everything, where elsewhere it is a JSON object.
fn map(value: &TypeSyntax) -> TypeExpr {
    let anything = matches!(value, TypeSyntax::Name { name, args, .. }
        if args.is_empty() && matches!(name.as_str(), "object" | "Object"));
    TypeExpr::Map(Box::new(if anything {
        TypeExpr::Any
    } else {
        TypeExpr::from_syntax(value)
    }))
}

fn scalar(name: &str) -> TypeExpr {
    match name {
        "string" | "String" | "str" => TypeExpr::String,
        "int" | "Int" | "integer" | "Integer" | "Long" => TypeExpr::Integer,
        "number" => TypeExpr::Number,
        "float" | "Float" | "double" | "Double" | "decimal" | "Decimal" => TypeExpr::Float,
        "boolean" | "Boolean" | "bool" | "Bool" => TypeExpr::Boolean,
        "Date" | "DateTime" | "datetime" | "time.Time" => TypeExpr::Timestamp,
        "any" | "Any" | "interface{}" | "json.RawMessage" => TypeExpr::Any,
        "null" | "None" => TypeExpr::Null,
        "empty" | "void" | "Promise" | "Task" => TypeExpr::Unit,
        "object" | "Object" | "Hash" | "dict" | "struct" | "Struct" => TypeExpr::Object,
        "array" | "Array" => TypeExpr::Array,
        "enum" => TypeExpr::Enum,
        "function" | "Function" | "Request" | "NextMiddleware" | "ReactNode" => TypeExpr::Opaque,
        name if name.ends_with("Builder") => TypeExpr::Opaque,
        name => TypeExpr::Named(name.to_owned()),
    }
}

fn generic(name: &str, args: &[TypeSyntax]) -> TypeExpr {
    match (name, args) {
        ("Promise" | "Task", [value]) => TypeExpr::from_syntax(value),
        ("List" | "list" | "Sequence" | "Array" | "Set", [item]) => {
            TypeExpr::List(Box::new(TypeExpr::from_syntax(item)))
        }
        ("Map" | "Dict" | "Dictionary", [_, value]) => map(value),
        _ => TypeExpr::Wrapper(
            name.to_owned(),
            args.iter().map(TypeExpr::from_syntax).collect(),
        ),
    }
}

#[cfg(test)]
mod tests;
