//! The findings in a body that is checked against a model.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::num::{IntErrorKind, ParseIntError};

use serde_json::Value;
use serde_json::value::RawValue;

use super::ids::IdValue;
use super::inferred_type::{InferredMember, InferredType};
use super::json::MAX_DEPTH;
use super::json::{self, Kind};
use super::serde_shape::Member;
use super::value_location::{DeclaredAt, MemberKey, SchemaOwner, ValueLocation};

/// The number of undocumented members that are listed; a body with more is of another model.
const MAX_UNDOCUMENTED: usize = 1000;

/// The findings in one body.
#[derive(Debug, Clone, Default)]
pub(super) struct Findings<'a> {
    /// The reasons why the model rejects the body; empty if it accepts it.
    pub(super) rejections: Vec<Rejection<'a>>,
    pub(super) undocumented: Vec<Undocumented<'a>>,
    /// The number of further undocumented members.
    pub(super) more_undocumented: usize,
    pub(super) unknown_values: Vec<UnknownValue<'a>>,
    /// The values of members that have a type of ids.
    pub(super) ids: BTreeSet<IdValue<'a>>,
    pub(super) coverage: Coverage<'a>,
    /// Scalars, nulls and empty containers of the body that have a declared type.
    pub(super) typed: usize,
    /// Scalars, nulls and empty containers of the body that have no declared type.
    pub(super) untyped: usize,
    /// `true` if there is no body, as the reference says.
    pub(super) is_empty_as_documented: bool,
}

impl<'a> Findings<'a> {
    /// Counts a scalar, `null` or empty container.
    pub(super) fn count_value(&mut self, is_untyped: bool) {
        if is_untyped {
            self.untyped += 1;
        } else {
            self.typed += 1;
        }
    }

    /// Notes a struct, and the members that it could have. An empty struct counts as a value.
    pub(super) fn declare(
        &mut self,
        is_empty: bool,
        members: &[Member<'a>],
        at: &ValueLocation<'a>,
    ) {
        if is_empty {
            self.count_value(false);
        }
        self.coverage.structs.add(at.key.clone(), 1);
        // No page describes the wrapper of a list, so its members are not part of the coverage.
        if !matches!(at.key.owner, SchemaOwner::List(_)) {
            for member in members.iter().filter(|member| member.is_documented) {
                let member = at.member(member);
                let declared_at = member.declaration.whole();
                self.coverage.declared.insert(member.key, declared_at);
            }
        }
    }

    /// Notes a member that the reference does not describe.
    pub(super) fn undocumented(&mut self, name: &str, raw: &RawValue, at: &ValueLocation<'a>) {
        if self.undocumented.len() == MAX_UNDOCUMENTED {
            self.more_undocumented += 1;
            return;
        }
        self.undocumented.push(Undocumented {
            location: at.undocumented(name),
            kind: json::kind(raw),
            inferred: InferredMember::infer(name, raw, 0),
            is_readable: at.depth + json::size(raw).depth < MAX_DEPTH
                && serde_json::from_str::<Value>(raw.get()).is_ok(),
        });
    }

    /// Rejects a value of another kind than the expected one.
    pub(super) fn wrong_kind(
        &mut self,
        raw: &RawValue,
        expected: &'static str,
        at: &ValueLocation<'a>,
    ) {
        self.reject_value(raw, at, Mismatch::from_kind(json::kind(raw), expected));
    }

    /// Rejects a value; all that it holds counts as untyped.
    pub(super) fn reject_value(
        &mut self,
        raw: &RawValue,
        at: &ValueLocation<'a>,
        mismatch: Mismatch,
    ) {
        self.untyped += json::size(raw).values;
        self.rejections.push(Rejection {
            location: at.clone(),
            mismatch,
            inferred: InferredType::infer(raw, 0),
        });
    }

    /// Rejects a struct without a required member.
    pub(super) fn missing(&mut self, member: &Member<'a>, at: &ValueLocation<'a>) {
        // The pointer is that of the struct, which is there.
        let location = ValueLocation {
            pointer: at.pointer.clone(),
            ..at.member(member)
        };
        self.reject(&location, Mismatch::Missing(member.name.to_owned()));
    }

    /// Rejects the body for something other than one value.
    pub(super) fn reject(&mut self, at: &ValueLocation<'a>, mismatch: Mismatch) {
        self.rejections.push(Rejection {
            location: at.clone(),
            mismatch,
            inferred: InferredType::Unknown,
        });
    }

    /// Adds the findings in a part of the body.
    pub(super) fn append(&mut self, mut part: Self) {
        self.rejections.append(&mut part.rejections);
        self.undocumented.append(&mut part.undocumented);
        self.more_undocumented += part.more_undocumented;
        self.unknown_values.append(&mut part.unknown_values);
        self.ids.append(&mut part.ids);
        self.coverage.append(part.coverage);
        self.typed += part.typed;
        self.untyped += part.untyped;
    }
}

/// A reason to reject a body.
#[derive(Debug, Clone)]
pub(super) struct Rejection<'a> {
    pub(super) location: ValueLocation<'a>,
    pub(super) mismatch: Mismatch,
    /// The type that would fit; unknown if there is no value.
    pub(super) inferred: InferredType,
}

impl<'a> Rejection<'a> {
    /// The place of the declaration that the value contradicts.
    pub(super) fn declared_at(&self) -> DeclaredAt<'a> {
        let declaration = &self.location.declaration;
        match self.mismatch {
            Mismatch::Missing(_) | Mismatch::Null { .. } => declaration.presence(),
            Mismatch::Kind { .. } | Mismatch::Value { .. } | Mismatch::Other(_) => declaration.ty(),
        }
    }
}

/// A contradiction between a value and its declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// A required member is absent.
    Missing(String),
    /// `null` for a value that is not nullable.
    Null {
        expected: &'static str,
    },
    /// Another kind of value.
    Kind {
        expected: &'static str,
        found: Kind,
    },
    /// The right kind, but a value that the type cannot hold.
    Value {
        expected: &'static str,
        found: String,
    },
    Other(String),
}

impl Mismatch {
    fn from_kind(found: Kind, expected: &'static str) -> Self {
        match found {
            Kind::Null => Self::Null { expected },
            found => Self::Kind { expected, found },
        }
    }

    /// The mismatch of a text that is no `i64`, as it is shown. No other type is right for an integer
    /// that is too large.
    pub(super) fn from_integer(text: &str, shown: &str) -> Self {
        let parsed = text.parse::<i64>();
        let fault = match parsed.as_ref().map_err(ParseIntError::kind) {
            Err(IntErrorKind::PosOverflow) => {
                let message = format!("{shown} is too large: an integer is at most {}", i64::MAX);
                return Self::Other(message);
            }
            Err(IntErrorKind::NegOverflow) => {
                let message = format!("{shown} is too small: an integer is at least {}", i64::MIN);
                return Self::Other(message);
            }
            _ if text.contains('.') => ", which has a fraction",
            _ if text.contains(['e', 'E']) => ", which has an exponent",
            _ => "",
        };
        Self::Value {
            expected: "an integer",
            found: format!("{shown}{fault}"),
        }
    }

    /// The mismatch of a value that serde rejects.
    pub(super) fn from_serde(
        error: &serde_json::Error,
        raw: &RawValue,
        expected: &'static str,
    ) -> Self {
        let is_number = matches!(expected, "an integer" | "a number");
        match json::kind(raw) {
            Kind::Number if expected == "an integer" => Self::from_integer(raw.get(), raw.get()),
            Kind::Number if is_number => Self::Other(format!("{raw} is too large for a number")),
            Kind::String if !is_number && expected != "a boolean" => {
                Self::Other(json::without_location(error))
            }
            kind => Self::from_kind(kind, expected),
        }
    }
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

/// A member of the body that the reference does not describe.
#[derive(Debug, Clone)]
pub(super) struct Undocumented<'a> {
    pub(super) location: ValueLocation<'a>,
    pub(super) kind: Kind,
    pub(super) inferred: InferredMember,
    /// `true` if serde reads it as any value at all.
    pub(super) is_readable: bool,
}

/// A text of the body that is not among the known values of its enum.
#[derive(Debug, Clone)]
pub(super) struct UnknownValue<'a> {
    pub(super) location: ValueLocation<'a>,
    pub(super) value: String,
}

/// The members that bodies could have, and those that they have.
#[derive(Debug, Clone, Default)]
pub(super) struct Coverage<'a> {
    declared: BTreeMap<MemberKey, DeclaredAt<'a>>,
    pub(super) members: Counts,
    pub(super) structs: Counts,
}

impl<'a> Coverage<'a> {
    /// Adds the coverage of another body.
    pub(super) fn append(&mut self, other: Self) {
        self.declared.extend(other.declared);
        for (key, count) in other.members.0 {
            self.members.add(key, count);
        }
        for (key, count) in other.structs.0 {
            self.structs.add(key, count);
        }
    }

    /// The members that no body has, although it could.
    pub(super) fn never_seen(&self) -> impl Iterator<Item = (&MemberKey, DeclaredAt<'a>)> {
        self.declared
            .iter()
            .filter(|(member, _)| self.members.get(member) == 0)
            .map(|(member, declared_at)| (member, *declared_at))
    }
}

/// The number of occurrences of each member or struct.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts(BTreeMap<MemberKey, usize>);

impl Counts {
    pub(super) fn add(&mut self, key: MemberKey, count: usize) {
        *self.0.entry(key).or_default() += count;
    }

    pub(super) fn get(&self, key: &MemberKey) -> usize {
        self.0.get(key).copied().unwrap_or_default()
    }
}
