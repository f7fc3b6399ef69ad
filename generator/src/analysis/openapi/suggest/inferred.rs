//! The type of a schema, for a correction.

use std::cell::Cell;

use crate::analysis::openapi::compare::{Comparer, joined_members};
use crate::analysis::openapi::joined::{Joined, Number, ObjectAt, Text};
use crate::analysis::openapi::schema::Schema;
use crate::analysis::verify::inferred_type::{InferredMember, InferredType, is_nameable};
use crate::notation::syntax;

/// The maximum nesting depth of objects and lists in a suggestion.
const MAX_DEPTH: usize = 6;

/// The maximum number of members in a suggestion.
const MAX_MEMBERS: usize = 500;

/// The member for a schema; `None` if a correction cannot express its type.
pub(super) fn member<'a>(
    name: &str,
    schema: Option<&Schema<'a>>,
    optional: bool,
    comparer: &Comparer<'a>,
) -> Option<InferredMember> {
    let left = &Cell::new(MAX_MEMBERS);
    let room = Room {
        levels: MAX_DEPTH,
        left,
    };
    inner_member(name, schema, optional, comparer, room)
}

/// The remaining limits of a suggestion.
#[derive(Clone, Copy)]
struct Room<'r> {
    levels: usize,
    /// The remaining number of members.
    left: &'r Cell<usize>,
}

impl Room<'_> {
    /// The limits one level deeper; `None` if the depth is exhausted.
    fn inside(self) -> Option<Self> {
        let levels = self.levels.checked_sub(1)?;
        Some(Self { levels, ..self })
    }
}

fn inner_member<'a>(
    name: &str,
    schema: Option<&Schema<'a>>,
    optional: bool,
    comparer: &Comparer<'a>,
    room: Room<'_>,
) -> Option<InferredMember> {
    room.left.set(room.left.get().checked_sub(1)?);
    let joined = Joined::new(schema, comparer.expander);
    if !is_nameable(name) {
        return None;
    }
    Some(InferredMember {
        name: name.to_owned(),
        ty: ty(&joined, comparer, room)?,
        nullable: joined.nullable,
        optional,
    })
}

/// The type without `null`; `None` if a correction cannot express it.
fn ty<'a>(joined: &Joined<'a>, comparer: &Comparer<'a>, room: Room<'_>) -> Option<InferredType> {
    if joined.is_any {
        return Some(InferredType::Any);
    }
    let room = room.inside()?;
    if joined.kinds() != 1 {
        return None;
    }
    if let Some(text) = &joined.text {
        return text_type(text);
    }
    if let Some(items) = &joined.list {
        let item = inner(items.as_ref(), comparer, room)?;
        return Some(InferredType::Array(Box::new(item)));
    }
    if joined.is_map() {
        let value = inner(joined.map_values().as_ref(), comparer, room)?;
        // A map of objects has no notation.
        let is_object = matches!(value, InferredType::Object(_));
        return if is_object {
            None
        } else {
            Some(InferredType::Map(Box::new(value)))
        };
    }
    Some(match joined.number {
        Some(Number::Integer) => InferredType::Integer,
        Some(Number::Number) => InferredType::Number,
        None if joined.is_boolean => InferredType::Boolean,
        None => object(&joined.objects, comparer, room)?,
    })
}

/// The type of an item or a value; `None` if it is nullable, for which corrections have no
/// notation.
fn inner<'a>(
    schema: Option<&Schema<'a>>,
    comparer: &Comparer<'a>,
    room: Room<'_>,
) -> Option<InferredType> {
    let joined = Joined::new(schema, comparer.expander);
    if joined.nullable && !joined.is_any {
        return None;
    }
    ty(&joined, comparer, room)
}

fn text_type(text: &Text) -> Option<InferredType> {
    Some(match text {
        Text::String => InferredType::String,
        Text::DateTime => InferredType::Timestamp,
        Text::Values(values) => {
            if !values.iter().all(|value| syntax::literal(value).is_some()) {
                return None;
            }
            let mut values: Vec<String> = values.iter().cloned().collect();
            match values.len() {
                1 => InferredType::Literal(values.remove(0)),
                _ => InferredType::Values(values),
            }
        }
    })
}

/// The resource that the objects represent, or an object with their members.
fn object<'a>(
    objects: &[ObjectAt<'a>],
    comparer: &Comparer<'a>,
    room: Room<'_>,
) -> Option<InferredType> {
    if let Some(id) = comparer.resource_of(objects) {
        return Some(InferredType::Resource(id.to_owned()));
    }
    let members = joined_members(objects);
    let members = members.into_iter().map(|(name, member)| {
        let schema = member.schema.as_ref();
        inner_member(name, schema, member.optional, comparer, room)
    });
    Some(InferredType::Object(members.collect::<Option<_>>()?))
}
