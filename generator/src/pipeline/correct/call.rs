//! Corrections of the method and path of an operation, and of the whole operation.

use super::apply::CorrectionContext;
use super::correction::{Change, ChangeKind, Edit};
use super::error::{CorrectionError, code};
use super::{parameters, target};
use crate::base::diagnostic::{Code, Span, toml_string};
use crate::base::node_path::NodeRef;
use crate::notation::url_template::{PathError, UrlTemplate, is_one_of};
use crate::notation::{has_query, is_without_body};
use crate::pipeline::api::{Field, Operation, PathParameter, Response};

/// The `was` of a method or path that the page does not have.
const ABSENT: &str = "absent";

/// Checks that an operation that is to be dropped has the method and path that the correction
/// expects.
pub(super) fn check_dropped(
    operation: &Operation,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let now = match (operation.method.as_str(), operation.path.as_str()) {
        ("", path) => shown(path).to_owned(),
        (method, "") => method.to_owned(),
        (method, path) => format!("{method} {path}"),
    };
    context.each(|change| {
        if let ChangeKind::Drop(was) = &change.kind {
            let was = change.require(was, || toml_string(&now))?;
            let text = was.value.to_string();
            let (was_method, was_path) = text.split_once(' ').unwrap_or(("", &text));
            let is_unchanged = text == now
                || was_method == operation.method && is_path(operation, was_path.trim_start());
            let stale = change.after(&operation.corrections);
            stale.check_was(was, is_unchanged, &code(&now))?;
        }
        Ok(String::new())
    })?;
    Ok(())
}

/// Changes the method. The parameters move to the query or body of the new method.
pub(super) fn change_method(
    operation: &mut Operation,
    change: &Change,
    Edit { to, was }: &Edit<String>,
) -> Result<String, CorrectionError> {
    let now = shown(&operation.method);
    let stale = change.after(&operation.corrections);
    if now == to {
        return Err(stale.already_true(&format!("it is {}", code(now))));
    }
    stale.check_was(was, was.value == now, &code(now))?;
    let (query, body) = (&mut operation.query, &mut operation.body);
    if is_without_body(to) || has_query(to) && !has_query(&operation.method) {
        if let Some(field) = body.iter().find(|field| field.patch.is_some()) {
            return Err(parameters::patch_outside_body(field, change));
        }
        query.append(body);
    } else if has_query(&operation.method) && !has_query(to) {
        body.append(query);
    }
    if is_without_body(to) {
        operation.response = Response::NoBody;
        operation.ambiguous_key = false;
    }
    // The location of parameters is only ambiguous for a DELETE.
    operation.ambiguous_location.clear();
    operation
        .faults
        .retain(|fault| fault.code != Code::UnknownMethod);
    let text = format!("method {} (was {})", code(to), code(now));
    operation.method.clone_from(to);
    Ok(text)
}

/// Changes the path. A parameter of the new path gets the description of the parameter with the
/// same name, or else at the same position.
pub(super) fn change_url(
    operation: &mut Operation,
    change: &Change,
    Edit { to, was }: &Edit<String>,
) -> Result<String, CorrectionError> {
    let path = parse(operation, to).map_err(|error| change.invalid(error.message, error.help))?;
    let now = code(shown(operation.path.as_str()));
    let stale = change.after(&operation.corrections);
    if path == operation.path {
        return Err(stale.already_true(&format!("it is {now}")));
    }
    stale.check_was(was, is_path(operation, &was.value), &now)?;
    let place = operation.place.key("title");
    let old = std::mem::take(&mut operation.path_parameters);
    let is_renamed = old.len() == path.parameters().count();
    for (position, name) in path.parameters().enumerate() {
        let known = old.iter().find(|parameter| parameter.name == name);
        let known = known
            .cloned()
            .or_else(|| take(&mut operation.query, name, &place))
            .or_else(|| take(&mut operation.body, name, &place))
            .or_else(|| Some(renamed(old.get(position).filter(|_| is_renamed)?, name)))
            .unwrap_or_else(|| path_parameter(None, &place));
        operation.path_parameters.push(PathParameter {
            name: name.to_owned(),
            ..known
        });
    }
    operation
        .faults
        .retain(|fault| fault.code != Code::InvalidPath);
    let text = format!("path {} (was {now})", code(path.as_str()));
    operation.path = path;
    Ok(text)
}

/// A method or path for a message.
fn shown(text: &str) -> &str {
    if text.is_empty() { ABSENT } else { text }
}

/// `true` if a text of the corrections file is the path of the operation.
fn is_path(operation: &Operation, text: &str) -> bool {
    text == shown(operation.path.as_str())
        || parse(operation, text).is_ok_and(|path| path == operation.path)
}

/// Reads a path of the corrections file, with the names of the operation's parameters.
fn parse(operation: &Operation, path: &str) -> Result<UrlTemplate, PathError> {
    let in_path = operation.path_parameters.iter();
    let fields = operation.query.iter().chain(&operation.body);
    let names = in_path
        .map(|parameter| parameter.name.as_str())
        .chain(fields.map(|field| field.name.as_str()));
    UrlTemplate::parse_corrected(path, &is_one_of(names))
}

/// Moves a parameter from the query or body to the path.
fn take(fields: &mut Vec<Field>, name: &str, place: &NodeRef) -> Option<PathParameter> {
    let position = *target::positions(fields, name).first()?;
    Some(path_parameter(Some(fields.remove(position)), place))
}

/// A path parameter, renamed as in the corrected path.
fn renamed(parameter: &PathParameter, name: &str) -> PathParameter {
    let mut parameter = parameter.clone();
    if let Some(described) = &mut parameter.described {
        name.clone_into(&mut described.name);
    }
    parameter
}

/// A path parameter without a name, which the caller sets.
fn path_parameter(mut described: Option<Field>, place: &NodeRef) -> PathParameter {
    let corrections = described.as_mut().map(|field| &mut field.corrections);
    PathParameter {
        name: String::new(),
        corrections: corrections.map(std::mem::take).unwrap_or_default(),
        described,
        place: place.clone(),
        id: None,
    }
}

/// The error for a change of a body that the method never has.
pub(super) fn without_body(method: &str, span: &Span) -> CorrectionError {
    let message = format!("`{method}` has no body");
    let help = "remove the change, or correct the `method` first";
    CorrectionError::new(Code::InvalidCorrection, span, message, help)
}
