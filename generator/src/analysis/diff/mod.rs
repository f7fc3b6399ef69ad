//! Compares two references as models, not as text, to show the users of the
//! generated crate how a new release of the docs affects them.
//!
//! # Breaking changes
//!
//! [`Impact::BreaksRust`] means that code which compiles with the old models may
//! fail to compile with the new ones, or may come to mean something else, for
//! example if two arguments of `new` change places. Code is assumed to do no
//! more than this:
//!
//! - It constructs a struct with `new`, or with `Default` if there is no `new`,
//!   and sets fields by name or with setters. A pattern of a struct ends in
//!   `..`, and a `match` on an open enum has a wildcard arm.
//! - It writes no struct as a literal. Where the setting
//!   [`structs`](crate::Config::structs) allows literals, it may write one of a
//!   response, or of something inside a request that has no `Default`, which
//!   names all of the fields; any other literal ends in `..`.
//! - It constructs an enum of requests to send it, and never matches on it.
//! - It uses any fields, types, variants, traits, arguments of `new`, setters and
//!   the modules of all these. It may name a type by its short path, which is a
//!   re-export: if that path is removed, or names another type, Rust breaks.
//!
//! A warning, such as that of a new `#[deprecated]`, is not a failure. This class is determined by
//! comparing the generated Rust. The comparison also finds a lost derive, such as one that is lost
//! because a nested struct has a new field.
//!
//! [`Impact::BreaksWire`] means that a program built with the old models and the
//! server that the new reference describes may not understand each other.
//! The two directions differ. The new server must accept the old requests: a
//! parameter may become optional, but not required. The old models must parse
//! the new responses: a field may become required, but not optional. In
//! parsing, an absent field and `null` are the same to an `Option`, unknown
//! fields are skipped, an open enum accepts any string, and a union keeps a
//! value that matches no alternative. Removing a parameter breaks the wire,
//! since sending it no longer has an effect.
//!
//! [`Impact::Additive`] is a change of the models that breaks neither, and
//! [`Impact::Docs`] is a change of their documentation only.
//!
//! # How entities and members are matched
//!
//! A resource or operation is matched with the one that has the same id. If
//! several pages have the id, it is the one on the same page, otherwise the one
//! with the same referrers, otherwise the most similar one, not counting members
//! with corrections. An entity or member without a counterpart is renamed if the same page
//! has exactly one new one that is otherwise equal: for an operation the same
//! method and path, for a resource the same members, for a member the same type
//! and description.

mod change;
mod compare;
pub(crate) mod describe;
mod entity;
mod error_codes;
mod indexed_reference;
mod joined_response;
mod markdown;
mod match_entities;
mod match_members;
mod member_diff;
mod operation_diff;
mod reexport_diff;
mod reference_source;
mod removed_paths;
mod revision;
mod rust_compat;
mod summary;
mod text;
mod type_diff;
mod versions;
mod wire_compat;

pub use change::{Change, ChangeKind, EntityChanges, Impact, MemberLocation, SubjectKind};
pub use reference_source::{ReferenceSource, ReferenceSourceError};
pub use summary::{Counts, ItemCounts, SemverBump};
pub use text::OneLineSummary;

use std::path::PathBuf;

use crate::base::diagnostic::Error;
use crate::config::Config;
use crate::config::Settings;
use crate::pipeline::{Generated, Modelled};
use indexed_reference::IndexedReference;
use versions::Versions;

/// The version of the interface that other tools read.
pub const VERSION: u32 = 1;

/// The differences between two references.
///
/// The JSON of `reference-codegen diff --format json` is this through serde.
/// [`VERSION`] increases when a field changes its meaning or is removed, but not
/// when a field is added.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Diff {
    /// [`VERSION`]
    pub version: u32,
    /// The old reference, as the caller named it.
    pub old: String,
    /// The new reference, as the caller named it.
    pub new: String,
    /// The base URL of the `url` of an entity.
    pub base_url: String,
    /// The version bump of the generated crate that the changes require.
    pub semver: SemverBump,
    /// The number of changes of each kind.
    pub counts: Counts,
    /// The resources and operations that changed, in page order.
    pub entities: Vec<EntityChanges>,
    /// The public paths of types that the new crate lacks, re-exports included:
    /// `parcel::list::ListParcelsRequest`. The changes say why.
    pub removed_paths: Vec<String>,
}

impl Config {
    /// Corrects the old reference of [`Config::diff`] with a file of
    /// [corrections](crate::docs::corrections). All of them must match the old reference.
    ///
    /// Without this method, the corrections of [`Config::corrections`] that match the old reference
    /// are applied to it, so that an error in both versions of the docs is not a change.
    pub fn old_corrections(mut self, file: impl Into<PathBuf>) -> Self {
        self.old_corrections = Some(file.into());
        self
    }

    /// Compares two references, each modelled with these settings; nothing is written.
    ///
    /// # Errors
    ///
    /// One of the references cannot be read, or has errors.
    pub fn diff(&self, old: &ReferenceSource, new: &ReferenceSource) -> Result<Diff, Error> {
        self.diff_of(old, new, |settings| settings)
    }

    /// Compares all pages, regardless of the setting `only`.
    pub(crate) fn diff_of_whole(
        &self,
        old: &ReferenceSource,
        new: &ReferenceSource,
    ) -> Result<Diff, Error> {
        self.diff_of(old, new, Settings::of_whole)
    }

    fn diff_of(
        &self,
        old: &ReferenceSource,
        new: &ReferenceSource,
        selected: fn(Settings) -> Settings,
    ) -> Result<Diff, Error> {
        let (old_model, _) = self.modelled(old, |settings| {
            let settings = selected(settings);
            match &self.old_corrections {
                Some(file) => Settings {
                    corrections: Some(file.clone()),
                    ..settings
                },
                None => Settings {
                    strict: false,
                    patterns_must_fit: false,
                    ..settings
                },
            }
        })?;
        let (new_model, settings) = self.modelled(new, selected)?;
        let references = Versions::new(&old_model, &new_model)
            .map(|read| IndexedReference::new(&read.reference.api, &read.model));
        let entities = compare::compare(&references, &settings.time);
        Ok(Diff {
            version: VERSION,
            old: old.to_string(),
            new: new.to_string(),
            base_url: settings.base_url.unwrap_or_default(),
            semver: SemverBump::from_changes(&entities),
            counts: Counts::from_changes(&entities),
            entities,
            removed_paths: removed_paths::removed_paths(
                Versions::new(&references.old, &references.new),
                Versions::new(&old_model.model, &new_model.model),
            ),
        })
    }

    fn modelled(
        &self,
        source: &ReferenceSource,
        adapt: impl FnOnce(Settings) -> Settings,
    ) -> Result<(Modelled, Settings), Error> {
        let settings = adapt(self.settings(&[source.root()])?);
        let modelled = Modelled::of(source.read(&settings)?, &settings)?;
        Ok((modelled, settings))
    }
}

impl Generated {
    /// The changes since an earlier run, by entity and in page order.
    pub fn changes_since(&self, earlier: &Self) -> Vec<EntityChanges> {
        let references = Versions::new(earlier, self)
            .map(|generated| IndexedReference::new(&generated.api, &generated.model));
        compare::compare(&references, &self.settings.time)
    }
}

impl Diff {
    /// The number of changes that break Rust, the wire or both.
    pub fn breaking(&self) -> usize {
        self.counts.breaking
    }

    /// A comment for a pull request, in Markdown: a summary, the breaking changes, and the other
    /// changes, collapsed.
    pub fn markdown(&self) -> String {
        markdown::comment(self)
    }

    /// A section for the changelog of the generated crate, in Markdown.
    pub fn changelog(&self) -> String {
        markdown::changelog(self)
    }
}
