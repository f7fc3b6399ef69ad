//! Types inferred from values, for members that the reference does not describe.

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use super::json::{self, Json, Kind, Text};
use super::timestamps::is_timestamp;
use crate::notation::docs_path;
use crate::notation::syntax::{self, TypeSyntax};

/// The maximum depth of inferred types.
const MAX_DEPTH: usize = 4;

/// The member that names the resource of an object.
pub(super) const TAG: &str = "object";

/// `true` for a key that a correction can name: it is not empty, and has no blanks at its ends.
pub(in crate::analysis) fn is_nameable(key: &str) -> bool {
    !key.is_empty() && key.trim() == key
}

/// A type inferred from values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) enum InferredType {
    /// Only `null`, or no value at all.
    Unknown,
    Boolean,
    Integer,
    Number,
    Timestamp,
    /// The text of a tag that is the same in all values.
    Literal(String),
    /// One of several texts. It is only inferred from descriptions, never from values.
    Values(Vec<String>),
    String,
    Array(Box<InferredType>),
    /// An object with arbitrary keys.
    Map(Box<InferredType>),
    Object(Vec<InferredMember>),
    /// A resource of the reference, by its id.
    Resource(String),
    /// Values of several types.
    Any,
}

/// A member inferred from objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) struct InferredMember {
    pub(in crate::analysis) name: String,
    pub(in crate::analysis) ty: InferredType,
    pub(in crate::analysis) nullable: bool,
    /// `true` if an object lacks the member.
    pub(in crate::analysis) optional: bool,
}

impl InferredMember {
    /// Infers the member of one object.
    pub(super) fn infer(name: &str, value: &Json<'_>, depth: usize) -> Self {
        let tag = value.text().filter(|_| name == TAG);
        Self {
            name: name.to_owned(),
            ty: match tag {
                Some(text) if syntax::literal(&text).is_some() => {
                    InferredType::Literal(text.into_owned())
                }
                _ => InferredType::infer(value, depth),
            },
            nullable: value.kind() == Kind::Null,
            optional: false,
        }
    }

    /// The member without keys and texts from members with these names.
    pub(super) fn with_redacted(self, secrets: &BTreeSet<String>) -> Self {
        let is_secret = !secrets.is_empty() && secrets.contains(&*docs_path::segment(&self.name));
        let ty = if is_secret {
            self.ty.redacted()
        } else {
            self.ty.with_redacted(secrets)
        };
        Self { ty, ..self }
    }

    /// The member for both of two objects.
    pub(super) fn unify(self, other: Self) -> Self {
        Self {
            name: self.name,
            ty: self.ty.unify(other.ty),
            nullable: self.nullable || other.nullable,
            optional: self.optional || other.optional,
        }
    }
}

impl InferredType {
    /// Infers the type of a value.
    pub(super) fn infer(value: &Json<'_>, depth: usize) -> Self {
        match value {
            Json::Null => Self::Unknown,
            Json::Boolean => Self::Boolean,
            Json::Number(digits) if json::is_plain(digits) => Self::Integer,
            Json::Number(text) if serde_json::from_str::<i64>(text).is_ok() => Self::Integer,
            Json::Number(_) => Self::Number,
            _ if depth > MAX_DEPTH => Self::Any,
            Json::String(text) => match text.read() {
                Ok(text) if is_timestamp(&text) => Self::Timestamp,
                Ok(_) => Self::String,
                Err(_) => Self::Any,
            },
            Json::Array(items) => Self::Array(Box::new(Self::infer_items(items, depth + 1))),
            Json::Object(given) => Self::infer_object(given, depth),
            Json::Deep(_) => Self::Any,
        }
    }

    fn infer_object(given: &[(Text<'_>, Json<'_>)], depth: usize) -> Self {
        let mut names = Vec::with_capacity(given.len());
        for (key, _) in given {
            match key.read() {
                Ok(name) => names.push(name),
                Err(_) => return Self::Any,
            }
        }
        if !names.iter().all(|name| is_nameable(name)) {
            return Self::Map(Box::new(Self::Any));
        }
        // A struct cannot have two members with the same name.
        let distinct: HashSet<&str> = names.iter().map(|name| &**name).collect();
        if distinct.len() < names.len() {
            return Self::Any;
        }
        let members = names.iter().zip(given);
        let members =
            members.map(|(name, (_, value))| InferredMember::infer(name, value, depth + 1));
        Self::Object(members.collect())
    }

    /// Infers a common type for all items of an array or map. If an item is `null`, the type is any
    /// value, since corrections cannot express nullable items.
    pub(super) fn infer_items<'j, 'a: 'j>(
        items: impl IntoIterator<Item = &'j Json<'a>>,
        depth: usize,
    ) -> Self {
        items.into_iter().fold(Self::Unknown, |ty, value| {
            ty.unify(match value {
                Json::Null => Self::Any,
                value => Self::infer(value, depth),
            })
        })
    }

    /// The type for values of both types.
    pub(super) fn unify(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, ty) | (ty, Self::Unknown) => ty,
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            (Self::Array(a), Self::Array(b)) => Self::Array(Box::new(a.unify(*b))),
            (Self::Map(a), Self::Map(b)) => Self::Map(Box::new(a.unify(*b))),
            (Self::Object(a), Self::Object(b)) => Self::Object(unify_members(a, b)),
            (a, b) if a == b => a,
            (a, b) if a.is_text() && b.is_text() => Self::String,
            _ => Self::Any,
        }
    }

    /// The type without the keys of objects and the texts of tags, which may be secret.
    pub(super) fn redacted(self) -> Self {
        match self {
            Self::Object(_) => Self::Map(Box::new(Self::Any)),
            Self::Literal(_) | Self::Values(_) => Self::String,
            Self::Array(item) => Self::Array(Box::new(item.redacted())),
            Self::Map(value) => Self::Map(Box::new(value.redacted())),
            other => other,
        }
    }

    /// The type without keys and texts from members with these names, which are segments of docs
    /// paths.
    pub(super) fn with_redacted(self, secrets: &BTreeSet<String>) -> Self {
        match self {
            Self::Object(members) => {
                let members = members.into_iter();
                Self::Object(members.map(|it| it.with_redacted(secrets)).collect())
            }
            Self::Array(item) => Self::Array(Box::new(item.with_redacted(secrets))),
            Self::Map(value) => Self::Map(Box::new(value.with_redacted(secrets))),
            other => other,
        }
    }

    fn is_text(&self) -> bool {
        matches!(
            self,
            Self::Timestamp | Self::Literal(_) | Self::Values(_) | Self::String
        )
    }

    /// `true` if a `[]` after the notation would bind to the value of a map.
    fn ends_in_map(&self) -> bool {
        match self {
            Self::Map(_) => true,
            Self::Array(item) => item.ends_in_map(),
            _ => false,
        }
    }

    /// The members of an object, or of the objects of a list.
    pub(in crate::analysis) fn members(&self) -> &[InferredMember] {
        match self {
            Self::Object(members) => members,
            Self::Array(item) => item.members(),
            _ => &[],
        }
    }
}

fn unify_members(mut a: Vec<InferredMember>, mut b: Vec<InferredMember>) -> Vec<InferredMember> {
    for known in &mut a {
        match b.iter().position(|member| member.name == known.name) {
            Some(position) => *known = known.clone().unify(b.remove(position)),
            None => known.optional = true,
        }
    }
    a.extend(b.into_iter().map(|member| InferredMember {
        optional: true,
        ..member
    }));
    a
}

/// Writes the notation of the docs.
impl fmt::Display for InferredType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown | Self::Any => f.write_str("any"),
            Self::Boolean => f.write_str("boolean"),
            Self::Integer => f.write_str("integer"),
            Self::Number => f.write_str("float"),
            Self::Timestamp => f.write_str("datetime"),
            Self::Literal(text) => write!(f, "{}", TypeSyntax::Literal(text.clone())),
            Self::Values(values) => {
                let values = values.iter().cloned().map(TypeSyntax::Literal);
                write!(f, "{}", TypeSyntax::Union(values.collect()))
            }
            Self::String => f.write_str("string"),
            Self::Array(item) => match **item {
                // In the docs, a list of objects is an `array` with members.
                Self::Unknown | Self::Object(_) => f.write_str("array"),
                ref item if item.ends_in_map() => write!(f, "[]{item}"),
                ref item @ Self::Values(_) => write!(f, "({item})[]"),
                ref item => write!(f, "{item}[]"),
            },
            // A map of objects has no notation.
            Self::Map(value) => match **value {
                Self::Object(_) => f.write_str("map[string]any"),
                ref value @ Self::Values(_) => write!(f, "map[string]({value})"),
                ref value => write!(f, "map[string]{value}"),
            },
            Self::Object(_) => f.write_str("object"),
            Self::Resource(id) => f.write_str(id),
        }
    }
}
