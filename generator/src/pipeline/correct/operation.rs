//! Corrections of operations: their responses, and their lists of members.

use super::apply::{CorrectionContext, describe};
use super::build_type::build_body;
use super::correction::{
    Change, ChangeKind, Edit, Located, ReturnSpec, TypeSpec, TypeText, WrapperEdit,
};
use super::error::{CorrectionError, Stale, code, codes};
use super::{call, matches, member, parameters, sending, target};
use crate::base::diagnostic::toml_string;
use crate::notation::is_without_body;
use crate::pipeline::api::{Field, Operation, Response, Type};

/// Corrects an operation, one of its lists, or the member at the path `rest`.
pub(super) fn correct(
    operation: &mut Operation,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    match rest {
        [] => correct_whole(operation, context),
        ["parameters", rest @ ..] => correct_parameters(operation, rest, context),
        ["returns", rest @ ..] => correct_response(operation, rest, context),
        [other, ..] => {
            let id = &operation.id;
            let message = format!("`{id}` is an operation, which has no `{other}`");
            let help = format!("write `{id}.parameters.{other}` or `{id}.returns.{other}`");
            Err(target::unknown(&context.correction.path.span, message, help).into())
        }
    }
}

/// Adds parameters, or corrects the parameter at the path `rest`. If a parameter may become a
/// header or the credential, the result is checked.
fn correct_parameters(
    operation: &mut Operation,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let saved = if sending::concerns(operation, rest, context) {
        Some(operation.clone())
    } else {
        None
    };
    let mut result = if rest.is_empty() {
        parameters::add(operation, context)
    } else {
        parameters::correct(operation, rest, context)
    };
    if let Some(saved) = saved {
        result = result.and_then(|()| Ok(sending::check(operation, context)?));
        if result.is_err() || context.is_trial {
            *operation = saved;
        }
    }
    result
}

/// Corrects the operation as a whole. Its parameters may move, and its response may change.
fn correct_whole(
    operation: &mut Operation,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    if context.correction.drops() {
        return call::check_dropped(operation, context);
    }
    let saved = operation.clone();
    let result = context.each(|change| apply(operation, change, context));
    let result = result.and_then(|record| {
        if let Response::Body(ty) = &operation.response {
            context.refuse_deep(ty, 0)?;
        }
        Ok(record)
    });
    if result.is_err() || context.is_trial {
        *operation = saved;
    }
    operation.corrections.extend(result?);
    Ok(())
}

fn apply(
    operation: &mut Operation,
    change: &Change,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    match &change.kind {
        ChangeKind::Description(edit) => {
            let stale = change.after(&operation.corrections);
            describe(&mut operation.docs, edit, stale)
        }
        ChangeKind::Method(edit) => call::change_method(operation, change, edit),
        ChangeKind::Url(edit) => call::change_url(operation, change, edit),
        ChangeKind::Server(edit) => sending::change_server(operation, change, edit),
        ChangeKind::Credential(edit) => sending::change_credential(operation, change, edit),
        ChangeKind::Encoding(edit) => sending::change_encoding(operation, change, edit),
        ChangeKind::Returns(edit) => replace_response(operation, change, edit, context),
        ChangeKind::Wrap(edit) => wrap(operation, change, edit, context),
        ChangeKind::Unwrap(edit) => unwrap(operation, change, edit, context),
        _ => {
            let target = format!("the operation {}", code(&operation.id));
            Err(context.not_applicable(change, &target))
        }
    }
}

/// Changes the response of the operation.
fn replace_response(
    operation: &mut Operation,
    change: &Change,
    Edit { to, was }: &Edit<ReturnSpec<TypeSpec>, Located<ReturnSpec<TypeText>>>,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let wanted = match to {
        ReturnSpec::Nothing => Response::NoBody,
        ReturnSpec::Url => Response::BrowserUrl,
        ReturnSpec::Body(spec) => {
            let place = operation.place.key("returns");
            Response::Body(build_body(spec, &place, context.types())?)
        }
    };
    if is_without_body(&operation.method) && wanted != Response::NoBody {
        return Err(call::without_body(&operation.method, &change.span));
    }
    let now = code(&matches::display_response(&operation.response, context.api));
    let stale = change.after(&operation.corrections);
    let is_same = match (&wanted, &operation.response) {
        (Response::Body(wanted), Response::Body(now)) => wanted.is_equivalent(now),
        (wanted, now) => wanted == now,
    };
    if is_same {
        return Err(stale.already_true(&format!("it returns {now}")));
    }
    let is_unchanged = matches::matches_response(&was.value, &operation.response, context.api);
    stale.check_was(was, is_unchanged, &now)?;
    let shown = code(&matches::display_response(&wanted, context.api));
    operation.response = wanted;
    let was_shown = code(&was.value.to_string());
    operation.ambiguous_key = false;
    Ok(format!("returns {shown} (was {was_shown})"))
}

/// Puts the body under a key that, according to the docs, is not on the wire. If the docs are
/// ambiguous, confirms the key.
fn wrap(
    operation: &mut Operation,
    change: &Change,
    edit: &WrapperEdit,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let key = code(&edit.to);
    let stale = change.after(&operation.corrections);
    let ty = body(&mut operation.response, &operation.id, change)?;
    if let Some(field) = only_member(ty).filter(|field| field.name == edit.to) {
        if !operation.ambiguous_key {
            return Err(stale.already_true(&format!("the body is under {key}")));
        }
        check_body(&field.as_body(), change, edit, stale, context)?;
    } else {
        check_body(ty, change, edit, stale, context)?;
        let (inside, nullable) = match std::mem::replace(ty, Type::Any) {
            Type::Nullable(inside) => (*inside, true),
            inside => (inside, false),
        };
        let place = operation.place.key("returns");
        *ty = Type::Object(vec![Field {
            nullable,
            ..Field::new(&edit.to, inside, place)
        }]);
    }
    operation.ambiguous_key = false;
    Ok(format!("the body under {key}"))
}

/// Removes the only key of the body, which only names the body in the docs.
fn unwrap(
    operation: &mut Operation,
    change: &Change,
    edit: &WrapperEdit,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let key = code(&edit.to);
    let stale = change.after(&operation.corrections);
    let ty = body(&mut operation.response, &operation.id, change)?;
    let Some(field) = only_member(ty) else {
        if let [_, _, ..] = ty.members() {
            return Err(without_only_key(change, ty.members()));
        }
        let body = code(&ty.notation(context.api));
        let says = format!("the body is {body} and not under {key}");
        return Err(stale.already_true(&says));
    };
    if field.name != edit.to {
        return Err(stale.changed(&change.span, &key, &code(&field.name)));
    }
    check_body(ty, change, edit, stale, context)?;
    *ty = field.as_body();
    operation.ambiguous_key = false;
    Ok(format!("the body without {key}"))
}

/// The error for a body with several keys. All of them are on the wire.
fn without_only_key(change: &Change, members: &[Field]) -> CorrectionError {
    let names = codes(members.iter().map(|member| &member.name));
    change.invalid(
        format!("the body has several members, {names}, so there is nothing to unwrap"),
        "remove the correction, or first drop the members that the API does not send",
    )
}

fn body<'r>(
    response: &'r mut Response,
    id: &str,
    change: &Change,
) -> Result<&'r mut Type, CorrectionError> {
    match response {
        Response::Body(ty) => Ok(ty),
        Response::NoBody | Response::BrowserUrl => Err(change.invalid(
            format!("{} returns no body", code(id)),
            "correct it with `returns` first",
        )),
    }
}

fn only_member(ty: &Type) -> Option<&Field> {
    match ty {
        Type::Object(fields) if fields.len() == 1 => fields.first(),
        _ => None,
    }
}

/// Checks that the body has the type that the correction expects.
fn check_body(
    ty: &Type,
    change: &Change,
    edit: &WrapperEdit,
    stale: Stale<'_>,
    context: &CorrectionContext<'_>,
) -> Result<(), CorrectionError> {
    let now = ty.notation(context.api);
    let was = change.require(&edit.was, || toml_string(&now))?;
    let is_unchanged = matches::matches_type(&was.value.ty, ty, context.api);
    stale.check_was(was, is_unchanged, &code(&now))
}

/// Corrects a member of the response, or adds members to it.
fn correct_response(
    operation: &mut Operation,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let id = &operation.id;
    let path = format!("{id}.returns");
    let Response::Body(ty) = &mut operation.response else {
        let message = format!("`{id}` returns no body");
        let help = format!("correct `{id}` with `returns` and `fields`");
        return Err(target::unknown(&context.correction.path.span, message, help).into());
    };
    let levels = ty.levels_to_members();
    let fields = target::members(ty, &path, rest, context)?;
    if !rest.is_empty() {
        let found = target::member(fields, rest, &path, levels, context)?;
        operation
            .corrections
            .extend(member::correct(found, context)?);
        return Ok(());
    }
    let (place, members) = (operation.place.key("returns"), fields.len());
    let result = context.each(|change| match &change.kind {
        ChangeKind::Add(new) => member::add(fields, new, &place, levels, context),
        _ => Err(context.not_applicable(change, &code(&path))),
    });
    if result.is_err() || context.is_trial {
        fields.truncate(members);
    }
    operation.corrections.extend(result?);
    Ok(())
}
