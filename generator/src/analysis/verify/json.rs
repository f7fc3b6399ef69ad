//! JSON one level at a time, as it is written: members in their order, duplicates, and numbers of
//! any size.
//!
//! A level that is not read is only known to be JSON. Serde does the same with a member that a
//! struct does not have.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The number of containers that serde_json reads inside each other.
pub(super) const MAX_DEPTH: usize = 127;

/// A JSON value whose own values are not read yet.
#[derive(Debug)]
pub(super) enum Json<'a> {
    /// `null`, a boolean or a number.
    Scalar,
    String(String),
    Array(Vec<&'a RawValue>),
    Object(Vec<(String, &'a RawValue)>),
}

impl<'a> Json<'a> {
    /// Reads the outermost level of a value.
    ///
    /// # Errors
    ///
    /// A string in it has an escape that is no character.
    pub(super) fn read(raw: &'a RawValue) -> Result<Self, String> {
        let text = raw.get();
        let read = match kind(raw) {
            Kind::Null | Kind::Boolean | Kind::Number => Ok(Self::Scalar),
            Kind::String => serde_json::from_str(text).map(Self::String),
            Kind::Array => serde_json::from_str(text).map(Self::Array),
            Kind::Object => {
                serde_json::from_str(text).map(|Members(members)| Self::Object(members))
            }
        };
        read.map_err(|error| without_location(&error))
    }
}

/// The message of an error, without its location, which counts from the start of a part.
pub(super) fn without_location(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => message,
    }
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

/// The kind of a value, by its first character.
pub(super) fn kind(raw: &RawValue) -> Kind {
    match raw.get().bytes().next() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::Array,
        Some(b'"') => Kind::String,
        Some(b't' | b'f') => Kind::Boolean,
        Some(b'n') => Kind::Null,
        _ => Kind::Number,
    }
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

/// The kind in a sentence: `a number`.
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

/// All members of an object, in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let members = std::iter::from_fn(|| map.next_entry().transpose());
                members.collect::<Result<_, _>>().map(Members)
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

/// The size of a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct JsonSize {
    /// The number of scalars, nulls and empty containers.
    pub(super) values: usize,
    /// The number of containers inside each other.
    pub(super) depth: usize,
}

/// Measures a value without reading it, at any depth.
pub(super) fn size(raw: &RawValue) -> JsonSize {
    let mut size = JsonSize::default();
    let (mut depth, mut in_token, mut opened) = (0_usize, false, false);
    let mut bytes = raw.get().bytes();
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

    fn raw(text: &str) -> &RawValue {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn order_duplicates_and_numbers_stay() {
        let Json::Object(members) =
            Json::read(raw(r#"{"b": 1e999, "a": [ ], "\u0062": {}}"#)).unwrap()
        else {
            panic!("no object");
        };
        let shown: Vec<_> = members
            .iter()
            .map(|(key, value)| (key.as_str(), value.get()))
            .collect();
        assert_eq!(shown, [("b", "1e999"), ("a", "[ ]"), ("b", "{}")]);
    }

    #[test]
    fn an_escape_that_is_no_character_is_an_error_where_it_is_read() {
        let message = "unexpected end of hex escape";
        assert_eq!(Json::read(raw(r#""\ud800""#)).unwrap_err(), message);
        assert!(Json::read(raw(r#"["\ud800"]"#)).is_ok());
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
            assert_eq!(size(raw(text)), JsonSize { values, depth }, "{text}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(
            size(raw(&deep)),
            JsonSize {
                values: 1,
                depth: 100_000
            }
        );
    }
}
