//! The values of settings, and how each is read from its name.

use std::fmt;
use std::str::FromStr;

use crate::nearest;
use crate::parse::View;

/// How the output is spread over files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// One file a page, for committing.
    #[default]
    Tree,
    /// One file for everything, for `include!`.
    File,
}

/// The type of an object with any keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MapType {
    /// `std::collections::BTreeMap`
    #[default]
    BTreeMap,
    /// `indexmap::IndexMap`, which keeps the order of the keys.
    IndexMap,
}

impl MapType {
    /// The path of the type as the output spells it.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::BTreeMap => "::std::collections::BTreeMap",
            Self::IndexMap => "::indexmap::IndexMap",
        }
    }
}

/// The type of a moment in time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Time {
    /// `String`: what the API sent.
    #[default]
    String,
    /// `jiff::Timestamp`
    Jiff,
    /// `chrono::DateTime<chrono::Utc>`
    Chrono,
    /// `time::OffsetDateTime`
    Time,
    /// A Rust path, such as `crate::Timestamp`; the type reads and writes RFC 3339.
    Path(String),
}

impl Time {
    /// The path of the type as the output spells it; none for `String`.
    pub(crate) fn path(&self) -> Option<&str> {
        match self {
            Self::String => None,
            Self::Jiff => Some("::jiff::Timestamp"),
            Self::Chrono => Some("::chrono::DateTime<::chrono::Utc>"),
            Self::Time => Some("::time::OffsetDateTime"),
            Self::Path(path) => Some(path),
        }
    }

    /// Refuses a path that Rust would not read as one.
    pub(super) fn check(&self) -> Result<(), InvalidValue> {
        match self {
            Self::Path(path) if syn::parse_str::<syn::Path>(path).is_err() => Err(InvalidValue {
                message: format!("`{path}` is not a Rust path"),
                help: "write it as in `crate::Timestamp`".to_owned(),
            }),
            _ => Ok(()),
        }
    }
}

/// A value that a setting cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue {
    pub(super) message: String,
    pub(super) help: String,
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.help)
    }
}

impl std::error::Error for InvalidValue {}

impl FromStr for Layout {
    type Err = InvalidValue;

    fn from_str(name: &str) -> Result<Self, InvalidValue> {
        named(
            "layout",
            name,
            &[("tree", Self::Tree), ("file", Self::File)],
        )
    }
}

impl FromStr for MapType {
    type Err = InvalidValue;

    fn from_str(name: &str) -> Result<Self, InvalidValue> {
        named(
            "map",
            name,
            &[("BTreeMap", Self::BTreeMap), ("IndexMap", Self::IndexMap)],
        )
    }
}

impl FromStr for View {
    type Err = InvalidValue;

    fn from_str(name: &str) -> Result<Self, InvalidValue> {
        named("view", name, &Self::ALL.map(|view| (view.as_str(), view)))
    }
}

/// `string`, `jiff`, `chrono`, `time`, or a path of at least two segments.
impl FromStr for Time {
    type Err = InvalidValue;

    fn from_str(name: &str) -> Result<Self, InvalidValue> {
        if name.contains("::") {
            let time = Self::Path(name.to_owned());
            return time.check().map(|()| time);
        }
        let names = [
            ("string", Self::String),
            ("jiff", Self::Jiff),
            ("chrono", Self::Chrono),
            ("time", Self::Time),
        ];
        named("time", name, &names)
    }
}

/// The value of that name, or what is wrong and what to write instead.
fn named<T: Clone>(setting: &str, given: &str, values: &[(&str, T)]) -> Result<T, InvalidValue> {
    if let Some((_, value)) = values.iter().find(|(name, _)| *name == given) {
        return Ok(value.clone());
    }
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let otherwise = format!("use one of {}", names.join(", "));
    Err(InvalidValue {
        message: format!("`{given}` is no value of `{setting}`"),
        help: nearest::hint(nearest::of(given, names), &otherwise),
    })
}

/// An address that links can start with, without a `/` at its end.
pub(super) fn base_url(given: &str) -> Result<String, InvalidValue> {
    let host = given
        .strip_prefix("https://")
        .or_else(|| given.strip_prefix("http://"))
        .unwrap_or_default();
    let breaks_a_link = |c: char| c.is_whitespace() || c.is_control() || "<>()\"`\\".contains(c);
    if host.is_empty() || host.starts_with('/') || host.contains(breaks_a_link) {
        return Err(InvalidValue {
            message: format!("`{given}` is not an address that a link can start with"),
            help: "write it as in `https://example.com/docs`".to_owned(),
        });
    }
    Ok(given.trim_end_matches('/').to_owned())
}

/// The name of a file, and not a way to one.
pub(super) fn file_name(given: String) -> Result<String, InvalidValue> {
    let is_name = given
        .strip_suffix(".rs")
        .is_some_and(|stem| !stem.is_empty())
        && !given.contains(['/', '\\']);
    if is_name {
        return Ok(given);
    }
    Err(InvalidValue {
        message: format!("`{given}` is not the name of a Rust file"),
        help: "write it as in `reference.rs`; the folder is a setting of its own".to_owned(),
    })
}
