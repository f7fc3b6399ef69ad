//! The corrections file: TOML, every problem of it with its place.

mod changes;
mod members;
mod values;
mod was;

use std::path::Path;
use std::{fs, ops::Range};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::correction::{Correction, Located};
use crate::base::diagnostic::{Code, Diagnostics, LineIndex, Location, Span};
use crate::base::text::did_you_mean;

/// The keys of a correction that are no changes.
const KEYS: [&str; 5] = ["path", "page", "reason", "was", "fields"];

/// Reads the corrections of a file; what is wrong with one is reported, and it is omitted.
pub(super) fn read(path: &Path, diagnostics: &mut Diagnostics) -> Vec<Correction> {
    let file = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => corrections(&file, &text, diagnostics),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            let help = "check that it exists, may be read, and is UTF-8";
            diagnostics.report(Code::InvalidSettings, message, help, Location::File(file));
            Vec::new()
        }
    }
}

/// The corrections in this text; none where it is not TOML.
pub(crate) fn corrections(
    file: &str,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Correction> {
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
            "a correction begins with `[[correct]]`, and a line is as in `optional = true`",
        );
    }
    if errors.is_empty() {
        reader.all(table.get_ref())
    } else {
        Vec::new()
    }
}

/// Reads values, and reports those that are not right.
struct Reader<'a> {
    lines: LineIndex<'a>,
    diagnostics: &'a mut Diagnostics,
    /// How many problems there have been.
    faults: usize,
}

impl Reader<'_> {
    /// Every table of `correct`.
    fn all(&mut self, table: &DeTable<'_>) -> Vec<Correction> {
        self.refuse_unknown(
            table,
            &["correct"],
            "the file has only `[[correct]]` tables",
        );
        let Some(value) = table.get("correct") else {
            return Vec::new();
        };
        let tables = self.tables(value, "`correct`");
        tables
            .into_iter()
            .filter_map(|table| self.correction(table))
            .collect()
    }

    /// One correction, if nothing is wrong with it.
    fn correction(&mut self, table: &Spanned<DeValue<'_>>) -> Option<Correction> {
        let before = self.faults;
        let (span, table) = (table.span(), table.get_ref().as_table()?);
        let keys: Vec<&str> = KEYS.into_iter().chain(changes::KEYS).collect();
        let otherwise = format!("the changes are {}", changes::KEYS.join(", "));
        self.refuse_unknown(table, &keys, &otherwise);
        let has_known_keys = self.faults == before;
        let path = self.required(table, "path", &span, "the docs path of what is wrong");
        let page = table.get("page").and_then(|page| self.word(page));
        let reason = self.required(table, "reason", &span, "how it is known");
        let changes = self.changes(table);
        if changes.is_empty()
            && has_known_keys
            && !changes::KEYS.iter().any(|key| table.contains_key(*key))
        {
            self.fault(span, "nothing is corrected", otherwise);
        }
        let correction = Correction {
            path: path?,
            page,
            changes,
            reason: one_line(&reason?.value),
        };
        (self.faults == before).then_some(correction)
    }

    /// A text that must be there.
    fn required(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        at: &Range<usize>,
        what: &str,
    ) -> Option<Located<String>> {
        let Some(value) = table.get(key) else {
            let help = format!("add `{key} = \"...\"`: {what}");
            self.fault(at.clone(), format!("`{key}` is missing"), help);
            return None;
        };
        self.word(value)
    }

    /// Refuses the keys of a table that mean nothing.
    fn refuse_unknown(&mut self, table: &DeTable<'_>, keys: &[&str], otherwise: &str) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                let help = did_you_mean::hint(
                    did_you_mean::best_match(name, keys.iter().copied()),
                    otherwise,
                );
                self.fault(key.span(), format!("`{name}` is not a key here"), help);
            }
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.lines.span(range.start, range.len())
    }

    fn fault(&mut self, at: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.fault_of(Code::InvalidCorrection, at, message, help);
    }

    fn fault_of(
        &mut self,
        code: Code,
        at: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.faults += 1;
        let at = Location::Known(self.span(at));
        self.diagnostics.report(code, message, help, at);
    }
}

/// A text as one line of prose.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
