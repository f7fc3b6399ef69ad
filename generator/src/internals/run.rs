//! The pipeline, a stage a call, with what each hands on kept for the next.

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

/// A run that goes on when it is told to.
#[derive(Debug)]
pub struct Run {
    settings: Settings,
    sources: Vec<Source>,
    pages: Vec<Page>,
    /// The API before it is corrected, and after.
    apis: [Api; 2],
    model: RustModel,
    files: BTreeMap<String, String>,
}

/// A stage: it takes what the last call of the stage before it has made, and may be called again.
pub type Stage = fn(&mut Run) -> Result<(), Error>;

impl Run {
    /// Every stage by its name, in their order.
    pub const STAGES: [(&str, Stage); 7] = [
        ("source", Self::source),
        ("parse", Self::parse),
        ("resolve", Self::resolve),
        ("correct", Self::correct),
        ("model", Self::model),
        ("emit and render", Self::render),
        ("output", Self::output),
    ];

    /// A run that has not begun.
    ///
    /// # Errors
    ///
    /// A setting is not right.
    pub fn new(config: &Config, roots: &[impl AsRef<Path>]) -> Result<Self, Error> {
        Ok(Self {
            settings: config.settings(roots)?,
            sources: Vec::new(),
            pages: Vec::new(),
            apis: [Api::default(), Api::default()],
            model: RustModel::default(),
            files: BTreeMap::new(),
        })
    }

    fn source(&mut self) -> Result<(), Error> {
        self.sources = source::read(&self.settings.reference, &mut Diagnostics::default());
        Ok(())
    }

    fn parse(&mut self) -> Result<(), Error> {
        self.pages = parse::parse(&self.sources, &mut Diagnostics::default());
        Ok(())
    }

    fn resolve(&mut self) -> Result<(), Error> {
        let (sources, pages) = (&self.sources, &self.pages);
        let diagnostics = &mut Diagnostics::default();
        self.apis[0] = resolve::resolve(sources, pages, &self.settings, diagnostics);
        Ok(())
    }

    fn correct(&mut self) -> Result<(), Error> {
        self.apis[1] = self.apis[0].clone();
        pipeline::correct(
            &mut self.apis[1],
            &self.settings,
            &mut Diagnostics::default(),
        );
        Ok(())
    }

    fn model(&mut self) -> Result<(), Error> {
        self.model = model::build(&self.apis[1], &self.settings, &mut Diagnostics::default());
        Ok(())
    }

    fn render(&mut self) -> Result<(), Error> {
        self.files = pipeline::render(&self.model, &self.settings)?;
        Ok(())
    }

    fn output(&mut self) -> Result<(), Error> {
        let out = self.settings.out.as_deref().unwrap_or(Path::new(OUT));
        output::write(&self.files, out).map(drop)
    }
}
