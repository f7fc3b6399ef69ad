//! JSON as written: members in order, with duplicates, and numbers of any size.
//!
//! A body is parsed once, into a tree of slices of its text. A text with an invalid escape, or a
//! number that no type can hold, is only an error if a model reads it. Serde treats unknown members
//! of a struct in the same way.

mod parse;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use serde_json::value::RawValue;

pub(super) use parse::parse;

/// The maximum nesting depth of containers in serde_json.
pub(super) const MAX_DEPTH: usize = 127;

/// The maximum number of digits of an integer that fits every integer type.
const MAX_PLAIN_DIGITS: usize = 18;

/// A JSON value.
#[derive(Debug, Clone)]
pub(super) enum Json<'a> {
    Null,
    Boolean,
    /// The digits of a number.
    Number(Cow<'a, str>),
    String(Text<'a>),
    Array(Vec<Json<'a>>),
    Object(Vec<(Text<'a>, Json<'a>)>),
    /// The text of a container that is nested too deeply to be read.
    Deep(&'a str),
}

/// The text between the quotes of a string, with its escapes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    raw: &'a str,
    has_escapes: bool,
}

impl<'a> Text<'a> {
    /// A string without escapes.
    pub(super) fn plain(raw: &'a str) -> Self {
        Self {
            raw,
            has_escapes: false,
        }
    }

    /// The string, with its escapes resolved.
    ///
    /// # Errors
    ///
    /// An escape is not a valid character.
    pub(super) fn read(self) -> Result<Cow<'a, str>, String> {
        if !self.has_escapes {
            return Ok(Cow::Borrowed(self.raw));
        }
        let read = serde_json::from_str(&format!("\"{}\"", self.raw));
        read.map(Cow::Owned)
            .map_err(|error| without_location(&error))
    }

    /// `true` if the string, with its escapes resolved, equals `name`.
    pub(super) fn is(self, name: &str) -> bool {
        if self.has_escapes {
            self.read().is_ok_and(|text| text == name)
        } else {
            self.raw == name
        }
    }
}

/// The reason why serde rejects a text as JSON.
pub(super) fn error(text: &str) -> String {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(_) => "it cannot be read".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The message of an error, without its location, which is relative to a part of the body.
fn without_location(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => message,
    }
}

impl<'a> Json<'a> {
    /// The kind of the value.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Boolean => Kind::Boolean,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
            Self::Deep(text) if text.starts_with('[') => Kind::Array,
            Self::Deep(_) => Kind::Object,
        }
    }

    /// The string, with its escapes resolved; `None` for other values and for invalid escapes.
    pub(super) fn text(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::String(text) => text.read().ok(),
            _ => None,
        }
    }

    /// The last member with this name, which is the one that serde keeps.
    pub(super) fn last(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let mut members = members.iter().rev();
        members.find(|(key, _)| key.is(name)).map(|(_, it)| it)
    }

    /// The reason why the keys of an object cannot be read.
    pub(super) fn unreadable_key(&self) -> Option<String> {
        match self {
            Self::Object(members) => members.iter().find_map(|(key, _)| key.read().err()),
            _ => None,
        }
    }

    /// The first reason why serde cannot read the value as any JSON.
    pub(super) fn fault(&self) -> Option<String> {
        match self {
            Self::Null | Self::Boolean => None,
            Self::Number(digits) if is_plain(digits) => None,
            Self::Number(text) => fault_of(text),
            Self::String(text) => text.read().err(),
            Self::Array(items) => items.iter().find_map(Self::fault),
            Self::Object(members) => members
                .iter()
                .find_map(|(key, value)| key.read().err().or_else(|| value.fault())),
            Self::Deep(text) => fault_of(text),
        }
    }

    /// The value as `serde_json::Value` keeps it: members sorted by name, only the last of
    /// duplicates, and numbers as they are printed again.
    pub(super) fn kept(&self) -> Self {
        match self {
            Self::Number(digits) if !is_plain(digits) => {
                let number = serde_json::from_str::<serde_json::Number>(digits);
                number.map_or_else(|_| self.clone(), |it| Self::Number(it.to_string().into()))
            }
            Self::Array(items) => Self::Array(items.iter().map(Self::kept).collect()),
            Self::Object(members) => {
                let last: BTreeMap<_, _> = members
                    .iter()
                    .map(|(key, value)| (key.read().unwrap_or_default(), (*key, value)))
                    .collect();
                let members = last.into_values().map(|(key, value)| (key, value.kept()));
                Self::Object(members.collect())
            }
            other => other.clone(),
        }
    }

    /// The size of the value.
    pub(super) fn size(&self) -> JsonSize {
        match self {
            Self::Array(items) => JsonSize::around(items.iter()),
            Self::Object(members) => JsonSize::around(members.iter().map(|(_, value)| value)),
            Self::Deep(text) => size_of_text(text),
            _ => JsonSize {
                values: 1,
                depth: 0,
            },
        }
    }
}

/// The reason why serde cannot read a text as any JSON.
fn fault_of(text: &str) -> Option<String> {
    let read = serde_json::from_str::<Value>(text);
    read.err().map(|error| without_location(&error))
}

/// `true` for an integer that fits every number type and has only one spelling.
pub(super) fn is_plain(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    digits.len() <= MAX_PLAIN_DIGITS
        && number != "-0"
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The name of the kind.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// Writes the kind with an article: `a number`.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = match self {
            Self::Null => "",
            Self::Array | Self::Object => "an ",
            _ => "a ",
        };
        write!(f, "{article}{}", self.as_str())
    }
}

/// The size of a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct JsonSize {
    /// The number of scalars, nulls and empty containers.
    pub(super) values: usize,
    /// The nesting depth of containers.
    pub(super) depth: usize,
}

impl JsonSize {
    /// The size of a container with these values.
    fn around<'j, 'a: 'j>(values: impl Iterator<Item = &'j Json<'a>>) -> Self {
        let mut size = Self::default();
        for value in values {
            let inner = value.size();
            size.values += inner.values;
            size.depth = size.depth.max(inner.depth);
        }
        Self {
            // An empty container counts itself.
            values: size.values.max(1),
            depth: size.depth + 1,
        }
    }
}

/// Measures the text of a value without reading it, at any depth.
fn size_of_text(text: &str) -> JsonSize {
    let mut size = JsonSize::default();
    let (mut depth, mut in_token, mut opened) = (0_usize, false, false);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let was_in_token = std::mem::replace(&mut in_token, false);
        match byte {
            b'{' | b'[' => {
                depth += 1;
                size.depth = size.depth.max(depth);
                opened = true;
                continue;
            }
            // A container that closes right after it opens is empty.
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                size.values += usize::from(opened);
            }
            b'"' => {
                skip_string(&mut bytes);
                size.values += 1;
            }
            // The string before it was a key.
            b':' => size.values -= 1,
            b' ' | b'\t' | b'\n' | b'\r' => continue,
            b',' => {}
            _ => {
                in_token = true;
                size.values += usize::from(!was_in_token);
            }
        }
        opened = false;
    }
    size
}

/// Consumes a string up to its closing quote.
fn skip_string(bytes: &mut impl Iterator<Item = u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_duplicates_and_numbers_stay() {
        let Json::Object(members) = parse(r#"{"b": 1e999, "a": [ ], "\u0062": {}}"#).unwrap()
        else {
            panic!("no object");
        };
        let keys: Vec<_> = members.iter().map(|(key, _)| key.read().unwrap()).collect();
        assert_eq!(keys, ["b", "a", "b"]);
        assert!(matches!(&members[0].1, Json::Number(digits) if digits == "1e999"));
    }

    #[test]
    fn an_escape_that_is_no_character_is_an_error_where_it_is_read() {
        let message = "unexpected end of hex escape";
        let Json::Array(items) = parse(r#"["\ud800"]"#).unwrap() else {
            panic!("no array");
        };
        let Json::String(text) = items[0] else {
            panic!("no string");
        };
        assert_eq!(text.read().unwrap_err(), message);
        assert_eq!(parse(r#"["\ud800"]"#).unwrap().fault().unwrap(), message);
        let object = parse(r#"{"\ud800": 1}"#).unwrap();
        assert_eq!(object.unreadable_key().unwrap(), message);
    }

    #[test]
    fn what_serde_keeps_is_sorted_without_duplicates() {
        let kept = parse(r#"{"b": 1.50, "a": [-0, 3], "b": 1e2}"#)
            .unwrap()
            .kept();
        let Json::Object(members) = kept else {
            panic!("no object");
        };
        let shown: Vec<String> = members
            .iter()
            .map(|(key, value)| format!("{} {value:?}", key.read().unwrap()))
            .collect();
        let expected = [
            r#"a Array([Number("-0.0"), Number("3")])"#,
            r#"b Number("100.0")"#,
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn values_are_counted_and_depth_is_measured() {
        for (text, values, depth) in [
            ("null", 1, 0),
            ("-1.5e3", 1, 0),
            (r#"" \" [ , : ""#, 1, 0),
            ("[ ]", 1, 1),
            (r#"{"a": [], "b": {}, "c": [[], 1, true, "x"]}"#, 6, 3),
            ("[1,\n 2 , {\"a\": null}]", 3, 2),
        ] {
            let expected = JsonSize { values, depth };
            assert_eq!(size_of_text(text), expected, "{text}");
            assert_eq!(parse(text).unwrap().size(), expected, "{text}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let expected = JsonSize {
            values: 1,
            depth: 100_000,
        };
        assert_eq!(parse(&deep).unwrap().size(), expected);
    }
}
