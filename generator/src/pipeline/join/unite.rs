//! Finds a common type for the values of several types.

use std::collections::HashMap;

use crate::pipeline::api::{Field, Resource, Type, Union};

/// The type that accepts the values of all these types; `None` if there is none. If members of
/// objects have no common type, the member is any value.
pub(super) fn types(types: &[&Type], resources: &[Resource]) -> Option<Type> {
    let (first, others) = types.split_first()?;
    let mut others = others.iter();
    others.try_fold((*first).clone(), |united, ty| two(&united, ty, resources))
}

/// The type that accepts the values of both.
///
/// The result itself is never "any value". A resource does not change, so it accepts an object only
/// if the object has no further members.
fn two(a: &Type, b: &Type, resources: &[Resource]) -> Option<Type> {
    Some(match (a, b) {
        (Type::Nullable(a), Type::Nullable(b)) => two(a, b, resources)?.or_null(),
        (Type::Nullable(a), b) => two(a, b, resources)?.or_null(),
        (a, Type::Nullable(b)) => two(a, b, resources)?.or_null(),
        (Type::List(a), Type::List(b)) => Type::List(Box::new(two(a, b, resources)?)),
        (Type::Map(a), Type::Map(b)) => Type::Map(Box::new(two(a, b, resources)?)),
        (Type::Object(a), Type::Object(b)) => Type::Object(fields(a, b, resources)),
        (Type::Resource(id), Type::Object(other)) | (Type::Object(other), Type::Resource(id)) => {
            let own = &resources[id.0].fields;
            if !Field::are_equivalent(own, &fields(own, other, resources)) {
                return None;
            }
            Type::Resource(*id)
        }
        (Type::Enum(a), Type::Enum(b)) => {
            let mut values = a.clone();
            values.extend(b.iter().cloned());
            Type::Enum(values)
        }
        // This enum is open, so it accepts every string.
        (Type::Enum(values), Type::String) | (Type::String, Type::Enum(values)) => {
            Type::Enum(values.clone())
        }
        (Type::Timestamp, Type::String) | (Type::String, Type::Timestamp) => Type::String,
        (Type::Integer, Type::Float) | (Type::Float, Type::Integer) => Type::Float,
        (Type::Union(a), Type::Union(b)) if are_alike(a, b) => Type::Union(a.clone()),
        (a, b) if a == b => a.clone(),
        _ => return None,
    })
}

/// `true` if the two have equivalent alternatives, distinguished in the same way.
fn are_alike(a: &Union, b: &Union) -> bool {
    let mut both = a.alternatives.iter().zip(&b.alternatives);
    a.dispatch == b.dispatch
        && a.alternatives.len() == b.alternatives.len()
        && both.all(|(a, b)| a.tags == b.tags && a.ty.is_equivalent(&b.ty))
}

/// The members of both lists, in the order of their first occurrence. A member that one list lacks
/// is optional.
fn fields(a: &[Field], b: &[Field], resources: &[Resource]) -> Vec<Field> {
    let mut others: HashMap<&str, &Field> = b.iter().map(|it| (it.name.as_str(), it)).collect();
    let mut united = Vec::with_capacity(a.len().max(b.len()));
    for own in a {
        united.push(match others.remove(own.name.as_str()) {
            Some(other) => member(own, other, resources),
            None => lacked(own),
        });
    }
    let added = b.iter().filter(|it| others.contains_key(it.name.as_str()));
    united.extend(added.map(lacked));
    united
}

/// A member that one of the lists lacks.
fn lacked(field: &Field) -> Field {
    Field {
        optional: true,
        ..field.clone()
    }
}

/// The member that both lists have. If no type accepts the values of both, it is any value.
fn member(a: &Field, b: &Field, resources: &[Resource]) -> Field {
    let ty = two(&a.ty, &b.ty, resources).unwrap_or(Type::Any);
    let mut origin = a.origin.clone();
    let other = b.origin.id.as_ref().filter(|_| ty != Type::Any);
    origin.id = origin
        .id
        .filter(|own| other.is_some_and(|other| other.id == own.id));
    if a.docs.is_none() && b.docs.is_some() {
        origin.docs_page = Some(b.docs_page());
    }
    Field {
        origin,
        ty,
        shared_enum: a.shared_enum.filter(|_| a.shared_enum == b.shared_enum),
        optional: a.optional || b.optional,
        nullable: a.nullable || b.nullable,
        deprecated: a.deprecated && b.deprecated,
        closed: a.closed && b.closed,
        docs: a.docs.clone().or_else(|| b.docs.clone()),
        ..a.clone()
    }
}
