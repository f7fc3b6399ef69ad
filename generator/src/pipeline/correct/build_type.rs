//! Builds the types and members that corrections contain.

use std::collections::HashSet;

use super::apply::Searches;
use super::correction::{NewMember, TypeSpec};
use super::error::CorrectionError;
use crate::base::diagnostic::Code;
use crate::base::node_path::{NodeRef, PageId};
use crate::base::page_path;
use crate::base::text::did_you_mean;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{
    Api, CorrectedParts, Decision, Field, Provenance, ResourceId, Type, Union,
};

/// The context of a type: the names that it may contain, and its page.
#[derive(Clone, Copy)]
pub(super) struct TypeContext<'a> {
    pub(super) api: &'a Api,
    pub(super) searches: &'a Searches,
    pub(super) page: PageId,
    /// `true` inside a definition.
    pub(super) defines: bool,
}

/// A member that the docs do not have. Its place is the place of its container.
pub(super) fn field(
    member: &NewMember,
    place: &NodeRef,
    context: TypeContext<'_>,
) -> Result<Field, CorrectionError> {
    let ty = build_type(&member.ty, place, context)?;
    Ok(Field {
        optional: member.optional,
        nullable: member.nullable,
        docs: member.description.clone(),
        ..known_field(&member.name.value, ty, place, context)
    })
}

/// A required member with a known type.
pub(super) fn known_field(
    name: &str,
    ty: Type,
    place: &NodeRef,
    context: TypeContext<'_>,
) -> Field {
    let origin = Provenance {
        corrected: CorrectedParts {
            ty: true,
            optional: true,
            nullable: true,
        },
        decision: if context.defines {
            Decision::Defined
        } else {
            Decision::Declared
        },
        ..Provenance::default()
    };
    Field {
        origin: Box::new(origin),
        ..Field::new(name, ty, place.clone())
    }
}

/// The type of a body in a correction. A member can be nullable in another way, but a body only by
/// its type.
pub(super) fn build_body(
    spec: &TypeSpec,
    place: &NodeRef,
    context: TypeContext<'_>,
) -> Result<Type, CorrectionError> {
    let TypeExpr::Nullable(inner) = &spec.notation.ty else {
        return build_type(spec, place, context);
    };
    let mut inner_spec = spec.clone();
    inner_spec.notation.ty = inner.as_ref().clone();
    Ok(build_type(&inner_spec, place, context)?.or_null())
}

/// The type in a correction.
pub(super) fn build_type(
    spec: &TypeSpec,
    place: &NodeRef,
    context: TypeContext<'_>,
) -> Result<Type, CorrectionError> {
    let Some(members) = &spec.fields else {
        return from_notation(&spec.notation.ty, spec, context);
    };
    check_members(members)?;
    let fields: Result<Vec<Field>, _> = members
        .iter()
        .map(|member| field(member, place, context))
        .collect();
    with_fields(&spec.notation.ty, fields?).ok_or_else(|| {
        let message = format!("`{}` has no `fields`", spec.notation);
        let help = "write the type as `object`, `array` or `object[]`";
        CorrectionError::new(Code::InvalidCorrection, &spec.span, message, help)
    })
}

/// Checks that the members of an object have different names, and no `in`: they are sent with the
/// object.
pub(super) fn check_members(members: &[NewMember]) -> Result<(), CorrectionError> {
    let mut names = HashSet::new();
    for (position, NewMember { name, .. }) in members.iter().enumerate() {
        if !names.insert(&name.value) {
            let message = format!("duplicate member `{}`", name.value);
            let help = "remove one of the two";
            return Err(CorrectionError::new(
                Code::DuplicateMember,
                &name.span,
                message,
                help,
            ));
        }
        refuse_location(&members[position])?;
    }
    Ok(())
}

/// Rejects `in` for a member that is not a parameter.
pub(super) fn refuse_location(member: &NewMember) -> Result<(), CorrectionError> {
    let Some(location) = &member.location else {
        return Ok(());
    };
    Err(CorrectionError::new(
        Code::InvalidCorrection,
        &location.span,
        "only a parameter has an `in`",
        "remove it, or add the member to an operation's `parameters`",
    ))
}

/// An object with these members, or a list of such objects.
fn with_fields(ty: &TypeExpr, fields: Vec<Field>) -> Option<Type> {
    match ty {
        TypeExpr::Object => Some(Type::Object(fields)),
        TypeExpr::Array => Some(Type::List(Box::new(Type::Object(fields)))),
        TypeExpr::List(inner) => Some(Type::List(Box::new(with_fields(inner, fields)?))),
        _ => None,
    }
}

fn from_notation(
    ty: &TypeExpr,
    spec: &TypeSpec,
    context: TypeContext<'_>,
) -> Result<Type, CorrectionError> {
    if let Some(known) = Type::from_notation(ty) {
        return Ok(known);
    }
    let boxed = |inner: &TypeExpr| from_notation(inner, spec, context).map(Box::new);
    Ok(match ty {
        TypeExpr::Object => Type::Map(Box::new(Type::Any)),
        TypeExpr::Array => Type::List(Box::new(Type::Any)),
        TypeExpr::List(item) => Type::List(boxed(item)?),
        TypeExpr::Map(value) => Type::Map(boxed(value)?),
        TypeExpr::Named(name) => Type::Resource(named(name, spec, context)?),
        TypeExpr::Union(alternatives) => {
            let types = alternatives.iter();
            let types = types.map(|ty| from_notation(ty, spec, context));
            let union = union(types.collect::<Result<_, _>>()?, context.api);
            Type::Union(union.ok_or_else(|| not_one_type(spec))?)
        }
        _ => return Err(not_one_type(spec)),
    })
}

/// A union of these types; `None` if nothing distinguishes them.
fn union(types: Vec<Type>, api: &Api) -> Option<Union> {
    let resources = types.iter().map(|ty| match ty {
        Type::Resource(id) => Some(*id),
        _ => None,
    });
    match resources.collect::<Option<Vec<_>>>() {
        Some(ids) => Union::by_literals(&ids, &api.resources),
        None => Union::by_json_kind(types),
    }
}

fn not_one_type(spec: &TypeSpec) -> CorrectionError {
    let message = format!("`{}` is not a single type", spec.notation);
    let help = "write `nullable = true` for `null`; alternatives are literals, `\"a\" | \"b\"`, JSON types, \
                `string | number`, or resources that a literal distinguishes";
    CorrectionError::new(Code::InvalidType, &spec.span, message, help)
}

/// The resource with this id on the same page, or else on the nearest page.
fn named(
    id: &str,
    spec: &TypeSpec,
    context: TypeContext<'_>,
) -> Result<ResourceId, CorrectionError> {
    let Api {
        pages, resources, ..
    } = context.api;
    let nearest = page_path::nearest(
        context.searches.resources(context.api, id),
        context.page,
        |resource| resources[resource.0].page,
        |page| &pages[page.index()].path,
    );
    nearest.ok_or_else(|| {
        let ids = resources.iter().map(|resource| resource.id.as_str());
        let types = ["string", "integer", "float", "boolean", "datetime"];
        let near = context.searches.types.best_match(id, || ids.chain(types));
        let help = did_you_mean::hint(near, "name a resource's id, or a type such as `string`");
        let message = format!("no resource is called `{id}`");
        CorrectionError::new(Code::UnknownType, &spec.span, message, help)
            .unless_consequence(context.searches.faulty.contains(id))
    })
}
