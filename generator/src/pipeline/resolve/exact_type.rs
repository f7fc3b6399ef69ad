//! The type that a notation determines without other sources.

use std::collections::BTreeSet;

use super::catalog::Catalog;
use super::entity_index::EntityRef;
use super::expanded::ListKind;
use super::list_context::ListContext;
use crate::base::node_path::NodeRef;
use crate::base::view::View;
use crate::notation::meaning::{RecordMember, TypeExpr};
use crate::notation::words::snake_case;
use crate::pipeline::api::{Alternative, Dispatch, Field, ResourceId, Type, Union};

/// The type of a notation in an entity. `None` if the notation does not determine it fully.
pub(super) fn exact_type(ty: &TypeExpr, at: EntityRef, catalog: &Catalog<'_>) -> Option<Type> {
    // Members that only the view `json` describes are claims of a token. Their timestamps are
    // numbers.
    if *ty == TypeExpr::Timestamp && at.view == View::Json {
        return Some(Type::Integer);
    }
    if let Some(complete) = Type::from_notation(ty) {
        return Some(complete);
    }
    // A member can be marked as nullable elsewhere, but an item only by its type.
    let item = |ty| Some(Box::new(or_null(ty, exact_type(ty, at, catalog)?)));
    Some(match ty {
        TypeExpr::Union(alternatives) => {
            let types = alternatives.iter().map(|ty| alternative(ty, at, catalog));
            one_of(types.collect::<Option<_>>()?, catalog)?
        }
        TypeExpr::List(inner) => Type::List(item(inner)?),
        TypeExpr::Map(value) => Type::Map(item(value).unwrap_or(Box::new(Type::Any))),
        TypeExpr::Nullable(inner) => exact_type(inner, at, catalog)?,
        TypeExpr::Record(members) => {
            let fields = members
                .iter()
                .map(|member| record_field(member, at, catalog));
            Type::Object(fields.collect())
        }
        TypeExpr::Named(name) => {
            let entity = catalog.index.by_type_name(at.view, name, at.page)?;
            Type::Resource(catalog.resource_of(entity)?)
        }
        _ => return None,
    })
}

/// The field for a member in a notation, with its name on the wire.
fn record_field(member: &RecordMember, at: EntityRef, catalog: &Catalog<'_>) -> Field {
    let name = if catalog.view.is_wire() {
        snake_case(&member.key)
    } else {
        member.key.clone()
    };
    let ty = exact_type(&member.ty, at, catalog).unwrap_or(Type::Any);
    Field {
        optional: member.optional,
        nullable: matches!(member.ty, TypeExpr::Nullable(_)),
        ..Field::new(&name, ty, NodeRef::page(at.page))
    }
}

/// The type with this name in the docs of an entity: a resource, or a union of several resources.
pub(super) fn named_type(name: &str, at: EntityRef, catalog: &Catalog<'_>) -> Option<Type> {
    match catalog.resources_named(name, at.page).as_slice() {
        [] => None,
        [only] => Some(Type::Resource(*only)),
        several => union_of_resources(Some(name), several, catalog),
    }
}

/// `true` for a map whose values have a type that the docs do not describe.
pub(super) fn is_map_of_unknown(ty: &TypeExpr, at: EntityRef, catalog: &Catalog<'_>) -> bool {
    match ty {
        TypeExpr::Map(value) => {
            exact_type(value, at, catalog).is_none() || is_map_of_unknown(value, at, catalog)
        }
        TypeExpr::List(inner) | TypeExpr::Nullable(inner) => is_map_of_unknown(inner, at, catalog),
        _ => false,
    }
}

/// The object with these fields, inside the lists, maps and unions of the notation. `None` if the
/// alternatives of a union cannot be distinguished.
pub(super) fn object_type(
    ty: Option<&TypeExpr>,
    fields: Vec<Field>,
    at: EntityRef,
    catalog: &Catalog<'_>,
) -> Option<Type> {
    let item = |ty, fields| {
        let held = object_type(Some(ty), fields, at, catalog)?;
        Some(Box::new(or_null(ty, held)))
    };
    Some(match ty {
        Some(union @ TypeExpr::Union(alternatives)) => {
            let best = fit(union);
            if best == Fit::None {
                return Some(Type::Object(fields));
            }
            // The fields belong to each of the alternatives that fit best: one object and one list
            // can be told apart, and no more.
            if alternatives.iter().filter(|ty| fit(ty) == best).count() > 2 {
                return None;
            }
            let types = alternatives.iter().map(|ty| {
                if fit(ty) == best {
                    object_type(Some(ty), fields.clone(), at, catalog)
                } else {
                    alternative(ty, at, catalog)
                }
            });
            one_of(types.collect::<Option<_>>()?, catalog)?
        }
        Some(TypeExpr::Array) => Type::List(Box::new(Type::Object(fields))),
        Some(TypeExpr::List(inner)) => Type::List(item(inner, fields)?),
        Some(TypeExpr::Map(value)) => Type::Map(item(value, fields)?),
        Some(TypeExpr::Nullable(inner)) => object_type(Some(inner), fields, at, catalog)?,
        _ => Type::Object(fields),
    })
}

/// `true` if a notation can have members that are described in place.
pub(super) fn can_have_members(ty: &TypeExpr) -> bool {
    fit(ty) > Fit::None
}

/// The degree to which a notation can have members that are described in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// A string, a number, a literal.
    None,
    /// A name, which may be the SDK's name of the object.
    Name,
    /// An object or any value.
    Object,
}

fn fit(ty: &TypeExpr) -> Fit {
    match ty {
        TypeExpr::Object
        | TypeExpr::Record(_)
        | TypeExpr::Array
        | TypeExpr::Any
        | TypeExpr::Unspecified => Fit::Object,
        TypeExpr::Named(_) | TypeExpr::Wrapper(..) | TypeExpr::Opaque => Fit::Name,
        TypeExpr::List(inner) | TypeExpr::Map(inner) | TypeExpr::Nullable(inner) => fit(inner),
        TypeExpr::Union(alternatives) => alternatives.iter().map(fit).max().unwrap_or(Fit::None),
        _ => Fit::None,
    }
}

/// The type of an item, nullable if the notation is.
fn or_null(ty: &TypeExpr, held: Type) -> Type {
    match ty {
        TypeExpr::Nullable(_) => held.or_null(),
        _ => held,
    }
}

/// The type of an alternative. An untyped notation still determines the JSON type.
fn alternative(ty: &TypeExpr, at: EntityRef, catalog: &Catalog<'_>) -> Option<Type> {
    match ty {
        TypeExpr::Object => Some(Type::Map(Box::new(Type::Any))),
        TypeExpr::Array => Some(Type::List(Box::new(Type::Any))),
        ty => exact_type(ty, at, catalog),
    }
}

/// A union of these types; `None` if they cannot be distinguished.
fn one_of(types: Vec<Type>, catalog: &Catalog<'_>) -> Option<Type> {
    let resources = types.iter().map(|ty| match ty {
        Type::Resource(id) => Some(*id),
        _ => None,
    });
    if let Some(resources) = resources.collect::<Option<Vec<_>>>() {
        return union_of_resources(None, &resources, catalog);
    }
    Union::by_json_kind(types).map(Type::Union)
}

/// A union of resources. The first member with different literals in each resource distinguishes
/// them.
fn union_of_resources(
    name: Option<&str>,
    resources: &[ResourceId],
    catalog: &Catalog<'_>,
) -> Option<Type> {
    let entities = resources.iter().map(|id| catalog.entity_of(*id));
    let entities: Vec<EntityRef> = entities.collect();
    let first = ListContext::new(*entities.first()?, ListKind::Properties);
    let (tag, tags) = first.members(catalog).iter().find_map(|member| {
        let tag = first.wire_name(member);
        Some((tag, disjoint_literals(tag, &entities, catalog)?))
    })?;
    let alternatives = tags.into_iter().zip(resources);
    let alternatives = alternatives.map(|(tags, id)| Alternative {
        tags,
        ty: Type::Resource(*id),
    });
    Some(Type::Union(Union {
        name: name.map(str::to_owned),
        dispatch: Dispatch::Discriminator(tag.to_owned()),
        alternatives: alternatives.collect(),
    }))
}

/// The literals of a required member in each of the resources; `None` if two resources share a
/// literal.
fn disjoint_literals(
    name: &str,
    entities: &[EntityRef],
    catalog: &Catalog<'_>,
) -> Option<Vec<Vec<String>>> {
    let mut seen = BTreeSet::new();
    let literals = entities.iter().map(|at| {
        let list = ListContext::new(*at, ListKind::Properties);
        let mut members = list.members(catalog).iter();
        let member = members.find(|member| list.wire_name(member) == name)?;
        let ty = member.ty.as_ref()?;
        let is_open = ty.alternatives().contains(&TypeExpr::String);
        let values = ty
            .values()
            .filter(|_| !is_open && !member.declaration.optional)?;
        let are_new = values.iter().all(|value| seen.insert(*value));
        if are_new {
            Some(values.into_iter().map(str::to_owned).collect())
        } else {
            None
        }
    });
    literals.collect()
}
