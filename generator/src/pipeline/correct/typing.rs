//! Types of corrections, as they are on the wire.

use super::change::Context;
use super::correction::{NewMember, Notated, Shape};
use super::problem::Problem;
use crate::base::diagnostic::Code;
use crate::base::place::{PageId, Place};
use crate::base::text::did_you_mean;
use crate::notation::meaning::Kind;
use crate::pipeline::api::{Api, Corrected, EnumValue, Field, Origin, ResourceId, Type};

/// The name of a number that may have a fraction, which the docs' notation has none for.
pub(super) const FLOAT: &str = "float";

/// A member that the docs do not have; it stands where its container does.
pub(super) fn field(
    member: &NewMember,
    place: &Place,
    context: &Context<'_>,
) -> Result<Field, Problem> {
    let origin = Origin {
        corrected: Corrected {
            kind: true,
            presence: true,
        },
        ..Origin::default()
    };
    Ok(Field {
        origin: Box::new(origin),
        optional: member.optional,
        nullable: member.nullable,
        docs: member.description.clone(),
        ..Field::new(
            &member.name.value,
            of(&member.shape, place, context)?,
            place.clone(),
        )
    })
}

/// The type that a shape stands for.
pub(super) fn of(shape: &Shape, place: &Place, context: &Context<'_>) -> Result<Type, Problem> {
    let Notated { text, kind } = &shape.notated;
    let Some(members) = &shape.fields else {
        return named(kind, shape, context);
    };
    check_members(members)?;
    let fields = members
        .iter()
        .map(|member| field(member, place, context))
        .collect::<Result<Vec<_>, _>>()?;
    with_fields(kind, fields).ok_or_else(|| {
        let message = format!("`{text}` has no `fields`");
        let help = "write the type as `object`, `array` or `object[]`";
        Problem::new(Code::InvalidCorrection, &shape.span, message, help)
    })
}

/// Members of an object are there once, and are sent where the object is.
fn check_members(members: &[NewMember]) -> Result<(), Problem> {
    for (position, member) in members.iter().enumerate() {
        let name = &member.name;
        let mut before = members.iter().take(position);
        if before.any(|other| other.name.value == name.value) {
            let message = format!("the member `{}` is there twice", name.value);
            let help = "remove one of the two";
            return Err(Problem::new(
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
pub(super) fn refuse_place(member: &NewMember) -> Result<(), Problem> {
    let Some(sent) = &member.place else {
        return Ok(());
    };
    let help = "remove it, or add the member to an operation's `parameters`";
    let message = "only a parameter has a `place`";
    Err(Problem::new(
        Code::InvalidCorrection,
        &sent.span,
        message,
        help,
    ))
}

/// An object with these members, or a list of such.
fn with_fields(kind: &Kind, fields: Vec<Field>) -> Option<Type> {
    match kind {
        Kind::Object => Some(Type::Object(fields)),
        Kind::Array => Some(Type::List(Box::new(Type::Object(fields)))),
        Kind::List(inner) => Some(Type::List(Box::new(with_fields(inner, fields)?))),
        _ => None,
    }
}

fn named(kind: &Kind, shape: &Shape, context: &Context<'_>) -> Result<Type, Problem> {
    let boxed = |inner: &Kind| named(inner, shape, context).map(Box::new);
    Ok(match kind {
        Kind::String => Type::String,
        Kind::Integer | Kind::Number => Type::Integer,
        Kind::Boolean => Type::Boolean,
        Kind::Timestamp => Type::Timestamp,
        Kind::Any => Type::Any,
        Kind::Object => Type::Map(Box::new(Type::Any)),
        Kind::Array => Type::List(Box::new(Type::Any)),
        Kind::List(item) => Type::List(boxed(item)?),
        Kind::Map(value) => Type::Map(boxed(value)?),
        Kind::Literal(value) => Type::Enum(vec![value_of(value)]),
        Kind::Union(_) => Type::Enum(
            literals(kind)
                .ok_or_else(|| no_type(shape))?
                .into_iter()
                .map(value_of)
                .collect(),
        ),
        Kind::Float => Type::Float,
        Kind::Named(name) => Type::Resource(
            nearest_resource(name, context.api, context.page)
                .ok_or_else(|| no_resource(name, shape, context.api))?,
        ),
        _ => return Err(no_type(shape)),
    })
}

pub(super) fn value_of(value: &str) -> EnumValue {
    EnumValue {
        value: value.to_owned(),
        docs: None,
    }
}

/// The texts of a union of nothing else; `string` beside them says that it is open.
pub(super) fn literals(kind: &Kind) -> Option<Vec<&str>> {
    match kind {
        Kind::Literal(value) => Some(vec![value]),
        Kind::String => Some(Vec::new()),
        Kind::Union(kinds) => {
            let values: Option<Vec<_>> = kinds.iter().map(literals).collect();
            Some(values?.concat())
        }
        _ => None,
    }
}

/// The resource of that id on the same page, else in the nearest folder, else the first.
fn nearest_resource(id: &str, api: &Api, from: PageId) -> Option<ResourceId> {
    let folders = |page: PageId| {
        let path = &api.pages[page.index()].path;
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    };
    let closeness = |page: PageId| {
        let shared = folders(page)
            .split('/')
            .zip(folders(from).split('/'))
            .take_while(|(a, b)| a == b);
        (page == from, shared.count())
    };
    let named = api
        .resources
        .iter()
        .enumerate()
        .filter(|(_, resource)| resource.id == id);
    // Of equals `max_by_key` gives the last, and the first is wanted.
    let best = named
        .rev()
        .max_by_key(|(_, resource)| closeness(resource.page))?;
    Some(ResourceId(best.0))
}

fn no_resource(name: &str, shape: &Shape, api: &Api) -> Problem {
    let ids = api.resources.iter().map(|resource| resource.id.as_str());
    let near = did_you_mean::of(
        name,
        ids.chain(["string", "integer", FLOAT, "boolean", "datetime"]),
    );
    let help = did_you_mean::hint(near, "name a resource's id, or a type such as `string`");
    let message = format!("no resource is called `{name}`");
    Problem::new(Code::UnknownType, &shape.span, message, help)
}

fn no_type(shape: &Shape) -> Problem {
    let message = format!("`{}` does not stand for one type", shape.notated.text);
    let help = "`null` is `nullable = true`, and only texts can be alternatives: `\"a\" | \"b\"`";
    Problem::new(Code::InvalidType, &shape.span, message, help)
}
