//! Stage 4, correct: what the docs get wrong is put right.
//!
//! The corrections are in a file of their own ([`crate::docs::corrections`] has its format), each
//! with the text that it replaces: if the docs no longer say that, the correction is an error, so
//! that none outlives its reason.

mod apply;
mod build_type;
mod call;
mod correction;
mod error;
mod faults;
mod file;
mod matches;
mod member;
mod operation;
mod parameters;
mod target;

use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::view::View;
use crate::pipeline::api::{Api, MAX_TYPE_DEPTH, Operation, Resource, Response, Type};

use apply::{CorrectionContext, Searches};
use correction::ChangeKind;
pub(crate) use correction::Correction;
use error::{CorrectionError, code};
pub(crate) use faults::report_faults;
#[cfg(feature = "internals")]
pub(crate) use file::corrections as parse;
#[cfg(feature = "analysis")]
pub(crate) use matches::expected_notation;
use target::TargetId;

/// Reads the corrections file, if there is one; its paths are those of the view `curl`.
pub(crate) fn read(
    file: Option<&Path>,
    view: View,
    diagnostics: &mut Diagnostics,
) -> Vec<Correction> {
    let Some(file) = file else {
        return Vec::new();
    };
    if view == View::Curl {
        return file::read(file, diagnostics);
    }
    let message = format!(
        "corrections are for the view `curl`, and the fields have the names of `{}`",
        view.as_str()
    );
    let help = "omit `view`, or omit `corrections`";
    let at = Location::File(file.display().to_string());
    diagnostics.report(Code::InvalidSettings, message, help, at);
    Vec::new()
}

/// Corrects the API, in the order of the file: each correction sees the results of those before.
///
/// A correction that does not fit the docs is reported, and changes nothing. One of an operation
/// that the settings omit is passed over.
pub(crate) fn apply(api: &mut Api, corrections: &[Correction], diagnostics: &mut Diagnostics) {
    let searches = Searches::default();
    for correction in corrections {
        if target::is_omitted(api, correction) {
            continue;
        }
        match corrected(api, correction, &searches) {
            Ok(corrected) => {
                api.counts.corrections += 1;
                // From the last on, since dropping an operation moves those after it.
                for entity in corrected.into_iter().rev() {
                    entity.replace_in(api);
                }
            }
            Err(errors) => {
                for error in errors {
                    error.report(diagnostics);
                }
            }
        }
    }
}

/// A corrected resource or operation, for its position in the API.
enum Corrected {
    Resource(usize, Resource),
    Operation(usize, Box<Operation>),
    /// An operation to remove.
    Dropped(usize),
}

impl Corrected {
    fn replace_in(self, api: &mut Api) {
        match self {
            Self::Resource(position, resource) => api.resources[position] = resource,
            Self::Operation(position, operation) => api.operations[position] = *operation,
            Self::Dropped(position) => {
                api.operations.remove(position);
            }
        }
    }
}

/// The targets of a correction, corrected; an error unless it fits all of them.
fn corrected(
    api: &Api,
    correction: &Correction,
    searches: &Searches,
) -> Result<Vec<Corrected>, Vec<CorrectionError>> {
    let (targets, rest) = target::find(api, correction, &searches.entities)?;
    let results: Vec<_> = targets
        .iter()
        .map(|target| correct_target(api, correction, searches, *target, &rest))
        .collect();
    let fits_any = results.iter().any(Result::is_ok);
    let (mut corrected, mut errors) = (Vec::new(), Vec::new());
    for (target, result) in targets.iter().zip(results) {
        match result {
            Ok(one) => corrected.push(one),
            Err(found) if fits_any => {
                let page = &target.page(api).path;
                errors.extend(found.into_iter().map(|error| error.only_on(page)));
            }
            Err(found) => errors.extend(found),
        }
    }
    if errors.is_empty() {
        Ok(corrected)
    } else {
        Err(errors)
    }
}

fn correct_target(
    api: &Api,
    correction: &Correction,
    searches: &Searches,
    target: TargetId,
    rest: &[&str],
) -> Result<Corrected, Vec<CorrectionError>> {
    let context = |page| CorrectionContext {
        api,
        correction,
        searches,
        page,
    };
    match target {
        TargetId::Resource(position) => {
            let mut resource = api.resources[position].clone();
            let context = context(resource.page);
            correct_resource(&mut resource, rest, &context)?;
            refuse_deep(resource.fields.iter().map(|field| &field.ty), correction)?;
            Ok(Corrected::Resource(position, resource))
        }
        TargetId::Operation(position) => {
            let mut operation = Box::new(api.operations[position].clone());
            let context = context(operation.page);
            if rest.is_empty() && correction.drops() {
                call::check_dropped(&operation, &context)?;
                return Ok(Corrected::Dropped(position));
            }
            operation::correct(&mut operation, rest, &context)?;
            let Operation {
                query,
                body,
                response,
                ..
            } = &*operation;
            let response = match response {
                Response::Body(ty) => Some(ty),
                Response::NoBody | Response::BrowserUrl => None,
            };
            let fields = query.iter().chain(body).map(|field| &field.ty);
            refuse_deep(fields.chain(response), correction)?;
            Ok(Corrected::Operation(position, operation))
        }
    }
}

/// Rejects a correction that nests a type too deeply inside others: each may add some levels.
fn refuse_deep<'t>(
    types: impl IntoIterator<Item = &'t Type>,
    correction: &Correction,
) -> Result<(), CorrectionError> {
    let mut types = types.into_iter();
    if !types.any(|ty| ty.is_deeper_than(MAX_TYPE_DEPTH)) {
        return Ok(());
    }
    let message = format!("types nest deeper than {MAX_TYPE_DEPTH} levels with this");
    let help = "name a resource as the type of the inner object";
    let span = &correction.path.span;
    Err(CorrectionError::new(Code::TooDeep, span, message, help))
}

/// Corrects a resource, or the member that `rest` leads to.
fn correct_resource(
    resource: &mut Resource,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let record = if rest.is_empty() {
        context.each(|change| match &change.kind {
            ChangeKind::Add(members) => {
                member::add(&mut resource.fields, members, &resource.place, context)
            }
            ChangeKind::Description(edit) => {
                let stale = change.after(&resource.corrections);
                apply::describe(&mut resource.docs, edit, stale)
            }
            _ => {
                let target = format!("the resource {}", code(&resource.id));
                Err(context.not_applicable(change, &target))
            }
        })?
    } else {
        let fields = &mut resource.fields;
        let (list, position) = target::member(fields, rest, &resource.id, context)?;
        member::correct(list, position, context)?
    };
    resource.corrections.extend(record);
    Ok(())
}
