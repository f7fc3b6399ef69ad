//! Stage 4, correct: what the docs get wrong, put right.
//!
//! The corrections stand in a file of their own ([`crate::docs::corrections`] has its
//! format), each with what it replaces, so that the docs cannot be corrected
//! behind their back: where they no longer say that, the correction is an error.

mod change;
mod correction;
mod file;
mod member;
mod operation;
mod problem;
mod resource;
mod says;
mod target;
mod typing;

use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::view::View;
use crate::pipeline::api::{Api, Operation, Resource};

use change::CorrectionContext;
pub(crate) use correction::Correction;
use problem::CorrectionError;
use target::TargetId;

/// Reads the file of corrections, if there is one, for the view that they are made for.
pub(crate) fn read(
    file: Option<&Path>,
    view: View,
    diagnostics: &mut Diagnostics,
) -> Vec<Correction> {
    match file {
        Some(file) if view == View::Curl => file::read(file, diagnostics),
        Some(file) => {
            refuse_view(file, view, diagnostics);
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// With the names of another view hardly any path would lead to what it means.
fn refuse_view(file: &Path, view: View, diagnostics: &mut Diagnostics) {
    let message = format!(
        "corrections are for the view `curl`, and the fields have the names of `{}`",
        view.as_str()
    );
    let help = "leave out `view`, or leave out `corrections`";
    let at = Location::File(file.display().to_string());
    diagnostics.report(Code::InvalidSettings, message, help, at);
}

#[cfg(feature = "internals")]
pub(crate) use file::corrections as parse;

/// Corrects the API, in the order of the file: each correction sees what those
/// before it made.
///
/// One that is not for these docs is reported and changes nothing.
pub(crate) fn apply(api: &mut Api, corrections: &[Correction], diagnostics: &mut Diagnostics) {
    for correction in corrections {
        match corrected(api, correction) {
            Ok(corrected) => {
                api.counts.corrections += 1;
                // The last first, so that what is dropped moves none of the others.
                corrected
                    .into_iter()
                    .rev()
                    .for_each(|one| one.replace_in(api));
            }
            Err(problems) => problems
                .into_iter()
                .for_each(|problem| problem.raise(diagnostics)),
        }
    }
}

/// A resource or an operation, as it should be.
enum Replacement {
    Resource(usize, Resource),
    Operation(usize, Box<Operation>),
    /// An operation that is not there.
    Dropped(usize),
}

impl Replacement {
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

/// What a correction makes of everything that it is for; nothing unless it fits all of it.
fn corrected(api: &Api, correction: &Correction) -> Result<Vec<Replacement>, Vec<CorrectionError>> {
    let (entities, rest) = target::find(api, correction).map_err(|problem| vec![problem])?;
    let results: Vec<_> = entities
        .iter()
        .map(|entity| one(api, correction, *entity, &rest))
        .collect();
    let fits = results.iter().any(Result::is_ok);
    let mut corrected = Vec::new();
    let mut problems = Vec::new();
    for (entity, result) in entities.iter().zip(results) {
        match result {
            Ok(one) => corrected.push(one),
            Err(found) if fits => {
                let page = entity.page(api);
                problems.extend(found.into_iter().map(|problem| problem.only_on(page)));
            }
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(corrected)
    } else {
        Err(problems)
    }
}

fn one(
    api: &Api,
    correction: &Correction,
    entity: TargetId,
    rest: &[&str],
) -> Result<Replacement, Vec<CorrectionError>> {
    match entity {
        TargetId::Resource(position) => {
            let mut resource = api.resources[position].clone();
            let context = CorrectionContext::new(api, correction, resource.page);
            resource::correct(&mut resource, rest, &context)?;
            Ok(Replacement::Resource(position, resource))
        }
        TargetId::Operation(position) => {
            let mut operation = api.operations[position].clone();
            let context = CorrectionContext::new(api, correction, operation.page);
            if rest.is_empty() && context.drops() {
                operation::check_dropped(&operation, &context)?;
                return Ok(Replacement::Dropped(position));
            }
            operation::correct(&mut operation, rest, &context)?;
            Ok(Replacement::Operation(position, Box::new(operation)))
        }
    }
}
