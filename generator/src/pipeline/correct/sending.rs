//! Corrections of the server, the credential and the body encoding of a request.

use super::apply::CorrectionContext;
use super::correction::{Change, ChangeKind, ParameterIn, TextEdit};
use super::error::{CorrectionError, code};
use crate::base::diagnostic::{Code, toml_string};
use crate::notation::header_name::{is_header_name, is_reserved};
use crate::notation::url_template::is_same_parameter;
use crate::pipeline::api::{API, Credential, Encoding, Field, Operation, Type};

/// Changes the server. A server other than `api` never gets the API key.
pub(super) fn change_server(
    operation: &mut Operation,
    change: &Change,
    edit: &TextEdit,
) -> Result<String, CorrectionError> {
    let text = replaced("server", &operation.server, operation, change, edit)?;
    operation.server.clone_from(&edit.to);
    Ok(text)
}

/// Changes the credential to the API key or to none. An access token is a parameter instead.
pub(super) fn change_credential(
    operation: &mut Operation,
    change: &Change,
    edit: &TextEdit,
) -> Result<String, CorrectionError> {
    let now = operation.credential();
    let text = replaced("credential", now.as_str(), operation, change, edit)?;
    if let Some(token) = operation.authorization.first() {
        let message = format!("the access token {} is the credential", code(&token.name));
        let help = "correct the `in` of that parameter";
        return Err(change.invalid(message, help));
    }
    let is_api_key = edit.to == Credential::ApiKey.as_str();
    if is_api_key && operation.server != API {
        let message = format!(
            "the API key is not sent to the server {}",
            code(&operation.server)
        );
        let help = "remove the change, or correct the `server` first";
        return Err(change.invalid(message, help));
    }
    operation.is_public = !is_api_key;
    Ok(text)
}

/// Changes the encoding of the body.
pub(super) fn change_encoding(
    operation: &mut Operation,
    change: &Change,
    edit: &TextEdit,
) -> Result<String, CorrectionError> {
    if operation.body.is_empty() {
        let message = format!("{} sends no body", code(&operation.id));
        let help = "remove the change, or first correct the `in` of its parameters";
        return Err(change.invalid(message, help));
    }
    let now = operation.encoding.as_str();
    let text = replaced("encoding", now, operation, change, edit)?;
    if edit.to == Encoding::Json.as_str() {
        operation.encoding = Encoding::Json;
        return Ok(text);
    }
    if !operation.has_named_body() {
        let message = format!(
            "the body of {} has no member names, so it cannot be a form",
            code(&operation.id)
        );
        return Err(change.invalid(message, "remove the change, or correct the body first"));
    }
    operation.encoding = Encoding::Form;
    Ok(text)
}

/// Checks that the docs have the value that a change replaces, and returns the change in words.
fn replaced(
    what: &str,
    now: &str,
    operation: &Operation,
    change: &Change,
    edit: &TextEdit,
) -> Result<String, CorrectionError> {
    let stale = change.after(&operation.corrections);
    if edit.to == now {
        return Err(stale.already_true(&format!("the {what} is {}", code(now))));
    }
    let was = change.require(&edit.was, || toml_string(now))?;
    stale.check_was(was, was.value == now, &code(now))?;
    Ok(format!("{what} {} (was {})", code(&edit.to), code(now)))
}

/// `true` if [`check`] is needed after a correction of parameters, or of the one at the path
/// `rest`.
pub(super) fn concerns(
    operation: &Operation,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> bool {
    let is_beside =
        |to: ParameterIn| matches!(to, ParameterIn::Header | ParameterIn::Authorization);
    let mut changes = context.correction.changes.iter();
    let moves = changes.any(|change| match &change.kind {
        ChangeKind::In(edit) => is_beside(edit.to),
        ChangeKind::Add(members) => {
            let mut locations = members.iter().filter_map(|member| member.location.as_ref());
            locations.any(|location| is_beside(location.value))
        }
        _ => false,
    });
    let is_target = |field: &Field| {
        let name = rest.first();
        name.is_some_and(|name| is_same_parameter(&field.name, name))
    };
    let mut beside = operation.headers.iter().chain(&operation.authorization);
    moves || beside.any(is_target)
}

/// Checks the headers and the access token, after all changes of a correction.
pub(super) fn check(
    operation: &Operation,
    context: &CorrectionContext<'_>,
) -> Result<(), CorrectionError> {
    if let [first, second, ..] = operation.authorization.as_slice() {
        let (first, second) = (code(&first.name), code(&second.name));
        let message = format!("{first} is already the access token, so {second} cannot be it");
        return Err(invalid(
            message,
            "correct the `in` of the other one",
            context,
        ));
    }
    let mut tokens = operation.authorization.iter();
    if let Some(token) = tokens.find(|token| token.ty != Type::String) {
        let message = format!(
            "{} is not a string, but access tokens are strings",
            code(&token.name)
        );
        return Err(invalid(
            message,
            "correct its `type` to `string` first",
            context,
        ));
    }
    for (position, header) in operation.headers.iter().enumerate() {
        check_header(header, &operation.headers[..position], context)?;
    }
    Ok(())
}

fn check_header(
    header: &Field,
    before: &[Field],
    context: &CorrectionContext<'_>,
) -> Result<(), CorrectionError> {
    let name = code(&header.name);
    let mut before = before.iter();
    let (message, help) = if !is_header_name(&header.name) {
        let message = format!("{name} cannot be the name of a header");
        (message, "correct its `name`, as in `Trace-Id`")
    } else if is_reserved(&header.name) {
        let message = format!("the header {name} cannot be a parameter: every request sets it");
        (
            message,
            "an access token has `in = \"authorization\"`, a body an `encoding`",
        )
    } else if before.any(|other| other.name.eq_ignore_ascii_case(&header.name)) {
        let message = format!("the header {name} already exists");
        (
            message,
            "remove one of the two: header names are case-insensitive",
        )
    } else if !header.ty.is_text() {
        let message = format!("a header cannot have the type of {name}");
        (
            message,
            "correct its `type` to a string, a number, a boolean or a list of them",
        )
    } else {
        return Ok(());
    };
    Err(invalid(message, help, context))
}

fn invalid(message: String, help: &str, context: &CorrectionContext<'_>) -> CorrectionError {
    let span = &context.correction.path.span;
    CorrectionError::new(Code::InvalidCorrection, span, message, help)
}
