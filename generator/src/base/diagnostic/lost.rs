//! What a problem takes away, and which problems may only follow from that.
//!
//! Every stage goes on with what the one before it has left, so that a run
//! reports all problems. What a later stage finds is told unless it could be
//! false because of what is lost: a reference leads to nothing where the page
//! that it leads to could not be read.

use std::collections::BTreeSet;

use super::{At, Code};
use crate::base::place::{Place, Step};

/// A part of the reference, or of what goes with it, that others build on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
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
    pub(super) fn builds_on(self) -> &'static [Part] {
        match self {
            Self::UnknownReference | Self::UnknownType | Self::UnknownCorrectionTarget => {
                &[Part::Members]
            }
            Self::DanglingDescription => &[Part::Texts],
            Self::StaleCorrection
            | Self::InvalidCorrection
            | Self::EnumWithoutValues
            | Self::NothingModelled => &[Part::Members, Part::Facts, Part::Texts],
            Self::SharedPath => &[Part::Members, Part::Facts, Part::Corrections],
            Self::NameClash => &[Part::Corrections],
            _ => &[],
        }
    }

    /// What is lost where there is a problem of this kind.
    fn takes(self, at: &At) -> &'static [Part] {
        match self {
            Self::WrongShape => taken_at(at),
            // These stand in the file of corrections.
            Self::InvalidType | Self::UnknownType | Self::DuplicateMember
                if matches!(at, At::Known(_)) =>
            {
                &[Part::Corrections]
            }
            Self::UnreadableFile => &[Part::Members, Part::Texts, Part::Corrections],
            Self::PageTooLarge
            | Self::InvalidUtf8
            | Self::DuplicatePage
            | Self::UnclosedFrontMatter
            | Self::InvalidYaml
            | Self::DuplicateKey
            | Self::AliasNotAllowed
            | Self::TooDeep
            | Self::MisspeltKey => &[Part::Members, Part::Texts],
            Self::MissingKey
            | Self::InvalidName
            | Self::UnknownReference
            | Self::ReferenceCycle
            | Self::DuplicateMember => &[Part::Members],
            Self::InvalidType | Self::UnknownType | Self::UnknownMethod | Self::InvalidPath => {
                &[Part::Facts]
            }
            Self::DanglingDescription => &[Part::Texts],
            Self::InvalidSettings
            | Self::InvalidCorrection
            | Self::UnknownCorrectionTarget
            | Self::StaleCorrection => &[Part::Corrections],
            _ => &[],
        }
    }
}

/// What a value of another shape would have held.
fn taken_at(at: &At) -> &'static [Part] {
    let (At::Value(place) | At::Key(place)) = at else {
        return &[Part::Members, Part::Texts];
    };
    match (keys(place).next(), keys(place).next_back()) {
        (Some("descriptions"), _) => &[Part::Texts],
        (Some("reference"), Some(fact)) if FACTS.contains(&fact) => &[Part::Facts],
        (Some("reference"), _) => &[Part::Members],
        (Some(_), _) => &[],
        (None, _) => &[Part::Members, Part::Texts],
    }
}

/// The keys on the way to a value.
fn keys(place: &Place) -> impl DoubleEndedIterator<Item = &str> {
    place.node.steps().iter().filter_map(|step| match step {
        Step::Key(key) => Some(&**key),
        Step::Index(_) => None,
    })
}

/// The parts that the problems so far have taken away.
#[derive(Debug, Clone, Default)]
pub(super) struct Lost(BTreeSet<Part>);

impl Lost {
    /// Notes what is lost by a problem.
    pub(super) fn add(&mut self, code: Code, at: &At) {
        self.0.extend(code.takes(at));
    }

    /// Whether a problem of this kind could be there only because of what is lost.
    pub(super) fn may_cause(&self, code: Code) -> bool {
        let builds_on = code.builds_on().iter();
        builds_on.copied().any(|part| self.0.contains(&part))
    }
}
