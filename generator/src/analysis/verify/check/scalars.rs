//! Checks scalars: JSON scalars, timestamps, values of enums, and lists with commas.

use std::borrow::Cow;

use super::Checker;
use crate::analysis::verify::findings::{Mismatch, UnknownValue};
use crate::analysis::verify::json::{Json, Text, is_plain};
use crate::analysis::verify::timestamps;
use crate::analysis::verify::value_location::At;
use crate::config::TimeType;
use crate::pipeline::api::Type;

impl<'a> Checker<'_, 'a> {
    /// Reads a string; `None` if it is rejected.
    fn string<'t>(
        &mut self,
        json: &Json<'t>,
        expected: &'static str,
        at: &At<'_, 'a>,
    ) -> Option<Cow<'t, str>> {
        if let Json::String(text) = json {
            return self.read(*text, json, at);
        }
        self.wrong_kind(json, expected, at);
        None
    }

    /// Reads the text of a string; `None` if it is rejected.
    pub(super) fn read<'t>(
        &mut self,
        text: Text<'t>,
        json: &Json<'t>,
        at: &At<'_, 'a>,
    ) -> Option<Cow<'t, str>> {
        let read = text.read();
        read.map_err(|error| self.reject_value(json, at, Mismatch::Other(error)))
            .ok()
    }

    pub(super) fn integer(&mut self, json: &Json<'_>, at: &At<'_, 'a>) {
        match json {
            Json::Number(digits) if is_plain(digits) => self.found.typed += 1,
            Json::Number(text) if serde_json::from_str::<i64>(text).is_ok() => {
                self.found.typed += 1;
            }
            Json::Number(text) => {
                let shown = self.shown(text, at);
                self.reject_value(json, at, Mismatch::from_integer(text, shown));
            }
            _ => self.wrong_kind(json, "an integer", at),
        }
    }

    pub(super) fn float(&mut self, json: &Json<'_>, at: &At<'_, 'a>) {
        match json {
            Json::Number(text) if serde_json::from_str::<f64>(text).is_ok() => {
                self.found.typed += 1;
            }
            Json::Number(text) => {
                let shown = self.shown(text, at);
                let message = format!("{shown} is too large for a number");
                self.reject_value(json, at, Mismatch::Other(message));
            }
            _ => self.wrong_kind(json, "a number", at),
        }
    }

    pub(super) fn boolean(&mut self, json: &Json<'_>, at: &At<'_, 'a>) {
        match json {
            Json::Boolean => self.found.typed += 1,
            _ => self.wrong_kind(json, "a boolean", at),
        }
    }

    /// Checks a text, which may be the id of a resource.
    pub(super) fn text(&mut self, json: &Json<'_>, is_id: bool, at: &At<'_, 'a>) {
        if let Some(text) = self.string(json, "a string", at) {
            if is_id && !at.is_secret(&self.models.places) {
                self.found.ids.add(at.place, &text);
            }
            self.found.typed += 1;
        }
    }

    pub(super) fn timestamp(&mut self, json: &Json<'_>, at: &At<'_, 'a>) {
        let time = if self.texts_for_times {
            &TimeType::String
        } else {
            self.models.shapes.time
        };
        let expected = timestamps::expected(time);
        let Some(text) = self.string(json, expected, at) else {
            return;
        };
        if timestamps::is_read(&text, time) {
            self.found.typed += 1;
        } else {
            let found = format!("`{}`", self.shown(&text, at));
            let mismatch = Mismatch::Value { expected, found };
            self.reject_value(json, at, mismatch);
        }
    }

    /// Checks a value of an enum. An unknown value is recorded, or rejected if the enum is closed.
    pub(super) fn known_text(&mut self, json: &Json<'_>, known: &[&str], at: &At<'_, 'a>) {
        if let Some(text) = self.string(json, "a string", at) {
            let is_known = known.binary_search(&&*text).is_ok();
            let is_untyped = !is_known && !self.accept_unknown(&text, at);
            self.found.count_value(is_untyped);
        }
    }

    /// Records an unknown value; `false` if it is rejected.
    pub(super) fn accept_unknown(&mut self, text: &str, at: &At<'_, 'a>) -> bool {
        // Values of secrets are not recorded.
        if !at.is_secret(&self.models.places) {
            self.found.unknown_values.push(UnknownValue {
                location: at.location(&self.models.places),
                value: text.to_owned(),
            });
        }
        if at.closed {
            let text = self.shown(text, at);
            let message = format!("`{text}` is not a known value, and the enum is closed");
            self.reject(at, Mismatch::Other(message));
        }
        !at.closed
    }

    pub(super) fn comma_separated(&mut self, json: &Json<'_>, item: &Type, at: &At<'_, 'a>) {
        let Some(text) = self.string(json, "a string", at) else {
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
                let found = format!("`{}`", self.shown(part, at));
                let mismatch = match item {
                    Type::Integer => Mismatch::from_integer(part, &found),
                    item => Mismatch::Value {
                        expected: expected(item),
                        found,
                    },
                };
                self.reject(at, mismatch);
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
