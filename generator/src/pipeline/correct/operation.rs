//! Corrections of operations: how they are called, what they are given, what comes back.

mod call;
mod parameters;
mod returns;

use std::collections::BTreeSet;

use super::change::{self, CorrectionContext, code, quoted};
use super::correction::{Change, Located};
use super::problem::CorrectionError;
use super::{member, target};
use crate::base::node_path::NodeRef;
use crate::pipeline::api::{Field, Operation, Response};

/// Corrects an operation, one of its lists, or the member that `rest` leads to. What the
/// correction takes away counts as documented no longer, so that nobody misses it.
pub(super) fn correct(
    operation: &mut Operation,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let before = places(operation);
    let result = part(operation, rest, context);
    let after = places(operation);
    operation
        .documented
        .retain(|member| !before.contains(&member.place) || after.contains(&member.place));
    result
}

/// Where all that the operation is given and gives back is described.
fn places(operation: &Operation) -> BTreeSet<NodeRef> {
    let mut places = BTreeSet::new();
    collect(&operation.query, &mut places);
    collect(&operation.body, &mut places);
    if let Response::Body(ty) = &operation.response {
        collect(ty.members(), &mut places);
    }
    for parameter in &operation.path_parameters {
        collect(parameter.described.as_slice(), &mut places);
    }
    places
}

fn collect(fields: &[Field], places: &mut BTreeSet<NodeRef>) {
    for field in fields {
        places.insert(field.place.clone());
        collect(field.ty.members(), places);
    }
}

fn part(
    operation: &mut Operation,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    match rest {
        [] => whole(operation, context),
        ["parameters"] => parameters::add(operation, context),
        ["parameters", rest @ ..] => parameters::correct(operation, rest, context),
        ["returns", rest @ ..] => returned(operation, rest, context),
        [other, ..] => {
            let id = &operation.id;
            let message = format!("`{id}` is an operation, which has no `{other}`");
            let help = format!("write `{id}.parameters.{other}` or `{id}.returns.{other}`");
            Err(vec![target::unknown(
                &context.correction.path.span,
                message,
                help,
            )])
        }
    }
}

/// Whether an operation may be dropped: it is called as the correction says.
pub(super) fn check_dropped(
    operation: &Operation,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let now = format!("{} {}", operation.method, operation.path);
    let check = |change: &Located<Change>| match &change.value {
        Change::Drop { was: Some(was) } if was.value.as_str() != now => {
            let (was_shown, now) = (code(was.value.as_str()), code(&now));
            let before = &operation.corrections;
            Err(CorrectionError::stale(&was.span, &was_shown, &now, before))
        }
        Change::Drop { was: None } => Err(CorrectionError::missing_expected(
            "drop",
            &quoted(&now),
            &change.span,
        )),
        _ => Ok(String::new()),
    };
    context.each(check).map(drop)
}

fn whole(
    operation: &mut Operation,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let made = context.each(|change| one(operation, change, context))?;
    operation.corrections.push(context.applied(&made));
    Ok(())
}

fn one(
    operation: &mut Operation,
    change: &Located<Change>,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    match &change.value {
        Change::Description { .. } => {
            change::describe(&mut operation.docs, change, &operation.corrections)
        }
        Change::Method { is, was } => call::method(operation, is, was, &change.span),
        Change::Url { is, was } => call::url(operation, is, was, &change.span),
        Change::Returns { is, was } => returns::replace(operation, is, was, &change.span, context),
        Change::Wrap(key) => returns::wrap(operation, key, &change.span, context),
        Change::Unwrap(key) => returns::unwrap(operation, key, &change.span, context),
        _ => Err(context.not_applicable(change, &format!("the operation {}", code(&operation.id)))),
    }
}

/// Corrects what is in the body that comes back.
fn returned(
    operation: &mut Operation,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let shown = format!("{}.returns", operation.id);
    let place = operation.place.key("returns");
    let fields =
        returns::members(operation, &shown, rest, context).map_err(|problem| vec![problem])?;
    if rest.is_empty() {
        return context
            .each(|change| match &change.value {
                Change::Add(members) => member::add(fields, members, &place, context),
                _ => Err(context.not_applicable(change, &code(&shown))),
            })
            .map(drop);
    }
    let (list, position) =
        target::member(fields, rest, &shown, context).map_err(|problem| vec![problem])?;
    if let Some(dropped) = member::correct(list, position, context)? {
        operation.corrections.push(dropped);
    }
    Ok(())
}
