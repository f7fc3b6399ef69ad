//! The corrections file: TOML, each error with its location.

mod definitions;
mod keeps;
mod reader;
mod values;

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::apply::words;
use super::correction::{
    Change, ChangeKind, Correction, Dropped, Edit, FlagEdit, Located, ParameterIn, ReturnSpec,
};
use super::definition::Definition;
use super::error;
use crate::base::diagnostic::{Code, Diagnostics, LineIndex, Location};
use crate::base::read;
use crate::notation::docs_path;
use crate::pipeline::api::Keep;
use reader::Reader;

/// The tables of a file: for each kind, in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct CorrectionsFile {
    pub(super) definitions: Vec<Definition>,
    /// The ids of invalid definitions, which are omitted.
    pub(super) faulty: Vec<String>,
    pub(super) corrections: Vec<Correction>,
    /// Disagreements in which the docs are right.
    pub(crate) keeps: Vec<Keep>,
}

impl CorrectionsFile {
    /// The number of corrections and definitions.
    pub(crate) fn len(&self) -> usize {
        self.definitions.len() + self.corrections.len()
    }
}

/// The keys of a correction that are not changes.
const KEYS: [&str; 5] = ["path", "page", "reason", "was", "fields"];

/// The keys of the changes, in the order in which the changes of one correction are applied. `name`
/// and `drop` come last, so that the member is found by its old name until then.
const CHANGES: [&str; 20] = [
    "description",
    "type",
    "optional",
    "nullable",
    "add_values",
    "drop_values",
    "closed",
    "patch",
    "add",
    "in",
    "method",
    "url",
    "server",
    "credential",
    "encoding",
    "returns",
    "wrap",
    "unwrap",
    "name",
    "drop",
];

/// The `was` of a new member.
const ABSENT: &str = "absent";

type Value<'i> = Spanned<DeValue<'i>>;

/// Reads a corrections file. Invalid parts are reported and omitted.
pub(super) fn read(path: &Path, diagnostics: &mut Diagnostics) -> CorrectionsFile {
    let file = path.display().to_string();
    match read::text(path) {
        Ok(text) => parse(&file, &text, diagnostics),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            let (code, help) = (Code::InvalidSettings, error.help());
            diagnostics.report(code, message, help, Location::File(file));
            CorrectionsFile::default()
        }
    }
}

/// The tables of a text; empty if the text is not TOML.
pub(crate) fn parse(file: &str, text: &str, diagnostics: &mut Diagnostics) -> CorrectionsFile {
    let mut reader = Reader {
        lines: LineIndex::new(file, text),
        diagnostics,
        faults: 0,
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message: Vec<&str> = error.message().lines().collect();
        reader.fault(
            error.span().unwrap_or(0..0),
            format!("not TOML: {}", message.join("; ")),
            "begin a correction with `[[correct]]`, and write lines as in `optional = true`",
        );
    }
    if errors.is_empty() {
        reader.file(table.get_ref())
    } else {
        CorrectionsFile::default()
    }
}

impl Reader<'_> {
    /// Every table.
    fn file(&mut self, table: &DeTable<'_>) -> CorrectionsFile {
        let otherwise = "the file has only `[[define]]`, `[[correct]]` and `[[keep]]` tables";
        self.refuse_unknown(table, &["define", "correct", "keep"], otherwise);
        let mut file = CorrectionsFile::default();
        for define in self.listed(table, "define") {
            match self.definition(define) {
                Some(definition) => file.definitions.push(definition),
                None => file.faulty.extend(definitions::id(define)),
            }
        }
        let correct = self.listed(table, "correct").into_iter();
        file.corrections = correct.filter_map(|table| self.correction(table)).collect();
        let keep = self.listed(table, "keep").into_iter();
        file.keeps = keep
            .filter_map(|table| self.keep(table))
            .flatten()
            .collect();
        file
    }

    /// The tables of one kind.
    fn listed<'v, 'i>(&mut self, table: &'v DeTable<'i>, kind: &str) -> Vec<&'v Value<'i>> {
        let value = table.get(kind);
        let tables = value.map(|value| self.tables(value, &error::code(kind)));
        tables.unwrap_or_default()
    }

    /// One correction; `None` if it is invalid.
    fn correction(&mut self, table: &Value<'_>) -> Option<Correction> {
        let before = self.faults;
        let (span, table) = (table.span(), table.get_ref().as_table()?);
        let otherwise = format!("the changes are {}", CHANGES.join(", "));
        self.refuse_unknown(table, &[&KEYS[..], &CHANGES].concat(), &otherwise);
        let has_known_keys = self.faults == before;
        let path = self.required(table, "path", &span, "the docs path of the target");
        let page = table.get("page").and_then(|page| self.text(page));
        let reason = self.required(table, "reason", &span, "the evidence");
        let keys: Vec<&'static str> = CHANGES
            .into_iter()
            .filter(|key| table.contains_key(*key))
            .collect();
        if keys.is_empty() && has_known_keys {
            self.fault(span, "the correction has no change", otherwise);
        }
        let path_keys = path.as_ref().and_then(|path| self.path_keys(path));
        let correction = Correction {
            changes: self.changes(table, &keys),
            keys: path_keys?,
            path: path?,
            page,
            reason: words(&reason?.value),
        };
        if self.faults == before {
            Some(correction)
        } else {
            None
        }
    }

    /// The keys of a docs path. An unclosed quote is an error.
    fn path_keys(&mut self, path: &Located<String>) -> Option<Vec<String>> {
        let keys = docs_path::segments(&path.value);
        let keys = keys.map(|segment| Some(docs_path::key(segment)?.into_owned()));
        let keys: Option<Vec<String>> = keys.collect();
        if keys.is_none() {
            let message = format!(
                "{} has a quote that is not at the end of a key",
                error::code(&path.value)
            );
            let help = "write a key in quotes as in `kite.\"filter.name\"`";
            self.faults += 1;
            let at = Location::Known(path.span.clone());
            let code = Code::InvalidCorrection;
            self.diagnostics.report(code, message, help, at);
        }
        keys
    }

    /// The changes of a correction with these keys.
    fn changes(&mut self, table: &DeTable<'_>, keys: &[&'static str]) -> Vec<Change> {
        if let Some(drop) = table.get("drop")
            && keys.len() > 1
        {
            let help = "keep `drop` alone, or remove it";
            self.fault(
                drop.span(),
                "`drop` cannot be combined with other changes",
                help,
            );
        }
        if !self.check_was(table, keys) {
            return Vec::new();
        }
        let fields = table.get("fields");
        if let Some(fields) = fields
            && !keys.iter().any(|key| matches!(*key, "type" | "returns"))
        {
            let help = "add `type = \"object\"`, or use `add` for additional members";
            self.fault(fields.span(), "`fields` need a `type` or `returns`", help);
        }
        let mut changes = Vec::new();
        for key in keys.iter().copied() {
            let was = table.get("was").and_then(|was| match was.get_ref() {
                DeValue::Table(each) => each.get(key),
                _ => Some(was),
            });
            if let Some(kind) = self.change(key, table, was) {
                let span = self.span(table[key].span());
                changes.push(Change { key, kind, span });
            }
        }
        changes
    }

    /// `true` if each part of `was` belongs to a clear change: it is one value, or a table with a
    /// value for each change.
    fn check_was(&mut self, table: &DeTable<'_>, keys: &[&str]) -> bool {
        let Some(was) = table.get("was") else {
            return true;
        };
        if let DeValue::Table(each) = was.get_ref() {
            self.refuse_unknown(each, keys, "`was` has a key for each change");
            return true;
        }
        if keys.len() > 1 {
            let help = format!(
                "write it as in `was = {{ {} = ... }}`",
                keys.join(" = ..., ")
            );
            self.fault(was.span(), "`was` does not name its change", help);
        }
        keys.len() <= 1
    }

    /// A change whose `was` the docs determine, so that an error can show a missing one. Other
    /// changes are [replacements](Self::replacement).
    fn change(
        &mut self,
        key: &str,
        table: &DeTable<'_>,
        was: Option<&Value<'_>>,
    ) -> Option<ChangeKind> {
        let value = &table[key];
        Some(match key {
            "optional" => ChangeKind::Optional(self.flag_edit(value, was)?),
            "nullable" => ChangeKind::Nullable(self.flag_edit(value, was)?),
            "closed" => ChangeKind::Closed(self.flag_edit(value, was)?),
            "patch" => ChangeKind::Patch(self.flag_edit(value, was)?),
            "add_values" => {
                ChangeKind::AddValues(self.edit(value, was, Self::texts, Self::texts)?)
            }
            "drop_values" => {
                ChangeKind::DropValues(self.edit(value, was, Self::texts, Self::texts)?)
            }
            "wrap" => ChangeKind::Wrap(self.edit(value, was, Self::text, Self::notation)?),
            "unwrap" => ChangeKind::Unwrap(self.edit(value, was, Self::text, Self::notation)?),
            "name" => ChangeKind::Name(self.edit(value, was, Self::text, Self::text)?),
            "server" => ChangeKind::Server(self.edit(value, was, Self::server, Self::text)?),
            "credential" => {
                ChangeKind::Credential(self.edit(value, was, Self::credential, Self::text)?)
            }
            "encoding" => {
                ChangeKind::Encoding(self.edit(value, was, Self::encoding, Self::text)?)
            }
            "add" => {
                self.check_absent(was);
                ChangeKind::Add(self.members(value, "`add`"))
            }
            "drop" => {
                if !self.flag(value)?.value {
                    let help = "remove the line, or write `drop = true`";
                    self.fault(value.span(), "`drop = false` changes nothing", help);
                }
                ChangeKind::Drop(was.and_then(|was| self.dropped(was, table)))
            }
            _ => {
                let Some(was) = was else {
                    let help = format!(
                        "add it to `was`, as in `was = {{ {key} = \"...\" }}` or `was = \"...\"`"
                    );
                    self.fault(value.span(), format!("`{key}` has no `was`"), help);
                    return None;
                };
                self.replacement(key, value, was, table.get("fields"))?
            }
        })
    }

    /// A change that needs its `was`.
    fn replacement(
        &mut self,
        key: &str,
        value: &Value<'_>,
        was: &Value<'_>,
        fields: Option<&Value<'_>>,
    ) -> Option<ChangeKind> {
        Some(match key {
            "description" => ChangeKind::Description(Edit {
                to: self.string(value)?.value,
                was: self.string(was)?,
            }),
            "type" => ChangeKind::Type(Edit {
                to: self.type_spec(value, fields)?,
                was: self.notation(was)?,
            }),
            "in" => ChangeKind::In(Edit {
                to: self.location(value, &ParameterIn::CHOICES)?.value,
                was: self.location(was, &ParameterIn::ALL)?,
            }),
            "method" => ChangeKind::Method(Edit {
                to: self.method(value)?.value,
                was: self.text(was)?,
            }),
            "url" => ChangeKind::Url(Edit {
                to: self.url(value)?.value,
                was: self.text(was)?,
            }),
            _ => ChangeKind::Returns(Edit {
                to: match self.response(value)?.value {
                    ReturnSpec::Nothing => ReturnSpec::Nothing,
                    ReturnSpec::Url => ReturnSpec::Url,
                    ReturnSpec::Body(_) => ReturnSpec::Body(self.type_spec(value, fields)?),
                },
                was: self.response(was)?,
            }),
        })
    }

    fn edit<T, W>(
        &mut self,
        value: &Value<'_>,
        was: Option<&Value<'_>>,
        read: fn(&mut Self, &Value<'_>) -> Option<Located<T>>,
        read_was: fn(&mut Self, &Value<'_>) -> Option<Located<W>>,
    ) -> Option<Edit<T, Option<Located<W>>>> {
        Some(Edit {
            to: read(self, value)?.value,
            was: was.and_then(|was| read_was(self, was)),
        })
    }

    /// A flag replaces its opposite.
    fn flag_edit(&mut self, value: &Value<'_>, was: Option<&Value<'_>>) -> Option<FlagEdit> {
        let edit = self.edit(value, was, Self::flag, Self::flag)?;
        let to = edit.to;
        if let (Some(was), Some(Located { value: same, .. })) = (was, &edit.was)
            && *same == to
        {
            let help = "`was` is the value in the docs, and the change is the right value";
            self.fault(
                was.span(),
                format!("`was` is the same as the change: `{to}`"),
                help,
            );
        }
        Some(edit)
    }

    /// A new member replaces nothing.
    fn check_absent(&mut self, was: Option<&Value<'_>>) {
        if let Some(was) = was
            && let Some(Located { value, .. }) = self.text(was)
            && value != ABSENT
        {
            let message = format!("`{value}` cannot be the `was` of a new member");
            let help = format!("write `was = \"{ABSENT}\"`, or correct the existing member");
            self.fault(was.span(), message, help);
        }
    }

    /// The `was` of `drop`: the type of a member, or a method and path such as `GET /parcels`. The
    /// path of the correction determines which of the two it is.
    fn dropped(&mut self, was: &Value<'_>, table: &DeTable<'_>) -> Option<Located<Dropped>> {
        let path = table.get("path").and_then(|path| path.get_ref().as_str());
        let dropped = if path.is_some_and(|path| path.contains('.')) {
            Dropped::Member(self.notation(was)?.value)
        } else {
            Dropped::Operation(self.text(was)?.value)
        };
        Some(self.located(dropped, was))
    }
}

#[cfg(test)]
mod tests;
