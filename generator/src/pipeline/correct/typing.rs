//! Types of corrections, as they are on the wire.

use super::change::CorrectionContext;
use super::correction::{NewMember, TypeSpec, TypeText};
use super::problem::CorrectionError;
use crate::base::diagnostic::Code;
use crate::base::node_path::{NodeRef, PageId};
use crate::base::page_path;
use crate::base::text::did_you_mean;
use crate::notation::meaning::TypeExpr;
use crate::pipeline::api::{Api, CorrectedParts, Field, Provenance, ResourceId, Type};

/// The name of a number that may have a fraction, which the docs' notation has none for.
pub(super) const FLOAT: &str = "float";

/// A member that the docs do not have; it stands where its container does.
pub(super) fn field(
    member: &NewMember,
    place: &NodeRef,
    context: &CorrectionContext<'_>,
) -> Result<Field, CorrectionError> {
    let origin = Provenance {
        corrected: CorrectedParts {
            ty: true,
            presence: true,
        },
        ..Provenance::default()
    };
    Ok(Field {
        origin: Box::new(origin),
        optional: member.optional,
        nullable: member.nullable,
        docs: member.description.clone(),
        ..Field::new(
            &member.name.value,
            build_type(&member.shape, place, context)?,
            place.clone(),
        )
    })
}

/// The type that a shape stands for.
pub(super) fn build_type(
    shape: &TypeSpec,
    place: &NodeRef,
    context: &CorrectionContext<'_>,
) -> Result<Type, CorrectionError> {
    let TypeText { text, ty } = &shape.notated;
    let Some(members) = &shape.fields else {
        return named(ty, shape, context);
    };
    check_members(members)?;
    let fields = members
        .iter()
        .map(|member| field(member, place, context))
        .collect::<Result<Vec<_>, _>>()?;
    with_fields(ty, fields).ok_or_else(|| {
        let message = format!("`{text}` has no `fields`");
        let help = "write the type as `object`, `array` or `object[]`";
        CorrectionError::new(Code::InvalidCorrection, &shape.span, message, help)
    })
}

/// Members of an object are there once, and are sent where the object is.
fn check_members(members: &[NewMember]) -> Result<(), CorrectionError> {
    for (position, member) in members.iter().enumerate() {
        let name = &member.name;
        let mut before = members.iter().take(position);
        if before.any(|other| other.name.value == name.value) {
            let message = format!("the member `{}` is there twice", name.value);
            let help = "remove one of the two";
            return Err(CorrectionError::new(
                Code::DuplicateMember,
                &name.span,
                message,
                help,
            ));
        }
        refuse_place(member)?;
    }
    Ok(())
}

/// Only a parameter goes somewhere.
pub(super) fn refuse_place(member: &NewMember) -> Result<(), CorrectionError> {
    let Some(sent) = &member.place else {
        return Ok(());
    };
    let help = "remove it, or add the member to an operation's `parameters`";
    let message = "only a parameter has an `in`";
    Err(CorrectionError::new(
        Code::InvalidCorrection,
        &sent.span,
        message,
        help,
    ))
}

/// An object with these members, or a list of such.
fn with_fields(ty: &TypeExpr, fields: Vec<Field>) -> Option<Type> {
    match ty {
        TypeExpr::Object => Some(Type::Object(fields)),
        TypeExpr::Array => Some(Type::List(Box::new(Type::Object(fields)))),
        TypeExpr::List(inner) => Some(Type::List(Box::new(with_fields(inner, fields)?))),
        _ => None,
    }
}

fn named(
    ty: &TypeExpr,
    shape: &TypeSpec,
    context: &CorrectionContext<'_>,
) -> Result<Type, CorrectionError> {
    let boxed = |inner: &TypeExpr| named(inner, shape, context).map(Box::new);
    if let Some(known) = Type::from_notation(ty) {
        return Ok(known);
    }
    Ok(match ty {
        TypeExpr::Object => Type::Map(Box::new(Type::Any)),
        TypeExpr::Array => Type::List(Box::new(Type::Any)),
        TypeExpr::List(item) => Type::List(boxed(item)?),
        TypeExpr::Map(value) => Type::Map(boxed(value)?),
        TypeExpr::Named(name) => Type::Resource(
            nearest_resource(name, context.api, context.page)
                .ok_or_else(|| no_resource(name, shape, context.api))?,
        ),
        _ => return Err(no_type(shape)),
    })
}

/// The resource of that id on the same page, else the nearest.
fn nearest_resource(id: &str, api: &Api, from: PageId) -> Option<ResourceId> {
    let named: Vec<ResourceId> = (0..api.resources.len())
        .map(ResourceId)
        .filter(|resource| api.resources[resource.0].id == id)
        .collect();
    page_path::nearest(
        &named,
        from,
        |resource| api.resources[resource.0].page,
        |page| &api.pages[page.index()].path,
    )
}

fn no_resource(name: &str, shape: &TypeSpec, api: &Api) -> CorrectionError {
    let ids = api.resources.iter().map(|resource| resource.id.as_str());
    let near = did_you_mean::best_match(
        name,
        ids.chain(["string", "integer", FLOAT, "boolean", "datetime"]),
    );
    let help = did_you_mean::hint(near, "name a resource's id, or a type such as `string`");
    let message = format!("no resource is called `{name}`");
    CorrectionError::new(Code::UnknownType, &shape.span, message, help)
}

fn no_type(shape: &TypeSpec) -> CorrectionError {
    let message = format!("`{}` does not stand for one type", shape.notated.text);
    let help = "`null` is `nullable = true`, and only texts can be alternatives: `\"a\" | \"b\"`";
    CorrectionError::new(Code::InvalidType, &shape.span, message, help)
}
