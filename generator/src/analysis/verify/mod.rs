//! Checks JSON bodies against the reference, and so against the models.
//!
//! A body is accepted exactly when `serde_json::from_str` of its model accepts it; timestamps as
//! well, if a setting gives them a type of a crate. If it gives them another type, they must be as in
//! RFC 3339. An empty body is accepted if the operation has no response. A file that is not UTF-8 is
//! rejected; a byte order mark at its beginning is passed over.
//!
//! 1. **payloads** reads a folder of bodies, and its index.
//! 2. **identify** finds the models that a body may be of.
//! 3. **serde_shape** is the shape of such a model, **check** compares the body with it.
//! 4. **aggregate** puts the **findings** in all bodies together, by file and line.
//! 5. **text** shows the result, and **suggest** writes the corrections that would help.

mod aggregate;
mod check;
mod findings;
mod identify;
mod ids;
pub(super) mod inferred_type;
mod json;
mod payloads;
mod serde_shape;
pub(super) mod suggest;
#[cfg(test)]
mod tests;
mod text;
mod timestamps;
pub(super) mod value_location;
mod verification;

use std::cmp::Reverse;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::diagnostic::Error;
use crate::base::parallel;
use crate::config::{Config, IdType, OverrideKind, Settings};
use crate::pipeline::{Modelled, Reference, source_map};

use findings::Findings;
use identify::{ModelRef, UnidentifiedError};
use ids::IdMembers;
use payloads::Payload;
use serde_shape::ShapeBuilder;
use value_location::ValueLocation;

pub use suggest::Suggestions;
pub use verification::{
    Body, IdPrefix, Model, Reason, Role, SeenIdType, UncoveredMember, Undocumented, Unidentified,
    UnknownValue, VERSION, Verdict, Verification,
};

impl Config {
    /// Checks the JSON bodies of a folder against the pages below `roots`.
    ///
    /// A file `index.tsv` of the folder identifies its bodies, one a line: file, role (`response`,
    /// `request`, `resource` or `list`), docs id. Other bodies are identified by the name of the
    /// file, by that of its folder if it is an operation's id, by the body's `object`, or by that
    /// of the folder if it is a resource's id; if several resources have that `object`, it is the
    /// only one that accepts the body. An id that is on several pages has several models; the one
    /// that fits best counts: with the fewest reasons, then with the most typed values, then the
    /// first.
    ///
    /// # Errors
    ///
    /// The settings, the reference or the index have errors, or a file cannot be read. An index
    /// that names an unknown id or a missing file has an error.
    pub fn verify(
        &self,
        roots: &[impl AsRef<Path>],
        payloads: impl AsRef<Path>,
    ) -> Result<Verification, Error> {
        self.verify_with_progress(roots, payloads, &|_, _| ())
    }

    /// Does the same, and calls `on_progress` after each step with the number of finished steps and
    /// of all steps. There are two for each body, and several threads that call.
    ///
    /// # Errors
    ///
    /// As [`Config::verify`].
    pub fn verify_with_progress(
        &self,
        roots: &[impl AsRef<Path>],
        payloads: impl AsRef<Path>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Verification, Error> {
        let done = AtomicUsize::new(0);
        run(&self.settings(roots)?, payloads.as_ref(), |bodies| {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            on_progress(done, 2 * bodies);
        })
    }
}

fn run(
    settings: &Settings,
    folder: &Path,
    step: impl Fn(usize) + Sync,
) -> Result<Verification, Error> {
    let mut problems = Vec::new();
    let payloads = payloads::read(folder, settings, &step, &mut problems)?;
    let reference = Reference::read(settings);
    reference.stop_at_errors()?;
    let (reference, ids) = with_ids(reference, settings)?;
    let Reference {
        sources,
        api,
        diagnostics,
    } = reference;
    let shapes = ShapeBuilder {
        api: &api,
        time: &settings.time,
        ids: &ids,
    };
    problems.extend(identify::unknown_ids(&payloads, shapes));
    if !problems.is_empty() {
        return Err(Error::new(problems));
    }
    let checked = parallel::map(&payloads, |payload| {
        let checked = check_one(payload, shapes);
        step(payloads.len());
        checked
    });
    Ok(Verification {
        diagnostics: source_map::locate(diagnostics, &sources),
        ..aggregate::aggregate(&payloads, checked, &api, &sources)
    })
}

/// The reference, and the members that have a type of ids.
fn with_ids(reference: Reference, settings: &Settings) -> Result<(Reference, IdMembers), Error> {
    let mut overrides = settings.overrides.iter();
    let is_set = overrides.any(|it| it.kind == OverrideKind::Id);
    if settings.ids == IdType::String && !is_set {
        return Ok((reference, IdMembers::default()));
    }
    let Modelled { reference, model } = Modelled::of(reference, settings)?;
    let ids = IdMembers::new(&reference.api, &model);
    Ok((reference, ids))
}

/// A body, the model that fits it best, and the findings.
#[derive(Debug, Clone)]
struct CheckedPayload<'a> {
    model: ModelRef<'a>,
    found: Findings<'a>,
}

/// Checks a body against the models that it may be of.
///
/// # Errors
///
/// The body is not identified.
fn check_one<'a>(
    payload: &Payload,
    shapes: ShapeBuilder<'a>,
) -> Result<CheckedPayload<'a>, UnidentifiedError> {
    let candidates = identify::candidates(payload, shapes)?;
    let mut checked: Vec<CheckedPayload<'_>> = candidates
        .into_iter()
        .map(|model| {
            let at = ValueLocation::root(model.owner, model.declaration);
            let found = check::check(payload.text.as_deref(), &model.shape, &at, shapes);
            CheckedPayload { model, found }
        })
        .collect();
    if payload.listed.is_none() {
        checked = identify::pick_unique(checked)?;
    }
    checked
        .into_iter()
        .min_by_key(|one| (one.found.rejections.len(), Reverse(one.found.typed)))
        .ok_or_else(UnidentifiedError::without_model)
}
