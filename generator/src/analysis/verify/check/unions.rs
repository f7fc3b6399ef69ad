//! Checks the alternatives of unions.

use super::Checker;
use crate::analysis::verify::findings::Mismatch;
use crate::analysis::verify::json::{Json, Kind};
use crate::analysis::verify::plan::Node;
use crate::analysis::verify::value_location::At;
use crate::config::TimeType;
use crate::pipeline::api::{Dispatch, JsonKind, Union};

impl<'a> Checker<'_, 'a> {
    /// Checks the whole value as JSON, and then as the matching alternative. A value that matches
    /// no alternative is accepted.
    pub(super) fn union(
        &mut self,
        json: &Json<'_>,
        union: &Union,
        alternatives: &[Node<'a>],
        at: &At<'_, 'a>,
    ) {
        let untyped = self.found.untyped;
        if self.any(json, at)
            && let Some(position) = select_alternative(union, json)
        {
            self.found.untyped = untyped;
            self.alternative(json, &alternatives[position], at);
        }
    }

    /// Checks a value as the alternative that the text of another member determines. If it does not
    /// match, models keep it with the error, but this check rejects it.
    pub(super) fn union_beside(
        &mut self,
        json: &Json<'_>,
        (union, alternatives): (&Union, &[Node<'a>]),
        tag: Option<&str>,
        at: &At<'_, 'a>,
    ) {
        let Some(tag) = tag else {
            let mismatch = Mismatch::Other("no member identifies the alternative".to_owned());
            return self.reject_value(json, at, mismatch);
        };
        let untyped = self.found.untyped;
        let is_read = self.any(json, at);
        match named(union, tag) {
            Some(position) => {
                if is_read {
                    self.found.untyped = untyped;
                    self.alternative(json, &alternatives[position], at);
                }
            }
            None => _ = self.accept_unknown(tag, at),
        }
    }

    /// Checks JSON as an alternative. Serde deserializes the alternative from its own
    /// representation of the JSON, which is checked here.
    fn alternative(&mut self, json: &Json<'_>, alternative: &Node<'a>, at: &At<'_, 'a>) {
        let is_text = *self.models.shapes.time == TimeType::Time;
        let outside = std::mem::replace(&mut self.texts_for_times, is_text);
        self.value(&json.kept(), alternative, at);
        self.texts_for_times = outside;
    }
}

/// The position of the alternative to which a value belongs.
fn select_alternative(union: &Union, json: &Json<'_>) -> Option<usize> {
    match &union.dispatch {
        // A member beside the value determines it, which is not available here.
        Dispatch::Beside(_) => None,
        Dispatch::Discriminator(key) => named(union, &json.last(key)?.text()?),
        Dispatch::Json => {
            let kind = match json.kind() {
                Kind::Null => return None,
                Kind::Boolean => JsonKind::Boolean,
                Kind::Number => JsonKind::Number,
                Kind::String => JsonKind::String,
                Kind::Array => JsonKind::Array,
                Kind::Object => JsonKind::Object,
            };
            let mut alternatives = union.alternatives.iter();
            alternatives.position(|alternative| alternative.ty.json_kind() == Some(kind))
        }
    }
}

/// The position of the alternative with this tag.
fn named(union: &Union, tag: &str) -> Option<usize> {
    let mut alternatives = union.alternatives.iter();
    alternatives.position(|one| one.tags.iter().any(|known| known == tag))
}
