//! The table `[package]` of a settings file: metadata for the manifest of a generated crate.

use super::types::ValueError;
use crate::base::diagnostic::is_control;
use crate::base::text::did_you_mean;

/// The version of a generated crate without one in the settings.
const VERSION: &str = "0.1.0";

/// Metadata of a generated crate, as Cargo names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PackageMetadata {
    /// Texts and lists by their keys, in the order of [`KEYS`].
    entries: Vec<(PackageKey, PackageValue)>,
}

/// The value of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PackageValue {
    Text(String),
    List(Vec<String>),
}

/// A key of the manifest that the settings may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PackageKey {
    /// The name of the API. It is not a key of the manifest.
    Title,
    Version,
    Description,
    License,
    Repository,
    Homepage,
    Documentation,
    Authors,
    Keywords,
    Categories,
    DocsRsFeatures,
    DocsRsTargets,
    DocsRsRustdocArgs,
}

/// Every key, in the order of the manifest.
const KEYS: [(PackageKey, &str); 13] = [
    (PackageKey::Title, "title"),
    (PackageKey::Version, "version"),
    (PackageKey::Description, "description"),
    (PackageKey::License, "license"),
    (PackageKey::Repository, "repository"),
    (PackageKey::Homepage, "homepage"),
    (PackageKey::Documentation, "documentation"),
    (PackageKey::Authors, "authors"),
    (PackageKey::Keywords, "keywords"),
    (PackageKey::Categories, "categories"),
    (PackageKey::DocsRsFeatures, "docs-rs-features"),
    (PackageKey::DocsRsTargets, "docs-rs-targets"),
    (PackageKey::DocsRsRustdocArgs, "docs-rs-rustdoc-args"),
];

/// The prefix of the settings for docs.rs. The rest of such a key is a key of the docs.rs table.
const DOCS_RS: &str = "docs-rs-";

/// The most keywords, and the most categories, that crates.io accepts.
const MAX_TERMS: usize = 5;

/// The length of the longest keyword that crates.io accepts.
const MAX_KEYWORD_LEN: usize = 20;

impl PackageMetadata {
    /// Sets the value of a key, and replaces an earlier value.
    pub(super) fn set(&mut self, key: PackageKey, value: PackageValue) {
        self.entries.retain(|(other, _)| *other != key);
        let position = self.entries.partition_point(|(other, _)| *other < key);
        self.entries.insert(position, (key, value));
    }

    /// The version of the crate.
    pub(crate) fn version(&self) -> &str {
        self.text(PackageKey::Version).unwrap_or(VERSION)
    }

    /// A text of the settings.
    pub(crate) fn text(&self, key: PackageKey) -> Option<&str> {
        let mut entries = self.entries.iter();
        match entries.find(|(other, _)| *other == key)? {
            (_, PackageValue::Text(text)) => Some(text),
            (_, PackageValue::List(_)) => None,
        }
    }

    /// All entries except the title, the version, the description and the entries for docs.rs, in
    /// the order of the manifest.
    pub(crate) fn others(&self) -> impl Iterator<Item = (&'static str, &PackageValue)> {
        let is_apart = |name: &str| {
            let is_first = ["title", "version", "description"].contains(&name);
            is_first || name.starts_with(DOCS_RS)
        };
        self.named().filter(move |(name, _)| !is_apart(name))
    }

    /// The entries for docs.rs, by their keys in its table.
    pub(crate) fn docs_rs(&self) -> impl Iterator<Item = (&'static str, &PackageValue)> {
        let named = self.named();
        named.filter_map(|(name, value)| Some((name.strip_prefix(DOCS_RS)?, value)))
    }

    fn named(&self) -> impl Iterator<Item = (&'static str, &PackageValue)> {
        let name = |key| KEYS.iter().find(|(other, _)| *other == key);
        let entries = self.entries.iter();
        entries.filter_map(move |(key, value)| Some((name(*key)?.1, value)))
    }
}

impl PackageKey {
    /// `true` for the name of a key.
    pub(crate) fn is_name(name: &str) -> bool {
        KEYS.iter().any(|(_, known)| *known == name)
    }

    /// The key of this name.
    pub(super) fn parse(name: &str) -> Result<Self, ValueError> {
        if let Some((key, _)) = KEYS.iter().find(|(_, known)| *known == name) {
            return Ok(*key);
        }
        let names = KEYS.map(|(_, name)| name);
        let otherwise = format!("the keys are {}", names.join(", "));
        Err(ValueError::new(
            format!("`{name}` is not a supported key of `package`"),
            did_you_mean::hint(did_you_mean::best_match(name, names), &otherwise),
        ))
    }

    /// `true` if the value is a list of texts.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Authors | Self::Keywords | Self::Categories) || self.is_of_docs_rs()
    }

    fn is_of_docs_rs(self) -> bool {
        matches!(
            self,
            Self::DocsRsFeatures | Self::DocsRsTargets | Self::DocsRsRustdocArgs
        )
    }

    /// Rejects a text that Cargo or crates.io refuses as the value, or as an item of the list.
    pub(super) fn check(self, text: &str) -> Result<(), ValueError> {
        let refuse = |message, help| Err(ValueError::new(message, help));
        if text.contains(is_control) {
            let message = "the text has a control character".to_owned();
            return refuse(
                message,
                "write it on one line, without invisible characters",
            );
        }
        match self {
            Self::Version if !is_version(text) => refuse(
                format!("`{text}` is not a version"),
                "write three numbers, as in `1.4.0`",
            ),
            Self::Repository | Self::Homepage | Self::Documentation if !is_url(text) => refuse(
                format!("`{text}` is not a URL"),
                "write it as in `https://example.com/models`",
            ),
            Self::Keywords if !is_keyword(text) => refuse(
                format!("`{text}` is not a valid keyword on crates.io"),
                "use up to 20 letters, digits, `-`, `_` and `+`, and begin with a letter or digit",
            ),
            _ => Ok(()),
        }
    }

    /// Rejects a list that is longer than crates.io accepts.
    pub(super) fn check_len(self, len: usize) -> Result<(), ValueError> {
        if self == Self::Authors || self.is_of_docs_rs() || len <= MAX_TERMS {
            return Ok(());
        }
        let message = format!("crates.io allows at most {MAX_TERMS} entries, found {len}");
        Err(ValueError::new(message, "remove the others"))
    }
}

/// `true` for a version such as `1.4.0-rc.1+build`.
fn is_version(text: &str) -> bool {
    let (core, suffix) = match text.find(['-', '+']) {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, "0"),
    };
    let is_number = |part: &str| {
        let is_short = !part.is_empty() && part.len() <= 9;
        is_short
            && part.chars().all(|c| c.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let is_identifier = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && suffix.split(['.', '+']).all(is_identifier)
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

fn is_keyword(text: &str) -> bool {
    text.len() <= MAX_KEYWORD_LEN
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_+".contains(c))
}
