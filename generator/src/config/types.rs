//! The types of settings, and the values that each can have.

use std::fmt;
use std::str::FromStr;

use super::rust_syntax;
use crate::base::diagnostic::{Code, Diagnostic, Error, Escaped, Span, is_control};
use crate::base::text::did_you_mean;
use crate::base::view::View;

/// The files of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// One file per page, for output that is committed.
    #[default]
    Tree,
    /// One file for everything, for `include!`.
    File,
    /// A package, to be used as a dependency, with a feature for each section of the docs.
    Crate,
}

/// The type of an object with arbitrary keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MapType {
    /// `std::collections::BTreeMap`
    #[default]
    BTreeMap,
    /// `indexmap::IndexMap`, which keeps the order of the keys.
    IndexMap,
}

/// The serde traits that the models derive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SerdeDerives {
    /// Both `Serialize` and `Deserialize` for every model.
    #[default]
    Both,
    /// `Serialize` for requests and `Deserialize` for responses, which cuts the compile time of the
    /// models by a third.
    ByDirection,
}

/// The code by which serde reads and writes the structs of the models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SerdeCode {
    /// The derive of serde, with attributes on the fields.
    #[default]
    Derive,
    /// A table of the members of each struct, which compiles in less than half of the time. A struct
    /// that a table cannot describe keeps the derive.
    Table,
}

/// The types of the ids of resources.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdType {
    /// `String`
    #[default]
    String,
    /// A type for the ids of each resource: `UserId`.
    Typed,
}

/// The ways in which other crates may construct the structs of the models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Structs {
    /// Only `new`, `Default` and setters. Structs are `#[non_exhaustive]`, so a new field breaks
    /// nothing.
    #[default]
    NonExhaustive,
    /// Struct literals as well; a new field breaks them.
    Exhaustive,
}

/// The symbolic links that are followed to pages and bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum FollowLinks {
    /// All links. Build systems often create source trees that consist of links.
    #[default]
    All,
    /// Only links to targets inside the given folder. Any other link is an error.
    Inside,
}

/// Implements the names of a setting's values.
macro_rules! named_values {
    ($type:ident, $setting:literal, { $($variant:ident = $name:literal),* }) => {
        impl $type {
            /// The name of the value in settings.
            pub(crate) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $type {
            type Err = ValueError;

            fn from_str(name: &str) -> Result<Self, ValueError> {
                from_name($setting, name, &[$(($name, Self::$variant)),*])
            }
        }
    };
}

named_values!(FollowLinks, "follow_links", { All = "all", Inside = "inside" });
named_values!(IdType, "ids", { String = "string", Typed = "typed" });
named_values!(Layout, "layout", { Tree = "tree", File = "file", Crate = "crate" });
named_values!(MapType, "map", { BTreeMap = "BTreeMap", IndexMap = "IndexMap" });
named_values!(Structs, "structs", { NonExhaustive = "non-exhaustive", Exhaustive = "exhaustive" });
named_values!(SerdeCode, "serde_code", { Derive = "derive", Table = "table" });
named_values!(SerdeDerives, "serde", { Both = "both", ByDirection = "by-direction" });

impl MapType {
    /// The path of the type as the output spells it.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::BTreeMap => "::std::collections::BTreeMap",
            Self::IndexMap => "::indexmap::IndexMap",
        }
    }
}

/// The type of a timestamp.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeType {
    /// `String`, as the API sent it.
    #[default]
    String,
    /// `jiff::Timestamp`
    Jiff,
    /// `chrono::DateTime<chrono::Utc>`
    Chrono,
    /// `time::OffsetDateTime`
    Time,
    /// A Rust path, such as `crate::Timestamp`, to a type that serializes as RFC 3339.
    Path(String),
}

impl TimeType {
    /// The name of the value in settings.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::String => "string",
            Self::Jiff => "jiff",
            Self::Chrono => "chrono",
            Self::Time => "time",
            Self::Path(path) => path,
        }
    }

    /// The path of the type as the output spells it; `None` for `String`.
    pub(crate) fn path(&self) -> Option<&str> {
        match self {
            Self::String => None,
            Self::Jiff => Some("::jiff::Timestamp"),
            Self::Chrono => Some("::chrono::DateTime<::chrono::Utc>"),
            Self::Time => Some("::time::OffsetDateTime"),
            Self::Path(path) => Some(path),
        }
    }

    /// Rejects a path that Rust cannot parse.
    pub(super) fn check(&self) -> Result<(), ValueError> {
        if let Self::Path(path) = self {
            rust_syntax::parse::<syn::Path>(path, "a Rust path", "crate::Timestamp")?;
        }
        Ok(())
    }
}

/// A value that a setting cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    pub(crate) message: String,
    pub(crate) help: String,
}

impl ValueError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }

    /// The diagnostic for the error of a setting at this place.
    pub(super) fn at(self, span: Option<Span>) -> Diagnostic {
        Diagnostic::new(Code::InvalidSettings, self.message, self.help, span)
    }
}

/// Fails if there are errors; sorts them by their place.
pub(super) fn fail_with(mut errors: Vec<Diagnostic>) -> Result<(), Error> {
    if errors.is_empty() {
        return Ok(());
    }
    errors.sort_by(|a, b| a.span.cmp(&b.span));
    Err(Error::new(errors))
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Escaped(&self.message), Escaped(&self.help))
    }
}

impl std::error::Error for ValueError {}

impl FromStr for View {
    type Err = ValueError;

    fn from_str(name: &str) -> Result<Self, ValueError> {
        let values = Self::ALL.iter().map(|view| (view.as_str(), *view));
        from_name("view", name, &values.collect::<Vec<_>>())
    }
}

impl fmt::Display for TimeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// `string`, `jiff`, `chrono`, `time`, or a path of at least two segments.
impl FromStr for TimeType {
    type Err = ValueError;

    fn from_str(name: &str) -> Result<Self, ValueError> {
        if name.contains("::") {
            let time = Self::Path(name.to_owned());
            return time.check().map(|()| time);
        }
        let values = [
            ("string", Self::String),
            ("jiff", Self::Jiff),
            ("chrono", Self::Chrono),
            ("time", Self::Time),
        ];
        from_name("time", name, &values)
    }
}

/// The value with this name, or an error that suggests the nearest name.
fn from_name<T: Clone>(setting: &str, given: &str, values: &[(&str, T)]) -> Result<T, ValueError> {
    if let Some((_, value)) = values.iter().find(|(name, _)| *name == given) {
        return Ok(value.clone());
    }
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let otherwise = format!("use one of {}", names.join(", "));
    Err(ValueError::new(
        format!("invalid value `{given}` for `{setting}`"),
        did_you_mean::hint(did_you_mean::best_match(given, names), &otherwise),
    ))
}

/// A base URL for links, without a `/` at its end.
pub(super) fn base_url(given: &str) -> Result<String, ValueError> {
    let host = given
        .strip_prefix("https://")
        .or_else(|| given.strip_prefix("http://"))
        .unwrap_or_default();
    let breaks_a_link = |c: char| c.is_whitespace() || is_control(c) || "<>()\"`\\".contains(c);
    if host.is_empty() || host.starts_with('/') || host.contains(breaks_a_link) {
        return Err(ValueError::new(
            format!("`{given}` is not a valid base URL for links"),
            "write it as in `https://example.com/docs`",
        ));
    }
    Ok(given.trim_end_matches('/').to_owned())
}

/// The crates that generated code refers to. A generated crate cannot have one of these names.
const CRATES: &[&str] = &[
    "alloc",
    "chrono",
    "core",
    "http",
    "indexmap",
    "jiff",
    "proc_macro",
    "serde",
    "serde_json",
    "std",
    "test",
    "time",
];

/// The maximum length of a package name on crates.io. Much longer names are invalid file names.
const MAX_CRATE_NAME_LEN: usize = 64;

/// A name that Cargo and rustc accept for a package, without a warning.
pub(super) fn crate_name(given: &str) -> Result<String, ValueError> {
    let ident = given.replace('-', "_");
    let is_plain = given.starts_with(|c: char| c.is_ascii_alphabetic())
        && ident.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    // The name must not be a keyword, which is no valid identifier.
    let is_ident = || rust_syntax::parse::<syn::Ident>(&ident, "a name", "models").is_ok();
    if !is_plain || CRATES.contains(&ident.as_str()) || !is_ident() {
        return Err(ValueError::new(
            format!("`{given}` cannot be the name of a crate"),
            "use letters, digits, `-` and `_`, as in `api-models`, but no name that Rust or a \
             dependency already uses",
        ));
    }
    if given.len() > MAX_CRATE_NAME_LEN {
        return Err(ValueError::new(
            format!("the name of the crate has {} characters", given.len()),
            format!("use at most {MAX_CRATE_NAME_LEN} characters"),
        ));
    }
    let has_gap = ident.trim_end_matches('_').contains("__");
    if has_gap || given.contains(|c: char| c.is_ascii_uppercase()) {
        let words: Vec<&str> = ident.split('_').filter(|word| !word.is_empty()).collect();
        let usual = words.join("-").to_ascii_lowercase();
        return Err(ValueError::new(
            format!("rustc warns about a crate with the name `{given}`"),
            format!("use lowercase letters, and one `-` or `_` between words, as in `{usual}`"),
        ));
    }
    Ok(given.to_owned())
}

/// The name of a Rust file, without a folder.
pub(super) fn file_name(given: &str) -> Result<String, ValueError> {
    let is_name = given
        .strip_suffix(".rs")
        .is_some_and(|stem| !stem.is_empty())
        && !given.contains(['/', '\\'])
        && !given.contains(is_control);
    if is_name {
        return Ok(given.to_owned());
    }
    Err(ValueError::new(
        format!("`{given}` is not the name of a Rust file"),
        "write a file name such as `reference.rs`; the folder is a separate setting",
    ))
}
