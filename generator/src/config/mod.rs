//! Settings: what can be chosen, where a choice may stand, and which one wins.
//!
//! A choice stands in the builder (or on the command line, which uses the
//! builder), in a settings file, or nowhere. The builder wins over the file,
//! and the file over the default; patterns of both are taken together.

mod file;
pub(crate) mod lint;
mod overrides;
mod pattern;
mod value;
mod watched;

use std::path::{Path, PathBuf};

use crate::base::diagnostic::{Code, Error};
use crate::base::view::View;

use lint::LintLevels;
use overrides::OverrideSetting;
pub(crate) use overrides::{Override, OverrideKind};
pub use value::{InvalidValue, Layout, MapType, SerdeDerives, TimeType};
pub use watched::Watched;

/// The address that the reference's links start with unless a setting says otherwise.
pub(crate) const BASE_URL: &str = "https://workos.com/docs";
/// The file that holds everything in [`Layout::File`], unless a setting says otherwise.
const FILE_NAME: &str = "reference.rs";
/// The package of [`Layout::Crate`], unless a setting says otherwise: a name that does not depend on
/// the folder, so that the same pages give the same bytes everywhere.
pub(crate) const CRATE_NAME: &str = "api-models";

/// What to generate, and how.
///
/// ```no_run
/// # fn main() -> Result<(), reference_codegen::Error> {
/// reference_codegen::Config::new()
///     .time(reference_codegen::TimeType::Jiff)
///     .compile(&["schema/reference"])
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Config {
    choices: PartialSettings,
    file: Option<PathBuf>,
    file_name: Option<String>,
    /// What the old reference of a comparison gets wrong.
    #[cfg(feature = "analysis")]
    pub(crate) old_corrections: Option<PathBuf>,
}

impl Config {
    /// The defaults: the `curl` view as a tree of files, times as `String`.
    pub fn new() -> Self {
        Self::default()
    }

    /// One file a page, one file for everything, or a crate. [`Config::compile`] always writes one
    /// file.
    pub fn layout(mut self, layout: Layout) -> Self {
        self.choices.layout = Some(layout);
        self
    }

    /// The name of the package of [`Layout::Crate`], by default `api-models`.
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.choices.crate_name = Some(name.into());
        self
    }

    /// Whether requests and responses are made, as they are by default, or the resources alone.
    pub fn operations(mut self, operations: bool) -> Self {
        self.choices.operations = Some(operations);
        self
    }

    /// The view of the API whose names the fields have.
    pub fn view(mut self, view: View) -> Self {
        self.choices.view = Some(view);
        self
    }

    /// The type of a moment in time.
    pub fn time(mut self, time: TimeType) -> Self {
        self.choices.time = Some(time);
        self
    }

    /// The type of an object with any keys.
    pub fn map(mut self, map: MapType) -> Self {
        self.choices.map = Some(map);
        self
    }

    /// Which of serde's traits the models have, by default both.
    pub fn serde(mut self, serde: SerdeDerives) -> Self {
        self.choices.serde = Some(serde);
        self
    }

    /// The address in front of `/reference/...` in links, by default `https://workos.com/docs`.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.choices.base_url = Some(base_url.into());
        self
    }

    /// The folder for the output: by default `generated`, and `OUT_DIR` for [`Config::compile`].
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.choices.out = Some(folder.into());
        self
    }

    /// The name of the one file of [`Layout::File`], by default `reference.rs`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Corrects what the docs get wrong, as a file of [corrections](crate::docs::corrections) says.
    pub fn corrections(mut self, file: impl Into<PathBuf>) -> Self {
        self.choices.corrections = Some(file.into());
        self
    }

    /// Takes what is not set here from a settings file (TOML).
    ///
    /// The file's keys are `reference`, `corrections`, `out`, `layout`, `crate_name`,
    /// `operations`, `view`, `time`, `base_url`, `map`, `serde`, `derives`, `attributes`, `types`,
    /// `names`, `secrets` and `lint`. Its paths are relative to its own folder. It is read when
    /// something is generated.
    pub fn config_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// The settings file, for a build that watches it.
    pub(crate) fn watched_file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The folder that the caller named; the settings file's `out` is for the command.
    pub(crate) fn explicit_out_dir(&self) -> Option<&Path> {
        self.choices.out.as_deref()
    }

    /// Settles every setting, with these folders as the reference if there are any.
    ///
    /// Fails where a setting is not right, with every problem of the settings file.
    pub(crate) fn settings(&self, roots: &[impl AsRef<Path>]) -> Result<Settings, Error> {
        let from_file = self
            .file
            .as_deref()
            .map(file::read)
            .transpose()?
            .unwrap_or_default();
        let of_file = from_file.view.unwrap_or(View::Curl);
        let mut choices = self.choices.clone().or(from_file);
        let is_other = self.choices.view.is_some_and(|view| view != of_file);
        let omitted = self.leave_out_corrections(&mut choices);
        if !roots.is_empty() {
            choices.reference = Some(roots.iter().map(|root| root.as_ref().to_owned()).collect());
        }
        let file_name = self
            .file_name
            .clone()
            .unwrap_or_else(|| FILE_NAME.to_owned());
        let settings = choices.resolve(value::file_name(file_name).map_err(invalid_setting)?)?;
        Ok(Settings {
            // The patterns of a file name what its own view has.
            strict: !is_other || self.file.is_none(),
            corrections_omitted: omitted,
            ..settings
        })
    }

    /// Leaves out the corrections of a settings file where the view is one that they are not made
    /// for: another view is worth a look with the settings as they are. Those that the caller
    /// named are an error.
    fn leave_out_corrections(&self, choices: &mut PartialSettings) -> bool {
        let is_other = choices.view.is_some_and(|view| view != View::Curl);
        let omitted = is_other && self.choices.corrections.is_none();
        omitted && choices.corrections.take().is_some()
    }
}

/// What somebody chose; nothing where nobody did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct PartialSettings {
    reference: Option<Vec<PathBuf>>,
    corrections: Option<PathBuf>,
    out: Option<PathBuf>,
    layout: Option<Layout>,
    crate_name: Option<String>,
    operations: Option<bool>,
    view: Option<View>,
    time: Option<TimeType>,
    base_url: Option<String>,
    map: Option<MapType>,
    serde: Option<SerdeDerives>,
    wishes: Vec<OverrideSetting>,
    lint: LintLevels,
}

impl PartialSettings {
    /// These choices, and where there is none the other's.
    fn or(self, other: Self) -> Self {
        Self {
            reference: self.reference.or(other.reference),
            corrections: self.corrections.or(other.corrections),
            out: self.out.or(other.out),
            layout: self.layout.or(other.layout),
            crate_name: self.crate_name.or(other.crate_name),
            operations: self.operations.or(other.operations),
            view: self.view.or(other.view),
            time: self.time.or(other.time),
            base_url: self.base_url.or(other.base_url),
            map: self.map.or(other.map),
            serde: self.serde.or(other.serde),
            wishes: [self.wishes, other.wishes].concat(),
            lint: self.lint.or(&other.lint),
        }
    }

    /// The settings, with the defaults where nobody chose.
    fn resolve(self, file_name: String) -> Result<Settings, Error> {
        let base_url = self.base_url.unwrap_or_else(|| BASE_URL.to_owned());
        let time = self.time.unwrap_or_default();
        time.check().map_err(invalid_setting)?;
        let crate_name = self.crate_name.unwrap_or_else(|| CRATE_NAME.to_owned());
        Ok(Settings {
            reference: self
                .reference
                .filter(|folders| !folders.is_empty())
                .ok_or_else(no_reference)?,
            corrections: self.corrections,
            strict: true,
            corrections_omitted: false,
            out: self.out,
            layout: self.layout.unwrap_or_default(),
            file_name,
            crate_name: value::crate_name(&crate_name).map_err(invalid_setting)?,
            operations: self.operations.unwrap_or(true),
            view: self.view.unwrap_or(View::Curl),
            time,
            base_url: value::base_url(&base_url).map_err(invalid_setting)?,
            map: self.map.unwrap_or_default(),
            serde: self.serde.unwrap_or_default(),
            overrides: overrides::checked(self.wishes)?,
            lint: self.lint,
        })
    }
}

/// Everything that can be set, settled and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The folders that hold the pages; at least one.
    pub(crate) reference: Vec<PathBuf>,
    /// The file that says what the docs get wrong.
    pub(crate) corrections: Option<PathBuf>,
    /// Whether corrections and patterns that are not for these docs are errors, and not just left
    /// out.
    pub(crate) strict: bool,
    /// Whether the settings file has corrections, and they are for another view.
    pub(crate) corrections_omitted: bool,
    /// The folder for the output, if anybody named one.
    pub(crate) out: Option<PathBuf>,
    pub(crate) layout: Layout,
    /// The name of the one file of [`Layout::File`].
    pub(crate) file_name: String,
    /// The name of the package of [`Layout::Crate`].
    pub(crate) crate_name: String,
    /// Whether operations give anything.
    pub(crate) operations: bool,
    /// The view whose names the fields have.
    pub(crate) view: View,
    /// The type of a moment.
    pub(crate) time: TimeType,
    /// What stands before `/reference/...` in links, without a `/` at its end.
    pub(crate) base_url: String,
    /// The type of an object with any keys.
    pub(crate) map: MapType,
    /// Which of serde's traits the models have.
    pub(crate) serde: SerdeDerives,
    /// What is wanted of items and fields that patterns name.
    pub(crate) overrides: Vec<Override>,
    /// How much each rule of the lint matters.
    pub(crate) lint: LintLevels,
}

fn no_reference() -> Error {
    let help =
        "name the folder that holds the reference pages, or set `reference` in the settings file";
    Error::from_problem(
        Code::InvalidSettings,
        "no reference folder is given".to_owned(),
        help,
        None,
    )
}

/// The failure for a value that the builder was given.
fn invalid_setting(invalid: InvalidValue) -> Error {
    Error::from_problem(Code::InvalidSettings, invalid.message, &invalid.help, None)
}

#[cfg(test)]
mod tests;
