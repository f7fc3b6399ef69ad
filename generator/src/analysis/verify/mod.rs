//! Checks JSON bodies against the reference, and so against the models.
//!
//! A body is accepted exactly when `serde_json::from_str` accepts it for its model. This includes
//! timestamps whose type is that of a supported crate; if a setting gives them your own type, they
//! must follow RFC 3339. An empty body is accepted if the operation has no response. A file that is
//! not UTF-8 is rejected; a byte order mark at its beginning is ignored.
//!
//! # Recordings
//!
//! A folder may also contain recordings of HTTP, which need no index:
//!
//! - HAR 1.2, as written by browsers and proxies (`*.har`, or `*.json` with that content),
//! - cassettes of VCR, as written by its libraries for Ruby, Python and PHP (`*.yaml`, `*.yml`,
//!   `*.json`), with bodies as texts or in base64,
//! - lines of JSON (`*.jsonl`, `*.ndjson`), each `{"method", "url", "status", "request",
//!   "response"}`. A body is JSON, or a string with its text. `headers` may contain the headers of
//!   the request.
//!
//! Each exchange is named by its file and line, as in `session.har:120`. If several begin on one
//! line, the second is `session.har:120#2`. An exchange belongs to the operation with its method
//! and a matching path. If several paths match, the path with the most literal segments is used.
//! The scheme and the host do not matter. The path of the URL is compared as a whole, and without
//! the path of the server's base URL in the setting `servers`. Of several operations with the same
//! path, the one with the fewest unknown values is used, then the one with the fewest reasons to
//! reject it.
//!
//! Bodies that are compressed with gzip or deflate are decompressed, to at most the size in the
//! setting `max_body_size`. Damaged data and other encodings, such as `br`, are a failure. An
//! exchange or a recording that cannot be read is a failure as well, which is listed with its line;
//! all other exchanges are checked.
//!
//! A file with another extension, such as `*.json`, is only a recording if it has an exchange: with
//! `request` and `response` in an item of its list, or with `method`, `url` and a numeric `status`
//! in its first line. YAML that is not a cassette is skipped.
//!
//! The request is one result: its body, as JSON or as a form, its query and the documented headers.
//! The body must have the media type of the operation, unless the recording has none. A correction
//! of the encoding is suggested if all requests of the operation have the other one.
//! Pointers into the query and the headers begin with `query` and `headers`, without a `/`. The
//! credential is not checked, because recordings often lack it. With the status 400 or 422, no part
//! of the request is checked: it may be wrong on purpose. The response is another result. With a
//! status of 400 or more, it is checked as a documented error, by its code, of the whole reference:
//! pages do not list the errors of an operation. These are listed as unidentified: an exchange that
//! matches no operation, an error whose members no page describes, and a body that is left out or
//! cannot be decoded.
//!
//! The result shows the value of a header or query parameter only if it contradicts the reference.
//! Of the path of a URL without an operation it shows only the parts that are in the reference or
//! in the setting `servers`. It shows neither a value of a member in the setting `secrets` nor a
//! key in such a value. Parameters that the reference does not describe are listed. Corrections for
//! them are only suggested if the operation has no body, since a correction would add them to the
//! body.
//!
//! # How it works
//!
//! 1. **payloads** finds the bodies of a folder, and reads its index.
//! 2. **serde_shape** builds the shape of each model, which **plan** lays out once for all bodies.
//! 3. **json** parses one body, **identify** finds its possible **models**, and **check** compares
//!    the body with them. Then the body is dropped.
//! 4. **recordings** reads the exchanges of a recording, and checks each part of an exchange in the
//!    same way.
//! 5. **aggregate** combines the **findings** in all bodies, by file and line.
//! 6. **text** shows the result, and **suggest** writes corrections.

mod aggregate;
mod check;
mod coverage;
mod findings;
mod identify;
mod ids;
pub(super) mod inferred_type;
mod json;
mod models;
mod payloads;
mod plan;
mod recordings;
mod serde_shape;
pub(super) mod suggest;
#[cfg(test)]
mod tests;
mod text;
mod timestamps;
pub(super) mod value_location;
mod verification;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::diagnostic::{Diagnostic, Error};
use crate::base::parallel;
use crate::config::{Config, IdType, OverrideKind, Settings};
use crate::pipeline::{Modelled, Reference, source_map};

use aggregate::Aggregate;
use check::Content;
use findings::Findings;
use identify::UnidentifiedError;
use ids::MarkedMembers;
use models::{ModelRef, Models};
use payloads::BodyFile;
use recordings::{Exchange, Format, Routes};
use serde_shape::ShapeBuilder;

pub use suggest::Suggestions;
pub use verification::{
    Body, IdPrefix, Model, Reason, Role, SeenIdType, UncoveredMember, Undocumented, Unidentified,
    UnknownValue, VERSION, Verdict, Verification,
};

/// The number of bodies whose findings are in memory.
const CHUNK: usize = 64;

impl Config {
    /// Checks the JSON bodies of a folder against the pages below `roots`.
    ///
    /// A file `index.tsv` in the folder identifies its bodies, one per line: file, role
    /// (`response`, `request`, `resource` or `list`), docs id. Other bodies are identified by the
    /// name of the file, by the name of the folder if it is an operation's id, by the `object` of
    /// the body, or by the name of the folder if it is a resource's id. If several resources have
    /// the same `object`, it is the only one that accepts the body. Recordings need no index, and
    /// `payloads` may be a single body or recording. An id that is on several pages has several
    /// models. The best match is used: the model with the fewest reasons to reject the body, then
    /// with the most typed values, then the first.
    ///
    /// # Errors
    ///
    /// The settings, the reference or the index have errors, or a file or recording cannot be read.
    /// An index that names an unknown id or a missing file has an error.
    pub fn verify(
        &self,
        roots: &[impl AsRef<Path>],
        payloads: impl AsRef<Path>,
    ) -> Result<Verification, Error> {
        self.verify_with_progress(roots, payloads, &|_, _| ())
    }

    /// [`Config::verify`] with progress: calls `on_progress` after each step with the number of
    /// finished steps and of all steps. There is one step for each body, and several threads make
    /// the calls.
    ///
    /// # Errors
    ///
    /// The errors of [`Config::verify`].
    pub fn verify_with_progress(
        &self,
        roots: &[impl AsRef<Path>],
        payloads: impl AsRef<Path>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Verification, Error> {
        let done = AtomicUsize::new(0);
        let settings = self.settings(roots)?.of_whole();
        run(&settings, payloads.as_ref(), |bodies| {
            on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, bodies);
        })
    }
}

fn run(
    settings: &Settings,
    payloads: &Path,
    step: impl Fn(usize) + Sync,
) -> Result<Verification, Error> {
    let mut problems = Vec::new();
    let (folder, files) = payloads::find(payloads, settings, &mut problems)?;
    let reference = Reference::read(settings);
    reference.stop_at_errors()?;
    let (reference, marked) = with_marked(reference, settings)?;
    let Reference {
        sources,
        api,
        diagnostics,
    } = reference;
    let models = Models::new(ShapeBuilder {
        api: &api,
        time: &settings.time,
        marked: &marked,
    });
    let routes = Routes::new(&api, &settings.servers);
    let mut all = Aggregate::new(&models, &sources);
    let check = |file: &BodyFile| {
        let text = payloads::read(folder, file, settings);
        let checked = match text {
            Ok(text) => check_file(file, text.as_deref(), &models, &routes, settings),
            Err(problem) => CheckedFile {
                problems: vec![*problem],
                ..CheckedFile::default()
            },
        };
        step(files.len());
        checked
    };
    let mut contents = Vec::with_capacity(files.len());
    // A body is only in memory while it is checked. Its findings are in memory until the findings
    // before them have been added.
    for some in files.chunks(CHUNK) {
        for file in parallel::map(some, check) {
            contents.push(file.content);
            problems.extend(file.problems);
            for (name, outcome) in file.outcomes {
                all.add(&name, outcome);
            }
        }
    }
    problems.extend(identify::unknown_ids(&files, &models));
    if !contents.contains(&FileContent::Checked) && problems.is_empty() {
        problems.push(payloads::nothing_in(payloads, &contents));
    }
    if !problems.is_empty() {
        return Err(Error::new(problems));
    }
    Ok(Verification {
        diagnostics: source_map::locate(diagnostics, &sources),
        ..all.verification()
    })
}

/// Reads the reference, and finds the members with an id type and the redacted members.
fn with_marked(
    mut reference: Reference,
    settings: &Settings,
) -> Result<(Reference, MarkedMembers), Error> {
    let mut overrides = settings.overrides.iter();
    let is_set = overrides.any(|it| matches!(it.kind, OverrideKind::Id | OverrideKind::Secret));
    if settings.ids == IdType::String && !is_set {
        reference.accept(settings);
        return Ok((reference, MarkedMembers::default()));
    }
    let Modelled { reference, model } = Modelled::of(reference, settings)?;
    let marked = MarkedMembers::new(&reference.api, &model);
    Ok((reference, marked))
}

/// A body, the model that matches it best, and the findings.
#[derive(Debug, Clone)]
struct CheckedBody<'m, 'a> {
    model: &'m ModelRef<'a>,
    found: Findings<'a>,
}

/// The outcome for a body, or for a request or response of a recording.
type Outcome<'m, 'a> = Result<CheckedBody<'m, 'a>, UnidentifiedError>;

/// The outcomes for a file, each with its name, and the problems of the file.
#[derive(Default)]
struct CheckedFile<'m, 'a> {
    outcomes: Vec<(String, Outcome<'m, 'a>)>,
    problems: Vec<Diagnostic>,
    content: FileContent,
}

/// The kinds of files, by their content for the check.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum FileContent {
    /// A body, a recording with exchanges, or a file that cannot be read.
    #[default]
    Checked,
    /// A recording without any exchange.
    NoExchange,
    /// YAML that is not a recording.
    PassedOver,
}

/// Checks a body, or all exchanges of a recording.
fn check_file<'m, 'a>(
    file: &BodyFile,
    text: Option<&str>,
    models: &'m Models<'a>,
    routes: &Routes<'_>,
    settings: &Settings,
) -> CheckedFile<'m, 'a> {
    let recording = text.filter(|_| file.listed.is_none());
    let check = |format: Format, text: &str| {
        let max_size = settings.max_body_size;
        let judge =
            |exchange: Exchange| recordings::judge(exchange.decoded(max_size), models, routes);
        check_recording(&file.name, format, text, judge)
    };
    // The content is only parsed if the name does not determine the format.
    let format = recording.and_then(|text| Some((text, Format::of_name(&file.name, text)?)));
    if let Some((text, format)) = format {
        return check(format, text);
    }
    let content = Content::read(text);
    let format = recording.and_then(|text| Some((text, Format::of_content(text, &content)?)));
    if let Some((text, format)) = format {
        return check(format, text);
    }
    let outcome = check_body(file, &content, models);
    CheckedFile {
        outcomes: vec![(file.name.clone(), outcome)],
        ..CheckedFile::default()
    }
}

/// Checks the exchanges of a recording. Each is named by its line, and by a number if it is not the
/// first of its line. An exchange that cannot be read is an outcome as well.
fn check_recording<'m, 'a>(
    file: &str,
    format: Format,
    text: &str,
    judge: impl Fn(Exchange) -> Vec<Outcome<'m, 'a>>,
) -> CheckedFile<'m, 'a> {
    let mut checked = CheckedFile::default();
    let exchanges = format.read(text);
    if exchanges.is_empty() {
        checked.content = match format {
            Format::Other => FileContent::PassedOver,
            _ => FileContent::NoExchange,
        };
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for exchange in exchanges {
        let line = match &exchange {
            Ok(exchange) => exchange.line,
            Err(fault) => fault.line,
        };
        let number = numbers.entry(line).or_default();
        *number += 1;
        let name = match number {
            1 => format!("{file}:{line}"),
            number => format!("{file}:{line}#{number}"),
        };
        let outcomes = match exchange {
            Ok(exchange) => judge(exchange),
            Err(fault) => vec![Err(UnidentifiedError::unreadable(fault.to_string()))],
        };
        let outcomes = outcomes.into_iter().map(|outcome| (name.clone(), outcome));
        checked.outcomes.extend(outcomes);
    }
    checked
}

/// Checks a body against its possible models.
///
/// # Errors
///
/// The body is not identified.
fn check_body<'m, 'a>(
    file: &BodyFile,
    content: &Content<'_>,
    models: &'m Models<'a>,
) -> Outcome<'m, 'a> {
    let candidates = identify::candidates(file, content, models)?.into_iter();
    let mut checked: Vec<CheckedBody<'_, '_>> = candidates
        .map(|model| {
            let found = check::check(content, &model.node, &model.root(), models);
            CheckedBody { model, found }
        })
        .collect();
    if file.listed.is_none() {
        checked = identify::pick_unique(checked)?;
    }
    checked
        .into_iter()
        .min_by_key(|one| (one.found.rejections.len(), Reverse(one.found.typed)))
        .ok_or_else(UnidentifiedError::without_model)
}
