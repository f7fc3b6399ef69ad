//! Generates Rust models from the YAML front matter of MDX API reference pages.
//!
//! A build script needs three lines:
//!
//! ```no_run
//! fn main() -> Result<(), reference_codegen::Failure> {
//!     reference_codegen::Config::new().compile(&["reference"])
//! }
//! ```
//!
//! and the crate `include!(concat!(env!("OUT_DIR"), "/reference.rs"));`.
//! [`Config::generate`] gives the files in memory instead.
//!
//! # The pipeline
//!
//! One way through, and every stage sees only what the stage before it hands on:
//!
//! 1. **source** finds and reads the pages, in path order: `Vec<Source>`.
//! 2. **parse** reads front matter and body, and knows only what is written: `Vec<Page>`.
//! 3. **resolve** joins the pages: descriptions and references are looked up,
//!    type notations read, the nine views merged. The result, `Api`, is what
//!    the reference says, free of YAML and free of Rust.
//! 4. **correct** puts right what the docs get wrong, as a file of
//!    [`corrections`] says: the same `Api`.
//! 5. **model** decides the Rust, as data: names, types, derives, attributes,
//!    boxes. The result is `RustModel`.
//! 6. **emit** turns each item into tokens and decides nothing.
//! 7. **render** formats the tokens into files in memory: path to text.
//! 8. **output** writes the files that changed and removes those that are no
//!    longer made.
//!
//! Problems are raised into a report that runs beside stages 1 to 5. Each stage
//! goes on with what the one before it has left, so that a run reports all
//! problems, but for those that could be there only because of others. After
//! stage 5 the run ends if there are errors, so what goes into emission is free
//! of them.
//!
//! With the command comes `verify`, which holds JSON bodies against the `Api`,
//! by the rules of `wire` that the model is made by as well.
//!
//! # More
//!
//! The [handbook] has a table of every construct, the settings, what other tools
//! may rely on, and how to add something.

mod api;
mod cargo;
mod check;
mod config;
mod correct;
pub mod corrections;
pub mod diagnostic;
#[cfg(feature = "command")]
pub mod diff;
mod emit;
#[cfg(feature = "command")]
pub mod explain;
pub mod handbook;
mod header;
pub mod inspection;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
#[cfg(feature = "command")]
pub mod lint;
mod mark;
mod model;
mod nearest;
mod outline;
mod output;
mod parallel;
mod parse;
mod place;
mod render;
#[cfg(feature = "command")]
pub mod report;
mod resolve;
#[cfg(feature = "command")]
mod shown;
mod singular;
mod source;
#[cfg(feature = "command")]
pub mod verify;
mod wire;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use api::Api;
use config::Settings;
use diagnostic::{Code, Report, Span};
use model::rust_model::RustModel;
use source::Source;

pub use config::{Config, InvalidValue, Layout, MapType, Serde, Time, Watched};
pub use diagnostic::{Diagnostic, Failure};
pub use inspection::Inspection;
pub use output::{Differences, Summary as Written};
pub use parse::View;

/// Where the files go when nobody names a folder.
const OUT: &str = "generated";

impl Config {
    /// Generates the models of the pages below `roots` and touches nothing.
    ///
    /// With no roots the settings file's `reference` is read.
    ///
    /// # Errors
    ///
    /// Every problem of the settings or of the reference.
    pub fn generate(&self, roots: &[impl AsRef<Path>]) -> Result<Generated, Failure> {
        let settings = self.settings(roots)?;
        generated(modelled(&settings)?, settings)
    }

    /// The same, with the evidence for every field in the inspection.
    ///
    /// # Errors
    ///
    /// As [`Config::generate`].
    #[cfg(feature = "command")]
    pub fn inspect(&self, roots: &[impl AsRef<Path>]) -> Result<Generated, Failure> {
        let settings = self.settings(roots)?;
        let modelled = modelled(&settings)?;
        let evidence = explain::Evidence::of(&modelled.api, &modelled.model, &modelled.sources);
        let mut generated = generated(modelled, settings)?;
        generated.inspection.add(evidence);
        Ok(generated)
    }
}

/// The rest of the pipeline, up to the files in memory.
fn generated(modelled: Modelled, settings: Settings) -> Result<Generated, Failure> {
    let Modelled {
        sources,
        api,
        model,
        report,
    } = modelled;
    let header = header::of(&settings);
    let files = named(render::render(&model, settings.layout, &header)?, &settings);
    let inspection = Inspection::of(&api, &model, &files, &sources);
    Ok(Generated {
        files,
        diagnostics: report.locate(&sources),
        inspection,
        model,
        #[cfg(feature = "command")]
        api,
        settings,
    })
}

/// What stages 1 to 4 know of a reference; whoever does not generate goes on from here.
struct Reference {
    sources: Vec<Source>,
    api: Api,
    /// Problems so far. Where there are errors, the API is incomplete.
    report: Report,
}

impl Reference {
    /// Reads, understands and corrects the pages, as far as they can be.
    fn read(settings: &Settings) -> Self {
        let mut report = Report::default();
        let sources = source::read(&settings.reference, &mut report);
        let pages = parse::parse(&sources, &mut report);
        let mut api = report.stage(|report| resolve::resolve(&sources, &pages, settings, report));
        correct_api(&mut api, settings, &mut report);
        Self {
            sources,
            api,
            report,
        }
    }
}

/// Stage 4. What does not fit is no problem where the settings say so.
fn correct_api(api: &mut Api, settings: &Settings, report: &mut Report) {
    let corrections = correct::read(settings.corrections.as_deref(), settings.view, report);
    #[cfg(feature = "command")]
    if !corrections.is_empty() {
        api.written = Some(Box::new(api.clone()));
    }
    if settings.must_fit {
        report.stage(|report| correct::apply(api, &corrections, report));
    } else {
        correct::apply(api, &corrections, &mut Report::default());
    }
    api.settle_vague();
}

/// What stages 1 to 5 hand on.
struct Modelled {
    sources: Vec<Source>,
    api: Api,
    model: RustModel,
    report: Report,
}

/// The pipeline, up to the model.
fn modelled(settings: &Settings) -> Result<Modelled, Failure> {
    let Reference {
        sources,
        api,
        mut report,
    } = Reference::read(settings);
    let model = report.stage(|report| model::build(&api, settings, report));
    stop_at_errors(&report, &sources)?;
    Ok(Modelled {
        sources,
        api,
        model,
        report,
    })
}

/// Ends the run where there are errors: nothing may be generated from such a reference.
fn stop_at_errors(report: &Report, sources: &[Source]) -> Result<(), Failure> {
    if report.has_errors() {
        Err(Failure::new(report.clone().locate(sources)))
    } else {
        Ok(())
    }
}

/// Gives the one file of [`Layout::File`] the name that the settings want.
fn named(files: BTreeMap<String, String>, settings: &Settings) -> BTreeMap<String, String> {
    match settings.layout {
        Layout::Tree | Layout::Crate => files,
        Layout::File => files
            .into_values()
            .map(|text| (settings.file_name.clone(), text))
            .collect(),
    }
}

/// The result of a run, in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    files: BTreeMap<String, String>,
    diagnostics: Vec<Diagnostic>,
    inspection: Inspection,
    /// What the files were made of, for those who ask about one type or compare two runs.
    model: RustModel,
    #[cfg(feature = "command")]
    api: Api,
    settings: Settings,
}

impl Generated {
    /// The text of every file, by its path below the folder of the output.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// The warnings of the run, in the order of their places.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What was read and made: counts, models, operations.
    pub fn inspection(&self) -> &Inspection {
        &self.inspection
    }

    /// What the view leaves out, a line each: corrections, and everything of operations.
    #[cfg(feature = "command")]
    #[doc(hidden)]
    pub fn notes(&self) -> Vec<&'static str> {
        let is_other = self.settings.view != View::Curl;
        let notes = [
            (
                self.settings.corrections_left_out,
                "corrected: no, corrections are for the view `curl`",
            ),
            (
                is_other && self.settings.operations,
                "requests: none, only the view `curl` has operations",
            ),
        ];
        let notes = notes.into_iter().filter(|(is_so, _)| *is_so);
        notes.map(|(_, note)| note).collect()
    }

    /// The folder that the settings name for the output, by default `generated`.
    pub fn out_dir(&self) -> &Path {
        self.settings.out.as_deref().unwrap_or(Path::new(OUT))
    }

    /// How [`Generated::out_dir`] differs from the files; nothing is written.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn differences(&self) -> Result<Differences, Failure> {
        output::compare(&self.files, self.out_dir())
    }

    /// Fails where the files would stand among the pages, which nobody means.
    fn refuse_reference(&self) -> Result<(), Failure> {
        let out = self.out_dir().canonicalize().ok();
        let mut folders = self.settings.reference.iter();
        let is_out = |folder: &PathBuf| out.is_some() && folder.canonicalize().ok() == out;
        let Some(folder) = folders.find(|folder| is_out(folder)) else {
            return Ok(());
        };
        Err(Failure::of(
            Code::InvalidSettings,
            "the folder of the pages is no folder for the output".to_owned(),
            "name another one with `out`",
            Some(Span::file(folder.display().to_string())),
        ))
    }

    /// Writes the files that changed into [`Generated::out_dir`], and removes
    /// the files of an earlier run that are no longer made.
    ///
    /// # Errors
    ///
    /// A file that is not ours is in the way, and nothing is written; or the disk refuses.
    pub fn write(&self) -> Result<Written, Failure> {
        self.refuse_reference()?;
        output::write(&self.files, self.out_dir())
    }
}
