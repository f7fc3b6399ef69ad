//! What the bodies say of the reference, by member.

use std::collections::BTreeMap;
use std::fmt;

use super::super::found::{Mismatch, Rejection};
use super::super::infer::{InferredType, Member};

/// A reason names so many bodies; the others are counted.
const MAX_FILES: usize = 3;

/// What the bodies say of one member.
#[derive(Default)]
pub(super) struct Evidence<'a> {
    pub(super) missing: PayloadFiles<'a>,
    pub(super) null: PayloadFiles<'a>,
    /// How often it was `null`.
    pub(super) nulls: usize,
    /// A value of another type, and how often there was one.
    pub(super) other: Option<(InferredType, usize, PayloadFiles<'a>)>,
    pub(super) values: BTreeMap<&'a str, PayloadFiles<'a>>,
    /// A member that the reference does not have, and how often it was there.
    pub(super) member: Option<(Member, usize, PayloadFiles<'a>)>,
}

impl<'a> Evidence<'a> {
    pub(super) fn add_reason(&mut self, file: &'a str, reason: &Rejection<'_>) {
        match &reason.fault {
            Mismatch::Missing(_) => self.missing.add(file),
            Mismatch::Null { .. } => {
                self.null.add(file);
                self.nulls += 1;
            }
            Mismatch::Kind { .. } | Mismatch::Value { .. } => {
                let suggested = reason.suggested.clone();
                let (ty, times, files) = self.other.take().unwrap_or((
                    InferredType::Unknown,
                    0,
                    PayloadFiles::default(),
                ));
                self.other = Some((ty.and(suggested), times + 1, files.with(file)));
            }
            // A body that is no JSON, or one that nobody reads, says nothing of the reference.
            Mismatch::Other(_) => {}
        }
    }

    pub(super) fn add_member(&mut self, file: &'a str, member: &Member) {
        self.member = Some(match self.member.take() {
            Some((known, times, files)) => {
                (known.unify(member.clone()), times + 1, files.with(file))
            }
            None => (member.clone(), 1, PayloadFiles::default().with(file)),
        });
    }
}

/// The bodies that say something, each once.
#[derive(Clone, Default)]
pub(super) struct PayloadFiles<'a>(Vec<&'a str>);

impl<'a> PayloadFiles<'a> {
    pub(super) fn add(&mut self, file: &'a str) {
        if !self.0.contains(&file) {
            self.0.push(file);
        }
    }

    pub(super) fn add_all(&mut self, others: &Self) {
        others.0.iter().for_each(|file| self.add(file));
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    fn with(mut self, file: &'a str) -> Self {
        self.add(file);
        self
    }
}

impl fmt::Display for PayloadFiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.len().min(MAX_FILES);
        f.write_str(&self.0[..shown].join(", "))?;
        match self.0.len() - shown {
            0 => Ok(()),
            others => write!(f, " and {others} more"),
        }
    }
}
