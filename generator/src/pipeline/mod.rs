//! Runs the stages in order.

mod accept;
pub(crate) mod api;
pub(crate) mod correct;
pub(crate) mod emit;
pub(crate) mod header;
pub(crate) mod id_owners;
mod join;
pub(crate) mod model;
pub(crate) mod output;
mod outside;
pub(crate) mod own_text;
pub(crate) mod parse;
pub(crate) mod render;
pub(crate) mod resolve;
pub(crate) mod serde_rules;
pub(crate) mod source;
pub(crate) mod source_map;

pub(crate) mod generated;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::diagnostic::{Diagnostics, Error};
use crate::config::{Config, Layout, Settings};
use api::Api;
pub use generated::Generated;
use model::rust_model::RustModel;
use source::{Pages, Source};

impl Config {
    /// Generates the models of the pages that the settings file names, in memory.
    ///
    /// # Errors
    ///
    /// The same as for [`Config::generate`], or the settings name no pages.
    pub fn generate_all(&self) -> Result<Generated, Error> {
        self.generate(&[] as &[&Path])
    }

    /// Generates the models of the pages below `roots`, in memory.
    ///
    /// Without roots, the folders of the setting `reference` are read.
    ///
    /// # Errors
    ///
    /// All errors of the settings or the reference.
    pub fn generate(&self, roots: &[impl AsRef<Path>]) -> Result<Generated, Error> {
        let settings = self.settings(roots)?;
        Generated::new(Reference::read(&settings), settings)
    }
}

impl Generated {
    /// Generates the models of a reference in memory.
    pub(crate) fn new(reference: Reference, settings: Settings) -> Result<Self, Error> {
        let Modelled { reference, model } = Modelled::of(reference, &settings)?;
        let Reference {
            sources,
            api,
            diagnostics,
        } = reference;
        let mut files = render(&model, &settings)?;
        if settings.layout == Layout::Crate {
            let folder = settings.out.as_deref().unwrap_or(generated::OUT.as_ref());
            own_text::keep(&mut files, folder);
        }
        Ok(Self {
            files,
            diagnostics: source_map::locate(diagnostics, &sources),
            sources,
            api,
            model,
            settings,
        })
    }
}

/// The result of stages 1 to 4, with all diagnostics so far. If there are errors, the API is
/// incomplete.
pub(crate) struct Reference {
    pub(crate) sources: Vec<Source>,
    pub(crate) api: Api,
    pub(crate) diagnostics: Diagnostics,
}

impl Reference {
    /// Reads, resolves and corrects the pages. Invalid parts are left out.
    pub(crate) fn read(settings: &Settings) -> Self {
        let mut diagnostics = Diagnostics::for_view(settings.view);
        let pages = source::read(settings, &mut diagnostics);
        Self::from_pages(pages, settings, diagnostics)
    }

    /// Resolves and corrects the pages of a folder, after the diagnostics of reading them.
    pub(crate) fn from_pages(pages: Pages, settings: &Settings, diagnostics: Diagnostics) -> Self {
        let mut reference = Self::of(pages.sources, settings, diagnostics);
        reference.api.counts.passed_over = pages.passed_over;
        reference
    }

    /// Resolves and corrects pages that have been read, after these diagnostics.
    pub(crate) fn of(
        sources: Vec<Source>,
        settings: &Settings,
        mut diagnostics: Diagnostics,
    ) -> Self {
        let pages = parse::parse(&sources, &mut diagnostics);
        let mut api = diagnostics
            .stage(|diagnostics| resolve::resolve(&sources, &pages, settings, diagnostics));
        outside::report(settings, &mut diagnostics);
        correct(&mut api, settings, &mut diagnostics);
        Self {
            sources,
            api,
            diagnostics,
        }
    }

    /// Builds the model of the parts that could be read.
    pub(crate) fn model(&mut self, settings: &Settings) -> RustModel {
        let api = &self.api;
        self.diagnostics
            .stage(|diagnostics| model::build(api, settings, diagnostics))
    }

    /// Removes the accepted warnings, and reports the entries of `accept` that matched none. The
    /// model must be built before, since building it gives warnings, too.
    pub(crate) fn accept_all(&mut self, settings: &Settings) {
        let found = self.accept(settings);
        accept::report_stale(&found, settings, &mut self.diagnostics);
    }

    /// Removes the accepted warnings. Returns for each entry of the setting `accept` if it matched
    /// a warning.
    pub(crate) fn accept(&mut self, settings: &Settings) -> Vec<bool> {
        accept::apply(&self.api, &self.sources, settings, &mut self.diagnostics)
    }

    /// Fails with all problems if one of them is an error.
    pub(crate) fn stop_at_errors(&self) -> Result<(), Error> {
        if self.diagnostics.has_errors() {
            let diagnostics = source_map::locate(self.diagnostics.clone(), &self.sources);
            return Err(Error::new(diagnostics).with_omitted(self.diagnostics.omitted()));
        }
        Ok(())
    }
}

/// The result of stages 1 to 5, without an error.
pub(crate) struct Modelled {
    pub(crate) reference: Reference,
    pub(crate) model: RustModel,
}

impl Modelled {
    /// Builds the model of the reference, or fails with all its problems.
    pub(crate) fn of(mut reference: Reference, settings: &Settings) -> Result<Self, Error> {
        let model = reference.model(settings);
        reference.accept_all(settings);
        reference.stop_at_errors()?;
        Ok(Self { reference, model })
    }
}

/// Stage 4. Unless the setting `strict` is on, corrections that do not match the docs are silently
/// omitted.
pub(crate) fn correct(api: &mut Api, settings: &Settings, diagnostics: &mut Diagnostics) {
    let file = correct::read(settings.corrections.as_deref(), settings.view, diagnostics);
    // The rules of `lint` check the API without corrections.
    if cfg!(feature = "analysis") && file.len() > 0 {
        api.uncorrected = Some(Box::new(api.clone()));
    }
    if settings.strict {
        diagnostics.stage(|diagnostics| correct::apply(api, &file, diagnostics));
    } else {
        correct::apply(api, &file, &mut Diagnostics::default());
    }
    correct::report_faults(api, diagnostics);
    id_owners::mark(api);
    join::join(api);
    api.keeps = file.keeps;
    api.drop_resolved_untyped();
    api.add_contradictory_untyped();
}

/// Stages 6 and 7: the text of each file by its path.
pub(crate) fn render(
    model: &RustModel,
    settings: &Settings,
) -> Result<BTreeMap<String, String>, Error> {
    let files = render::render(model, settings.layout, &header::comment_text(settings))?;
    Ok(match settings.layout {
        Layout::Tree | Layout::Crate => files,
        Layout::File => files
            .into_values()
            .map(|text| (settings.file_name.clone(), text))
            .collect(),
    })
}
