//! The reader of a corrections file, which reports errors.

use std::ops::Range;

use toml::de::DeTable;

use super::Value;
use crate::base::diagnostic::{Code, Diagnostics, LineIndex, Location, Span};
use crate::base::text::did_you_mean;
use crate::pipeline::correct::correction::Located;

/// Reads values, and reports invalid values.
pub(super) struct Reader<'a> {
    pub(super) lines: LineIndex<'a>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The number of errors so far.
    pub(super) faults: usize,
}

impl Reader<'_> {
    /// A required text; `what` describes its purpose in the error.
    pub(super) fn required(
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
        self.text(value)
    }

    /// Rejects the keys of a table that are not among these.
    pub(super) fn refuse_unknown(&mut self, table: &DeTable<'_>, keys: &[&str], otherwise: &str) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                let near = did_you_mean::best_match(name, keys.iter().copied());
                let help = did_you_mean::hint(near, otherwise);
                self.fault(key.span(), format!("`{name}` is not a key here"), help);
            }
        }
    }

    pub(super) fn located<T>(&self, read: T, value: &Value<'_>) -> Located<T> {
        Located {
            value: read,
            span: self.span(value.span()),
        }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.lines.span(range.start, range.len())
    }

    pub(super) fn fault(
        &mut self,
        at: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.fault_with(Code::InvalidCorrection, at, message, help);
    }

    pub(super) fn fault_with(
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
