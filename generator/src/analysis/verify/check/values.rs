//! Values that hold no others, as far as the models see.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::found::{Mismatch, UnknownValue};
use super::super::json::{self, JsonSize, Kind};
use super::super::moment;
use super::super::shape::{self, SerdeShape};
use super::super::spot::ValueLocation;
use super::{Checker, MAX_DEPTH, too_deep};
use crate::config::TimeType;
use crate::pipeline::api::{Alternative, Dispatch, EnumValue, JsonKind, Type, Union};

impl<'a> Checker<'a> {
    /// A value that serde itself reads; nothing where it is refused.
    fn read<'r, T: Deserialize<'r>>(
        &mut self,
        raw: &'r RawValue,
        expected: &'static str,
        spot: &ValueLocation<'a>,
    ) -> Option<T> {
        match serde_json::from_str(raw.get()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse_value(raw, spot, fault(raw, expected, &error));
                None
            }
        }
    }

    pub(super) fn scalar<'r, T: Deserialize<'r>>(
        &mut self,
        raw: &'r RawValue,
        expected: &'static str,
        spot: &ValueLocation<'a>,
    ) {
        if self.read::<T>(raw, expected, spot).is_some() {
            self.found.typed += 1;
        }
    }

    pub(super) fn moment(
        &mut self,
        raw: &RawValue,
        expected: &'static str,
        spot: &ValueLocation<'a>,
    ) {
        let Some(text) = self.read::<String>(raw, expected, spot) else {
            return;
        };
        if *self.shapes.time == TimeType::String || moment::is_rfc3339(&text) {
            self.found.typed += 1;
        } else {
            let found = format!("`{text}`");
            self.refuse_value(raw, spot, Mismatch::Value { expected, found });
        }
    }

    pub(super) fn enumeration(
        &mut self,
        raw: &RawValue,
        values: &[EnumValue],
        expected: &'static str,
        spot: &ValueLocation<'a>,
    ) {
        let Some(text) = self.read::<String>(raw, expected, spot) else {
            return;
        };
        if self.check_known_value(&text, values, spot) {
            self.found.typed += 1;
        } else {
            self.found.untyped += 1;
        }
    }

    /// Tells a value that the enum does not know; false where that is a reason to refuse it.
    fn check_known_value(
        &mut self,
        text: &str,
        values: &[EnumValue],
        spot: &ValueLocation<'a>,
    ) -> bool {
        if values.iter().any(|known| known.value == text) {
            return true;
        }
        self.found.unknown_values.push(UnknownValue {
            spot: spot.clone(),
            value: text.to_owned(),
        });
        if spot.closed {
            let message = format!("`{text}` is none of the known values, and there are no others");
            self.refuse(spot, Mismatch::Other(message));
        }
        !spot.closed
    }

    /// `Value` takes what it can hold, and all of it is read.
    pub(super) fn any(&mut self, raw: &RawValue, spot: &ValueLocation<'a>) {
        let JsonSize { leaves, depth } = json::extent(raw);
        if self.depth + depth > MAX_DEPTH {
            self.refuse_value(raw, spot, too_deep());
        } else if let Err(error) = serde_json::from_str::<Value>(raw.get()) {
            self.refuse_value(raw, spot, Mismatch::Other(json::without_place(&error)));
        } else {
            self.found.untyped += leaves;
        }
    }

    /// The whole value is read as JSON, and then as the alternative that it says it is. What
    /// says nothing known is kept as it came.
    pub(super) fn union(&mut self, raw: &RawValue, union: &'a Union, spot: &ValueLocation<'a>) {
        let counted = self.found.untyped;
        let reasons = self.found.reasons.len();
        self.any(raw, spot);
        let is_json = self.found.reasons.len() == reasons;
        let Some(value) = is_json.then(|| serde_json::from_str::<Value>(raw.get()).ok()) else {
            return;
        };
        let chosen = value.and_then(|value| {
            let ty = &select_alternative(union, &value)?.ty;
            Some((ty, serde_json::value::to_raw_value(&value).ok()?))
        });
        if let Some((ty, raw)) = chosen {
            self.found.untyped = counted;
            self.value(&raw, &SerdeShape::Type(ty), spot);
        }
    }

    pub(super) fn comma_separated(
        &mut self,
        raw: &RawValue,
        item: &Type,
        spot: &ValueLocation<'a>,
    ) {
        let Some(text) = self.read::<String>(raw, "a string", spot) else {
            return;
        };
        let expected = shape::name(&SerdeShape::Type(item), self.shapes.time);
        for part in text.split(',').filter(|part| !part.is_empty()) {
            let is_read = match item {
                Type::Integer => part.parse::<i64>().is_ok(),
                Type::Float => part.parse::<f64>().is_ok(),
                Type::Boolean => part.parse::<bool>().is_ok(),
                _ => true,
            };
            if !is_read {
                let found = format!("`{part}`");
                self.refuse(spot, Mismatch::Value { expected, found });
            }
            if let Type::Enum(values) = item {
                self.check_known_value(part, values, spot);
            }
        }
        self.count_value(false);
    }
}

/// The alternative that a value says it is.
fn select_alternative<'u>(union: &'u Union, value: &Value) -> Option<&'u Alternative> {
    let mut alternatives = union.alternatives.iter();
    match &union.dispatch {
        Dispatch::Discriminator(tag) => {
            let said = value.get(tag)?.as_str()?;
            alternatives.find(|alternative| alternative.tags.iter().any(|tag| tag == said))
        }
        Dispatch::Json => {
            let said = match value {
                Value::Null => return None,
                Value::Bool(_) => JsonKind::Boolean,
                Value::Number(_) => JsonKind::Number,
                Value::String(_) => JsonKind::String,
                Value::Array(_) => JsonKind::Array,
                Value::Object(_) => JsonKind::Object,
            };
            alternatives.find(|alternative| alternative.ty.json_kind() == Some(said))
        }
    }
}

/// What is wrong with a value that serde refuses.
fn fault(raw: &RawValue, expected: &'static str, error: &serde_json::Error) -> Mismatch {
    match (json::ty(raw), expected) {
        (Kind::Null, _) => Mismatch::Null { expected },
        (Kind::Number, "an integer" | "a number") => Mismatch::Value {
            expected,
            found: raw.get().to_owned(),
        },
        (Kind::String, _) if !["an integer", "a number", "a boolean"].contains(&expected) => {
            Mismatch::Other(json::without_place(error))
        }
        (found, _) => Mismatch::Kind { expected, found },
    }
}
