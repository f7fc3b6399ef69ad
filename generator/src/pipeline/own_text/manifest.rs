//! The lines of the user among the generated lines of a manifest.
//!
//! Names tell them apart: the generator writes a finite set of tables, keys, comments and
//! dependencies, and a feature for each section. All other lines are the user's, as are those that
//! `cargo add` writes.

mod statement;

use std::collections::{BTreeMap, BTreeSet};

use toml::de::Error;

use crate::config::PackageKey;
use crate::pipeline::header;
use crate::pipeline::model::package::CRATES;
use statement::{Kind, Statement};

/// The tables that the generator writes.
const PACKAGE: &str = "package";
const DOCS_RS: &str = "package.metadata.docs.rs";
const FEATURES: &str = "features";
const DEPENDENCIES: &str = "dependencies";

/// The keys of `[package]` that no setting controls, or that are always written.
const PACKAGE_KEYS: [&str; 6] = [
    "name",
    "description",
    "version",
    "edition",
    "rust-version",
    "autobins",
];

/// The generated comment before `[features]`, after an empty line. No comment here has its `# `.
pub(crate) const FEATURES_COMMENT: &str =
    "A feature for each section of the reference, with the sections that it needs.";

/// The beginning of the generated comment about the features of an enum.
pub(crate) const VARIANTS_COMMENT: &str = "All variants of ";

/// The generated comment before the feature `http`, and the feature.
pub(crate) const HTTP_COMMENT: &str = "Conversions to and from the crate `http`.";
pub(crate) const HTTP_FEATURE: &str = "http = [\"dep:http\"]";

/// The beginnings of all generated comments.
const COMMENTS: [&str; 5] = [
    header::MARKER,
    header::SETTINGS,
    FEATURES_COMMENT,
    VARIANTS_COMMENT,
    HTTP_COMMENT,
];

/// The part of a manifest on disk above the marker.
pub(super) struct Above<'t> {
    statements: Vec<Statement<'t>>,
    /// `true` for the name of a feature that belongs to a section of the output on disk.
    is_section: &'t dyn Fn(&str) -> bool,
}

/// A place of lines of the user in the new manifest.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// After a generated key of a table, or after the header of the table.
    After(String, Option<String>),
    /// After all keys of a table.
    End(String),
}

impl<'t> Above<'t> {
    /// Reads the lines of a manifest. Its line breaks must be LF.
    ///
    /// # Errors
    ///
    /// The text is not TOML.
    pub(super) fn read(text: &'t str, is_section: &'t dyn Fn(&str) -> bool) -> Result<Self, Error> {
        let statements = statement::read(text)?;
        Ok(Self {
            statements,
            is_section,
        })
    }

    /// The generated text with the user's lines, each after the same generated line as before.
    pub(super) fn merge(&self, generated: &str) -> Result<String, Error> {
        let new = statement::read(generated)?;
        let kinds = new.iter().map(|statement| &statement.kind).collect();
        let mut own = self.own_lines(&kinds);
        let old = self.statements.iter();
        let old = old.map(|statement| (&statement.kind, statement)).collect();
        let mut text = String::with_capacity(generated.len());
        let mut table = String::new();
        for statement in &new {
            let place = match &statement.kind {
                Kind::Comment => None,
                Kind::Blank => {
                    text += &own.remove(&Place::End(table.clone())).unwrap_or_default();
                    None
                }
                Kind::Table(name) => {
                    text += &own.remove(&Place::End(table.clone())).unwrap_or_default();
                    table.clone_from(name);
                    Some(Place::After(name.clone(), None))
                }
                Kind::Entry { table, key } => Some(Place::After(table.clone(), Some(key.clone()))),
            };
            text += &self.with_own_items(statement, &old, &kinds);
            text += &place
                .and_then(|place| own.remove(&place))
                .unwrap_or_default();
        }
        text += &own.remove(&Place::End(table)).unwrap_or_default();
        Ok(text)
    }

    /// The first byte of the first line of the user.
    pub(super) fn first_own(&self) -> Option<usize> {
        let mut statements = self.statements.iter();
        Some(statements.find(|statement| self.is_own(statement))?.start)
    }

    /// The lines with keys that only settings write, and that the new text does not have: the first
    /// byte of each, and the name of the setting.
    pub(super) fn settings(&self, new: &str) -> Result<Vec<(usize, String)>, Error> {
        let new = statement::read(new)?;
        let new: BTreeSet<&Kind> = new.iter().map(|statement| &statement.kind).collect();
        let lost = self.statements.iter().filter_map(|statement| {
            let Kind::Entry { table, key } = &statement.kind else {
                return None;
            };
            let setting = setting(table, key)?;
            let is_new = new.contains(&statement.kind);
            if is_new {
                None
            } else {
                Some((statement.start, setting))
            }
        });
        Ok(lost.collect())
    }

    /// The lines of the user, by their places in the new manifest.
    fn own_lines(&self, new: &BTreeSet<&Kind>) -> BTreeMap<Place, String> {
        let mut lines: BTreeMap<Place, String> = BTreeMap::new();
        let mut add = |place: Place, text: String| *lines.entry(place).or_default() += &text;
        let mut table = String::new();
        // The place after the last generated line.
        let mut place = Place::End(String::new());
        // Comments and empty lines that belong to the next line, and `true` after a line of the
        // user.
        let (mut held, mut after_own) = (String::new(), false);
        for statement in &self.statements {
            let is_new = new.contains(&statement.kind);
            let is_key = matches!(statement.kind, Kind::Entry { .. } | Kind::Table(_));
            if statement.kind == Kind::Blank {
                held += statement.text;
            } else if self.is_own(statement) && !(is_key && is_new) {
                if let Kind::Table(_) = statement.kind {
                    place = Place::End(table.clone());
                }
                held += statement.text;
                after_own = true;
                if is_key {
                    add(place.clone(), std::mem::take(&mut held));
                }
            } else {
                let mut held = std::mem::take(&mut held);
                if statement.is_after_blank() && held.ends_with('\n') {
                    held.pop();
                }
                if std::mem::take(&mut after_own) {
                    add(place.clone(), held);
                }
                match &statement.kind {
                    Kind::Table(name) => {
                        table.clone_from(name);
                        place = Place::After(name.clone(), None);
                    }
                    Kind::Entry { table, key } if is_new => {
                        place = Place::After(table.clone(), Some(key.clone()));
                    }
                    _ => {}
                }
            }
        }
        if after_own {
            add(place, held);
        }
        lines
    }

    /// `true` for a line that the generator never writes.
    fn is_own(&self, statement: &Statement<'_>) -> bool {
        let text = statement.text.trim();
        match &statement.kind {
            Kind::Blank => false,
            Kind::Comment => {
                let comment = text.trim_start_matches("# ");
                !COMMENTS.iter().any(|begin| comment.starts_with(begin))
            }
            Kind::Table(name) => ![PACKAGE, DOCS_RS, FEATURES, DEPENDENCIES].contains(&&**name),
            Kind::Entry { table, key } => match table.as_str() {
                PACKAGE => !PACKAGE_KEYS.contains(&&**key) && setting(table, key).is_none(),
                DOCS_RS => key != "all-features" && setting(table, key).is_none(),
                FEATURES => key != "default" && text != HTTP_FEATURE && !(self.is_section)(key),
                DEPENDENCIES => {
                    let mut lines = CRATES.iter();
                    !lines.any(|(name, requirement)| text == format!("{name} = {requirement}"))
                }
                _ => true,
            },
        }
    }

    /// A generated line, with the items that the user added to its list of features.
    fn with_own_items(
        &self,
        statement: &Statement<'_>,
        old: &BTreeMap<&Kind, &Statement<'t>>,
        new: &BTreeSet<&Kind>,
    ) -> String {
        let Kind::Entry { table, .. } = &statement.kind else {
            return statement.text.to_owned();
        };
        let Some(old) = old.get(&statement.kind) else {
            return statement.text.to_owned();
        };
        let is_generated = |item: &str| match table.as_str() {
            FEATURES => {
                let feature = Kind::Entry {
                    table: FEATURES.to_owned(),
                    key: item.to_owned(),
                };
                (self.is_section)(item)
                    || ["http", "dep:http"].contains(&item)
                    || new.contains(&feature)
            }
            table => table != DEPENDENCIES,
        };
        let there = statement.features();
        let mut items = old.features();
        items.retain(|item| !there.contains(item) && !is_generated(item));
        statement.with_features(&items)
    }
}

/// The setting that writes a key.
fn setting(table: &str, key: &str) -> Option<String> {
    let setting = match table {
        PACKAGE if !PACKAGE_KEYS.contains(&key) && key != "title" => key.to_owned(),
        DOCS_RS => format!("docs-rs-{key}"),
        _ => return None,
    };
    if PackageKey::is_name(&setting) {
        Some(setting)
    } else {
        None
    }
}
