//! The settings file: TOML, every problem of it with its place.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::diagnostic::{Code, Diagnostic, Error, Span};
use crate::base::text::did_you_mean;
use crate::config::PartialSettings;
use crate::config::overrides::OverrideKind;
use crate::config::value::{self, InvalidValue};
use below::below;

mod below;
mod lint;
mod overrides;

/// Every key that a settings file may have.
const KEYS: [&str; 17] = [
    "reference",
    "corrections",
    "out",
    "layout",
    "crate_name",
    "operations",
    "view",
    "time",
    "base_url",
    "map",
    "serde",
    "derives",
    "attributes",
    "types",
    "names",
    "secrets",
    "lint",
];

/// Reads the choices of a settings file; its paths are relative to its folder.
///
/// Fails with every problem of the file: a key that is not a setting, a value
/// that the setting cannot have, or text that is not TOML.
pub(super) fn read(path: &Path) -> Result<PartialSettings, Error> {
    let file = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| {
        let help = "check that it exists, may be read, and is UTF-8";
        Error::from_problem(
            Code::InvalidSettings,
            format!("cannot be read: {error}"),
            help,
            Some(Span::file(file.clone())),
        )
    })?;
    choices(&file, &text, path.parent().unwrap_or(Path::new("")))
}

/// The choices in this text, or all that is wrong with it.
fn choices(file: &str, text: &str, folder: &Path) -> Result<PartialSettings, Error> {
    let mut reader = Reader {
        file,
        text,
        folder,
        choices: PartialSettings::default(),
        problems: Vec::new(),
    };
    match DeTable::parse(text) {
        Ok(table) => table
            .get_ref()
            .iter()
            .for_each(|(key, value)| reader.take(key.get_ref(), key.span(), value)),
        Err(error) => reader.problem(error.span().unwrap_or(0..0), not_toml(error.message())),
    }
    reader.problems.sort_by(|a, b| a.span.cmp(&b.span));
    if reader.problems.is_empty() {
        Ok(reader.choices)
    } else {
        Err(Error::new(reader.problems))
    }
}

/// What has been read of a settings file.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    folder: &'a Path,
    choices: PartialSettings,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Takes one setting.
    fn take(&mut self, key: &str, key_span: Range<usize>, value: &Spanned<DeValue<'_>>) {
        match key {
            "reference" => self.choices.reference = self.folders(value),
            "corrections" => self.choices.corrections = self.path(value),
            "out" => self.choices.out = self.path(value),
            "layout" => self.choices.layout = self.parsed(value),
            "crate_name" => self.choices.crate_name = self.checked(value, value::crate_name),
            "operations" => self.choices.operations = self.boolean(value),
            "view" => self.choices.view = self.parsed(value),
            "time" => self.choices.time = self.parsed(value),
            "map" => self.choices.map = self.parsed(value),
            "serde" => self.choices.serde = self.parsed(value),
            "lint" => self.lint(value),
            "base_url" => self.choices.base_url = self.checked(value, value::base_url),
            other => match OverrideKind::ALL.iter().find(|(name, _)| *name == other) {
                Some((_, want)) => self.wishes(*want, value),
                None => self.problem(key_span, unknown_key(other)),
            },
        }
    }

    /// A text that stands for one of the setting's values.
    fn parsed<T: FromStr<Err = InvalidValue>>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<T> {
        self.checked(value, str::parse)
    }

    /// What `check` makes of a text.
    fn checked<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        check: fn(&str) -> Result<T, InvalidValue>,
    ) -> Option<T> {
        match check(&self.string(value)?) {
            Ok(checked) => Some(checked),
            Err(invalid) => {
                self.problem(value.span(), invalid);
                None
            }
        }
    }

    /// A path, which starts at the folder of the settings.
    fn path(&mut self, value: &Spanned<DeValue<'_>>) -> Option<PathBuf> {
        self.string(value).map(|path| below(self.folder, &path))
    }

    /// One folder, or a list of folders.
    fn folders(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<PathBuf>> {
        let folders: Vec<String> = match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.string(item)).collect(),
            _ => vec![self.string(value)?],
        };
        Some(
            folders
                .into_iter()
                .map(|path| below(self.folder, &path))
                .collect(),
        )
    }

    /// A text, which nearly every setting is; not an empty one.
    fn string(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) if !text.is_empty() => Some(text.to_string()),
            DeValue::String(_) => {
                let message = "is empty".to_owned();
                let help = "write a value, or remove the setting".to_owned();
                self.problem(value.span(), InvalidValue { message, help });
                None
            }
            _ => self.other_type(value, "a string", "write it in quotes"),
        }
    }

    /// Whether something is wanted.
    fn boolean(&mut self, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(wanted) => Some(*wanted),
            _ => self.other_type(
                value,
                "a boolean",
                "write `true` or `false`, without quotes",
            ),
        }
    }

    /// The problem of a value that has another type than its setting.
    fn other_type<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
        help: &str,
    ) -> Option<T> {
        let found = value.get_ref().type_str();
        let message = format!("expected {expected}, found {found}");
        let help = help.to_owned();
        self.problem(value.span(), InvalidValue { message, help });
        None
    }

    fn problem(&mut self, at: Range<usize>, invalid: InvalidValue) {
        let span = Span::within(self.file, self.text, at.start, at.len());
        let InvalidValue { message, help } = invalid;
        self.problems.push(Diagnostic {
            code: Code::InvalidSettings,
            message,
            help,
            span: Some(span),
        });
    }
}

fn unknown_key(key: &str) -> InvalidValue {
    let otherwise = format!("the settings are {}", KEYS.join(", "));
    InvalidValue {
        message: format!("`{key}` is not a setting"),
        help: did_you_mean::hint(did_you_mean::best_match(key, KEYS), &otherwise),
    }
}

fn not_toml(message: &str) -> InvalidValue {
    InvalidValue {
        message: format!(
            "not TOML: {}",
            message.lines().collect::<Vec<_>>().join("; ")
        ),
        help: "a setting is written as in `layout = \"tree\"`".to_owned(),
    }
}
