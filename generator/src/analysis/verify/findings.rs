//! The findings in a body that is checked against a model.

use std::fmt;
use std::num::{IntErrorKind, ParseIntError};

use super::coverage::Visits;
use super::ids::Prefixes;
use super::inferred_type::{InferredMember, InferredType};
use super::json::Kind;
use super::value_location::{DeclaredAt, ValueLocation};
use crate::pipeline::api::Encoding;

/// The findings in one body.
#[derive(Debug, Clone, Default)]
pub(super) struct Findings<'a> {
    /// The reasons why the model rejects the body; empty if it accepts it.
    pub(super) rejections: Vec<Rejection<'a>>,
    pub(super) undocumented: Vec<Undocumented<'a>>,
    /// The number of further undocumented members.
    pub(super) more_undocumented: usize,
    pub(super) unknown_values: Vec<UnknownValue<'a>>,
    /// The prefixes of the values of members with an id type.
    pub(super) ids: Prefixes,
    pub(super) visits: Visits,
    /// Scalars, nulls and empty containers of the body that have a declared type.
    pub(super) typed: usize,
    /// Scalars, nulls and empty containers of the body that have no declared type.
    pub(super) untyped: usize,
    /// The encoding of the request's body, by the position of the operation, if it is recorded.
    pub(super) sent: Option<(usize, Encoding)>,
    /// `true` if there is no body, and the reference describes none.
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

    /// Adds the findings in a part of the body.
    pub(super) fn append(&mut self, mut part: Self) {
        self.rejections.append(&mut part.rejections);
        self.undocumented.append(&mut part.undocumented);
        self.more_undocumented += part.more_undocumented;
        self.unknown_values.append(&mut part.unknown_values);
        self.ids.append(part.ids);
        self.visits.append(part.visits);
        self.typed += part.typed;
        self.untyped += part.untyped;
        self.sent = self.sent.or(part.sent);
    }
}

/// A reason to reject a body.
#[derive(Debug, Clone)]
pub(super) struct Rejection<'a> {
    pub(super) location: ValueLocation<'a>,
    pub(super) mismatch: Mismatch,
    /// The type that would match the value; unknown if there is no value.
    pub(super) inferred: InferredType,
}

impl<'a> Rejection<'a> {
    /// The place of the contradicted declaration.
    pub(super) fn declared_at(&self) -> DeclaredAt<'a> {
        let declaration = &self.location.declaration;
        match self.mismatch {
            Mismatch::Missing(_) | Mismatch::Null { .. } => declaration.presence(),
            Mismatch::Kind { .. }
            | Mismatch::Value { .. }
            | Mismatch::Encoding { .. }
            | Mismatch::Other(_) => declaration.ty(),
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
    /// A value of another JSON type.
    Kind {
        expected: &'static str,
        found: Kind,
    },
    /// The right JSON type, but a value that the Rust type cannot hold.
    Value {
        expected: &'static str,
        found: String,
    },
    /// A request that is not sent as documented.
    Encoding {
        expected: Encoding,
        found: Encoding,
    },
    Other(String),
}

impl Mismatch {
    pub(super) fn from_kind(found: Kind, expected: &'static str) -> Self {
        match found {
            Kind::Null => Self::Null { expected },
            found => Self::Kind { expected, found },
        }
    }

    /// The mismatch for a number that is no `i64`; `shown` is its text for messages. No other type
    /// is suggested for an integer that is too large.
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
            _ if text.parse::<f64>().is_err() => "",
            _ if text.contains('.') => ", which has a fraction",
            _ if text.contains(['e', 'E']) => ", which has an exponent",
            _ => "",
        };
        Self::Value {
            expected: "an integer",
            found: format!("{shown}{fault}"),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "required member `{name}` is missing"),
            Self::Null { expected } => write!(f, "expected {expected}, found null"),
            Self::Kind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Value { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Encoding { expected, found } => {
                let (expected, found) = (encoding_in_words(*expected), encoding_in_words(*found));
                write!(f, "expected {expected}, found {found}")
            }
            Self::Other(message) => f.write_str(message),
        }
    }
}

/// An encoding, in a sentence.
pub(super) fn encoding_in_words(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Json => "JSON",
        Encoding::Form => "a form",
    }
}

/// A member of the body that the reference does not describe.
#[derive(Debug, Clone)]
pub(super) struct Undocumented<'a> {
    pub(super) location: ValueLocation<'a>,
    pub(super) kind: Kind,
    pub(super) inferred: InferredMember,
    /// `true` if serde can deserialize it as any value.
    pub(super) is_readable: bool,
}

/// A text of the body that is not among the known values of its enum.
#[derive(Debug, Clone)]
pub(super) struct UnknownValue<'a> {
    pub(super) location: ValueLocation<'a>,
    pub(super) value: String,
}
