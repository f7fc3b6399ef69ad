//! What holding a body against a model brings to light.

use std::collections::BTreeMap;
use std::fmt;

use super::infer::{InferredType, Member};
use super::json::Kind;
use super::spot::{DeclaredAt, SchemaOwner, ValueLocation};

/// Everything found in one body.
#[derive(Debug, Clone, Default)]
pub(super) struct Findings<'a> {
    /// Why the model refuses the body; empty where it does not.
    pub(super) reasons: Vec<Rejection<'a>>,
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
    pub(super) is_empty_as_documented: bool,
}

/// A body with more undocumented members is another thing altogether.
const MAX_UNDOCUMENTED: usize = 1000;

impl<'a> Findings<'a> {
    /// Notes a member that the reference does not know; of very many the first are enough.
    pub(super) fn note_undocumented(&mut self, member: impl FnOnce() -> Undocumented<'a>) {
        match self.undocumented.len() {
            MAX_UNDOCUMENTED.. => self.more_undocumented += 1,
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
pub(super) struct Rejection<'a> {
    pub(super) spot: ValueLocation<'a>,
    pub(super) fault: Mismatch,
    /// The type that the value suggests, where there is a value.
    pub(super) suggested: InferredType,
}

impl<'a> Rejection<'a> {
    /// Where the reference says otherwise.
    pub(super) fn at(&self) -> DeclaredAt<'a> {
        match self.fault {
            Mismatch::Missing(_) | Mismatch::Null { .. } => self.spot.presence_at(),
            Mismatch::Kind { .. } | Mismatch::Value { .. } | Mismatch::Other(_) => {
                self.spot.type_declared_at()
            }
        }
    }

    /// A reason with no value to look at.
    pub(super) fn new(spot: ValueLocation<'a>, fault: Mismatch) -> Self {
        Self {
            spot,
            fault,
            suggested: InferredType::Unknown,
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mismatch {
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

impl fmt::Display for Mismatch {
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
    pub(super) spot: ValueLocation<'a>,
    pub(super) kind: Kind,
    /// The member that the value suggests.
    pub(super) suggested: Member,
}

/// A text of the body that an enum does not know.
#[derive(Debug, Clone)]
pub(super) struct UnknownValue<'a> {
    pub(super) spot: ValueLocation<'a>,
    pub(super) value: String,
}

/// A struct or a member in the reference: whose it is, and the way to it from there.
pub(super) type MemberKey = (SchemaOwner, String);

/// Which of the members that bodies could have had they had.
#[derive(Debug, Clone, Default)]
pub(super) struct Coverage<'a> {
    described: BTreeMap<MemberKey, DeclaredAt<'a>>,
    /// How often each member was there.
    seen: BTreeMap<MemberKey, usize>,
    /// How often each struct was there.
    structs: BTreeMap<MemberKey, usize>,
}

impl<'a> Coverage<'a> {
    /// A struct was met that has this member.
    pub(super) fn declare(&mut self, spot: &ValueLocation<'a>) {
        self.described.insert(spot.described(), spot.declared_at());
    }

    /// The struct was there.
    pub(super) fn count_struct(&mut self, spot: &ValueLocation<'a>) {
        *self.structs.entry(spot.described()).or_default() += 1;
    }

    /// The member was there.
    pub(super) fn count_member(&mut self, spot: &ValueLocation<'a>) {
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
    pub(super) fn times_seen(&self, member: &MemberKey) -> usize {
        self.seen.get(member).copied().unwrap_or_default()
    }

    /// How often the struct was there.
    pub(super) fn struct_count(&self, structure: &MemberKey) -> usize {
        self.structs.get(structure).copied().unwrap_or_default()
    }

    /// The members that no body had, although it could.
    pub(super) fn never_seen(&self) -> impl Iterator<Item = (&MemberKey, DeclaredAt<'a>)> {
        self.described
            .iter()
            .filter(|(member, _)| !self.seen.contains_key(*member))
            .map(|(member, source)| (member, *source))
    }
}
