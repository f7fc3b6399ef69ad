//! `[derives]`, `[attributes]`, `[types]`, `[names]` and `secrets`: what is wanted of items and
//! fields that patterns name.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::Reader;
use crate::base::diagnostic::Span;
use crate::config::overrides::{OverrideKind, OverrideSetting};
use crate::config::value::InvalidValue;

impl Reader<'_> {
    /// A list of patterns, or a table of them with one value or several for each.
    pub(super) fn wishes(&mut self, want: OverrideKind, value: &Spanned<DeValue<'_>>) {
        match (want, value.get_ref()) {
            (OverrideKind::Secret, DeValue::Array(patterns)) => {
                for pattern in patterns {
                    if let Some(text) = self.string(pattern) {
                        self.wish(want, text, String::new(), pattern.span());
                    }
                }
            }
            (OverrideKind::Secret, _) => self.problem(value.span(), not_a_list()),
            (_, DeValue::Table(table)) => {
                for (pattern, values) in table {
                    self.wishes_of(want, pattern.get_ref(), pattern.span(), values);
                }
            }
            _ => self.problem(value.span(), not_a_table(want)),
        }
    }

    fn wishes_of(
        &mut self,
        want: OverrideKind,
        pattern: &str,
        at: Range<usize>,
        values: &Spanned<DeValue<'_>>,
    ) {
        let values = match values.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![values],
        };
        for value in values {
            if let Some(value) = self.string(value) {
                self.wish(want, pattern.to_owned(), value, at.clone());
            }
        }
    }

    fn wish(&mut self, want: OverrideKind, pattern: String, value: String, at: Range<usize>) {
        let span = Span::within(self.file, self.text, at.start, at.len());
        self.choices.wishes.push(OverrideSetting {
            want,
            pattern,
            value,
            span: Some(span),
        });
    }
}

fn not_a_list() -> InvalidValue {
    InvalidValue {
        message: "`secrets` is a list of patterns".to_owned(),
        help: "write it as in `secrets = [\"**.client_secret\"]`".to_owned(),
    }
}

fn not_a_table(want: OverrideKind) -> InvalidValue {
    InvalidValue {
        message: format!("`{want}` is a table, with a pattern in front of each value"),
        help: format!("write it as in `[{want}]`, with `\"ApiKey\" = \"...\"` below"),
    }
}
