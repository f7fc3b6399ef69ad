//! What a problem takes away, and which problems may only follow from that.
//!
//! Every stage goes on with what the one before it has left, so that a run
//! reports all problems. What a later stage finds is told unless it could be
//! false because of what is lost: a reference leads to nothing where the page
//! that it leads to could not be read.

use std::collections::BTreeSet;

use super::{Code, Location};
use crate::base::node_path::{NodeRef, PathSegment};

/// A part of the reference, or of what goes with it, that others build on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dependency {
    /// Entities and members, which references, types and corrections name.
    Members,
    /// What is said of a member: its type, or whether it may be absent.
    Facts,
    /// Descriptions.
    Texts,
    /// The corrections.
    Corrections,
}

/// Keys whose value says something of an entity or member, and names nothing.
const FACTS: [&str; 6] = [
    "type",
    "url",
    "optional",
    "description",
    "unwrap",
    "expanded",
];

impl Code {
    /// Without which a problem of this kind may only seem to be one. None of them: it is one,
    /// whatever else is wrong.
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
            _ => &[],
        }
    }

    /// What is lost where there is a problem of this kind.
    fn invalidates(self, at: &Location) -> &'static [Dependency] {
        match self {
            Self::WrongShape => taken_at(at),
            // These stand in the file of corrections.
            Self::InvalidType | Self::UnknownType | Self::DuplicateMember
                if matches!(at, Location::Known(_)) =>
            {
                &[Dependency::Corrections]
            }
            Self::UnreadableFile => &[
                Dependency::Members,
                Dependency::Texts,
                Dependency::Corrections,
            ],
            Self::PageTooLarge
            | Self::InvalidUtf8
            | Self::DuplicatePage
            | Self::UnclosedFrontMatter
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

/// What a value of another shape would have held.
fn taken_at(at: &Location) -> &'static [Dependency] {
    let (Location::Value(place) | Location::Key(place)) = at else {
        return &[Dependency::Members, Dependency::Texts];
    };
    match (keys(place).next(), keys(place).next_back()) {
        (Some("descriptions"), _) => &[Dependency::Texts],
        (Some("reference"), Some(fact)) if FACTS.contains(&fact) => &[Dependency::Facts],
        (Some("reference"), _) => &[Dependency::Members],
        (Some(_), _) => &[],
        (None, _) => &[Dependency::Members, Dependency::Texts],
    }
}

/// The keys on the way to a value.
fn keys(place: &NodeRef) -> impl DoubleEndedIterator<Item = &str> {
    place.node.steps().iter().filter_map(|step| match step {
        PathSegment::Key(key) => Some(&**key),
        PathSegment::Index(_) => None,
    })
}

/// The parts that the problems so far have taken away.
#[derive(Debug, Clone, Default)]
pub(super) struct Unavailable(BTreeSet<Dependency>);

impl Unavailable {
    /// Notes what is lost by a problem.
    pub(super) fn add(&mut self, code: Code, at: &Location) {
        self.0.extend(code.invalidates(at));
    }

    /// Whether a problem of this kind could be there only because of what is lost.
    pub(super) fn may_explain(&self, code: Code) -> bool {
        let builds_on = code.depends_on().iter();
        builds_on.copied().any(|part| self.0.contains(&part))
    }
}
