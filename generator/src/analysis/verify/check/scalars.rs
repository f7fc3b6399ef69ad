//! Checks scalars: those of JSON, timestamps, values of enums, and lists with commas.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Checker;
use crate::analysis::verify::findings::{Mismatch, UnknownValue};
use crate::analysis::verify::timestamps;
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

    /// A text, which may be the id of a resource.
    pub(super) fn text(&mut self, raw: &RawValue, at: &ValueLocation<'a>) {
        if let Some(text) = self.read::<String>(raw, "a string", at) {
            let id = self.shapes.ids.value(&text, &at.key, self.shapes.api);
            self.found.ids.extend(id);
            self.found.typed += 1;
        }
    }

    pub(super) fn timestamp(&mut self, raw: &RawValue, at: &ValueLocation<'a>) {
        let time = if self.texts_for_times {
            &TimeType::String
        } else {
            self.shapes.time
        };
        let expected = timestamps::expected(time);
        let Some(text) = self.read::<String>(raw, expected, at) else {
            return;
        };
        if timestamps::is_read(&text, time) {
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
        values: &'a [EnumValue],
        at: &ValueLocation<'a>,
    ) -> bool {
        let known = self.known_values.entry(values.as_ptr());
        let known =
            known.or_insert_with(|| values.iter().map(|known| known.value.as_str()).collect());
        known.contains(text) || self.accept_unknown(text, at)
    }

    /// Notes an unknown value; `false` if it is rejected.
    pub(super) fn accept_unknown(&mut self, text: &str, at: &ValueLocation<'a>) -> bool {
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
                    if !values.iter().any(|known| known.value == part) {
                        self.accept_unknown(part, at);
                    }
                    true
                }
                _ => true,
            };
            if !is_read {
                let found = format!("`{part}`");
                let mismatch = match item {
                    Type::Integer => Mismatch::from_integer(part, &found),
                    item => Mismatch::Value {
                        expected: expected(item),
                        found,
                    },
                };
                self.found.reject(at, mismatch);
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
