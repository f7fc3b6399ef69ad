//! Reads the values of a corrections file, with the type that each key requires.

use std::collections::HashSet;

use toml::de::DeValue;

use super::{Reader, Value};
use crate::base::diagnostic::Code;
use crate::base::text::did_you_mean;
use crate::notation::meaning::TypeExpr;
use crate::notation::url_template::UrlTemplate;
use crate::notation::{METHODS, is_server_name, syntax};
use crate::pipeline::api::{Credential, Encoding};
use crate::pipeline::correct::correction::{
    Located, NewMember, ParameterIn, ReturnSpec, TypeSpec, TypeText,
};

/// The keys of a new member.
const MEMBER_KEYS: [&str; 7] = [
    "name",
    "type",
    "fields",
    "optional",
    "nullable",
    "description",
    "in",
];

impl Reader<'_> {
    /// A string, which may be empty.
    pub(super) fn string(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        match value.get_ref() {
            DeValue::String(text) => Some(self.located(text.trim().to_owned(), value)),
            other => self.wrong_type(value, "a string", other.type_str()),
        }
    }

    /// A string that is not empty.
    pub(super) fn text(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        let text = self.string(value)?;
        if text.value.is_empty() {
            return self.wrong_type(value, "a non-empty string", "an empty string");
        }
        Some(text)
    }

    pub(super) fn flag(&mut self, value: &Value<'_>) -> Option<Located<bool>> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(self.located(*flag, value)),
            other => self.wrong_type(value, "`true` or `false`", other.type_str()),
        }
    }

    /// A list of at least one string, without duplicates.
    pub(super) fn texts(&mut self, value: &Value<'_>) -> Option<Located<Vec<String>>> {
        let items = match value.get_ref() {
            DeValue::Array(items) if !items.is_empty() => items.iter(),
            DeValue::Array(_) => return self.wrong_type(value, "at least one string", "none"),
            other => return self.wrong_type(value, "a list of strings", other.type_str()),
        };
        let texts = items.map(|item| match item.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => self.wrong_type(item, "a string", other.type_str()),
        });
        let mut texts = texts.collect::<Option<Vec<String>>>()?;
        let mut seen = HashSet::new();
        texts.retain(|text| seen.insert(text.clone()));
        Some(self.located(texts, value))
    }

    /// A table, or a list of at least one table.
    pub(super) fn tables<'v, 'i>(
        &mut self,
        value: &'v Value<'i>,
        what: &str,
    ) -> Vec<&'v Value<'i>> {
        let mut tables: Vec<&Value<'i>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        if tables.is_empty() {
            let help = "write at least one table, or remove the key";
            self.fault(value.span(), format!("{what} is empty"), help);
        }
        tables.retain(|table| {
            let table_or_other = table.get_ref();
            if !table_or_other.is_table() {
                let _: Option<()> = self.wrong_type(table, "a table", table_or_other.type_str());
            }
            table_or_other.is_table()
        });
        tables
    }

    /// Every member of a table, or of a list of tables.
    pub(super) fn members(&mut self, value: &Value<'_>, what: &str) -> Vec<NewMember> {
        let tables = self.tables(value, what).into_iter();
        tables.filter_map(|table| self.member(table)).collect()
    }

    fn member(&mut self, value: &Value<'_>) -> Option<NewMember> {
        let (span, table) = (value.span(), value.get_ref().as_table()?);
        let otherwise = format!("a member has {}", MEMBER_KEYS.join(", "));
        self.refuse_unknown(table, &MEMBER_KEYS, &otherwise);
        let name = self.required(table, "name", &span, "its key on the wire");
        let ty = match (table.get("type"), table.get("fields")) {
            (Some(ty), fields) => self.type_spec(ty, fields),
            // Without a type, the members describe an object.
            (None, Some(fields)) => Some(TypeSpec {
                notation: TypeText {
                    text: "object".to_owned(),
                    ty: TypeExpr::Object,
                },
                fields: Some(self.members(fields, "`fields`")),
                span: self.span(fields.span()),
            }),
            (None, None) => {
                let help = "add `type = \"...\"`, written as in the docs";
                self.fault(span, "`type` is missing", help);
                None
            }
        };
        let mut flag = |key| table.get(key).and_then(|value| self.flag(value));
        let (optional, nullable) = (flag("optional"), flag("nullable"));
        let description = table.get("description").and_then(|text| self.text(text));
        let location = table
            .get("in")
            .and_then(|location| self.location(location, &ParameterIn::CHOICES));
        Some(NewMember {
            name: name?,
            ty: ty?,
            optional: optional.is_some_and(|flag| flag.value),
            nullable: nullable.is_some_and(|flag| flag.value),
            description: description.map(|text| text.value),
            location,
        })
    }

    /// A type, and its members if the correction lists them.
    pub(super) fn type_spec(
        &mut self,
        ty: &Value<'_>,
        fields: Option<&Value<'_>>,
    ) -> Option<TypeSpec> {
        let Located { value, span } = self.notation(ty)?;
        Some(TypeSpec {
            notation: value,
            fields: fields.map(|fields| self.members(fields, "`fields`")),
            span,
        })
    }

    /// A type in the docs' notation.
    pub(super) fn notation(&mut self, value: &Value<'_>) -> Option<Located<TypeText>> {
        let text = self.text(value)?.value;
        match syntax::parse(&text) {
            Ok(notation) => {
                let ty = TypeExpr::from_syntax(&notation);
                Some(self.located(TypeText { text, ty }, value))
            }
            // An id may contain a character that the type notation does not allow in names.
            Err(_) if is_id(&text) => {
                let ty = TypeExpr::Named(text.clone());
                Some(self.located(TypeText { text, ty }, value))
            }
            Err(error) => {
                let message = format!("`{text}`: {error}");
                let help = "write a type as in the docs, such as `string[]`";
                self.fault_with(Code::InvalidType, value.span(), message, help);
                None
            }
        }
    }

    /// The response of an operation.
    pub(super) fn response(&mut self, value: &Value<'_>) -> Option<Located<ReturnSpec<TypeText>>> {
        let text = self.text(value)?;
        let response = match text.value.as_str() {
            "nothing" => ReturnSpec::Nothing,
            "url" => ReturnSpec::Url,
            _ => ReturnSpec::Body(self.notation(value)?.value),
        };
        Some(self.located(response, value))
    }

    /// The location of a parameter, which must be one of these.
    pub(super) fn location(
        &mut self,
        value: &Value<'_>,
        choices: &[ParameterIn],
    ) -> Option<Located<ParameterIn>> {
        let names: Vec<&str> = choices.iter().map(|choice| choice.as_str()).collect();
        let name = self.one_of(value, &names)?.value;
        let location = choices.iter().find(|choice| choice.as_str() == name)?;
        Some(self.located(*location, value))
    }

    pub(super) fn method(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        self.one_of(value, &METHODS)
    }

    pub(super) fn url(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        let url = self.text(value)?;
        let (message, help) = match UrlTemplate::parse_corrected(&url.value, &|_| false) {
            Ok(_) => return Some(url),
            Err(_) if !url.value.starts_with('/') => (
                format!("`{}` is not the path of an operation", url.value),
                "begin it with `/`, as in `/things/:id`",
            ),
            Err(error) => (error.message, error.help),
        };
        self.fault(value.span(), message, help);
        None
    }

    /// The name of a server.
    pub(super) fn server(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        let name = self.text(value)?;
        if is_server_name(&name.value) {
            return Some(name);
        }
        let message = format!("`{}` cannot be the name of a server", name.value);
        let help = "use lowercase letters and digits, with one `_` between words, as in `auth`";
        self.fault(value.span(), message, help);
        None
    }

    /// The credential of an operation. An access token is not allowed, since it is a parameter.
    pub(super) fn credential(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        self.one_of(
            value,
            &[Credential::None.as_str(), Credential::ApiKey.as_str()],
        )
    }

    pub(super) fn encoding(&mut self, value: &Value<'_>) -> Option<Located<String>> {
        self.one_of(value, &[Encoding::Json.as_str(), Encoding::Form.as_str()])
    }

    fn one_of(&mut self, value: &Value<'_>, names: &[&str]) -> Option<Located<String>> {
        let text = self.text(value)?;
        if names.contains(&text.value.as_str()) {
            return Some(text);
        }
        let near = did_you_mean::best_match(&text.value, names.iter().copied());
        let help = did_you_mean::hint(near, &format!("use one of {}", names.join(", ")));
        let message = format!("`{}` is not a valid value here", text.value);
        self.fault(value.span(), message, help);
        None
    }

    fn wrong_type<T>(&mut self, value: &Value<'_>, expected: &str, found: &str) -> Option<T> {
        let message = format!("expected {expected}, found {found}");
        self.fault(value.span(), message, format!("write {expected}"));
        None
    }
}

/// `true` for an id as in the docs: `organization-domain`.
fn is_id(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_plain)
}
