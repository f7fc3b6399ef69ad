//! The counts of all changes, and the version bump that they require.

use std::fmt;

use serde::Serialize;

use super::change::{Change, ChangeKind, EntityChanges, Impact};
use crate::base::diagnostic::Plural;

/// A bump of a version, for a crate that has reached 1.0.
///
/// Before 1.0, cargo treats the second number as the major one: a major bump is
/// then 0.1.3 to 0.2.0, and every other bump is 0.1.3 to 0.1.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SemverBump {
    /// No change.
    None,
    /// Only documentation changed: 1.2.3 to 1.2.4.
    Patch,
    /// Something was added: 1.2.3 to 1.3.0.
    Minor,
    /// Something breaks: 1.2.3 to 2.0.0.
    ///
    /// This includes changes that only break the wire: `cargo update` must not change
    /// the requests that a program sends.
    Major,
}

impl SemverBump {
    /// The bump that the changes require.
    pub(super) fn from_changes(entities: &[EntityChanges]) -> Self {
        let changes = entities.iter().flat_map(|entity| &entity.changes);
        changes
            .flat_map(|change| &change.classes)
            .map(|class| match class {
                Impact::BreaksRust | Impact::BreaksWire => Self::Major,
                Impact::Additive => Self::Minor,
                Impact::Docs => Self::Patch,
            })
            .max()
            .unwrap_or(Self::None)
    }

    /// The bump in a sentence, with the rule for 0.x.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::None => "none: the generated code does not change",
            Self::Patch => "patch (1.2.3 -> 1.2.4, or 0.1.3 -> 0.1.4)",
            Self::Minor => "minor (1.2.3 -> 1.3.0); before 1.0: patch (0.1.3 -> 0.1.4)",
            Self::Major => "major (1.2.3 -> 2.0.0); before 1.0: minor (0.1.3 -> 0.2.0)",
        }
    }
}

/// The number of changes, by class and by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Changes that break Rust, the wire or both.
    pub breaking: usize,
    /// Changes that may prevent code from compiling.
    pub breaks_rust: usize,
    /// Changes that break on the wire; some of them break Rust as well.
    pub breaks_wire: usize,
    /// Changes of the models that break nothing.
    pub additive: usize,
    /// Changes of documentation.
    pub docs: usize,
    /// Resources and operations.
    pub entities: ItemCounts,
    /// Members of resources, requests and responses that are in both references.
    pub members: ItemCounts,
    /// Values of enums, and alternatives of unions, in members that are in both references.
    pub values: ItemCounts,
    /// Operations with another method.
    pub methods: usize,
    /// Operations with another path.
    pub paths: usize,
    /// Members with another type, without enums that only have other values.
    pub types: usize,
    /// Members that have become optional or required.
    pub optionality: usize,
    /// Members that have become nullable, or no longer are.
    pub nullability: usize,
}

/// The number of items of one kind that were added, removed, renamed and moved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ItemCounts {
    /// The number that are new.
    pub added: usize,
    /// The number that no longer exist.
    pub removed: usize,
    /// The number with another name.
    pub renamed: usize,
    /// The number on another page, or in another part of the request.
    pub moved: usize,
}

impl Counts {
    pub(super) fn from_changes(entities: &[EntityChanges]) -> Self {
        let mut counts = Self::default();
        for change in entities.iter().flat_map(|entity| &entity.changes) {
            counts.add(change);
        }
        counts
    }

    fn add(&mut self, change: &Change) {
        self.breaking += usize::from(change.is_breaking());
        self.breaks_rust += usize::from(change.is(Impact::BreaksRust));
        self.breaks_wire += usize::from(change.is(Impact::BreaksWire));
        self.additive += usize::from(change.is(Impact::Additive));
        self.docs += usize::from(change.is(Impact::Docs));
        let items = if change.value.is_some() || change.alternative.is_some() {
            &mut self.values
        } else if change.member.is_some() {
            &mut self.members
        } else {
            &mut self.entities
        };
        match change.kind {
            ChangeKind::Added => items.added += 1,
            ChangeKind::Removed => items.removed += 1,
            ChangeKind::Renamed => items.renamed += 1,
            ChangeKind::Moved | ChangeKind::Place => items.moved += 1,
            ChangeKind::Method => self.methods += 1,
            ChangeKind::Path => self.paths += 1,
            ChangeKind::Type => self.types += 1,
            ChangeKind::Optionality => self.optionality += 1,
            ChangeKind::Nullability => self.nullability += 1,
            ChangeKind::Response
            | ChangeKind::Server
            | ChangeKind::Credential
            | ChangeKind::Encoding
            | ChangeKind::Openness
            | ChangeKind::Deprecation
            | ChangeKind::Description
            | ChangeKind::Heading
            | ChangeKind::Rust
            | ChangeKind::Traits => {}
        }
    }

    /// ` (3 break Rust, 1 breaks the wire)` if anything breaks. Some changes break both.
    pub(super) fn breakdown(&self) -> String {
        if self.breaking == 0 {
            return String::new();
        }
        let rust = Plural(self.breaks_rust, "breaks Rust", "break Rust");
        let wire = Plural(self.breaks_wire, "breaks the wire", "break the wire");
        format!(" ({rust}, {wire})")
    }
}

/// Prints a line each for entities, members, values, other changes and classes, without counts that
/// are zero.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |name: &str, counts: &[Plural<'_>]| {
            let counts: Vec<String> = counts
                .iter()
                .filter(|count| count.0 > 0)
                .map(ToString::to_string)
                .collect();
            if counts.is_empty() {
                return Ok(());
            }
            writeln!(f, "{name}: {}", counts.join(", "))
        };
        for (name, items) in [
            ("resources and operations", self.entities),
            ("members", self.members),
            ("values", self.values),
        ] {
            let counts = [
                Plural(items.added, "added", "added"),
                Plural(items.removed, "removed", "removed"),
                Plural(items.renamed, "renamed", "renamed"),
                Plural(items.moved, "moved", "moved"),
            ];
            line(name, &counts)?;
        }
        let changed = [
            Plural(self.types, "type", "types"),
            Plural(self.optionality, "in optionality", "in optionality"),
            Plural(self.nullability, "in nullability", "in nullability"),
            Plural(self.methods, "method", "methods"),
            Plural(self.paths, "path", "paths"),
        ];
        line("changed", &changed)?;
        writeln!(
            f,
            "changes: {} breaking{}, {} additive, {} documentation only",
            self.breaking,
            self.breakdown(),
            self.additive,
            self.docs
        )
    }
}
