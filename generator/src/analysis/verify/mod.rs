//! Checks JSON bodies against what the reference says, and so against the models.
//!
//! A body is accepted exactly when `serde_json::from_str` of its model accepts
//! it. That holds for times as text; where a setting gives them a type, they
//! are to be as RFC 3339 has them, of which each time crate reads a little more.
//! And an empty body is accepted where an operation answers nothing. A file
//! that is not UTF-8 is refused wherever that is, as it is no text to read.
//!
//! 1. **payloads** reads a folder of bodies, and the index that says what they are.
//! 2. **identify** finds the models that a body may be of.
//! 3. **shape** is what such a model reads, **check** compares the body with it.
//! 4. **results** puts what was **found** in all bodies together, by file and line.
//! 5. **text** shows it, and **suggest** writes the corrections that would help.

mod check;
mod found;
mod identify;
mod infer;
mod json;
mod moment;
mod payloads;
mod progress;
mod results;
mod shape;
mod spot;
mod suggest;
mod target;
#[cfg(test)]
mod tests;
mod text;
mod verification;

use std::cmp::Reverse;
use std::path::Path;

use crate::base::diagnostic::Error;
use crate::base::parallel;
use crate::config::{Config, Settings};
use crate::pipeline::{Reference, source_map};

use found::{Findings, Mismatch};
use identify::UnidentifiedError;
use payloads::Payload;
use progress::Progress;
use shape::ShapeBuilder;
use spot::ValueLocation;
use target::ModelRef;

pub use suggest::Suggestions;
pub use verification::{
    Body, Model, Reason, Role, UncoveredMember, Undocumented, Unidentified, UnknownValue, VERSION,
    Verdict, Verification,
};

impl Config {
    /// Checks the JSON bodies of a folder against the pages below `roots`.
    ///
    /// A file `index.tsv` of the folder says what its bodies are, one a line:
    /// file, role (`response`, `request`, `resource` or `list`), docs id. Other
    /// bodies are identified by the name of the file, by that of its folder if it
    /// is an operation's id, by the body's `object`, or by that of the folder if it
    /// is a resource's id; where several things have that `object`, it is the only
    /// one that reads the body. An id that is on several pages has several models;
    /// the one that fits best counts: with the fewest reasons, then with the
    /// most leaves that a type describes, then the first.
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

    /// The same, and tells after each step how many of how many are done; there are two for each
    /// body, and several threads that tell.
    ///
    /// # Errors
    ///
    /// Those of [`Config::verify`].
    pub fn verify_with_progress(
        &self,
        roots: &[impl AsRef<Path>],
        payloads: impl AsRef<Path>,
        tell: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Verification, Error> {
        let progress = Progress::new(tell);
        run(&self.settings(roots)?, payloads.as_ref(), &progress)
    }
}

fn run(settings: &Settings, folder: &Path, progress: &Progress<'_>) -> Result<Verification, Error> {
    let mut problems = Vec::new();
    let payloads = payloads::read(folder, progress, &mut problems)?;
    let reference = Reference::read(settings);
    reference.stop_at_errors()?;
    let Reference {
        sources,
        api,
        diagnostics,
    } = reference;
    let shapes = ShapeBuilder {
        api: &api,
        time: &settings.time,
    };
    problems.extend(identify::unknown_ids(&payloads, shapes));
    if !problems.is_empty() {
        return Err(Error::new(problems));
    }
    let checked = parallel::map(&payloads, |payload| {
        let checked = check_one(payload, shapes);
        progress.step(payloads.len());
        checked
    });
    let results = results::Results::new(&payloads, checked, &api, &sources);
    Ok(Verification {
        diagnostics: source_map::locate(diagnostics, &sources),
        ..results.verification()
    })
}

/// A body with the model that fits it best, and what was found.
#[derive(Debug, Clone)]
struct CheckedPayload<'a> {
    target: ModelRef<'a>,
    found: Findings<'a>,
}

/// Checks a body against the models that it may be of.
///
/// # Errors
///
/// Nothing identifies the body.
fn check_one<'a>(
    payload: &Payload,
    shapes: ShapeBuilder<'a>,
) -> Result<CheckedPayload<'a>, UnidentifiedError> {
    let targets = identify::targets(payload, shapes)?.into_iter();
    let checked = targets.map(|target| CheckedPayload {
        found: find(payload, &target, shapes),
        target,
    });
    let mut checked: Vec<CheckedPayload<'_>> = checked.collect();
    if payload.listed.is_none() {
        checked = identify::pick_unique(checked)?;
    }
    let checked = checked.into_iter();
    let best = checked.min_by_key(|one| (one.found.reasons.len(), Reverse(one.found.typed)));
    best.ok_or_else(UnidentifiedError::without_model)
}

fn find<'a>(payload: &Payload, target: &ModelRef<'a>, shapes: ShapeBuilder<'a>) -> Findings<'a> {
    let spot = ValueLocation::root(target.owner, target.place, target.correction);
    match &payload.text {
        Some(text) => check::check(text, &target.shape, spot, shapes),
        None => Findings {
            reasons: vec![found::Rejection::new(
                spot,
                Mismatch::Other("not UTF-8".to_owned()),
            )],
            ..Findings::default()
        },
    }
}
