//! Compares two references as models, not as text: what a new release of the
//! docs means for those who use the generated crate.
//!
//! # What a change may break
//!
//! [`Impact::BreaksRust`] says that code which compiles with the old models may
//! fail to compile with the new ones, or may come to mean something else, as
//! where two arguments of `new` change places. It is taken to do no more than
//! this:
//!
//! - A request is made with `new`, or where it has no `new` with `Default`;
//!   fields are then set by name. No struct literal names all of its fields.
//! - A struct inside a request has no `new`. It is written as a literal, which
//!   ends in `..Default::default()` wherever the struct has `Default`.
//! - What comes back is read, never written as a literal. A pattern of a struct
//!   ends in `..`, and a `match` on an open enum has an arm for everything else.
//! - An enum of requests is made to be sent; nobody asks which one it holds.
//! - Fields, types, variants, traits, the arguments of `new` and the modules of
//!   all these may be named and relied upon, in any number.
//!
//! A warning, such as that of a new `#[deprecated]`, is no failure. This class
//! is decided by comparing what is generated: a derive that is lost because a
//! struct further down has a new field is found as well.
//!
//! [`Impact::BreaksWire`] says that a program built with the old models and the
//! server that the new reference describes may not understand each other.
//! The two directions differ. What is sent must be something that the new
//! server takes: a parameter may become optional, but not required. What is
//! read must be something that the old models parse: a field may become
//! required, but not optional. In parsing, an absent field and `null` are the
//! same to an `Option`, unknown fields are skipped, an open enum accepts any
//! string, and a union keeps a value that matches no alternative. A removed
//! parameter is a break, since sending it has lost its meaning.
//!
//! [`Impact::Additive`] is a change of the models that breaks neither, and
//! [`Impact::Docs`] one of their documentation alone.
//!
//! # How things are matched
//!
//! A resource or operation is the one of the same id, and where several pages
//! have the id, the one on the same page, else the one that the same things
//! refer to, else the most similar one; what a correction says of a member is
//! no sign. What has lost its counterpart is renamed if the same page has
//! exactly one newcomer that is otherwise equal: for an operation the same
//! method and path, for a resource the same members, for a member the same type
//! and description.

mod alternatives;
mod brief;
mod change;
mod changelog;
mod colour;
mod company;
mod compare;
mod counts;
mod entity;
mod git;
mod headings;
mod kept;
mod likeness;
mod markdown;
mod matching;
mod member;
mod members;
mod notation;
mod pairing;
pub(crate) mod phrase;
mod release;
mod request;
mod response;
mod rust;
mod semver;
mod shared;
mod side;
mod summary;
mod text;
mod thing;
mod values;
mod wire;

pub use brief::OneLineSummary;
pub use change::{Change, ChangeKind, EntityChanges, Impact, MemberLocation};
pub use counts::{Counts, ItemCounts};
pub use semver::SemverBump;
pub use side::{InvalidSide, ReferenceSource};
pub use thing::SubjectKind;

use std::path::PathBuf;

use crate::base::diagnostic::Error;
use crate::config::Config;
use crate::config::Settings;
use crate::pipeline::{Generated, Modelled};
use release::IndexedReference;

/// The version of the interface that other tools read.
pub const VERSION: u32 = 1;

/// Everything that differs between two references.
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
    /// What stands in front of an entity's `url` to make it an address.
    pub base_url: String,
    /// The step of the generated crate's version that the changes ask for.
    pub semver: SemverBump,
    /// How many changes there are of each kind.
    pub counts: Counts,
    /// The resources and operations that changed, in page order.
    pub entities: Vec<EntityChanges>,
}

impl Config {
    /// Corrects the old reference of [`Config::diff`], as a file of
    /// [corrections](crate::docs::corrections) says; each of them must fit it.
    ///
    /// Without such a file the old reference is corrected by those of [`Config::corrections`]
    /// that fit it, so that what the docs got wrong then as they do now is no change.
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
        let (before, _) = self.modelled(old, |settings| match &self.old_corrections {
            Some(file) => settings.corrections = Some(file.clone()),
            None => settings.strict = false,
        })?;
        let (after, settings) = self.modelled(new, |_| ())?;
        let (from, to) = (
            IndexedReference::new(&before.reference.api, &before.model),
            IndexedReference::new(&after.reference.api, &after.model),
        );
        let entities = compare::compare(&from, &to, &settings.time);
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

    /// One of the two references, as far as stage 5.
    fn modelled(
        &self,
        side: &ReferenceSource,
        adapt: impl FnOnce(&mut Settings),
    ) -> Result<(Modelled, Settings), Error> {
        let opened = side.open()?;
        let mut settings = self.settings(&[opened.folder()])?;
        adapt(&mut settings);
        match Modelled::read(&settings) {
            Ok(modelled) => Ok((modelled, settings)),
            Err(failure) => Err(opened.with_source_name(failure)),
        }
    }
}

impl Generated {
    /// What is different from an earlier run, by entity and in page order.
    pub fn changes_since(&self, earlier: &Self) -> Vec<EntityChanges> {
        let (from, to) = (
            IndexedReference::new(&earlier.api, &earlier.model),
            IndexedReference::new(&self.api, &self.model),
        );
        compare::compare(&from, &to, &self.settings.time)
    }
}

impl Diff {
    /// How many changes break Rust, the wire or both.
    pub fn breaking(&self) -> usize {
        self.counts.breaking
    }

    /// What a pull request shows: a summary, what breaks, and the rest folded.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }

    /// A section for the changelog of the generated crate, in Markdown.
    pub fn changelog(&self) -> String {
        changelog::write(self)
    }
}
