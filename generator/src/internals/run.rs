//! The pipeline with one call for each stage.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::diagnostic::{Diagnostics, Error};
use crate::config::Config;
use crate::config::Settings;
use crate::pipeline::api::Api;
use crate::pipeline::generated::OUT;
use crate::pipeline::model::rust_model::RustModel;
use crate::pipeline::parse::Page;
use crate::pipeline::source::Source;
use crate::pipeline::{self, model, output, parse, resolve, source};

/// A run whose stages are called one at a time.
#[derive(Debug)]
pub struct Run {
    settings: Settings,
    sources: Vec<Source>,
    pages: Vec<Page>,
    resolved: Api,
    corrected: Api,
    model: RustModel,
    files: BTreeMap<String, String>,
}

/// A stage. It uses the latest result of the previous stage, and may be called again.
pub type Stage = fn(&mut Run) -> Result<(), Error>;

impl Run {
    /// The name of each stage with the stage, in order.
    pub const STAGES: [(&str, Stage); 7] = [
        ("source", |run| {
            run.sources = source::read(&run.settings, &mut Diagnostics::default()).sources;
            Ok(())
        }),
        ("parse", |run| {
            run.pages = parse::parse(&run.sources, &mut Diagnostics::default());
            Ok(())
        }),
        ("resolve", |run| {
            let diagnostics = &mut Diagnostics::default();
            run.resolved = resolve::resolve(&run.sources, &run.pages, &run.settings, diagnostics);
            Ok(())
        }),
        ("correct", |run| {
            run.corrected = run.resolved.clone();
            let diagnostics = &mut Diagnostics::default();
            pipeline::correct(&mut run.corrected, &run.settings, diagnostics);
            Ok(())
        }),
        ("model", |run| {
            run.model = model::build(&run.corrected, &run.settings, &mut Diagnostics::default());
            Ok(())
        }),
        ("emit and render", |run| {
            run.files = pipeline::render(&run.model, &run.settings)?;
            Ok(())
        }),
        ("output", |run| {
            let out = run.settings.out.as_deref().unwrap_or(Path::new(OUT));
            output::write(&run.files, out, "").map(drop)
        }),
    ];

    /// A run that has not begun.
    ///
    /// # Errors
    ///
    /// A setting is invalid.
    pub fn new(config: &Config, roots: &[impl AsRef<Path>]) -> Result<Self, Error> {
        Ok(Self {
            settings: config.settings(roots)?,
            sources: Vec::new(),
            pages: Vec::new(),
            resolved: Api::default(),
            corrected: Api::default(),
            model: RustModel::default(),
            files: BTreeMap::new(),
        })
    }
}
