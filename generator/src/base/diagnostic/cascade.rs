//! Keeps a diagnostic from causing others.
//!
//! Each stage continues with the results of the earlier ones, so that a run reports all problems.
//! A diagnostic of a later stage is dropped if it may follow from an earlier one: a reference may
//! be unresolved only because its target is on an unreadable page.

use super::{Code, Location};
use crate::base::node_path::PathSegment;

/// A part of the input that diagnostics may depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Dependency {
    /// Entities and members: the targets of references, types and corrections.
    Members,
    /// The facts about a member, such as its type and optionality.
    Facts,
    /// Descriptions.
    Texts,
    /// The corrections.
    Corrections,
    /// The pages of the whole reference, to which the settings belong.
    Pages,
}

/// Keys whose value states a fact about an entity or member. No reference leads to such a value.
const FACTS: [&str; 6] = [
    "type",
    "url",
    "optional",
    "description",
    "unwrap",
    "expanded",
];

impl Code {
    /// The parts that must be complete for a diagnostic of this kind to be true. If the list is
    /// empty, the diagnostic is always true.
    pub(super) fn depends_on(self) -> &'static [Dependency] {
        match self {
            Self::UnknownReference | Self::UnknownType | Self::UnknownCorrectionTarget => {
                &[Dependency::Members]
            }
            Self::DanglingDescription => &[Dependency::Texts],
            Self::StaleCorrection
            | Self::InvalidCorrection
            | Self::EnumWithoutValues
            | Self::NothingModelled => &[Dependency::Members, Dependency::Facts, Dependency::Texts],
            Self::SharedPath => &[
                Dependency::Members,
                Dependency::Facts,
                Dependency::Corrections,
            ],
            Self::NameClash => &[Dependency::Corrections],
            Self::UnknownName => &[Dependency::Pages],
            _ => &[],
        }
    }

    /// The parts that are incomplete because of a diagnostic of this kind.
    pub(super) fn invalidates(self, location: &Location) -> &'static [Dependency] {
        match self {
            Self::WrongShape => parts_at(location),
            // A known location means that the problem is in the corrections file.
            Self::InvalidType | Self::UnknownType | Self::DuplicateMember
                if matches!(location, Location::Known(_)) =>
            {
                &[Dependency::Corrections]
            }
            Self::UnreadableFile => &[
                Dependency::Members,
                Dependency::Texts,
                Dependency::Corrections,
            ],
            Self::PageTooLarge
            | Self::LfsPointer
            | Self::InvalidUtf8
            | Self::DuplicatePage
            | Self::UnclosedFrontMatter
            | Self::MergeConflict
            | Self::InvalidYaml
            | Self::DuplicateKey
            | Self::AliasNotAllowed
            | Self::TooDeep
            | Self::MisspeltKey => &[Dependency::Members, Dependency::Texts],
            Self::MissingKey
            | Self::InvalidName
            | Self::UnknownReference
            | Self::ReferenceCycle
            | Self::DuplicateMember => &[Dependency::Members],
            Self::InvalidType | Self::UnknownType | Self::UnknownMethod | Self::InvalidPath => {
                &[Dependency::Facts]
            }
            Self::DanglingDescription => &[Dependency::Texts],
            Self::InvalidSettings
            | Self::InvalidCorrection
            | Self::UnknownCorrectionTarget
            | Self::StaleCorrection => &[Dependency::Corrections],
            _ => &[],
        }
    }
}

/// The parts that are missing if the value at the location has the wrong shape.
fn parts_at(location: &Location) -> &'static [Dependency] {
    let mut keys = Vec::new();
    if let Location::Value(node) | Location::Key(node) = location {
        for step in node.node.steps() {
            if let PathSegment::Key(key) = step {
                keys.push(&**key);
            }
        }
    }
    match keys.as_slice() {
        [] => &[Dependency::Members, Dependency::Texts],
        ["descriptions", ..] => &[Dependency::Texts],
        ["reference", .., fact] if FACTS.contains(fact) => &[Dependency::Facts],
        ["reference", ..] => &[Dependency::Members],
        _ => &[],
    }
}
