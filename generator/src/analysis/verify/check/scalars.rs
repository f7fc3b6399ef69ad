//! Checks scalars: those of JSON, timestamps, values of enums, and lists with commas.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Checker;
use crate::analysis::verify::findings::{Mismatch, UnknownValue};
use crate::analysis::verify::rfc3339::is_rfc3339;
use crate::analysis::verify::value_location::ValueLocation;
use crate::config::TimeType;
use crate::pipeline::api::{EnumValue, Type};

impl<'a> Checker<'a> {
    pub(super) fn scalar<'r, T: Deserialize<'r>>(
        &mut self,
        raw: &'r RawValue,
        ty: &Type,
        at: &ValueLocation<'a>,
    ) {
        if self.read::<T>(raw, expected(ty), at).is_some() {
            self.found.typed += 1;
        }
    }

    pub(super) fn timestamp(&mut self, raw: &RawValue, at: &ValueLocation<'a>) {
        let is_string = *self.shapes.time == TimeType::String;
        let expected = if is_string {
            "a string"
        } else {
            "a timestamp as in RFC 3339"
        };
        let Some(text) = self.read::<String>(raw, expected, at) else {
            return;
        };
        if is_string || is_rfc3339(&text) {
            self.found.typed += 1;
        } else {
            let found = format!("`{text}`");
            let mismatch = Mismatch::Value { expected, found };
            self.found.reject_value(raw, at, mismatch);
        }
    }

    /// Notes a value that the enum does not know. Returns `false` if the enum has no others, so that
    /// the value is rejected.
    pub(super) fn check_known_value(
        &mut self,
        text: &str,
        values: &[EnumValue],
        at: &ValueLocation<'a>,
    ) -> bool {
        if values.iter().any(|known| known.value == text) {
            return true;
        }
        self.found.unknown_values.push(UnknownValue {
            location: at.clone(),
            value: text.to_owned(),
        });
        if at.closed {
            let message = format!("`{text}` is none of the known values, and there are no others");
            self.found.reject(at, Mismatch::Other(message));
        }
        !at.closed
    }

    pub(super) fn comma_separated(&mut self, raw: &RawValue, item: &Type, at: &ValueLocation<'a>) {
        let Some(text) = self.read::<String>(raw, "a string", at) else {
            return;
        };
        for part in text.split(',').filter(|part| !part.is_empty()) {
            let is_read = match item {
                Type::Integer => part.parse::<i64>().is_ok(),
                Type::Float => part.parse::<f64>().is_ok(),
                Type::Boolean => part.parse::<bool>().is_ok(),
                Type::Enum(values) => {
                    self.check_known_value(part, values, at);
                    true
                }
                _ => true,
            };
            if !is_read {
                let (expected, found) = (expected(item), format!("`{part}`"));
                self.found.reject(at, Mismatch::Value { expected, found });
            }
        }
        self.found.count_value(false);
    }
}

/// The expected value of a scalar type, in a sentence.
fn expected(ty: &Type) -> &'static str {
    match ty {
        Type::Integer => "an integer",
        Type::Float => "a number",
        Type::Boolean => "a boolean",
        _ => "a string",
    }
}
