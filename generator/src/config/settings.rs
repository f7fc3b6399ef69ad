//! All settings: as they were chosen, and resolved.

use std::path::PathBuf;

use super::accept::{self, AcceptSetting, Accepted};
use super::lint::LintLevels;
use super::overrides::{self, Override, OverrideSetting};
use super::package::PackageMetadata;
use super::page_globs::{GlobKind, GlobSetting, PageGlobs};
use super::servers::{self, Server, ServerSetting};
use super::types::{
    self, FollowLinks, IdType, Layout, MapType, SerdeCode, SerdeDerives, Structs, TimeType,
    ValueError,
};
use crate::base::diagnostic::{Code, Error};
use crate::base::read::MAX_TEXT_SIZE;
use crate::base::view::View;

/// The default file of [`Layout::File`].
const FILE_NAME: &str = "reference.rs";
/// The default package of [`Layout::Crate`]: a name that does not depend on the folder, so that
/// the same pages give the same bytes everywhere.
pub(crate) const CRATE_NAME: &str = "api-models";

/// The settings that were chosen explicitly; `None` for the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PartialSettings {
    pub(super) reference: Option<Vec<PathBuf>>,
    pub(super) globs: Vec<GlobSetting>,
    pub(super) accepted: Vec<AcceptSetting>,
    pub(super) corrections: Option<PathBuf>,
    pub(super) out: Option<PathBuf>,
    pub(super) layout: Option<Layout>,
    pub(super) crate_name: Option<String>,
    /// Metadata of the package. Only a settings file can set it.
    pub(super) package: PackageMetadata,
    pub(super) operations: Option<bool>,
    pub(super) http: Option<bool>,
    pub(super) share_types: Option<bool>,
    pub(super) view: Option<View>,
    pub(super) time: Option<TimeType>,
    pub(super) base_url: Option<String>,
    pub(super) servers: Vec<ServerSetting>,
    pub(super) map: Option<MapType>,
    pub(super) serde: Option<SerdeDerives>,
    pub(super) serde_code: Option<SerdeCode>,
    pub(super) ids: Option<IdType>,
    pub(super) structs: Option<Structs>,
    pub(super) overrides: Vec<OverrideSetting>,
    pub(super) follow_links: Option<FollowLinks>,
    pub(super) max_body_size: Option<u64>,
    pub(super) lint: LintLevels,
}

impl PartialSettings {
    /// These settings, completed with those of `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            reference: self.reference.or(other.reference),
            globs: merged(self.globs, other.globs),
            accepted: [self.accepted, other.accepted].concat(),
            corrections: self.corrections.or(other.corrections),
            out: self.out.or(other.out),
            layout: self.layout.or(other.layout),
            crate_name: self.crate_name.or(other.crate_name),
            package: other.package,
            operations: self.operations.or(other.operations),
            http: self.http.or(other.http),
            share_types: self.share_types.or(other.share_types),
            view: self.view.or(other.view),
            time: self.time.or(other.time),
            base_url: self.base_url.or(other.base_url),
            servers: [self.servers, other.servers].concat(),
            map: self.map.or(other.map),
            serde: self.serde.or(other.serde),
            serde_code: self.serde_code.or(other.serde_code),
            ids: self.ids.or(other.ids),
            structs: self.structs.or(other.structs),
            overrides: [self.overrides, other.overrides].concat(),
            follow_links: self.follow_links.or(other.follow_links),
            max_body_size: self.max_body_size.or(other.max_body_size),
            lint: self.lint.or(&other.lint),
        }
    }

    /// The settings, with defaults for those that were not chosen.
    pub(super) fn resolve(self, file_name: Option<&str>) -> Result<Settings, Error> {
        let file_name = types::file_name(file_name.unwrap_or(FILE_NAME)).map_err(invalid)?;
        let time = self.time.unwrap_or_default();
        time.check().map_err(invalid)?;
        let reference = self.reference.unwrap_or_default();
        let crate_name = self.crate_name.as_deref().unwrap_or(CRATE_NAME);
        let base_url = self.base_url.as_deref().map(types::base_url);
        Ok(Settings {
            reference,
            globs: PageGlobs::new(self.globs)?,
            accepted: accept::checked(self.accepted)?,
            corrections: self.corrections,
            strict: true,
            patterns_must_fit: true,
            corrections_omitted: false,
            out: self.out,
            layout: self.layout.unwrap_or_default(),
            file_name,
            in_build_script: false,
            crate_name: types::crate_name(crate_name).map_err(invalid)?,
            package: self.package,
            operations: self.operations.unwrap_or(true),
            http: self.http.unwrap_or(false),
            share_types: self.share_types.unwrap_or(true),
            view: self.view.unwrap_or(View::Curl),
            time,
            base_url: base_url.transpose().map_err(invalid)?,
            servers: servers::checked(self.servers)?,
            map: self.map.unwrap_or_default(),
            serde: self.serde.unwrap_or_default(),
            serde_code: self.serde_code.unwrap_or_default(),
            ids: self.ids.unwrap_or_default(),
            structs: self.structs.unwrap_or_default(),
            overrides: overrides::checked(self.overrides)?,
            follow_links: self.follow_links.unwrap_or_default(),
            max_body_size: self.max_body_size.unwrap_or(MAX_TEXT_SIZE),
            lint: self.lint,
        })
    }
}

/// The globs of the caller and of the file. If the caller has globs of `only`, those of the file
/// are dropped.
fn merged(caller: Vec<GlobSetting>, mut file: Vec<GlobSetting>) -> Vec<GlobSetting> {
    if caller.iter().any(|glob| glob.kind == GlobKind::Only) {
        file.retain(|glob| glob.kind != GlobKind::Only);
    }
    [caller, file].concat()
}

/// All settings, resolved and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The folders of pages; at least one.
    pub(crate) reference: Vec<PathBuf>,
    /// The globs `include`, `exclude` and `only`.
    pub(crate) globs: PageGlobs,
    /// The accepted warnings, which are not shown.
    pub(crate) accepted: Vec<Accepted>,
    /// The corrections file.
    pub(crate) corrections: Option<PathBuf>,
    /// `true` if corrections that do not match are errors; otherwise they are ignored.
    pub(crate) strict: bool,
    /// `true` if patterns that match nothing are errors; otherwise they are ignored.
    pub(crate) patterns_must_fit: bool,
    /// `true` if corrections of the settings file were omitted because they are for another view.
    pub(crate) corrections_omitted: bool,
    /// The folder for the output, if one is set.
    pub(crate) out: Option<PathBuf>,
    pub(crate) layout: Layout,
    /// The name of the file of [`Layout::File`].
    pub(crate) file_name: String,
    /// `true` if a build script generates the output, so that it is regenerated by building.
    pub(crate) in_build_script: bool,
    /// The name of the package of [`Layout::Crate`].
    pub(crate) crate_name: String,
    /// The metadata of the package of [`Layout::Crate`].
    pub(crate) package: PackageMetadata,
    /// `true` to generate requests and responses as well, `false` for resources only.
    pub(crate) operations: bool,
    /// `true` to generate conversions to and from the crate `http`. In a package, it makes the
    /// feature `http` a default feature.
    pub(crate) http: bool,
    /// `true` if types with the same shape and name share one type within a section.
    pub(crate) share_types: bool,
    /// The view that supplies the field names.
    pub(crate) view: View,
    /// The type of a timestamp.
    pub(crate) time: TimeType,
    /// The URL before `/reference/...` in links, without a `/` at its end.
    pub(crate) base_url: Option<String>,
    /// The named servers, without duplicates.
    pub(crate) servers: Vec<Server>,
    /// The type of an object with arbitrary keys.
    pub(crate) map: MapType,
    /// The serde traits that the models derive.
    pub(crate) serde: SerdeDerives,
    /// The code that reads and writes structs.
    pub(crate) serde_code: SerdeCode,
    /// The types of the ids of resources.
    pub(crate) ids: IdType,
    /// The ways in which other crates may construct structs.
    pub(crate) structs: Structs,
    /// The changes of items and fields that match a pattern.
    pub(crate) overrides: Vec<Override>,
    /// The links that are followed to pages and bodies.
    pub(crate) follow_links: FollowLinks,
    /// The maximum size in bytes of a JSON body to verify.
    pub(crate) max_body_size: u64,
    /// The level of each rule of `lint`.
    pub(crate) lint: LintLevels,
}

impl Settings {
    /// The same settings without `only`, so that all pages are selected.
    #[cfg(feature = "analysis")]
    pub(crate) fn of_whole(mut self) -> Self {
        self.globs.select_all();
        self
    }
}

/// The error for a value that the builder was given.
fn invalid(ValueError { message, help }: ValueError) -> Error {
    Error::from_problem(Code::InvalidSettings, message, &help, None)
}
