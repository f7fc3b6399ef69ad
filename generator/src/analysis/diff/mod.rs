//! Compares two references as models, not as text, to tell the users of the
//! generated crate what a new release of the docs changes for them.
//!
//! # Breaking changes
//!
//! [`Impact::BreaksRust`] means that code which compiles with the old models may
//! fail to compile with the new ones, or may come to mean something else, for
//! example if two arguments of `new` change places. Such code is taken to do no
//! more than this:
//!
//! - It makes a struct with `new`, or with `Default` if there is no `new`, and
//!   then sets fields by name or with setters. A pattern of a struct ends in
//!   `..`, and a `match` on an open enum has a wildcard arm.
//! - It writes no struct as a literal. Where the setting
//!   [`structs`](crate::Config::structs) allows literals, it may write one of a
//!   response, or of something inside a request that has no `Default`, which
//!   names all of the fields; any other literal ends in `..`.
//! - Code makes an enum of requests to send it, and never matches on it.
//! - Code may name and rely upon fields, types, variants, traits, the arguments
//!   of `new`, setters and the modules of all these, in any number. A type may be
//!   named by its short path, that of a re-export: one that is lost, or that leads
//!   to another type, breaks Rust.
//!
//! A warning, such as that of a new `#[deprecated]`, is no failure. This class
//! is decided by comparing the generated Rust: a derive that is lost because a
//! struct further down has a new field is found as well.
//!
//! [`Impact::BreaksWire`] means that a program built with the old models and the
//! server that the new reference describes may not understand each other.
//! The two directions differ. The new server must accept the old requests: a
//! parameter may become optional, but not required. The old models must parse
//! the new responses: a field may become required, but not optional. In
//! parsing, an absent field and `null` are the same to an `Option`, unknown
//! fields are skipped, an open enum accepts any string, and a union keeps a
//! value that matches no alternative. A removed parameter is a break, since
//! sending it has lost its meaning.
//!
//! [`Impact::Additive`] is a change of the models that breaks neither, and
//! [`Impact::Docs`] one of their documentation alone.
//!
//! # How entities and members are matched
//!
//! A resource or operation is matched with the one of the same id. If several
//! pages have the id, it is the one on the same page, else the one with the
//! same referrers, else the most similar one; members with corrections do not
//! count. An entity or member without a counterpart is renamed if the same page
//! has exactly one new one that is otherwise equal: for an operation the same
//! method and path, for a resource the same members, for a member the same type
//! and description.

mod change;
mod compare;
pub(crate) mod describe;
mod entity;
mod error_codes;
mod indexed_reference;
mod markdown;
mod match_entities;
mod match_members;
mod member_diff;
mod operation_diff;
mod reexport_diff;
mod reference_source;
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
/// [`VERSION`] goes up when a field changes its meaning or disappears; a new
/// field does not count.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Diff {
    /// [`VERSION`]
    pub version: u32,
    /// The reference that was compared with, as it was named.
    pub old: String,
    /// The reference that was compared, as it was named.
    pub new: String,
    /// The URL that an entity's `url` is relative to.
    pub base_url: String,
    /// The bump of the generated crate's version that the changes ask for.
    pub semver: SemverBump,
    /// The number of changes of each kind.
    pub counts: Counts,
    /// The resources and operations that changed, in page order.
    pub entities: Vec<EntityChanges>,
}

impl Config {
    /// Corrects the old reference of [`Config::diff`] with a file of
    /// [corrections](crate::docs::corrections); each of them must fit it.
    ///
    /// Without such a file those of [`Config::corrections`] that fit the old reference correct it,
    /// so that an error that the docs still have is no change.
    pub fn old_corrections(mut self, file: impl Into<PathBuf>) -> Self {
        self.old_corrections = Some(file.into());
        self
    }

    /// Compares two references, each modelled with these settings; nothing is written.
    ///
    /// # Errors
    ///
    /// One of the two cannot be read, or has errors.
    pub fn diff(&self, old: &ReferenceSource, new: &ReferenceSource) -> Result<Diff, Error> {
        let (old_model, _) = self.modelled(old, |settings| match &self.old_corrections {
            Some(file) => settings.corrections = Some(file.clone()),
            None => {
                settings.strict = false;
                settings.patterns_must_fit = false;
            }
        })?;
        let (new_model, settings) = self.modelled(new, |_| ())?;
        let references = Versions::new(&old_model, &new_model)
            .map(|read| IndexedReference::new(&read.reference.api, &read.model));
        let entities = compare::compare(&references, &settings.time);
        Ok(Diff {
            version: VERSION,
            old: old.to_string(),
            new: new.to_string(),
            base_url: settings.base_url,
            semver: SemverBump::from_changes(&entities),
            counts: Counts::from_changes(&entities),
            entities,
        })
    }

    fn modelled(
        &self,
        source: &ReferenceSource,
        adapt: impl FnOnce(&mut Settings),
    ) -> Result<(Modelled, Settings), Error> {
        let mut settings = self.settings(&[source.root()])?;
        adapt(&mut settings);
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

    /// A comment for a pull request, in Markdown: a summary, the breaking changes, and the others
    /// folded.
    pub fn markdown(&self) -> String {
        markdown::comment(self)
    }

    /// A section for the changelog of the generated crate, in Markdown.
    pub fn changelog(&self) -> String {
        markdown::changelog(self)
    }
}
