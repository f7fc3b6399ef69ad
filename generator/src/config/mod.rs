//! Settings and their sources.
//!
//! A setting comes from the builder (or the command line, which uses the builder), from a settings
//! file, or from its default. The builder overrides the file, and the file overrides the default;
//! patterns from both are merged.

mod accept;
mod file;
#[cfg_attr(
    not(feature = "analysis"),
    allow(
        dead_code,
        unreachable_pub,
        reason = "the settings file has the levels of `analysis::lint`, which makes the rest public"
    )
)]
pub(crate) mod lint;
mod overrides;
mod package;
mod page_globs;
mod pattern;
mod relative_path;
mod rust_syntax;
mod servers;
mod settings;
mod types;

use std::path::{Path, PathBuf};

use crate::base::diagnostic::{Code, Error, Span};
use crate::base::view::View;

use accept::AcceptSetting;
#[cfg(test)]
pub(crate) use accept::is_acceptable;
pub(crate) use overrides::{Override, OverrideKind};
pub(crate) use package::{PackageKey, PackageMetadata, PackageValue};
use page_globs::GlobSetting;
pub(crate) use page_globs::{GlobKind, PageGlob, PageGlobs};
pub(crate) use servers::Server;
use servers::ServerSetting;
use settings::PartialSettings;
pub(crate) use settings::{CRATE_NAME, Settings};
pub use types::{
    FollowLinks, IdType, Layout, MapType, SerdeCode, SerdeDerives, Structs, TimeType, ValueError,
};

/// The settings of the generator.
///
/// ```no_run
/// # fn main() -> Result<(), reference_codegen::Error> {
/// reference_codegen::Config::new()
///     .time(reference_codegen::TimeType::Jiff)
///     .compile(&["schema/reference"])
/// # }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "each method returns the changed settings"]
pub struct Config {
    choices: PartialSettings,
    file: Option<PathBuf>,
    file_name: Option<String>,
    /// The places where no settings file was found, for an error.
    looked_for: Option<&'static str>,
    /// The corrections of the old reference of a comparison.
    #[cfg(feature = "analysis")]
    pub(crate) old_corrections: Option<PathBuf>,
}

impl Config {
    /// The default settings: the view `curl`, a tree of files, and timestamps as `String`.
    pub fn new() -> Self {
        Self::default()
    }

    /// The settings of a TOML file. The file also names the pages, for [`Config::compile_all`],
    /// [`Config::generate_all`] and `check_all`:
    ///
    /// ```no_run
    /// fn main() -> Result<(), reference_codegen::Error> {
    ///     reference_codegen::Config::from_file("codegen.toml")?.compile_all()
    /// }
    /// ```
    ///
    /// [`Config::config_file`] describes the file. Methods called on the result override it.
    ///
    /// # Errors
    ///
    /// All errors of the file.
    pub fn from_file(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        file::read(&path)?;
        Ok(Self::new().config_file(path))
    }

    /// Sets the layout of the output: a file per page, a single file, or a crate.
    /// [`Config::compile`] always writes a single file.
    pub fn layout(mut self, layout: Layout) -> Self {
        self.choices.layout = Some(layout);
        self
    }

    /// The name of the package of [`Layout::Crate`], by default `api-models`.
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.choices.crate_name = Some(name.into());
        self
    }

    /// Generates requests and responses as well as resources (`true`, the default), or resources
    /// only.
    pub fn operations(mut self, operations: bool) -> Self {
        self.choices.operations = Some(operations);
        self
    }

    /// Adds conversions to requests and from responses of the crate `http`; by default `false`. The
    /// crate that contains the output must then depend on `http`. A [`Layout::Crate`] always has a
    /// feature `http`; `true` makes it a default feature.
    pub fn http(mut self, http: bool) -> Self {
        self.choices.http = Some(http);
        self
    }

    /// Shares equal types within a section, by default `true`. Types with the same shape and the
    /// same member name become one type, and a response with the shape of a resource of its section
    /// becomes that resource. With `false`, every member and every response has its own type.
    pub fn share_types(mut self, share_types: bool) -> Self {
        self.choices.share_types = Some(share_types);
        self
    }

    /// The view that supplies the field names.
    pub fn view(mut self, view: View) -> Self {
        self.choices.view = Some(view);
        self
    }

    /// The type of a timestamp.
    pub fn time(mut self, time: TimeType) -> Self {
        self.choices.time = Some(time);
        self
    }

    /// The type of an object with arbitrary keys.
    pub fn map(mut self, map: MapType) -> Self {
        self.choices.map = Some(map);
        self
    }

    /// The serde traits that the models derive, by default both.
    pub fn serde(mut self, serde: SerdeDerives) -> Self {
        self.choices.serde = Some(serde);
        self
    }

    /// The code by which serde reads and writes structs, by default its derive.
    ///
    /// [`SerdeCode::Table`] reads and writes the same JSON, and compiles in less than half of the
    /// time.
    pub fn serde_code(mut self, code: SerdeCode) -> Self {
        self.choices.serde_code = Some(code);
        self
    }

    /// The types of the ids of resources, by default `String`.
    ///
    /// With [`IdType::Typed`] the `id` of a user is a `UserId`, and so is each member or parameter
    /// that contains such an id: `user_id`, an item of `user_ids`, `{id}` of `/users/{id}`.
    pub fn ids(mut self, ids: IdType) -> Self {
        self.choices.ids = Some(ids);
        self
    }

    /// The ways to construct structs, by default only `new`, `Default` and setters.
    pub fn structs(mut self, structs: Structs) -> Self {
        self.choices.structs = Some(structs);
        self
    }

    /// The URL before `/reference/...` in links, such as `https://workos.com/docs`. Without it,
    /// links to pages are only text.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.choices.base_url = Some(base_url.into());
        self
    }

    /// Adds a named server of the API, with its base URL, or with an empty string if the URL is not
    /// known: `server("auth", "https://auth.example.com")`.
    ///
    /// An operation uses the server `api` unless a correction names another one. A server that no
    /// operation uses is an error.
    pub fn server(mut self, name: impl Into<String>, base_url: impl Into<String>) -> Self {
        let name = name.into();
        self.choices.servers.retain(|known| known.name != name);
        self.choices.servers.push(ServerSetting {
            name,
            base_url: base_url.into(),
            span: None,
        });
        self
    }

    /// The folder for the output: by default `generated`, and `OUT_DIR` for [`Config::compile`].
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.choices.out = Some(folder.into());
        self
    }

    /// The name of the file of [`Layout::File`], by default `reference.rs`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Corrects the docs with a file of [corrections](crate::docs::corrections).
    pub fn corrections(mut self, file: impl Into<PathBuf>) -> Self {
        self.choices.corrections = Some(file.into());
        self
    }

    /// Reads pages that are skipped by default because of their names: `include(".well-known/**")`.
    ///
    /// Below the folders of pages, `node_modules` and names that begin with a dot are skipped: they
    /// belong to package managers, editors and operating systems. The glob of this method and of
    /// [`Config::exclude`] is the path of a page or folder, relative to the folder, with `*` and
    /// `?` within a name, and with `**` for any number of folders. A glob that matches a folder
    /// applies to everything in it. No wildcard matches `node_modules` or the dot at the start of a
    /// name. A glob without any effect is a warning.
    pub fn include(self, glob: impl Into<String>) -> Self {
        self.with_glob(GlobKind::Include, glob)
    }

    /// Skips more pages: `exclude("drafts/**")`. It overrides [`Config::include`].
    pub fn exclude(self, glob: impl Into<String>) -> Self {
        self.with_glob(GlobKind::Exclude, glob)
    }

    /// Emits only the models of some pages, and the models that they refer to: `only("sso/**")`.
    ///
    /// All pages are read, so that names and types are those of the whole output. The glob has the
    /// syntax of [`Config::include`], and may omit `.mdx`. The globs of several calls add up, and
    /// replace the globs of the settings file. A glob that matches no page is an error. Writing
    /// into the output of another selection is an error, too.
    pub fn only(self, glob: impl Into<String>) -> Self {
        self.with_glob(GlobKind::Only, glob)
    }

    /// Accepts warnings about pages, so that they are no longer shown: `accept(Code::UnknownKey,
    /// "sso/**")`.
    ///
    /// The place is a glob of pages, as in [`Config::only`], or of ids and docs paths: `api_key`,
    /// `api_key.name`. If an accepted warning no longer occurs, that is an error, since the entry
    /// could hide a later warning. A code that is never a warning about a page is an error, too.
    pub fn accept(mut self, code: Code, place: impl Into<String>) -> Self {
        let (place, span) = (place.into(), None);
        let setting = AcceptSetting { code, place, span };
        self.choices.accepted.push(setting);
        self
    }

    fn with_glob(mut self, kind: GlobKind, glob: impl Into<String>) -> Self {
        let (text, span) = (glob.into(), None);
        self.choices.globs.push(GlobSetting { kind, text, span });
        self
    }

    /// Reads a settings file (TOML). Settings of this builder override those of the file.
    ///
    /// The file's keys are `reference`, `include`, `exclude`, `only`, `corrections`, `out`,
    /// `layout`, `crate_name`, `package`, `operations`, `http`, `share_types`, `view`, `time`,
    /// `base_url`, `servers`, `map`, `serde`, `serde_code`, `ids`, `id_types`, `structs`,
    /// `derives`, `attributes`, `types`, `names`, `secrets`, `public`, `accept`, `follow_links`,
    /// `max_body_size` and `lint`. Its paths are relative to its own folder. The file is read when
    /// something is generated.
    pub fn config_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Sets the places where a settings file was looked for, for the error that no pages are named.
    #[doc(hidden)]
    pub fn without_file(mut self, looked_for: &'static str) -> Self {
        self.looked_for = Some(looked_for);
        self
    }

    /// The symbolic links to follow below the folders of pages and of bodies, by default all.
    pub fn follow_links(mut self, follow: FollowLinks) -> Self {
        self.choices.follow_links = Some(follow);
        self
    }

    /// The maximum size in bytes of a JSON body to verify, also after decompression, by default
    /// 64 MiB.
    #[cfg(feature = "analysis")]
    pub fn max_body_size(mut self, bytes: u64) -> Self {
        self.choices.max_body_size = Some(bytes);
        self
    }

    /// The settings file, for a build that reruns when it changes.
    pub(crate) fn watched_file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The folder that the caller named, not the `out` of the settings file, which is for the
    /// command.
    pub(crate) fn explicit_out_dir(&self) -> Option<&Path> {
        self.choices.out.as_deref()
    }

    /// The error for pages that neither the caller nor a settings file names.
    fn without_pages(&self) -> Error {
        let (message, span) = match (&self.file, self.looked_for) {
            (Some(file), _) => (
                "the settings have no `reference`".to_owned(),
                Some(Span::file(file.display().to_string())),
            ),
            (None, Some(places)) => (
                format!("there is no settings file: looked for {places}"),
                None,
            ),
            (None, None) => ("no reference folder is given".to_owned(), None),
        };
        let help = "name the folder of the reference pages, or set `reference` in the \
                    settings file";
        Error::from_problem(Code::InvalidSettings, message, help, span)
    }

    /// Resolves every setting. The folders, if there are any, are the reference.
    ///
    /// Fails with all errors of the settings file, or with the first error of the builder.
    pub(crate) fn settings(&self, roots: &[impl AsRef<Path>]) -> Result<Settings, Error> {
        let from_file = match &self.file {
            Some(file) => file::read(file)?,
            None => PartialSettings::default(),
        };
        let file_view = from_file.view.unwrap_or(View::Curl);
        let is_other_view = self.choices.view.is_some_and(|view| view != file_view);
        let omits_operations =
            self.choices.operations == Some(false) && from_file.operations != Some(false);
        let mut choices = self.choices.clone().or(from_file);
        if !roots.is_empty() {
            choices.reference = Some(roots.iter().map(|root| root.as_ref().to_owned()).collect());
        }
        if choices.reference.as_ref().is_none_or(Vec::is_empty) {
            return Err(self.without_pages());
        }
        // Corrections are written for one view. With another view, the corrections of the settings
        // file are omitted, so that the file can be used with every view. Corrections that the
        // caller named are then an error.
        let omits_corrections = choices.view.is_some_and(|view| view != View::Curl)
            && self.choices.corrections.is_none();
        let omitted = if omits_corrections {
            choices.corrections.take()
        } else {
            None
        };
        Ok(Settings {
            // The patterns of a file are written for its own view, and for its own setting of
            // `operations`.
            patterns_must_fit: self.file.is_none() || !(is_other_view || omits_operations),
            corrections_omitted: omitted.is_some(),
            ..choices.resolve(self.file_name.as_deref())?
        })
    }
}

#[cfg(test)]
mod tests;
