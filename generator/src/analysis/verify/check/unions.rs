//! The alternatives of unions.

use serde_json::Value;
use serde_json::value::RawValue;

use super::Checker;
use crate::analysis::verify::findings::Mismatch;
use crate::analysis::verify::value_location::ValueLocation;
use crate::config::TimeType;
use crate::pipeline::api::{Alternative, Dispatch, JsonKind, Type, Union};

impl<'a> Checker<'a> {
    /// Reads the whole value as JSON, and then as the alternative that fits. A value that no
    /// alternative fits is kept as it is.
    pub(super) fn union(&mut self, raw: &RawValue, union: &'a Union, at: &ValueLocation<'a>) {
        let untyped = self.found.untyped;
        if let Some(value) = self.any(raw, at)
            && let Some(alternative) = select_alternative(union, &value)
        {
            self.found.untyped = untyped;
            self.alternative(&value, &alternative.ty, at);
        }
    }

    /// Reads a value as the alternative that the text of another member names. Models keep one that
    /// does not fit, with the error; here it is rejected all the same.
    pub(super) fn union_beside(
        &mut self,
        raw: &RawValue,
        union: &'a Union,
        tag: Option<&RawValue>,
        at: &ValueLocation<'a>,
    ) {
        let tag = tag.and_then(|tag| serde_json::from_str::<String>(tag.get()).ok());
        let Some(tag) = tag else {
            let mismatch = Mismatch::Other("nothing says what this is".to_owned());
            return self.found.reject_value(raw, at, mismatch);
        };
        let untyped = self.found.untyped;
        let value = self.any(raw, at);
        let mut alternatives = union.alternatives.iter();
        match alternatives.find(|one| one.tags.contains(&tag)) {
            Some(alternative) => {
                if let Some(value) = value {
                    self.found.untyped = untyped;
                    self.alternative(&value, &alternative.ty, at);
                }
            }
            None => _ = self.accept_unknown(&tag, at),
        }
    }

    /// Reads JSON as an alternative.
    fn alternative(&mut self, value: &Value, ty: &'a Type, at: &ValueLocation<'a>) {
        if let Ok(raw) = serde_json::value::to_raw_value(value) {
            let is_text = *self.shapes.time == TimeType::Time;
            let outside = std::mem::replace(&mut self.texts_for_times, is_text);
            self.typed(&raw, ty, at);
            self.texts_for_times = outside;
        }
    }
}

/// The alternative that a value is of.
fn select_alternative<'u>(union: &'u Union, value: &Value) -> Option<&'u Alternative> {
    let mut alternatives = union.alternatives.iter();
    match &union.dispatch {
        // The members beside the value say it, which are not at hand here.
        Dispatch::Beside(_) => None,
        Dispatch::Discriminator(key) => {
            let value = value.get(key)?.as_str()?;
            alternatives.find(|alternative| alternative.tags.iter().any(|tag| tag == value))
        }
        Dispatch::Json => {
            let kind = match value {
                Value::Null => return None,
                Value::Bool(_) => JsonKind::Boolean,
                Value::Number(_) => JsonKind::Number,
                Value::String(_) => JsonKind::String,
                Value::Array(_) => JsonKind::Array,
                Value::Object(_) => JsonKind::Object,
            };
            alternatives.find(|alternative| alternative.ty.json_kind() == Some(kind))
        }
    }
}
