//! Stage 4, correct: corrects errors in the docs.
//!
//! The corrections are in a separate file ([`crate::docs::corrections`] describes it). Each
//! contains the value that it replaces. If the docs no longer have that value, the correction is an
//! error, so that outdated corrections are noticed.

mod apply;
mod build_type;
mod call;
mod correction;
mod define;
mod definition;
mod documented;
mod error;
mod faults;
mod file;
mod matches;
mod member;
mod operation;
mod parameters;
mod saved;
mod sending;
mod target;
mod targets;

use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::view::View;
use crate::pipeline::api::{Api, Field, Resource, Type};

use apply::{CorrectionContext, Searches};
use correction::ChangeKind;
use correction::Correction;
use documented::Documented;
use error::{CorrectionError, code};
pub(crate) use faults::report_faults;
pub(crate) use file::CorrectionsFile;
#[cfg(feature = "__internals")]
pub(crate) use file::parse;
#[cfg(feature = "analysis")]
pub(crate) use matches::{display_response, expected_notation};
use targets::{TargetId, Targets};

/// Reads the corrections file, if there is one. It is an error with a view other than `curl`, whose
/// names its paths use.
pub(crate) fn read(
    file: Option<&Path>,
    view: View,
    diagnostics: &mut Diagnostics,
) -> CorrectionsFile {
    let Some(file) = file else {
        return CorrectionsFile::default();
    };
    if view == View::Curl {
        return file::read(file, diagnostics);
    }
    let message = format!(
        "corrections are for the view `curl`, but the fields have the names of `{}`",
        view.as_str()
    );
    let help = "omit `view`, or omit `corrections`";
    let at = Location::File(file.display().to_string());
    diagnostics.report(Code::InvalidSettings, message, help, at);
    CorrectionsFile::default()
}

/// Adds the definitions of the file to the API, and applies the corrections in the order of the
/// file. Each correction applies to the result of those before it.
///
/// A correction that does not match the docs is reported, and changes nothing. A correction of an
/// operation that the settings omit is ignored.
pub(crate) fn apply(api: &mut Api, file: &CorrectionsFile, diagnostics: &mut Diagnostics) {
    let mut searches = Searches::default();
    searches.faulty.extend(file.faulty.iter().cloned());
    for error in define::apply(api, &file.definitions, &mut searches) {
        error.report(diagnostics);
    }
    let (mut targets, mut documented) = (Targets::new(api), Documented::default());
    for correction in &file.corrections {
        if targets.are_omitted(api, correction) {
            continue;
        }
        match correct(api, correction, &searches, &mut targets, &mut documented) {
            Ok(()) => api.counts.corrections += 1,
            Err(errors) => {
                for error in errors {
                    error.report(diagnostics);
                }
            }
        }
    }
    documented.forget_removed(api);
    targets.remove_dropped(api);
}

/// Corrects all targets of a correction. If it does not match one of them, all are unchanged, and
/// the errors are reported.
fn correct(
    api: &mut Api,
    correction: &Correction,
    searches: &Searches,
    targets: &mut Targets,
    documented: &mut Documented,
) -> Result<(), Vec<CorrectionError>> {
    let (found, rest) = targets.find(api, correction, searches)?;
    if found.len() > 1 {
        try_all(api, correction, searches, &found, &rest)?;
    }
    for target in found {
        if let TargetId::Operation(position) = target {
            documented.note(api, position);
        }
        correct_target(api, correction, searches, target, &rest, false)?;
        if rest.is_empty() && correction.drops() {
            targets.drop(api, target);
        }
    }
    Ok(())
}

/// Finds the errors of a correction at all its targets, without changing them.
fn try_all(
    api: &mut Api,
    correction: &Correction,
    searches: &Searches,
    targets: &[TargetId],
    rest: &[&str],
) -> Result<(), Vec<CorrectionError>> {
    let mut errors = Vec::new();
    let mut fits_any = false;
    for target in targets {
        match correct_target(api, correction, searches, *target, rest, true) {
            Ok(()) => fits_any = true,
            Err(found) => errors.extend(found.into_iter().map(|error| (*target, error))),
        }
    }
    if errors.is_empty() {
        return Ok(());
    }
    let errors = errors.into_iter().map(|(target, error)| match fits_any {
        true => error.only_on(&target.page(api).path),
        false => error,
    });
    Err(errors.collect())
}

/// Corrects one target. After an error, or a trial, the target is unchanged.
fn correct_target(
    api: &mut Api,
    correction: &Correction,
    searches: &Searches,
    target: TargetId,
    rest: &[&str],
    is_trial: bool,
) -> Result<(), Vec<CorrectionError>> {
    let page = target.page_id(api);
    let context = |api| CorrectionContext {
        api,
        correction,
        searches,
        page,
        is_trial,
    };
    // The content of the target is taken out of the API during the correction. The names of all
    // resources, and their literals for unions, remain visible.
    match target {
        TargetId::Resource(position) => {
            let mut resource = api.resources[position].take();
            if correction.unites_resources() {
                let is_literal = |field: &&Field| matches!(field.ty, Type::Enum(_));
                let literals = resource.fields.iter().filter(is_literal);
                api.resources[position].fields = literals.cloned().collect();
            }
            let result = correct_resource(&mut resource, rest, &context(api));
            api.resources[position] = resource;
            result
        }
        TargetId::Operation(position) => {
            let mut operations = std::mem::take(&mut api.operations);
            let result = operation::correct(&mut operations[position], rest, &context(api));
            api.operations = operations;
            result
        }
    }
}

/// Corrects a resource, or the member at the path `rest`.
fn correct_resource(
    resource: &mut Resource,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    if !rest.is_empty() {
        let found = target::member(&mut resource.fields, rest, &resource.id, 0, context)?;
        let record = member::correct(found, context)?;
        resource.corrections.extend(record);
        return Ok(());
    }
    let (docs, members) = (resource.docs.clone(), resource.fields.len());
    let result = context.each(|change| match &change.kind {
        ChangeKind::Add(new) => member::add(&mut resource.fields, new, &resource.place, 0, context),
        ChangeKind::Description(edit) => {
            let stale = change.after(&resource.corrections);
            apply::describe(&mut resource.docs, edit, stale)
        }
        _ => {
            let target = format!("the resource {}", code(&resource.id));
            Err(context.not_applicable(change, &target))
        }
    });
    if result.is_err() || context.is_trial {
        resource.docs = docs;
        resource.fields.truncate(members);
    }
    resource.corrections.extend(result?);
    Ok(())
}
