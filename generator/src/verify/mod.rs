//! Holds JSON bodies against what the reference says, and so against the models.
//!
//! A body is accepted exactly when `serde_json::from_str` of its model accepts
//! it. That holds for times as text; where a setting gives them a type, they
//! are to be as RFC 3339 has them, of which each time crate reads a little more.
//!
//! 1. **payloads** reads a folder of bodies, and the index that says what they are.
//! 2. **tell** finds the models that a body may be of.
//! 3. **shape** is what such a model reads, **check** holds the body against it.
//! 4. **results** puts what was **found** in all bodies together, by file and line.
//! 5. **text** shows it, and **suggest** writes the corrections that would help.

mod check;
mod found;
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
mod tell;
#[cfg(test)]
mod tests;
mod text;
mod verification;

use std::cmp::Reverse;
use std::path::Path;

use crate::config::{Config, Settings};
use crate::diagnostic::Failure;
use crate::{Reference, parallel, stop_at_errors};

use found::{Fault, Found};
use payloads::Payload;
use progress::Progress;
use shape::Shapes;
use spot::Spot;
use target::Target;

pub use suggest::Suggestions;
pub use verification::{
    Body, Model, NeverSeen, Reason, Role, Undocumented, UnknownValue, Untold, VERSION, Verdict,
    Verification,
};

impl Config {
    /// Holds the JSON bodies of a folder against the pages below `roots`.
    ///
    /// A file `index.tsv` of the folder says what its bodies are, one a line:
    /// file, role (`response`, `request`, `resource` or `list`), docs id. What it
    /// does not say, the name of a file or of its folder tells if it is an id, or
    /// the body's `object`; where several things have that `object`, the only one
    /// that reads the body. An id that is on several pages has several models;
    /// the one that fits best counts: with the fewest reasons, then with the
    /// most leaves that a type describes, then the first.
    ///
    /// # Errors
    ///
    /// The settings, the reference or the index have errors, or a file cannot be read.
    pub fn verify(
        &self,
        roots: &[impl AsRef<Path>],
        payloads: impl AsRef<Path>,
    ) -> Result<Verification, Failure> {
        self.verify_telling(roots, payloads, &|_, _| ())
    }

    /// The same, and tells after each step how many of how many are done; there are two for each
    /// body, and several threads that tell.
    ///
    /// # Errors
    ///
    /// Those of [`Config::verify`].
    pub fn verify_telling(
        &self,
        roots: &[impl AsRef<Path>],
        payloads: impl AsRef<Path>,
        tell: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Verification, Failure> {
        let progress = Progress::new(tell);
        run(&self.settings(roots)?, payloads.as_ref(), &progress)
    }
}

fn run(
    settings: &Settings,
    folder: &Path,
    progress: &Progress<'_>,
) -> Result<Verification, Failure> {
    let payloads = payloads::read(folder, progress)?;
    let Reference {
        sources,
        api,
        report,
    } = Reference::read(settings);
    stop_at_errors(&report, &sources)?;
    let shapes = Shapes {
        api: &api,
        time: &settings.time,
    };
    let held = parallel::map(&payloads, |payload| {
        let held = hold(payload, shapes);
        progress.step(payloads.len());
        held
    });
    let results = results::Results::of(&payloads, held, &api, &sources);
    Ok(Verification {
        diagnostics: report.locate(&sources),
        ..results.verification()
    })
}

/// A body with the model that fits it best, and what was found.
#[derive(Debug, Clone)]
struct Held<'a> {
    target: Target<'a>,
    found: Found<'a>,
}

/// Holds a body against the models that it may be of.
///
/// # Errors
///
/// Nothing tells what the body is.
fn hold<'a>(payload: &Payload, shapes: Shapes<'a>) -> Result<Held<'a>, String> {
    let targets = tell::targets(payload, shapes)?.into_iter();
    let held = targets.map(|target| Held {
        found: find(payload, &target, shapes),
        target,
    });
    let mut held: Vec<Held<'_>> = held.collect();
    if payload.listed.is_none() {
        held = tell::decide(held)?;
    }
    let held = held.into_iter();
    let best = held.min_by_key(|held| (held.found.reasons.len(), Reverse(held.found.typed)));
    best.ok_or_else(|| {
        format!(
            "the reference has no model of it; correct {}",
            payloads::INDEX
        )
    })
}

fn find<'a>(payload: &Payload, target: &Target<'a>, shapes: Shapes<'a>) -> Found<'a> {
    let spot = Spot::root(target.owner, target.place);
    match &payload.text {
        Some(text) => check::check(text, &target.shape, spot, shapes),
        None => Found {
            reasons: vec![found::Reason::of(
                spot,
                Fault::Other("not UTF-8".to_owned()),
            )],
            ..Found::default()
        },
    }
}
