//! Corrections of parameters: in the path, the query, a header or the body.

use std::borrow::Cow;

use super::apply::{CorrectionContext, refuse_present};
use super::build_type::build_type;
use super::correction::{Change, ChangeKind, Edit, FlagEdit, NewMember, ParameterIn};
use super::error::{CorrectionError, Stale, code};
use super::member::set_flag;
use super::target::Member;
use super::{call, member, target};
use crate::base::diagnostic::{Code, Span};
use crate::base::node_path::NodeRef;
use crate::notation::url_template::is_same_parameter;
use crate::notation::{has_query, is_without_body};
use crate::pipeline::api::{Field, Operation, Type};

/// Adds parameters. Without `in`, they are added to the query or body, depending on the method.
pub(super) fn add(
    operation: &mut Operation,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let place = operation.place.key("parameters");
    let by_method = if has_query(&operation.method) {
        ParameterIn::Query
    } else {
        ParameterIn::Body
    };
    let location = |member: &NewMember| match &member.location {
        Some(location) => location.value,
        None => by_method,
    };
    let members = (operation.query.len(), operation.body.len());
    let result = context.each(|change| {
        let ChangeKind::Add(members) = &change.kind else {
            let target = format!("{}.parameters", operation.id);
            return Err(context.not_applicable(change, &target));
        };
        refuse_present(members, |member| {
            let mut fields = list(operation, location(member)).iter();
            fields.find(|field| field.name == member.name.value)
        })?;
        for member in members {
            let (name, location) = (&member.name, location(member));
            if location == ParameterIn::Path {
                return Err(not_in_url(&name.value, &name.span));
            }
            if location == ParameterIn::Body && is_without_body(&operation.method) {
                return Err(call::without_body(&operation.method, &name.span));
            }
            context.add(list_mut(operation, location), member, &place, 0)?;
        }
        Ok(String::new())
    });
    if result.is_err() || context.is_trial {
        operation.query.truncate(members.0);
        operation.body.truncate(members.1);
    }
    result.map(drop)
}

/// Corrects a parameter, or a member inside it.
pub(super) fn correct(
    operation: &mut Operation,
    path: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let name = path.first().copied().unwrap_or_default();
    let all = parameters(operation);
    let named = |is_it: &dyn Fn(&str) -> bool| {
        let named = all.iter().filter(|(_, other)| is_it(other));
        named.collect::<Vec<_>>()
    };
    let mut found = named(&|other| other == name);
    let in_url = operation
        .path_parameters
        .iter()
        .position(|it| it.name == name);
    if let Some(position) = in_url.filter(|_| found.is_empty()) {
        found = all
            .iter()
            .filter(|(at, _)| matches!(at, ParameterAt::Path(it) if *it == position))
            .collect();
    }
    if found.is_empty() {
        found = named(&|other| is_same_parameter(other, name));
    }
    match found.as_slice() {
        [(ParameterAt::List(location), name)] => {
            let listed = (*location, name.clone().into_owned());
            correct_listed(operation, listed, path, context)
        }
        [(ParameterAt::Path(position), _)] if path.len() == 1 => {
            correct_path_parameter(operation, *position, context)
        }
        [] | [_] => {
            let before = format!("{}.parameters", operation.id);
            let names = all.iter().map(|(_, name)| &**name);
            Err(target::unknown_member(names, path, &before, context).into())
        }
        several => {
            let before = format!("{}.parameters", operation.id);
            let names = several.iter().map(|(_, name)| &**name);
            Err(target::ambiguous(names, name, &before, context).into())
        }
    }
}

/// The place of a parameter: its list, or its position in the path.
#[derive(Clone, Copy)]
enum ParameterAt {
    List(ParameterIn),
    Path(usize),
}

/// All parameters, with their names.
fn parameters(operation: &Operation) -> Vec<(ParameterAt, Cow<'_, str>)> {
    let in_path = operation.path_parameters.iter().enumerate();
    let in_path =
        in_path.map(|(at, it)| (ParameterAt::Path(at), operation.parameter_name(it).into()));
    let lists = [
        ParameterIn::Authorization,
        ParameterIn::Header,
        ParameterIn::Query,
        ParameterIn::Body,
    ];
    let listed = lists.into_iter().flat_map(|location| {
        let fields = list(operation, location).iter();
        fields.map(move |field| (ParameterAt::List(location), field.name.as_str().into()))
    });
    in_path.chain(listed).collect()
}

/// Corrects a parameter outside the path, or a member inside it.
fn correct_listed(
    operation: &mut Operation,
    (location, name): (ParameterIn, String),
    path: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let is_in_url = in_path(operation, &name).is_some();
    let mut ambiguous = operation.ambiguous_location.iter();
    let ambiguous = ambiguous.position(|it| *it == name);
    let now = match ambiguous {
        Some(_) => ParameterIn::Ambiguous,
        None => location,
    };
    let before = format!("{}.parameters", operation.id);
    let method = operation.method.clone();
    let fields = list_mut(operation, location);
    let found = target::member(fields, path, &before, 0, context)?;
    let position = found.position;
    let mut moved_to = None;
    let record = member::correct_with(found, context, |field, change| {
        let edit = match &change.kind {
            ChangeKind::In(edit) => edit,
            ChangeKind::Patch(edit) if location == ParameterIn::Body => {
                return set_patch(field, change, edit);
            }
            _ => return Err(context.not_applicable(change, &code(&field.name))),
        };
        if path.len() > 1 {
            return Err(context.not_applicable(change, &code(&context.correction.path.value)));
        }
        if edit.to == ParameterIn::Path && !is_in_url {
            return Err(not_in_url(&field.name, &change.span));
        }
        if edit.to != ParameterIn::Body && field.patch.is_some() {
            return Err(patch_outside_body(field, change));
        }
        moved_to = Some(edit.to);
        relocate(&method, now, edit, change.after(&field.corrections))
    })?;
    operation.corrections.extend(record);
    if context.is_trial {
        return Ok(());
    }
    if let (Some(at), [_]) = (ambiguous, path) {
        if moved_to.is_some() || context.correction.drops() {
            operation.ambiguous_location.remove(at);
        } else {
            let field = &list(operation, location)[position];
            operation.ambiguous_location[at] = field.name.clone();
        }
    }
    if let Some(moved_to) = moved_to.filter(|it| *it != location) {
        let field = list_mut(operation, location).remove(position);
        put(operation, field, moved_to);
    }
    Ok(())
}

/// Corrects a path parameter: its description, its known values, or its location if the listed
/// parameter is another one with the same name.
fn correct_path_parameter(
    operation: &mut Operation,
    position: usize,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let parameter = &operation.path_parameters[position];
    context.each(|change| refuse_in_path(change, context))?;
    let undescribed = || Field::new(&parameter.name, Type::String, parameter.place.clone());
    let mut described = parameter.described.clone().unwrap_or_else(undescribed);
    described.corrections.clone_from(&parameter.corrections);
    let mut list = vec![described];
    let member = Member {
        list: &mut list,
        position: 0,
        levels: 0,
    };
    let method = &operation.method;
    let mut moved_to = ParameterIn::Path;
    member::correct_with(member, context, |field, change| {
        let ChangeKind::In(edit) = &change.kind else {
            return Err(context.not_applicable(change, "what is in the path"));
        };
        moved_to = edit.to;
        relocate(
            method,
            ParameterIn::Path,
            edit,
            change.after(&field.corrections),
        )
    })?;
    if context.is_trial {
        return Ok(());
    }
    let parameter = &mut operation.path_parameters[position];
    let Some(mut described) = list.pop() else {
        return Ok(());
    };
    if moved_to == ParameterIn::Path {
        parameter.corrections = std::mem::take(&mut described.corrections);
        parameter.described = Some(described);
    } else {
        parameter.described = None;
        parameter.corrections.clear();
        put(operation, described, moved_to);
    }
    Ok(())
}

/// Rejects a change of a property that path parameters do not have.
fn refuse_in_path(
    change: &Change,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    match &change.kind {
        ChangeKind::Type(edit) => {
            let ty = build_type(&edit.to, &NodeRef::page(context.page), context.types())?;
            if matches!(ty, Type::String | Type::Enum(_)) {
                return Ok(String::new());
            }
            let help = "correct it to `string`, or to the known values, as in `\"a\" | \"b\"`";
            Err(change.invalid("a path parameter is a string", help))
        }
        ChangeKind::Description(_)
        | ChangeKind::In(_)
        | ChangeKind::AddValues(_)
        | ChangeKind::DropValues(_)
        | ChangeKind::Closed(_) => Ok(String::new()),
        _ => Err(context.not_applicable(change, "what is in the path")),
    }
}

/// Checks the change of a location, and returns it in words.
fn relocate(
    method: &str,
    now: ParameterIn,
    Edit { to, was }: &Edit<ParameterIn>,
    stale: Stale<'_>,
) -> Result<String, CorrectionError> {
    if now == *to {
        return Err(stale.already_true(&format!("it is {}", place(*to))));
    }
    if *to == ParameterIn::Body && is_without_body(method) {
        return Err(call::without_body(method, stale.span));
    }
    stale.check_was(was, now == was.value, &code(now.as_str()))?;
    Ok(format!("{} (was {})", place(*to), place(now)))
}

/// States whether `null` clears the value of a member. The docs do not say this, so `was` is always
/// the opposite.
fn set_patch(
    field: &mut Field,
    change: &Change,
    edit: &FlagEdit,
) -> Result<String, CorrectionError> {
    if edit.to && !(field.optional && field.nullable) {
        let message = format!("{} cannot be absent and `null`", code(&field.name));
        let help = "correct `optional` and `nullable` to `true` as well";
        return Err(change.invalid(message, help));
    }
    let words = ["`null` clears no value", "`null` clears the value"];
    let mut patch = field.patch.unwrap_or(!edit.to);
    let said = set_flag(&mut patch, change, edit, words, &field.corrections)?;
    field.patch = Some(patch);
    Ok(said)
}

/// The error for a member that leaves the body, although a correction states its `patch`.
pub(super) fn patch_outside_body(field: &Field, change: &Change) -> CorrectionError {
    let name = code(&field.name);
    let message = format!("{name} has a `patch`, which is for a member of the body");
    change.invalid(message, "remove the `patch`")
}

/// A location in words.
fn place(location: ParameterIn) -> String {
    match location {
        ParameterIn::Ambiguous => "ambiguous".to_owned(),
        ParameterIn::Header => "in a header".to_owned(),
        ParameterIn::Authorization => "the access token".to_owned(),
        _ => format!("in the {location}"),
    }
}

/// Moves a parameter to a location. In the path, it becomes the description of the parameter with
/// its name.
fn put(operation: &mut Operation, mut field: Field, location: ParameterIn) {
    match (location, in_path(operation, &field.name)) {
        (ParameterIn::Path, Some(position)) => {
            let parameter = &mut operation.path_parameters[position];
            parameter.corrections.append(&mut field.corrections);
            parameter.described = Some(field);
        }
        _ => list_mut(operation, location).push(field),
    }
}

fn list(operation: &Operation, location: ParameterIn) -> &[Field] {
    match location {
        ParameterIn::Query | ParameterIn::Ambiguous => &operation.query,
        ParameterIn::Header => &operation.headers,
        ParameterIn::Authorization => &operation.authorization,
        ParameterIn::Body | ParameterIn::Path => &operation.body,
    }
}

fn list_mut(operation: &mut Operation, location: ParameterIn) -> &mut Vec<Field> {
    match location {
        ParameterIn::Query | ParameterIn::Ambiguous => &mut operation.query,
        ParameterIn::Header => &mut operation.headers,
        ParameterIn::Authorization => &mut operation.authorization,
        ParameterIn::Body | ParameterIn::Path => &mut operation.body,
    }
}

/// The position of the path parameter with this name.
fn in_path(operation: &Operation, name: &str) -> Option<usize> {
    let mut parameters = operation.path_parameters.iter();
    parameters.position(|parameter| is_same_parameter(&parameter.name, name))
}

fn not_in_url(name: &str, span: &Span) -> CorrectionError {
    let help = format!("correct the `url` so that it has `{{{name}}}`");
    let message = format!("the path has no `{{{name}}}`");
    CorrectionError::new(Code::InvalidCorrection, span, message, help)
}
