//! The lines of a manifest, each with the further lines of its value.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::{FEATURES, FEATURES_COMMENT};
use crate::base::diagnostic::toml_string;

/// A line, or more if its value contains line breaks.
pub(super) struct Statement<'t> {
    pub(super) kind: Kind,
    /// Its text, with the line break.
    pub(super) text: &'t str,
    /// Its first byte in the manifest.
    pub(super) start: usize,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Blank,
    Comment,
    /// `[name]`
    Table(String),
    /// A key with its value, in a table. Of a dotted key, the first part.
    Entry {
        table: String,
        key: String,
    },
}

/// Splits a manifest into its statements.
///
/// # Errors
///
/// The text is not TOML.
pub(super) fn read(text: &str) -> Result<Vec<Statement<'_>>, Error> {
    let document = DeTable::parse(text)?;
    let mut long = Vec::new();
    add_long_values(document.get_ref(), text, &mut long);
    long.sort_by_key(|value| value.start);
    let mut statements = Vec::new();
    let (mut table, mut start, mut end) = (String::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        end += line.len();
        let value = long.partition_point(|value| value.end < end);
        if long.get(value).is_some_and(|value| value.start < end) {
            continue;
        }
        let text = &text[start..end];
        let kind = kind(text, &table)?;
        if let Kind::Table(name) = &kind {
            table.clone_from(name);
        }
        statements.push(Statement { kind, text, start });
        start = end;
    }
    Ok(statements)
}

/// Adds the places of the values with line breaks.
fn add_long_values(table: &DeTable<'_>, text: &str, places: &mut Vec<Range<usize>>) {
    for value in table.values() {
        match value.get_ref() {
            _ if text[value.span()].contains('\n') => places.push(value.span()),
            DeValue::Table(table) => add_long_values(table, text, places),
            DeValue::Array(items) => {
                for table in items.iter().filter_map(|item| item.get_ref().as_table()) {
                    add_long_values(table, text, places);
                }
            }
            _ => {}
        }
    }
}

fn kind(text: &str, table: &str) -> Result<Kind, Error> {
    let line = text.trim();
    if line.is_empty() {
        return Ok(Kind::Blank);
    }
    if line.starts_with('#') {
        return Ok(Kind::Comment);
    }
    let parsed = DeTable::parse(text)?;
    Ok(if line.starts_with('[') {
        Kind::Table(path(parsed.get_ref()).join("."))
    } else {
        let key = parsed.get_ref().keys().next();
        Kind::Entry {
            table: table.to_owned(),
            key: key.map(|key| key.get_ref().to_string()).unwrap_or_default(),
        }
    })
}

/// The names in the header of a table, which is the only one of the text.
fn path(table: &DeTable<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let mut next = table.iter().next();
    while let Some((name, value)) = next {
        names.push(name.get_ref().to_string());
        next = value
            .get_ref()
            .as_table()
            .and_then(|table| table.iter().next());
    }
    names
}

impl Statement<'_> {
    /// `true` for a generated line after an empty line.
    pub(super) fn is_after_blank(&self) -> bool {
        match &self.kind {
            Kind::Table(name) => name != FEATURES,
            _ => self
                .text
                .trim_start_matches("# ")
                .starts_with(FEATURES_COMMENT),
        }
    }

    /// The items of a feature, or the features of a dependency.
    pub(super) fn features(&self) -> Vec<String> {
        let Ok(parsed) = DeTable::parse(self.text) else {
            return Vec::new();
        };
        let value = parsed.get_ref().values().next();
        let list = value.and_then(|value| match value.get_ref() {
            DeValue::Table(dependency) => dependency.get("features")?.get_ref().as_array(),
            value => value.as_array(),
        });
        let items = list.into_iter().flat_map(|list| list.iter());
        items
            .filter_map(|item| Some(item.get_ref().as_str()?.to_owned()))
            .collect()
    }

    /// The text of a generated line with further items in its list, as `cargo add` writes it.
    pub(super) fn with_features(&self, items: &[String]) -> String {
        if items.is_empty() {
            return self.text.to_owned();
        }
        let items: Vec<String> = items.iter().map(|item| toml_string(item)).collect();
        let (lines, items) = (items.join(",\n    "), items.join(", "));
        let text = self.text.trim_end();
        let list = format!("features = [{items}]");
        let text = match (text.rsplit_once(']'), text.rsplit_once(" }")) {
            (Some((begin, end)), _) if begin.ends_with('\n') => {
                format!("{begin}    {lines},\n]{end}")
            }
            (Some((begin, end)), _) if begin.ends_with('[') => format!("{begin}{items}]{end}"),
            (Some((begin, end)), _) => format!("{begin}, {items}]{end}"),
            (None, Some((begin, _))) => format!("{begin}, {list} }}"),
            (None, None) => text.replacen(" = ", " = { version = ", 1) + &format!(", {list} }}"),
        };
        text + "\n"
    }
}
