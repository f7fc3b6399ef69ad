//! Which step of its version the generated crate should make.

use serde::Serialize;

use super::change::{EntityChanges, Impact};

/// A step of a version, for a crate that has reached 1.0.
///
/// Below 1.0 cargo takes the second number for the first: a major step is then
/// 0.1.3 to 0.2.0, and every other step is 0.1.3 to 0.1.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SemverBump {
    /// Nothing changed.
    None,
    /// Only documentation changed: 1.2.3 to 1.2.4.
    Patch,
    /// Something was added: 1.2.3 to 1.3.0.
    Minor,
    /// Something breaks: 1.2.3 to 2.0.0.
    ///
    /// That includes what breaks on the wire alone: a program must not begin to
    /// send something else because of `cargo update`.
    Major,
}

impl SemverBump {
    /// The step that the changes ask for.
    pub(super) fn from_changes(entities: &[EntityChanges]) -> Self {
        let classes = entities
            .iter()
            .flat_map(|entity| &entity.changes)
            .flat_map(|change| &change.classes);
        let steps = classes.map(|class| match class {
            Impact::BreaksRust | Impact::BreaksWire => Self::Major,
            Impact::Additive => Self::Minor,
            Impact::Docs => Self::Patch,
        });
        steps.max().unwrap_or(Self::None)
    }

    /// The step in a sentence, with the rule for 0.x.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::None => "none: no model changes",
            Self::Patch => "patch, as 1.2.3 to 1.2.4 or 0.1.3 to 0.1.4",
            Self::Minor => "minor, as 1.2.3 to 1.3.0; below 1.0 patch, as 0.1.3 to 0.1.4",
            Self::Major => "major, as 1.2.3 to 2.0.0; below 1.0 minor, as 0.1.3 to 0.2.0",
        }
    }
}
