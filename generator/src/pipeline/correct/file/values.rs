//! The values of a corrections file, each of the kind that its key asks for.

use toml::Spanned;
use toml::de::DeValue;

use super::Reader;
use crate::base::diagnostic::Code;
use crate::base::text::did_you_mean;
use crate::notation::meaning::TypeExpr;
use crate::notation::{METHODS, syntax, url_template};
use crate::pipeline::correct::correction::{Located, ParameterIn, ReturnSpec, TypeText};

impl Reader<'_> {
    /// A text, which may be empty.
    pub(super) fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
        match value.get_ref() {
            DeValue::String(text) => Some(self.written(text.trim().to_owned(), value)),
            other => self.wrong_kind(value, "a string", other.type_str()),
        }
    }

    /// A text that says something.
    pub(super) fn word(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
        match self.text(value)? {
            text if text.value.is_empty() => self.wrong_kind(value, "a text", "an empty string"),
            text => Some(text),
        }
    }

    pub(super) fn flag(&mut self, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            other => self.wrong_kind(value, "`true` or `false`", other.type_str()),
        }
    }

    /// A list of texts with at least one.
    pub(super) fn texts(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
        match value.get_ref() {
            DeValue::Array(items) if !items.is_empty() => items
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => Some(text.to_string()),
                    other => self.wrong_kind(item, "a string", other.type_str()),
                })
                .collect(),
            DeValue::Array(_) => self.wrong_kind(value, "at least one string", "none"),
            other => self.wrong_kind(value, "a list of strings", other.type_str()),
        }
    }

    /// A table, or a list of tables with at least one.
    pub(super) fn tables<'v, 'i>(
        &mut self,
        value: &'v Spanned<DeValue<'i>>,
        what: &str,
    ) -> Vec<&'v Spanned<DeValue<'i>>> {
        let tables: Vec<&Spanned<DeValue<'i>>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        if tables.is_empty() {
            let help = "write at least one table, or remove the key";
            self.fault(value.span(), format!("{what} is empty"), help);
        }
        for other in tables.iter().filter(|table| !table.get_ref().is_table()) {
            let found = other.get_ref().type_str();
            let _: Option<()> = self.wrong_kind(other, "a table", found);
        }
        tables
            .into_iter()
            .filter(|table| table.get_ref().is_table())
            .collect()
    }

    /// A type in the docs' notation.
    pub(super) fn notated(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Located<TypeText>> {
        let text = self.word(value)?.value;
        match syntax::parse(&text) {
            Ok(notation) => {
                let ty = TypeExpr::from_syntax(&notation);
                Some(self.written(TypeText { text, ty }, value))
            }
            Err(error) => {
                let help = "write a type as the docs do, such as `string[]`";
                self.fault_of(
                    Code::InvalidType,
                    value.span(),
                    format!("`{text}`: {error}"),
                    help,
                );
                None
            }
        }
    }

    /// What an operation answers, its type not yet looked at.
    pub(super) fn answer(
        &mut self,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Located<ReturnSpec<TypeText>>> {
        let text = self.word(value)?;
        let answer = match text.value.as_str() {
            "nothing" => ReturnSpec::Nothing,
            "url" => ReturnSpec::Url,
            _ => ReturnSpec::Body(self.notated(value)?.value),
        };
        Some(self.written(answer, value))
    }

    pub(super) fn sent(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        choices: &[ParameterIn],
    ) -> Option<Located<ParameterIn>> {
        let names: Vec<&str> = choices.iter().map(|sent| sent.as_str()).collect();
        let name = self.one_of(value, &names)?.value;
        let sent = choices.iter().copied().find(|sent| sent.as_str() == name)?;
        Some(self.written(sent, value))
    }

    pub(super) fn method(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
        self.one_of(value, &METHODS)
    }

    pub(super) fn url(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
        let url = self.word(value)?;
        let (message, help) = match url_template::fault(&url.value) {
            None => return Some(url),
            Some(_) if !url.value.starts_with('/') => (
                format!("`{}` is not the path of an operation", url.value),
                "begin it with `/`, as in `/things/:id`".to_owned(),
            ),
            Some(fault) => (fault.message, fault.help),
        };
        self.fault(value.span(), message, help);
        None
    }

    fn one_of(&mut self, value: &Spanned<DeValue<'_>>, names: &[&str]) -> Option<Located<String>> {
        let word = self.word(value)?;
        if names.contains(&word.value.as_str()) {
            return Some(word);
        }
        let near = did_you_mean::best_match(&word.value, names.iter().copied());
        let help = did_you_mean::hint(near, &format!("use one of {}", names.join(", ")));
        self.fault(
            value.span(),
            format!("`{}` is no value here", word.value),
            help,
        );
        None
    }

    pub(super) fn written<T>(&self, read: T, value: &Spanned<DeValue<'_>>) -> Located<T> {
        Located {
            value: read,
            span: self.span(value.span()),
        }
    }

    fn wrong_kind<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
        found: &str,
    ) -> Option<T> {
        let message = format!("expected {expected}, found {found}");
        self.fault(value.span(), message, format!("write {expected}"));
        None
    }
}
