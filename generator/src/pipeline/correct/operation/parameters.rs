//! What an operation is given: in the path, the query or the body.

use super::call;
use crate::base::diagnostic::{Code, Span};
use crate::notation::words::snake_case;
use crate::pipeline::api::{AppliedCorrection, Field, Operation, Type};
use crate::pipeline::correct::change::{self, CorrectionContext, code};
use crate::pipeline::correct::correction::{Change, Located, NewMember, ParameterIn};
use crate::pipeline::correct::member;
use crate::pipeline::correct::problem::CorrectionError;
use crate::pipeline::correct::target;

/// Adds parameters, to the query or body as the method has it unless they say otherwise.
pub(super) fn add(
    operation: &mut Operation,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let made = context.each(|change| match &change.value {
        Change::Add(members) => {
            change::refuse_present(members, |member| {
                let mut list = list(operation, target_location(operation, member)).iter();
                list.find(|field| field.name == member.name.value)
            })?;
            for member in members {
                add_one(operation, member, context)?;
            }
            Ok(String::new())
        }
        _ => Err(context.not_applicable(change, &format!("{}.parameters", operation.id))),
    });
    made.map(drop)
}

/// Where a new parameter goes.
fn target_location(operation: &Operation, member: &NewMember) -> ParameterIn {
    let by_method = match call::has_query(&operation.method) {
        true => ParameterIn::Query,
        false => ParameterIn::Body,
    };
    member.place.as_ref().map_or(by_method, |place| place.value)
}

fn add_one(
    operation: &mut Operation,
    member: &NewMember,
    context: &CorrectionContext<'_>,
) -> Result<(), CorrectionError> {
    let place = operation.place.key("parameters");
    match target_location(operation, member) {
        ParameterIn::Path => Err(not_in_url(&member.name.value, &member.name.span)),
        sent => context.add(list_of(operation, sent), member, &place),
    }
}

/// Corrects a parameter, wherever it is, or what is inside it.
pub(super) fn correct(
    operation: &mut Operation,
    path: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let name = path.first().copied().unwrap_or_default();
    let of_path = in_path(operation, name);
    if target::position(&operation.query, name).is_some() {
        correct_listed(operation, ParameterIn::Query, path, context)
    } else if target::position(&operation.body, name).is_some() {
        correct_listed(operation, ParameterIn::Body, path, context)
    } else if let (Some(position), [_]) = (of_path, path) {
        correct_path_parameter(operation, position, context)
    } else {
        Err(vec![unknown(operation, name, context)])
    }
}

/// Corrects a parameter of the query or body.
fn correct_listed(
    operation: &mut Operation,
    sent: ParameterIn,
    path: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let in_url = path
        .first()
        .is_some_and(|name| in_path(operation, name).is_some());
    let name = path.first().copied().unwrap_or_default();
    let is_undecided = operation.ambiguous_location.iter().any(|open| open == name);
    let shown = format!("{}.parameters", operation.id);
    let list = list_of(operation, sent);
    let (list, position) = target::member(list, path, &shown, context).map_err(|one| vec![one])?;
    let mut goes = sent;
    let now = if is_undecided {
        ParameterIn::Undecided
    } else {
        sent
    };
    let dropped = member::correct_with(list, position, context, |field, change| {
        let Change::Place { is, was } = &change.value else {
            return Err(context.not_applicable(change, &code(&field.name)));
        };
        if path.len() > 1 {
            return Err(context.not_applicable(change, &code(&context.correction.path.value)));
        }
        if *is == ParameterIn::Path && !in_url {
            return Err(not_in_url(&field.name, &change.span));
        }
        goes = *is;
        relocate(now, *is, was, change, &field.corrections)
    })?;
    operation.corrections.extend(dropped);
    if context.places() {
        operation.ambiguous_location.retain(|open| open != name);
    }
    if goes != sent {
        let field = list_of(operation, sent).remove(position);
        put(operation, field, goes);
    }
    Ok(())
}

/// Corrects what fills a name of the path: how it is described, or that this
/// is another parameter of the same name.
fn correct_path_parameter(
    operation: &mut Operation,
    position: usize,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let parameter = &mut operation.path_parameters[position];
    let undescribed = || Field::new(&parameter.name, Type::String, parameter.place.clone());
    let mut described = parameter.described.clone().unwrap_or_else(undescribed);
    let mut goes = ParameterIn::Path;
    let made = context.each(|change| match &change.value {
        Change::Description { .. } => {
            change::describe(&mut described.docs, change, &parameter.corrections)
        }
        Change::Place { is, was } => {
            goes = *is;
            relocate(ParameterIn::Path, *is, was, change, &parameter.corrections)
        }
        _ => Err(context.not_applicable(change, "what is in the path")),
    })?;
    parameter.corrections.push(context.applied(&made));
    if goes == ParameterIn::Path {
        parameter.described = Some(described);
    } else {
        described.corrections = std::mem::take(&mut parameter.corrections);
        put(operation, described, goes);
    }
    Ok(())
}

/// What a change of place comes to.
fn relocate(
    now: ParameterIn,
    is: ParameterIn,
    was: &Located<ParameterIn>,
    change: &Located<Change>,
    before: &[AppliedCorrection],
) -> Result<String, CorrectionError> {
    if now == is {
        let says = format!("it is in the {}", is.as_str());
        return Err(CorrectionError::already_true(&change.span, &says, before));
    }
    let was_shown = was.value.as_str();
    if now != was.value {
        let (was_shown, now) = (code(was_shown), code(now.as_str()));
        return Err(CorrectionError::stale(&was.span, &was_shown, &now, before));
    }
    Ok(match now {
        ParameterIn::Undecided => format!("in the {} (was undecided)", is.as_str()),
        _ => format!("in the {} (was in the {was_shown})", is.as_str()),
    })
}

/// Puts a parameter where it goes; in the path it is what describes the name.
fn put(operation: &mut Operation, mut field: Field, goes: ParameterIn) {
    match (goes, in_path(operation, &field.name)) {
        (ParameterIn::Path, Some(position)) => {
            let parameter = &mut operation.path_parameters[position];
            parameter.corrections.append(&mut field.corrections);
            parameter.described = Some(field);
        }
        (ParameterIn::Query | ParameterIn::Undecided, _) => operation.query.push(field),
        (ParameterIn::Body | ParameterIn::Path, _) => operation.body.push(field),
    }
}

fn list(operation: &Operation, sent: ParameterIn) -> &[Field] {
    match sent {
        ParameterIn::Query | ParameterIn::Undecided => &operation.query,
        ParameterIn::Body | ParameterIn::Path => &operation.body,
    }
}

fn list_of(operation: &mut Operation, sent: ParameterIn) -> &mut Vec<Field> {
    match sent {
        ParameterIn::Query | ParameterIn::Undecided => &mut operation.query,
        ParameterIn::Body | ParameterIn::Path => &mut operation.body,
    }
}

/// The position of the name among those of the path.
fn in_path(operation: &Operation, name: &str) -> Option<usize> {
    let mut parameters = operation.path_parameters.iter();
    parameters.position(|parameter| snake_case(&parameter.name) == snake_case(name))
}

fn not_in_url(name: &str, span: &Span) -> CorrectionError {
    let help = format!("correct the `url` so that it has `:{name}`");
    let message = format!("the path has no `:{name}`");
    CorrectionError::new(Code::InvalidCorrection, span, message, help)
}

fn unknown(operation: &Operation, name: &str, context: &CorrectionContext<'_>) -> CorrectionError {
    let fields = operation.query.iter().chain(&operation.body);
    let in_path = operation
        .path_parameters
        .iter()
        .map(|parameter| &parameter.name);
    let names = in_path
        .chain(fields.map(|field| &field.name))
        .map(String::as_str);
    target::unknown_member(
        names,
        name,
        &format!("{}.parameters", operation.id),
        context,
    )
}
