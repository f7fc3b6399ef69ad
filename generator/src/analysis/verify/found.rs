//! What holding a body against a model brings to light.

use std::collections::BTreeMap;
use std::fmt;

use super::infer::{Inferred, Member};
use super::json::Kind;
use super::spot::{Owner, Source, Spot};

/// Everything found in one body.
#[derive(Debug, Clone, Default)]
pub(super) struct Found<'a> {
    /// Why the model refuses the body; empty where it does not.
    pub(super) reasons: Vec<Reason<'a>>,
    pub(super) undocumented: Vec<Undocumented<'a>>,
    /// How many more there are, which nobody would read.
    pub(super) more_undocumented: usize,
    pub(super) unknown_values: Vec<UnknownValue<'a>>,
    pub(super) coverage: Coverage<'a>,
    /// Leaves of the body that a type describes.
    pub(super) typed: usize,
    /// Leaves that are kept or dropped as they came.
    pub(super) untyped: usize,
    /// Whether there is no body, as the reference says.
    pub(super) is_nothing: bool,
}

/// A body with more undocumented members is another thing altogether.
const MOST_UNDOCUMENTED: usize = 1000;

impl<'a> Found<'a> {
    /// Notes a member that the reference does not know; of very many the first are enough.
    pub(super) fn note_undocumented(&mut self, member: impl FnOnce() -> Undocumented<'a>) {
        match self.undocumented.len() {
            MOST_UNDOCUMENTED.. => self.more_undocumented += 1,
            _ => self.undocumented.push(member()),
        }
    }

    /// Takes in what was found in a part of the body.
    pub(super) fn append(&mut self, mut part: Self) {
        self.reasons.append(&mut part.reasons);
        self.undocumented.append(&mut part.undocumented);
        self.more_undocumented += part.more_undocumented;
        self.unknown_values.append(&mut part.unknown_values);
        self.coverage.append(part.coverage);
        self.typed += part.typed;
        self.untyped += part.untyped;
    }
}

/// Why a body is refused.
#[derive(Debug, Clone)]
pub(super) struct Reason<'a> {
    pub(super) spot: Spot<'a>,
    pub(super) fault: Fault,
    /// The type that the value suggests, where there is a value.
    pub(super) suggested: Inferred,
}

impl<'a> Reason<'a> {
    /// Where the reference says otherwise.
    pub(super) fn at(&self) -> Source<'a> {
        match self.fault {
            Fault::Missing(_) | Fault::Null { .. } => self.spot.presence_at(),
            Fault::Kind { .. } | Fault::Value { .. } | Fault::Other(_) => self.spot.kind_at(),
        }
    }

    /// A reason with no value to look at.
    pub(super) fn of(spot: Spot<'a>, fault: Fault) -> Self {
        Self {
            spot,
            fault,
            suggested: Inferred::Unknown,
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// A required member is absent.
    Missing(String),
    /// `null` where the reference has none.
    Null {
        expected: &'static str,
    },
    /// Another kind of value.
    Kind {
        expected: &'static str,
        found: Kind,
    },
    /// The right kind, but not a value that the type can hold.
    Value {
        expected: &'static str,
        found: String,
    },
    Other(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "`{name}` is missing, and required"),
            Self::Null { expected } => write!(f, "expected {expected}, found null"),
            Self::Kind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Value { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Other(message) => f.write_str(message),
        }
    }
}

/// A member of the body that the reference does not know.
#[derive(Debug, Clone)]
pub(super) struct Undocumented<'a> {
    /// The member itself; its place is that of the struct.
    pub(super) spot: Spot<'a>,
    pub(super) kind: Kind,
    /// The member that the value suggests.
    pub(super) suggested: Member,
}

/// A text of the body that an enum does not know.
#[derive(Debug, Clone)]
pub(super) struct UnknownValue<'a> {
    pub(super) spot: Spot<'a>,
    pub(super) value: String,
}

/// A struct or a member in the reference: whose it is, and the way to it from there.
pub(super) type Described = (Owner, String);

/// Which of the members that bodies could have had they had.
#[derive(Debug, Clone, Default)]
pub(super) struct Coverage<'a> {
    described: BTreeMap<Described, Source<'a>>,
    /// How often each member was there.
    seen: BTreeMap<Described, usize>,
    /// How often each struct was there.
    structs: BTreeMap<Described, usize>,
}

impl<'a> Coverage<'a> {
    /// A struct was met that has this member.
    pub(super) fn describe(&mut self, spot: &Spot<'a>) {
        self.described.insert(spot.described(), spot.whole_at());
    }

    /// The struct was there.
    pub(super) fn meet(&mut self, spot: &Spot<'a>) {
        *self.structs.entry(spot.described()).or_default() += 1;
    }

    /// The member was there.
    pub(super) fn see(&mut self, spot: &Spot<'a>) {
        *self.seen.entry(spot.described()).or_default() += 1;
    }

    /// Takes in what another body had.
    pub(super) fn append(&mut self, other: Self) {
        self.described.extend(other.described);
        for (all, others) in [
            (&mut self.seen, other.seen),
            (&mut self.structs, other.structs),
        ] {
            for (described, times) in others {
                *all.entry(described).or_default() += times;
            }
        }
    }

    /// How often the member was there.
    pub(super) fn times_seen(&self, member: &Described) -> usize {
        self.seen.get(member).copied().unwrap_or_default()
    }

    /// How often the struct was there.
    pub(super) fn times_met(&self, structure: &Described) -> usize {
        self.structs.get(structure).copied().unwrap_or_default()
    }

    /// The members that no body had, although it could.
    pub(super) fn never_seen(&self) -> impl Iterator<Item = (&Described, Source<'a>)> {
        self.described
            .iter()
            .filter(|(member, _)| !self.seen.contains_key(*member))
            .map(|(member, source)| (member, *source))
    }
}
