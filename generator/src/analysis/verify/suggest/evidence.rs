//! What the bodies say of the reference, by member.

use std::collections::BTreeMap;
use std::fmt;

use super::super::found::{Fault, Reason};
use super::super::infer::{Inferred, Member};

/// A reason names so many bodies; the others are counted.
const MOST_FILES: usize = 3;

/// What the bodies say of one member.
#[derive(Default)]
pub(super) struct Evidence<'a> {
    pub(super) missing: Files<'a>,
    pub(super) null: Files<'a>,
    /// How often it was `null`.
    pub(super) nulls: usize,
    /// A value of another type, and how often there was one.
    pub(super) other: Option<(Inferred, usize, Files<'a>)>,
    pub(super) values: BTreeMap<&'a str, Files<'a>>,
    /// A member that the reference does not have, and how often it was there.
    pub(super) member: Option<(Member, usize, Files<'a>)>,
}

impl<'a> Evidence<'a> {
    pub(super) fn add_reason(&mut self, file: &'a str, reason: &Reason<'_>) {
        match &reason.fault {
            Fault::Missing(_) => self.missing.add(file),
            Fault::Null { .. } => {
                self.null.add(file);
                self.nulls += 1;
            }
            Fault::Kind { .. } | Fault::Value { .. } => {
                let suggested = reason.suggested.clone();
                let (kind, times, files) =
                    self.other
                        .take()
                        .unwrap_or((Inferred::Unknown, 0, Files::default()));
                self.other = Some((kind.and(suggested), times + 1, files.with(file)));
            }
            // A body that is no JSON, or one that nobody reads, says nothing of the reference.
            Fault::Other(_) => {}
        }
    }

    pub(super) fn add_member(&mut self, file: &'a str, member: &Member) {
        self.member = Some(match self.member.take() {
            Some((known, times, files)) => (known.and(member.clone()), times + 1, files.with(file)),
            None => (member.clone(), 1, Files::default().with(file)),
        });
    }
}

/// The bodies that say something, each once.
#[derive(Clone, Default)]
pub(super) struct Files<'a>(Vec<&'a str>);

impl<'a> Files<'a> {
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

impl fmt::Display for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.len().min(MOST_FILES);
        f.write_str(&self.0[..shown].join(", "))?;
        match self.0.len() - shown {
            0 => Ok(()),
            others => write!(f, " and {others} more"),
        }
    }
}
