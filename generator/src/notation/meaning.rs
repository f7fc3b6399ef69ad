//! The meaning of a type notation, for all nine views.

use std::collections::HashSet;

use super::syntax::{SyntaxMember, TypeSyntax};
use super::words::last_part;

/// The part of the meaning of a type that its notation determines.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum TypeExpr {
    /// `string`, `String`, `str`, and bytes, which are base64 in JSON.
    String,
    /// `int`, `Int`, `integer`, `Long`, `1`.
    Integer,
    /// `number`, which does not say whether it is integral.
    Number,
    /// `float`, `double`, `decimal`, `0.5`: it may have a fraction.
    Float,
    /// `boolean`, `Boolean`, `bool`, `true`.
    Boolean,
    /// `Date`, `DateTime`, `datetime`, `time.Time`.
    Timestamp,
    /// Any JSON value, including `null`, declared explicitly: `Any`, `interface{}`, `mixed`.
    Any,
    /// Only `any`, which authors often write without checking.
    Unspecified,
    /// `null`, `None` alone.
    Null,
    /// `empty`, `void`, and a `Promise` or `Task` of nothing.
    Unit,
    /// `object`, `Hash`, `dict`, `struct`: its members are described elsewhere, if at all.
    Object,
    /// `{ a: string }`, the members in the order of the text.
    Record(Vec<RecordMember>),
    /// `array`, `Array`: the item type is not given.
    Array,
    /// `T[]`, `List<T>`, `list[T]`, …
    List(Box<TypeExpr>),
    /// `map[K]V`, `Dict[K, V]`, …: the type of the values. Keys are strings in JSON.
    Map(Box<TypeExpr>),
    /// `enum`: the values are in the description.
    Enum,
    /// `"lit"`.
    Literal(String),
    /// Two or more distinct alternatives, none of them a union, null or nullable.
    Union(Vec<TypeExpr>),
    /// `T | null`, `T?`, `Optional[T]`: never null or nullable itself.
    Nullable(Box<TypeExpr>),
    /// Any other name, of an entity or of an SDK's type, with its package.
    Named(String),
    /// Any other name with arguments, such as `Page<T>`.
    Wrapper(String, Vec<TypeExpr>),
    /// A type that only exists in an SDK: functions, builders, requests, durations.
    Opaque,
}

/// A member of an object that a notation describes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct RecordMember {
    pub(crate) key: String,
    pub(crate) optional: bool,
    pub(crate) ty: TypeExpr,
}

impl TypeExpr {
    /// The meaning of a notation. Every notation has one.
    pub(crate) fn from_syntax(notation: &TypeSyntax) -> Self {
        match notation {
            TypeSyntax::Union(alternatives) => union(alternatives.iter().map(Self::from_syntax)),
            // Bytes are base64 in JSON.
            TypeSyntax::Array(item) if is_byte(item) => Self::String,
            TypeSyntax::Array(item) => Self::List(Box::new(Self::inside(item))),
            TypeSyntax::Map(_, value) => map(value),
            TypeSyntax::Nullable(inner) => optional(Self::inside(inner)),
            TypeSyntax::Literal(text) => Self::Literal(text.clone()),
            TypeSyntax::Number(text) if text.contains('.') => Self::Float,
            TypeSyntax::Number(_) => Self::Integer,
            TypeSyntax::Object(members) if members.is_empty() => Self::Object,
            TypeSyntax::Object(members) => Self::Record(members.iter().map(record).collect()),
            TypeSyntax::Name { name, args } if args.is_empty() => scalar(name),
            TypeSyntax::Name { name, args } => generic(name, args),
        }
    }

    /// The meaning of a type inside another type. There, `any` counts as explicit.
    fn inside(notation: &TypeSyntax) -> Self {
        match Self::from_syntax(notation) {
            Self::Unspecified => Self::Any,
            other => other,
        }
    }

    /// The alternatives of a union. Any other type is its own single alternative.
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

    /// The type without `null`, for a view that does not supply the field names: absence in its
    /// language says nothing about JSON.
    pub(crate) fn without_null(&self) -> Self {
        match self {
            Self::Nullable(inner) => inner.without_null(),
            Self::List(item) => Self::List(Box::new(item.without_null())),
            Self::Map(value) => Self::Map(Box::new(value.without_null())),
            Self::Union(inside) => union(inside.iter().map(Self::without_null)),
            other => other.clone(),
        }
    }

    /// The number of types around the innermost one.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => 1 + inner.depth(),
            Self::Wrapper(_, inner) | Self::Union(inner) => {
                1 + inner.iter().map(Self::depth).max().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// `true` if the type is or contains `number`.
    pub(crate) fn has_number(&self) -> bool {
        let mut found = false;
        self.walk(&mut |ty| found |= *ty == Self::Number);
        found
    }

    /// Visits the type and then all types inside it, in the order of the text.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.walk(visit),
            Self::Union(inside) | Self::Wrapper(_, inside) => {
                inside.iter().for_each(|ty| ty.walk(visit));
            }
            Self::Record(members) => members.iter().for_each(|member| member.ty.walk(visit)),
            _ => {}
        }
    }

    /// The texts of a literal, or of a union of literals. A `string` in the union only means that
    /// there may be more values.
    pub(crate) fn values(&self) -> Option<Vec<&str>> {
        let others = self.alternatives().iter().filter(|ty| **ty != Self::String);
        let values = others.map(|ty| match ty {
            Self::Literal(value) => Some(value.as_str()),
            _ => None,
        });
        values.collect()
    }
}

fn record(member: &SyntaxMember) -> RecordMember {
    RecordMember {
        key: member.key.clone(),
        optional: member.optional,
        ty: TypeExpr::inside(&member.ty),
    }
}

fn is_byte(item: &TypeSyntax) -> bool {
    matches!(item, TypeSyntax::Name { name, args }
        if args.is_empty() && matches!(name.as_str(), "byte" | "Byte"))
}

/// Builds a union. Nested unions are flattened, duplicates are dropped, and a null alternative
/// makes the whole nullable. Any value includes all other types, and a string includes a timestamp,
/// which is a string in JSON.
fn union(alternatives: impl Iterator<Item = TypeExpr>) -> TypeExpr {
    let mut types = Vec::new();
    for alternative in alternatives {
        flatten(alternative, &mut types);
    }
    let nullable = types.contains(&TypeExpr::Null);
    let mut met = HashSet::new();
    types.retain(|ty| *ty != TypeExpr::Null && met.insert(ty.clone()));
    if met.contains(&TypeExpr::Any) {
        types = vec![TypeExpr::Any];
    } else if met.contains(&TypeExpr::String) {
        types.retain(|ty| *ty != TypeExpr::Timestamp);
    }
    let ty = match types.len() {
        0 => return TypeExpr::Null,
        1 => types.remove(0),
        _ => TypeExpr::Union(types),
    };
    match ty {
        ty if !nullable => ty,
        TypeExpr::Unspecified => TypeExpr::Nullable(Box::new(TypeExpr::Any)),
        ty => TypeExpr::Nullable(Box::new(ty)),
    }
}

fn flatten(ty: TypeExpr, types: &mut Vec<TypeExpr>) {
    match ty {
        TypeExpr::Union(inner) => inner.into_iter().for_each(|ty| flatten(ty, types)),
        TypeExpr::Nullable(inner) => {
            flatten(*inner, types);
            flatten(TypeExpr::Null, types);
        }
        ty => types.push(ty),
    }
}

/// `T?`. `Any?` is the same as `Any`, which already includes null.
fn optional(ty: TypeExpr) -> TypeExpr {
    match ty {
        TypeExpr::Any | TypeExpr::Null | TypeExpr::Nullable(_) => ty,
        TypeExpr::Unspecified => TypeExpr::Any,
        ty => TypeExpr::Nullable(Box::new(ty)),
    }
}

/// A map with these values. As the value of a map, `Object` is the type of any value in Java and
/// C#. Elsewhere it is a JSON object.
fn map(value: &TypeSyntax) -> TypeExpr {
    let is_anything = matches!(value, TypeSyntax::Name { name, args }
        if args.is_empty() && matches!(name.as_str(), "object" | "Object"));
    let value = if is_anything {
        TypeExpr::Any
    } else {
        TypeExpr::inside(value)
    };
    TypeExpr::Map(Box::new(value))
}

/// Packages of the types that come with a language.
const STANDARD_PACKAGES: [&str; 13] = [
    "\\",
    "collections.abc.",
    "java.lang.",
    "java.math.",
    "java.net.",
    "java.time.",
    "java.util.",
    "kotlin.",
    "kotlin.collections.",
    "System.",
    "System.Collections.Generic.",
    "t.",
    "typing.",
];

/// A name without a standard package of its language. Other packages are kept, since they may have
/// their own `List`.
fn without_package(name: &str) -> &str {
    let bare = last_part(name);
    let package = &name[..name.len() - bare.len()];
    if STANDARD_PACKAGES.contains(&package) {
        return bare;
    }
    name
}

/// `true` for the keys of a PHP array that is a list.
fn is_integer(key: &TypeSyntax) -> bool {
    matches!(key, TypeSyntax::Name { name, args }
        if args.is_empty() && matches!(name.as_str(), "int" | "integer"))
}

fn scalar(name: &str) -> TypeExpr {
    match without_package(name) {
        "string" | "String" | "str" | "Symbol" | "bytes" | "Guid" | "UUID" | "uuid.UUID"
        | "Uri" | "URI" => TypeExpr::String,
        "int" | "Int" | "integer" | "Integer" | "Long" | "long" | "short" | "Short" | "int8"
        | "int16" | "int32" | "int64" | "uint" | "uint8" | "uint16" | "uint32" | "uint64"
        | "bigint" | "BigInteger" => TypeExpr::Integer,
        "number" | "Number" | "Numeric" => TypeExpr::Number,
        "float" | "Float" | "double" | "Double" | "decimal" | "Decimal" | "float32" | "float64"
        | "BigDecimal" => TypeExpr::Float,
        "boolean" | "Boolean" | "bool" | "Bool" | "true" | "false" | "T::Boolean" => {
            TypeExpr::Boolean
        }
        "Date" | "DateTime" | "datetime" | "time.Time" | "Time" | "Instant" | "OffsetDateTime"
        | "ZonedDateTime" | "DateTimeOffset" | "datetime.datetime" | "DateTimeImmutable"
        | "DateTimeInterface" => TypeExpr::Timestamp,
        "Any" | "interface{}" | "json.RawMessage" | "mixed" | "unknown" | "T.untyped" | "?"
        | "dynamic" => TypeExpr::Any,
        "any" => TypeExpr::Unspecified,
        "null" | "None" | "nil" | "NilClass" | "undefined" => TypeExpr::Null,
        "empty" | "void" | "Void" | "Promise" | "Task" | "Unit" => TypeExpr::Unit,
        "object" | "Object" | "Hash" | "dict" | "Dict" | "struct" | "Struct" => TypeExpr::Object,
        "array" | "Array" | "list" | "List" => TypeExpr::Array,
        "enum" => TypeExpr::Enum,
        "function" | "Function" | "Request" | "NextMiddleware" | "ReactNode" | "time.Duration"
        | "Duration" | "TimeSpan" | "timedelta" => TypeExpr::Opaque,
        name if name.ends_with("Builder") => TypeExpr::Opaque,
        name => TypeExpr::Named(name.to_owned()),
    }
}

/// Names around a type that do not affect its values.
const TRANSPARENT: [&str; 9] = [
    "Promise",
    "Task",
    "ValueTask",
    "Awaitable",
    "Readonly",
    "Required",
    "Partial",
    "NonNullable",
    "Final",
];
/// Names around a type that may be absent.
const OPTIONAL: [&str; 4] = ["Optional", "Nullable", "Maybe", "T.nilable"];
/// Names around several alternative types or values.
const UNIONS: [&str; 3] = ["Union", "T.any", "Literal"];
/// Names around the type of items.
const LISTS: [&str; 28] = [
    "List",
    "list",
    "Sequence",
    "Array",
    "array",
    "Set",
    "set",
    "frozenset",
    "Iterable",
    "iterable",
    "Traversable",
    "tuple",
    "Tuple",
    "Collection",
    "ArrayList",
    "ReadonlyArray",
    "ReadonlySet",
    "IReadOnlyList",
    "IReadOnlyCollection",
    "IList",
    "ICollection",
    "IEnumerable",
    "ISet",
    "HashSet",
    "MutableList",
    "T::Array",
    "T::Set",
    "T::Enumerable",
];
/// Names around the types of keys and values.
const MAPS: [&str; 16] = [
    "Map",
    "Dict",
    "dict",
    "Dictionary",
    "IDictionary",
    "IReadOnlyDictionary",
    "HashMap",
    "LinkedHashMap",
    "MutableMap",
    "Mapping",
    "Record",
    "Hash",
    "array",
    "iterable",
    "T::Hash",
    "ReadonlyMap",
];

fn generic(name: &str, args: &[TypeSyntax]) -> TypeExpr {
    let name = without_package(name);
    match args {
        [value] if TRANSPARENT.contains(&name) => TypeExpr::from_syntax(value),
        [value, ..] if name == "Annotated" => TypeExpr::from_syntax(value),
        [value] if OPTIONAL.contains(&name) => optional(TypeExpr::inside(value)),
        values if UNIONS.contains(&name) => union(values.iter().map(TypeExpr::from_syntax)),
        [item] if LISTS.contains(&name) => TypeExpr::List(Box::new(TypeExpr::inside(item))),
        [key, item] if matches!(name, "array" | "iterable") && is_integer(key) => {
            TypeExpr::List(Box::new(TypeExpr::inside(item)))
        }
        [_, value] if MAPS.contains(&name) => map(value),
        _ => {
            let args = args.iter().map(TypeExpr::from_syntax);
            TypeExpr::Wrapper(name.to_owned(), args.collect())
        }
    }
}

#[cfg(test)]
mod tests;
