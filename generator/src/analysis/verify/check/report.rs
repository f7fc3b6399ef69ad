//! Adds findings, with the location for the report.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Checker;
use crate::analysis::verify::findings::{Mismatch, Rejection, Undocumented};
use crate::analysis::verify::inferred_type::{InferredMember, InferredType};
use crate::analysis::verify::json::{Json, MAX_DEPTH, Text};
use crate::analysis::verify::plan::{MemberNode, StructNode};
use crate::analysis::verify::value_location::{At, REDACTED, ValueLocation};

/// The maximum number of undocumented members that are listed. A body with more probably belongs to
/// another model.
const MAX_UNDOCUMENTED: usize = 1000;

impl<'a> Checker<'_, 'a> {
    /// Records a struct, and so the members that it could have. An empty struct counts as a value.
    pub(super) fn declare(&mut self, is_empty: bool, structure: &StructNode<'a>) {
        if is_empty {
            self.found.count_value(false);
        }
        self.found.visits.structs.push(structure.number);
    }

    /// Records a member that the reference does not describe.
    pub(super) fn undocumented(&mut self, key: &Text<'_>, json: &Json<'_>, at: &At<'_, 'a>) {
        if self.found.undocumented.len() == MAX_UNDOCUMENTED {
            self.found.more_undocumented += 1;
            return;
        }
        let is_secret = at.is_secret(&self.models.places);
        let name = match key.read() {
            _ if is_secret => Cow::Borrowed(REDACTED),
            name => name.unwrap_or_default(),
        };
        let location = at.location(&self.models.places).undocumented(&name);
        let is_readable = at.depth + json.size().depth < MAX_DEPTH && json.fault().is_none();
        self.found.undocumented.push(Undocumented {
            location,
            kind: json.kind(),
            inferred: InferredMember::infer(&name, json, 0).with_redacted(self.secret_names()),
            is_readable: is_readable && !is_secret,
        });
    }

    /// The names of all members that the settings keep secret.
    fn secret_names(&self) -> &BTreeSet<String> {
        &self.models.shapes.marked.secret_names
    }

    /// A type inferred from values at this location, without keys inside secrets.
    pub(super) fn without_secrets(&self, inferred: InferredType, at: &At<'_, 'a>) -> InferredType {
        if at.is_secret(&self.models.places) {
            inferred.redacted()
        } else {
            inferred.with_redacted(self.secret_names())
        }
    }

    /// A value of the body for messages; secrets are not shown.
    pub(super) fn shown<'t>(&self, text: &'t str, at: &At<'_, 'a>) -> &'t str {
        if at.is_secret(&self.models.places) {
            REDACTED
        } else {
            text
        }
    }

    /// Rejects a value of another kind than the expected one.
    pub(super) fn wrong_kind(&mut self, json: &Json<'_>, expected: &'static str, at: &At<'_, 'a>) {
        self.reject_value(json, at, Mismatch::from_kind(json.kind(), expected));
    }

    /// Rejects a value, if a container of another kind is expected.
    pub(super) fn wrong_level(&mut self, json: &Json<'_>, expected: &'static str, at: &At<'_, 'a>) {
        let is_read = match json {
            Json::Array(_) | Json::Object(_) | Json::Deep(_) => self.is_readable(json, at),
            Json::String(text) => self.read(*text, json, at).is_some(),
            _ => true,
        };
        if is_read {
            self.wrong_kind(json, expected, at);
        }
    }

    /// Rejects a value. All values inside it count as untyped.
    pub(super) fn reject_value(&mut self, json: &Json<'_>, at: &At<'_, 'a>, mismatch: Mismatch) {
        self.found.untyped += json.size().values;
        self.found.rejections.push(Rejection {
            location: at.location(&self.models.places),
            mismatch,
            inferred: self.without_secrets(InferredType::infer(json, 0), at),
        });
    }

    /// Rejects a struct without a required member.
    pub(super) fn missing(&mut self, member: &MemberNode<'a>, at: &At<'_, 'a>) {
        // The pointer leads to the struct, since the member does not exist.
        let location = ValueLocation {
            key: self.models.places.key(member.place).clone(),
            declaration: member.declaration,
            ..at.location(&self.models.places)
        };
        self.found.rejections.push(Rejection {
            location,
            mismatch: Mismatch::Missing(member.name.to_owned()),
            inferred: InferredType::Unknown,
        });
    }

    /// Rejects the body at this location, without counting values.
    pub(super) fn reject(&mut self, at: &At<'_, 'a>, mismatch: Mismatch) {
        self.found.rejections.push(Rejection {
            location: at.location(&self.models.places),
            mismatch,
            inferred: InferredType::Unknown,
        });
    }
}
