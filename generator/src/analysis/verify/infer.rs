//! What values look like, for members that the reference does not know.

use std::fmt;

use serde_json::value::RawValue;

use super::json::{self, Json, Kind};
use super::moment;

/// Types are looked into this deep; what is inside is not guessed at.
const MAX_DEPTH: usize = 4;

/// The member that says what an object is.
pub(super) const TAG: &str = "object";

/// The type that some values suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum InferredType {
    /// Nothing but `null`, or nothing at all.
    Unknown,
    Boolean,
    Integer,
    Number,
    Moment,
    /// The text of a tag, which is the same everywhere.
    Literal(String),
    String,
    Array(Box<InferredType>),
    /// An object whose keys are no names.
    Map(Box<InferredType>),
    Object(Vec<Member>),
    /// One of the reference, by its id.
    Resource(String),
    /// Several kinds.
    Any,
}

/// A member that some objects have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) ty: InferredType,
    pub(super) nullable: bool,
    /// Whether an object was without it.
    pub(super) optional: bool,
}

impl Member {
    /// The member of one object.
    pub(super) fn infer(name: &str, raw: &RawValue, depth: usize) -> Self {
        Self {
            name: name.to_owned(),
            ty: match (name, serde_json::from_str(raw.get())) {
                (TAG, Ok(text)) => InferredType::Literal(text),
                _ => InferredType::infer(raw, depth),
            },
            nullable: json::ty(raw) == Kind::Null,
            optional: false,
        }
    }

    /// What the same member of two objects is.
    pub(super) fn unify(self, other: Self) -> Self {
        Self {
            name: self.name,
            ty: self.ty.and(other.ty),
            nullable: self.nullable || other.nullable,
            optional: self.optional || other.optional,
        }
    }
}

impl InferredType {
    /// The type that a value suggests.
    pub(super) fn infer(raw: &RawValue, depth: usize) -> Self {
        match json::ty(raw) {
            Kind::Null => Self::Unknown,
            Kind::Boolean => Self::Boolean,
            Kind::Number if serde_json::from_str::<i64>(raw.get()).is_ok() => Self::Integer,
            Kind::Number => Self::Number,
            _ if depth > MAX_DEPTH => Self::Any,
            _ => Json::read(raw).map_or(Self::Any, |json| Self::of_json(json, depth + 1)),
        }
    }

    fn of_json(json: Json<'_>, depth: usize) -> Self {
        match json {
            Json::Text(text) if moment::is_rfc3339(&text) => Self::Moment,
            Json::Text(_) => Self::String,
            Json::Array(items) => {
                let items = items.into_iter().map(|raw| Self::infer(raw, depth));
                Self::Array(Box::new(items.fold(Self::Unknown, Self::and)))
            }
            Json::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, raw)| Member::infer(name, raw, depth));
                Self::Object(members.fold(Vec::new(), with_member))
            }
            _ => Self::Any,
        }
    }

    /// The type of values of which some suggest the one and some the other.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, ty) | (ty, Self::Unknown) => ty,
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            (Self::Array(a), Self::Array(b)) => Self::Array(Box::new(a.and(*b))),
            (Self::Map(a), Self::Map(b)) => Self::Map(Box::new(a.and(*b))),
            (Self::Object(a), Self::Object(b)) => Self::Object(unify_members(a, b)),
            (a, b) if a == b => a,
            (a, b) if a.is_text() && b.is_text() => Self::String,
            _ => Self::Any,
        }
    }

    /// The type of all that is in an array or map; `null` has none that fits others.
    pub(super) fn of_items<'r>(items: impl Iterator<Item = &'r RawValue>) -> Self {
        let items = items.map(|raw| match json::ty(raw) {
            Kind::Null => Self::Any,
            _ => Self::infer(raw, 0),
        });
        items.fold(Self::Unknown, Self::and)
    }

    fn is_text(&self) -> bool {
        matches!(self, Self::Moment | Self::Literal(_) | Self::String)
    }

    /// The members of an object, or of the objects of a list.
    pub(super) fn members(&self) -> &[Member] {
        match self {
            Self::Object(members) => members,
            Self::Array(item) => item.members(),
            _ => &[],
        }
    }
}

/// Of two members of one name the last counts.
fn with_member(mut members: Vec<Member>, member: Member) -> Vec<Member> {
    match members.iter_mut().find(|known| known.name == member.name) {
        Some(known) => *known = member,
        None => members.push(member),
    }
    members
}

fn unify_members(mut a: Vec<Member>, mut b: Vec<Member>) -> Vec<Member> {
    for known in &mut a {
        match b.iter().position(|member| member.name == known.name) {
            Some(position) => *known = known.clone().unify(b.remove(position)),
            None => known.optional = true,
        }
    }
    a.extend(b.into_iter().map(|member| Member {
        optional: true,
        ..member
    }));
    a
}

/// As the docs would write it.
impl fmt::Display for InferredType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown | Self::Any => f.write_str("any"),
            Self::Boolean => f.write_str("boolean"),
            Self::Integer => f.write_str("integer"),
            Self::Number => f.write_str("float"),
            Self::Moment => f.write_str("datetime"),
            Self::Literal(text) => write!(f, "\"{text}\""),
            Self::String => f.write_str("string"),
            Self::Array(item) => match **item {
                // Lists of objects are arrays with members in the docs.
                Self::Unknown | Self::Object(_) => f.write_str("array"),
                ref item => write!(f, "{item}[]"),
            },
            // A map of objects has no notation.
            Self::Map(value) => match **value {
                Self::Object(_) => f.write_str("map[string]any"),
                ref value => write!(f, "map[string]{value}"),
            },
            Self::Object(_) => f.write_str("object"),
            Self::Resource(id) => f.write_str(id),
        }
    }
}
