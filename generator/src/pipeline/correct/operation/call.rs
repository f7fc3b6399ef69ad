//! How an operation is called: its method, and its path.

use crate::base::diagnostic::Span;
use crate::base::node_path::NodeRef;
use crate::pipeline::api::{Field, Operation, PathParameter};
use crate::pipeline::correct::change::code;
use crate::pipeline::correct::correction::Located;
use crate::pipeline::correct::problem::CorrectionError;
use crate::pipeline::correct::target;

/// Gives another method; the parameters go where that method sends them.
pub(super) fn method(
    operation: &mut Operation,
    is: &str,
    was: &Located<String>,
    span: &Span,
) -> Result<String, CorrectionError> {
    check(&operation.method, is, was, span, operation)?;
    let (query, body) = (&mut operation.query, &mut operation.body);
    match (has_query(&operation.method), has_query(is)) {
        (true, false) => body.append(query),
        (false, true) => query.append(body),
        _ => {}
    }
    // Only of a DELETE nobody knows where its parameters go.
    operation.ambiguous_location.clear();
    operation.method = is.to_owned();
    Ok(format!("method {} (was {})", code(is), code(&was.value)))
}

/// Whether the parameters of a method are in the query.
pub(super) fn has_query(method: &str) -> bool {
    matches!(method, "GET" | "DELETE")
}

/// Gives another path. A name in it keeps what is known of it: the parameter of
/// that name, else the one that stood in its position.
pub(super) fn url(
    operation: &mut Operation,
    is: &str,
    was: &Located<String>,
    span: &Span,
) -> Result<String, CorrectionError> {
    check(&operation.path, is, was, span, operation)?;
    let names: Vec<&str> = is
        .split('/')
        .filter_map(|segment| segment.strip_prefix(':'))
        .collect();
    let old = std::mem::take(&mut operation.path_parameters);
    let in_place = |position: usize| old.get(position).filter(|_| old.len() == names.len());
    let place = operation.place.key("title");
    let parameters = names.iter().enumerate().map(|(position, name)| {
        let same = old.iter().find(|parameter| parameter.name == *name);
        same.cloned()
            .or_else(|| take(&mut operation.query, name, &place))
            .or_else(|| take(&mut operation.body, name, &place))
            .or_else(|| in_place(position).cloned())
            .map_or_else(
                || path_parameter(name, None, &place),
                |known| PathParameter {
                    name: (*name).to_owned(),
                    ..known
                },
            )
    });
    operation.path_parameters = parameters.collect();
    operation.path = is.to_owned();
    Ok(format!("path {} (was {})", code(is), code(&was.value)))
}

/// Takes a parameter out of the query or body, for the path.
fn take(fields: &mut Vec<Field>, name: &str, path: &NodeRef) -> Option<PathParameter> {
    let position = target::position(fields, name)?;
    Some(path_parameter(name, Some(fields.remove(position)), path))
}

/// What fills `:name` of the path.
fn path_parameter(name: &str, mut described: Option<Field>, path: &NodeRef) -> PathParameter {
    let corrections = described
        .as_mut()
        .map(|field| std::mem::take(&mut field.corrections));
    PathParameter {
        name: name.to_owned(),
        described,
        place: path.clone(),
        corrections: corrections.unwrap_or_default(),
    }
}

/// Whether the docs say what is to be replaced.
fn check(
    now: &str,
    is: &str,
    was: &Located<String>,
    span: &Span,
    operation: &Operation,
) -> Result<(), CorrectionError> {
    let before = &operation.corrections;
    if now == is {
        return Err(CorrectionError::already_true(
            span,
            &format!("it is {}", code(is)),
            before,
        ));
    }
    if now != was.value {
        return Err(CorrectionError::stale(
            &was.span,
            &code(&was.value),
            &code(now),
            before,
        ));
    }
    Ok(())
}
