//! Corrections of members: of a resource, of what is sent, of what comes back.

use super::change::{Context, code, describe};
use super::correction::{Change, NewMember, Notated, Shape, Written};
use super::problem::Problem;
use super::{target, typing};
use crate::api::{Applied, Corrected, EnumValue, Field, Type};
use crate::diagnostic::{Code, Span};
use crate::place::Place;

/// Corrects one member of a list; what is dropped from it leaves a record.
pub(super) fn correct(
    list: &mut Vec<Field>,
    position: usize,
    context: &Context<'_>,
) -> Result<Option<Applied>, Vec<Problem>> {
    correct_with(list, position, context, |field, change| {
        Err(context.unfit(change, &format!("the member {}", code(&field.name))))
    })
}

/// The same, with what becomes of changes that are none of a member.
pub(super) fn correct_with(
    list: &mut Vec<Field>,
    position: usize,
    context: &Context<'_>,
    mut other: impl FnMut(&Field, &Written<Change>) -> Result<String, Problem>,
) -> Result<Option<Applied>, Vec<Problem>> {
    let names: Vec<String> = list.iter().map(|field| field.name.clone()).collect();
    let field = &mut list[position];
    let made = context.each(|change| {
        one(field, change, &names, context).unwrap_or_else(|| other(field, change))
    })?;
    if context.drops() {
        list.remove(position);
        return Ok(Some(context.applied(&made)));
    }
    // Members that are added carry their record themselves.
    let made: Vec<String> = made.into_iter().filter(|what| !what.is_empty()).collect();
    if !made.is_empty() {
        field.corrections.push(context.applied(&made));
        mark(&mut field.origin.corrected, context);
    }
    Ok(None)
}

/// Marks what of a member is no longer as the docs say.
fn mark(corrected: &mut Corrected, context: &Context<'_>) {
    for change in &context.correction.changes {
        match change.value {
            Change::Type { .. } | Change::AddValues(_) | Change::DropValues(_) => {
                corrected.kind = true;
            }
            Change::Optional(_) | Change::Nullable(_) => corrected.presence = true,
            _ => {}
        }
    }
}

/// Adds members that the docs do not have; each carries its own record.
pub(super) fn add(
    list: &mut Vec<Field>,
    members: &[NewMember],
    place: &Place,
    context: &Context<'_>,
) -> Result<String, Problem> {
    for member in members {
        typing::refuse_place(member)?;
        context.add(list, member, place)?;
    }
    Ok(String::new())
}

/// Makes one change, and gives what it came to; none where it is no change of a member.
fn one(
    field: &mut Field,
    change: &Written<Change>,
    names: &[String],
    context: &Context<'_>,
) -> Option<Result<String, Problem>> {
    let span = &change.span;
    let before = &field.corrections;
    Some(match &change.value {
        Change::Description { .. } => describe(&mut field.docs, change, before),
        Change::Type { is, was } => retype(field, is, was, span, context),
        Change::Optional(is) => flip(
            &mut field.optional,
            *is,
            ["required", "optional"],
            span,
            before,
        ),
        Change::Nullable(is) => flip(
            &mut field.nullable,
            *is,
            ["never `null`", "nullable"],
            span,
            before,
        ),
        Change::Closed(is) => close(field, *is, span),
        Change::AddValues(added) => add_values(field, added, span),
        Change::DropValues(dropped) => drop_values(field, dropped, span),
        Change::Add(members) => add_inside(field, members, context),
        Change::Name(is) => rename(field, is, names, span),
        Change::Drop { was } => dropped(field, was.as_ref(), context),
        _ => return None,
    })
}

fn retype(
    field: &mut Field,
    is: &Shape,
    was: &Written<Notated>,
    span: &Span,
    context: &Context<'_>,
) -> Result<String, Problem> {
    let wanted = typing::of(is, &field.place, context)?;
    let now = code(&field.kind.notation(context.api));
    if wanted.is_like(&field.kind) {
        let says = format!("the type is {now}");
        return Err(Problem::caught_up(span, &says, &field.corrections));
    }
    let was_shown = code(&was.value.text);
    if !typing::says(&was.value.kind, &field.kind, context.api) {
        return Err(Problem::moved_on(
            &was.span,
            &was_shown,
            &now,
            &field.corrections,
        ));
    }
    field.kind = wanted;
    let members = is.fields.as_ref().map_or("", |_| " with its members");
    let is_shown = code(&is.notated.text);
    Ok(format!("type {is_shown}{members} (was {was_shown})"))
}

/// Turns a yes into a no, or the other way; `words` say what no and yes mean.
fn flip(
    flag: &mut bool,
    is: bool,
    words: [&str; 2],
    span: &Span,
    before: &[Applied],
) -> Result<String, Problem> {
    let word = words[usize::from(is)];
    if *flag == is {
        return Err(Problem::caught_up(span, &format!("it is {word}"), before));
    }
    *flag = is;
    Ok(word.to_owned())
}

/// Closes an enum to values that the docs do not know, or opens it to them.
fn close(field: &mut Field, is: bool, span: &Span) -> Result<String, Problem> {
    values(field, span)?;
    let words = ["open to other values", "closed to other values"];
    flip(&mut field.closed, is, words, span, &field.corrections)
}

fn add_inside(
    field: &mut Field,
    members: &[NewMember],
    context: &Context<'_>,
) -> Result<String, Problem> {
    let path = &context.correction.path.value;
    let inner = target::members(&mut field.kind, path, &[], context)?;
    add(inner, members, &field.place, context)
}

fn add_values(field: &mut Field, added: &[String], span: &Span) -> Result<String, Problem> {
    let corrections = field.corrections.clone();
    let values = values(field, span)?;
    for value in added {
        if values.iter().any(|there| there.value == *value) {
            let says = format!("the value {} is there", code(value));
            return Err(Problem::caught_up(span, &says, &corrections));
        }
        values.push(typing::value_of(value));
    }
    Ok(format!("with {}", listed(added)))
}

fn drop_values(field: &mut Field, dropped: &[String], span: &Span) -> Result<String, Problem> {
    let corrections = field.corrections.clone();
    let values = values(field, span)?;
    for value in dropped {
        let Some(position) = values.iter().position(|there| there.value == *value) else {
            let says = format!("there is no value {}", code(value));
            return Err(Problem::caught_up(span, &says, &corrections));
        };
        values.remove(position);
    }
    if values.is_empty() {
        let help = "correct the `type` to `string` instead";
        return Err(Problem::new(
            Code::InvalidCorrection,
            span,
            "no value is left",
            help,
        ));
    }
    Ok(format!("without {}", listed(dropped)))
}

fn listed(values: &[String]) -> String {
    values
        .iter()
        .map(|value| code(&format!("\"{value}\"")))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The known values of a member's enum.
fn values<'f>(field: &'f mut Field, span: &Span) -> Result<&'f mut Vec<EnumValue>, Problem> {
    let name = code(&field.name);
    enum_of(&mut field.kind).ok_or_else(|| {
        let help = "correct its `type` first, as in `\"a\" | \"b\"`";
        let message = format!("{name} has no known values");
        Problem::new(Code::InvalidCorrection, span, message, help)
    })
}

fn enum_of(kind: &mut Type) -> Option<&mut Vec<EnumValue>> {
    match kind {
        Type::Enum(values) => Some(values),
        Type::List(inner) | Type::Map(inner) => enum_of(inner),
        _ => None,
    }
}

fn rename(field: &mut Field, is: &str, names: &[String], span: &Span) -> Result<String, Problem> {
    if field.name == is {
        let says = format!("{} is the name", code(is));
        return Err(Problem::caught_up(span, &says, &field.corrections));
    }
    if names.iter().any(|name| name == is) {
        let message = format!("a member {} is there already", code(is));
        let help = format!("if both are the same, drop {}", code(&field.name));
        return Err(Problem::new(Code::InvalidCorrection, span, message, help));
    }
    let was = std::mem::replace(&mut field.name, is.to_owned());
    Ok(format!("name {} (was {})", code(is), code(&was)))
}

fn dropped(
    field: &Field,
    was: Option<&Written<Notated>>,
    context: &Context<'_>,
) -> Result<String, Problem> {
    if let Some(was) = was.filter(|was| !typing::says(&was.value.kind, &field.kind, context.api)) {
        let now = code(&field.kind.notation(context.api));
        let was_shown = code(&was.value.text);
        return Err(Problem::moved_on(
            &was.span,
            &was_shown,
            &now,
            &field.corrections,
        ));
    }
    Ok(format!("without {}", code(&context.correction.path.value)))
}
