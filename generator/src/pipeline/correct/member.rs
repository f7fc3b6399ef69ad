//! Corrections of members: of a resource, of what is sent, of what comes back.

mod values;

use super::change::{CorrectionContext, code, describe, quoted, refuse_present};
use super::correction::{Change, Dropped, FlagChange, Located, NewMember, TypeSpec, TypeText};
use super::problem::CorrectionError;
use super::{says, target, typing};
use crate::base::diagnostic::{Code, Span};
use crate::base::node_path::NodeRef;
use crate::notation::words::snake_case;
use crate::pipeline::api::{AppliedCorrection, CorrectedParts, Field};

/// Corrects one member of a list; what is dropped from it leaves a record.
pub(super) fn correct(
    list: &mut Vec<Field>,
    position: usize,
    context: &CorrectionContext<'_>,
) -> Result<Option<AppliedCorrection>, Vec<CorrectionError>> {
    correct_with(list, position, context, |field, change| {
        Err(context.not_applicable(change, &format!("the member {}", code(&field.name))))
    })
}

/// The same, with what becomes of changes that are none of a member.
pub(super) fn correct_with(
    list: &mut Vec<Field>,
    position: usize,
    context: &CorrectionContext<'_>,
    mut other: impl FnMut(&Field, &Located<Change>) -> Result<String, CorrectionError>,
) -> Result<Option<AppliedCorrection>, Vec<CorrectionError>> {
    let before = Snapshot::new(list, position);
    let field = &mut list[position];
    let made = context.each(|change| {
        one(field, change, &before, context).unwrap_or_else(|| other(field, change))
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

/// What a correction finds: all that it says it replaces is meant as of then.
struct Snapshot {
    /// The names of all members of the list.
    names: Vec<String>,
    /// The values of the enum, if the member is one.
    values: Vec<String>,
}

impl Snapshot {
    fn new(list: &[Field], position: usize) -> Self {
        let values = list.get(position).and_then(|field| field.ty.values());
        let values = values.unwrap_or_default().iter();
        Self {
            names: list.iter().map(|field| field.name.clone()).collect(),
            values: values.map(|value| value.value.clone()).collect(),
        }
    }
}

/// Marks what of a member is no longer as the docs say.
fn mark(corrected: &mut CorrectedParts, context: &CorrectionContext<'_>) {
    for change in &context.correction.changes {
        match change.value {
            Change::Type { .. } | Change::AddValues(_) | Change::DropValues(_) => {
                corrected.ty = true;
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
    place: &NodeRef,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    refuse_present(members, |member| {
        list.iter().find(|field| field.name == member.name.value)
    })?;
    for member in members {
        typing::refuse_place(member)?;
        context.add(list, member, place)?;
    }
    Ok(String::new())
}

/// Makes one change, and gives what it came to; none where it is no change of a member.
fn one(
    field: &mut Field,
    change: &Located<Change>,
    all: &Snapshot,
    context: &CorrectionContext<'_>,
) -> Option<Result<String, CorrectionError>> {
    let span = &change.span;
    let before = &field.corrections;
    Some(match &change.value {
        Change::Description { .. } => describe(&mut field.docs, change, before),
        Change::Type { is, was } => retype(field, is, was, span, context),
        Change::Optional(is) => set_flag(
            &mut field.optional,
            *is,
            ["required", "optional"],
            ("optional", span),
            before,
        ),
        Change::Nullable(is) => set_flag(
            &mut field.nullable,
            *is,
            ["never `null`", "nullable"],
            ("nullable", span),
            before,
        ),
        Change::Closed(is) => close(field, *is, span),
        Change::AddValues(added) => values::add(field, added, &all.values, span),
        Change::DropValues(dropped) => values::drop(field, dropped, &all.values, span),
        Change::Add(members) => add_inside(field, members, context),
        Change::Name { is, was } => rename(field, is, was.as_ref(), &all.names, span),
        Change::Drop { was } => dropped(field, was.as_ref(), span, context),
        _ => return None,
    })
}

fn retype(
    field: &mut Field,
    is: &TypeSpec,
    was: &Located<TypeText>,
    span: &Span,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let wanted = typing::build_type(is, &field.place, context)?;
    let now = says::display_type(field, context.api);
    if wanted.is_equivalent(&field.ty) {
        let says = format!("the type is {now}");
        return Err(CorrectionError::already_true(
            span,
            &says,
            &field.corrections,
        ));
    }
    let was_shown = code(&was.value.text);
    if !says::matches_declared(&was.value.ty, field, context.api) {
        return Err(CorrectionError::stale(
            &was.span,
            &was_shown,
            &now,
            &field.corrections,
        ));
    }
    field.ty = wanted;
    let members = is.fields.as_ref().map_or("", |_| " with its members");
    let is_shown = code(&is.notated.text);
    Ok(format!("type {is_shown}{members} (was {was_shown})"))
}

/// Turns a yes into a no, or the other way; `words` say what no and yes mean.
fn set_flag(
    flag: &mut bool,
    FlagChange { is, has_was }: FlagChange,
    words: [&str; 2],
    (key, span): (&str, &Span),
    before: &[AppliedCorrection],
) -> Result<String, CorrectionError> {
    let word = words[usize::from(is)];
    if *flag == is {
        return Err(CorrectionError::already_true(
            span,
            &format!("it is {word}"),
            before,
        ));
    }
    if !has_was {
        return Err(CorrectionError::missing_expected(
            key,
            &flag.to_string(),
            span,
        ));
    }
    *flag = is;
    Ok(word.to_owned())
}

/// Closes an enum to values that the docs do not know, or opens it to them.
fn close(field: &mut Field, is: FlagChange, span: &Span) -> Result<String, CorrectionError> {
    values::of(field, span)?;
    let words = ["open to other values", "closed to other values"];
    let at = ("closed", span);
    set_flag(&mut field.closed, is, words, at, &field.corrections)
}

fn add_inside(
    field: &mut Field,
    members: &[NewMember],
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let path = &context.correction.path.value;
    let inner = target::members(&mut field.ty, path, &[], context)?;
    add(inner, members, &field.place, context)
}

fn rename(
    field: &mut Field,
    is: &str,
    was: Option<&Located<String>>,
    names: &[String],
    span: &Span,
) -> Result<String, CorrectionError> {
    if field.name == is {
        let says = format!("{} is the name", code(is));
        return Err(CorrectionError::already_true(
            span,
            &says,
            &field.corrections,
        ));
    }
    let Some(was) = was else {
        return Err(CorrectionError::missing_expected(
            "name",
            &quoted(&field.name),
            span,
        ));
    };
    if snake_case(&was.value) != snake_case(&field.name) {
        let (was_shown, now) = (code(&was.value), code(&field.name));
        let before = &field.corrections;
        return Err(CorrectionError::stale(&was.span, &was_shown, &now, before));
    }
    if names.iter().any(|name| name == is) {
        let message = format!("a member {} is there already", code(is));
        let help = format!("if both are the same, drop {}", code(&field.name));
        return Err(CorrectionError::new(
            Code::InvalidCorrection,
            span,
            message,
            help,
        ));
    }
    let was = std::mem::replace(&mut field.name, is.to_owned());
    Ok(format!("name {} (was {})", code(is), code(&was)))
}

fn dropped(
    field: &Field,
    was: Option<&Located<Dropped>>,
    span: &Span,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let is_it = |gone: &Dropped| match gone {
        Dropped::Member(notated) => says::matches_declared(&notated.ty, field, context.api),
        Dropped::Operation(_) => false,
    };
    let Some(was) = was else {
        let now = quoted(&field.ty.notation(context.api));
        return Err(CorrectionError::missing_expected("drop", &now, span));
    };
    if !is_it(&was.value) {
        let (was_shown, now) = (
            code(was.value.as_str()),
            says::display_type(field, context.api),
        );
        let before = &field.corrections;
        return Err(CorrectionError::stale(&was.span, &was_shown, &now, before));
    }
    Ok(format!("without {}", code(&context.correction.path.value)))
}
