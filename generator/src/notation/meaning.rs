//! What the names of a type notation mean, in any of the nine views.

use std::collections::HashSet;

use super::syntax::Notation;

/// The meaning of a type, as far as its notation alone tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
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
    /// `object`, `Hash`, `dict`, `struct`: its members stand elsewhere, if at all.
    Object,
    /// `array`, `Array`: the item type is not said.
    Array,
    /// `T[]`, `List<T>`, `list[T]`, …
    List(Box<Kind>),
    /// `map[K]V`, `Dict[K, V]`, …: the values. Keys are strings in JSON.
    Map(Box<Kind>),
    /// `enum`: the values stand in the description.
    Enum,
    /// `"lit"`.
    Literal(String),
    /// Two or more distinct alternatives, none of them a union, null or nullable.
    Union(Vec<Kind>),
    /// `T | null`, `T?`: never null or nullable itself.
    Nullable(Box<Kind>),
    /// Any other name, of an entity or of an SDK's type, package prefix included.
    Named(String),
    /// Any other name with arguments, such as `Page<T>`.
    Wrapper(String, Vec<Kind>),
    /// What only an SDK has: functions, builders, requests.
    Opaque,
}

impl Kind {
    /// The meaning of a notation. Every notation has one.
    pub(crate) fn of(notation: &Notation) -> Self {
        match notation {
            Notation::Union(alternatives) => union(alternatives),
            Notation::Array(item) => Self::List(Box::new(Self::of(item))),
            Notation::Map(_, value) => map(value),
            Notation::Literal(text) => Self::Literal(text.clone()),
            Notation::Name {
                name,
                nullable,
                args,
            } => {
                let kind = match args.as_slice() {
                    [] => scalar(name),
                    args => generic(name, args),
                };
                if *nullable { optional(kind) } else { kind }
            }
        }
    }
}

/// Folds alternatives: nested unions are flattened, repeated ones dropped, and
/// null anywhere makes the whole nullable.
fn union(alternatives: &[Notation]) -> Kind {
    let mut kinds = Vec::new();
    for alternative in alternatives {
        flatten(Kind::of(alternative), &mut kinds);
    }
    let nullable = kinds.contains(&Kind::Null);
    let mut met = HashSet::new();
    kinds.retain(|kind| *kind != Kind::Null && met.insert(kind.clone()));
    let kind = match kinds.len() {
        0 => return Kind::Null,
        1 => kinds.remove(0),
        _ => Kind::Union(kinds),
    };
    if nullable {
        Kind::Nullable(Box::new(kind))
    } else {
        kind
    }
}

fn flatten(kind: Kind, kinds: &mut Vec<Kind>) {
    match kind {
        Kind::Union(inner) => inner.into_iter().for_each(|kind| flatten(kind, kinds)),
        Kind::Nullable(inner) => {
            flatten(*inner, kinds);
            flatten(Kind::Null, kinds);
        }
        kind => kinds.push(kind),
    }
}

/// `T?`. `Any?` says no more than `Any`, which holds null already.
fn optional(kind: Kind) -> Kind {
    match kind {
        Kind::Any | Kind::Null | Kind::Nullable(_) => kind,
        kind => Kind::Nullable(Box::new(kind)),
    }
}

/// A map by its values. `Object` as the value of a map is Java's and C#'s type
/// of everything, where elsewhere it is a JSON object.
fn map(value: &Notation) -> Kind {
    let anything = matches!(value, Notation::Name { name, args, .. }
        if args.is_empty() && matches!(name.as_str(), "object" | "Object"));
    Kind::Map(Box::new(if anything { Kind::Any } else { Kind::of(value) }))
}

fn scalar(name: &str) -> Kind {
    match name {
        "string" | "String" | "str" => Kind::String,
        "int" | "Int" | "integer" | "Integer" | "Long" => Kind::Integer,
        "number" => Kind::Number,
        "float" | "Float" | "double" | "Double" | "decimal" | "Decimal" => Kind::Float,
        "boolean" | "Boolean" | "bool" | "Bool" => Kind::Boolean,
        "Date" | "DateTime" | "datetime" | "time.Time" => Kind::Timestamp,
        "any" | "Any" | "interface{}" | "json.RawMessage" => Kind::Any,
        "null" | "None" => Kind::Null,
        "empty" | "void" | "Promise" | "Task" => Kind::Unit,
        "object" | "Object" | "Hash" | "dict" | "struct" | "Struct" => Kind::Object,
        "array" | "Array" => Kind::Array,
        "enum" => Kind::Enum,
        "function" | "Function" | "Request" | "NextMiddleware" | "ReactNode" => Kind::Opaque,
        name if name.ends_with("Builder") => Kind::Opaque,
        name => Kind::Named(name.to_owned()),
    }
}

fn generic(name: &str, args: &[Notation]) -> Kind {
    match (name, args) {
        ("Promise" | "Task", [value]) => Kind::of(value),
        ("List" | "list" | "Sequence" | "Array" | "Set", [item]) => {
            Kind::List(Box::new(Kind::of(item)))
        }
        ("Map" | "Dict" | "Dictionary", [_, value]) => map(value),
        _ => Kind::Wrapper(name.to_owned(), args.iter().map(Kind::of).collect()),
    }
}

#[cfg(test)]
mod tests;
