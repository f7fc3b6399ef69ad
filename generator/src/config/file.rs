//! The settings file: TOML, each error with its location.

mod tables;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::overrides::{OverrideKind, OverrideSetting};
use super::page_globs::{self, GlobKind, GlobSetting};
use super::relative_path::below;
use super::settings::PartialSettings;
use super::types::{self, ValueError, fail_with};
use crate::base::diagnostic::{Code, Diagnostic, Error, LineIndex, Span};
use crate::base::read;
use crate::base::text::did_you_mean;

/// Every key that a settings file may have.
const KEYS: [&str; 32] = [
    "reference",
    "include",
    "exclude",
    "only",
    "corrections",
    "out",
    "layout",
    "crate_name",
    "package",
    "operations",
    "http",
    "share_types",
    "view",
    "time",
    "base_url",
    "servers",
    "map",
    "serde",
    "serde_code",
    "ids",
    "id_types",
    "structs",
    "derives",
    "attributes",
    "types",
    "names",
    "secrets",
    "public",
    "accept",
    "follow_links",
    "max_body_size",
    "lint",
];

type Value<'i> = Spanned<DeValue<'i>>;

/// Reads the choices of a settings file; its paths are relative to its folder.
///
/// Fails with every error of the file: a key that is not a setting, a value that the setting
/// cannot have, or text that is not TOML.
pub(super) fn read(path: &Path) -> Result<PartialSettings, Error> {
    let file = path.display().to_string();
    let text = read::text(path).map_err(|error| {
        let message = format!("cannot be read: {error}");
        let span = Span::file(file.clone());
        Error::from_problem(Code::InvalidSettings, message, error.help(), Some(span))
    })?;
    let mut reader = Reader {
        lines: LineIndex::new(&file, &text),
        folder: path.parent().unwrap_or(Path::new("")),
        choices: PartialSettings::default(),
        errors: Vec::new(),
    };
    match DeTable::parse(&text) {
        Ok(table) => {
            for (key, value) in table.get_ref() {
                reader.take(key.get_ref(), key.span(), value);
            }
        }
        Err(error) => {
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            reader.error(
                error.span().unwrap_or(0..0),
                format!("not TOML: {message}"),
                "write settings as in `layout = \"tree\"`",
            );
        }
    }
    fail_with(reader.errors)?;
    Ok(reader.choices)
}

/// Reads the settings of a file, and collects the errors.
struct Reader<'a> {
    lines: LineIndex<'a>,
    folder: &'a Path,
    choices: PartialSettings,
    errors: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Takes one setting.
    fn take(&mut self, key: &str, key_span: Range<usize>, value: &Value<'_>) {
        match key {
            "reference" => self.choices.reference = self.folders(value),
            "include" => self.globs(GlobKind::Include, value),
            "exclude" => self.globs(GlobKind::Exclude, value),
            "only" => self.globs(GlobKind::Only, value),
            "corrections" => self.choices.corrections = self.path(value),
            "out" => self.choices.out = self.path(value),
            "layout" => self.choices.layout = self.parsed(value),
            "crate_name" => self.choices.crate_name = self.checked(value, types::crate_name),
            "package" => self.package(value),
            "operations" => self.choices.operations = self.boolean(value),
            "http" => self.choices.http = self.boolean(value),
            "share_types" => self.choices.share_types = self.boolean(value),
            "view" => self.choices.view = self.parsed(value),
            "time" => self.choices.time = self.parsed(value),
            "base_url" => self.choices.base_url = self.checked(value, types::base_url),
            "servers" => self.servers(value),
            "map" => self.choices.map = self.parsed(value),
            "serde" => self.choices.serde = self.parsed(value),
            "serde_code" => self.choices.serde_code = self.parsed(value),
            "ids" => self.choices.ids = self.parsed(value),
            "id_types" => self.overrides(OverrideKind::Id, value),
            "structs" => self.choices.structs = self.parsed(value),
            "derives" => self.overrides(OverrideKind::Derive, value),
            "attributes" => self.overrides(OverrideKind::Attribute, value),
            "types" => self.overrides(OverrideKind::Type, value),
            "names" => self.overrides(OverrideKind::Name, value),
            "secrets" => self.fields(OverrideKind::Secret, "**.client_secret", value),
            "public" => self.fields(OverrideKind::Public, "**.page_token", value),
            "accept" => self.accept(value),
            "follow_links" => self.choices.follow_links = self.parsed(value),
            "max_body_size" => self.choices.max_body_size = self.size(value),
            "lint" => self.lint(value),
            unknown => {
                let otherwise = format!("the settings are {}", KEYS.join(", "));
                let help = did_you_mean::hint(did_you_mean::best_match(unknown, KEYS), &otherwise);
                self.error(key_span, format!("`{unknown}` is not a setting"), help);
            }
        }
    }

    /// A string that names one of the setting's values.
    fn parsed<T: FromStr<Err = ValueError>>(&mut self, value: &Value<'_>) -> Option<T> {
        self.checked(value, str::parse)
    }

    /// The result of `check` for a text.
    fn checked<T>(
        &mut self,
        value: &Value<'_>,
        check: fn(&str) -> Result<T, ValueError>,
    ) -> Option<T> {
        match check(&self.string(value)?) {
            Ok(checked) => Some(checked),
            Err(ValueError { message, help }) => {
                self.error(value.span(), message, help);
                None
            }
        }
    }

    /// A path, relative to the folder of the settings file.
    fn path(&mut self, value: &Value<'_>) -> Option<PathBuf> {
        self.string(value).map(|path| below(self.folder, &path))
    }

    /// One folder, or a list of folders.
    fn folders(&mut self, value: &Value<'_>) -> Option<Vec<PathBuf>> {
        match value.get_ref() {
            DeValue::Array(items) => Some(items.iter().filter_map(|it| self.path(it)).collect()),
            _ => Some(vec![self.path(value)?]),
        }
    }

    /// A text that is not empty.
    fn string(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) if !text.is_empty() => return Some(text.to_string()),
            DeValue::String(_) => {
                let help = "write a value, or remove the setting";
                self.error(value.span(), "the value is empty", help);
            }
            _ => self.wrong_type(value, "a string", "write it in quotes"),
        }
        None
    }

    fn boolean(&mut self, value: &Value<'_>) -> Option<bool> {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        let help = "write `true` or `false`, without quotes";
        self.wrong_type(value, "a boolean", help);
        None
    }

    /// A number of bytes.
    fn size(&mut self, value: &Value<'_>) -> Option<u64> {
        let help = "write a number of bytes, as in `268_435_456`";
        let DeValue::Integer(size) = value.get_ref() else {
            self.wrong_type(value, "an integer", help);
            return None;
        };
        match u64::from_str_radix(size.as_str(), size.radix()) {
            Ok(size) if size > 0 => Some(size),
            Ok(_) | Err(_) => {
                self.error(value.span(), "not a valid number of bytes", help);
                None
            }
        }
    }

    /// `[derives]` and similar tables: patterns, each with one value or several.
    fn overrides(&mut self, kind: OverrideKind, value: &Value<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.error(
                value.span(),
                format!("`{kind}` must be a table of patterns and their values"),
                format!("write it as in `[{kind}]`, with `\"ApiKey\" = \"...\"` below"),
            );
        };
        for (pattern, values) in table {
            let values = match values.get_ref() {
                DeValue::Array(values) => values.iter().collect(),
                _ => vec![values],
            };
            for value in values {
                if let Some(value) = self.string(value) {
                    let text = pattern.get_ref().to_string();
                    self.add_override(kind, text, value, pattern.span());
                }
            }
        }
    }

    /// `secrets` and `public`: lists of patterns.
    fn fields(&mut self, kind: OverrideKind, example: &str, value: &Value<'_>) {
        let DeValue::Array(patterns) = value.get_ref() else {
            let help = format!("write it as in `{kind} = [\"{example}\"]`");
            return self.error(
                value.span(),
                format!("`{kind}` must be a list of patterns"),
                help,
            );
        };
        for pattern in patterns {
            if let Some(text) = self.string(pattern) {
                self.add_override(kind, text, String::new(), pattern.span());
            }
        }
    }

    /// `include`, `exclude` and `only`: lists of globs.
    fn globs(&mut self, kind: GlobKind, value: &Value<'_>) {
        let DeValue::Array(globs) = value.get_ref() else {
            let help = format!("write it as in `{kind} = [\"drafts/**\"]`");
            return self.error(
                value.span(),
                format!("`{kind}` must be a list of globs"),
                help,
            );
        };
        for glob in globs {
            if let Some(text) = self.checked(glob, page_globs::checked) {
                let span = Some(self.span(glob.span()));
                self.choices.globs.push(GlobSetting { kind, text, span });
            }
        }
    }

    fn add_override(
        &mut self,
        kind: OverrideKind,
        pattern: String,
        value: String,
        at: Range<usize>,
    ) {
        let span = Some(self.span(at));
        self.choices.overrides.push(OverrideSetting {
            kind,
            pattern,
            value,
            span,
        });
    }

    fn wrong_type(&mut self, value: &Value<'_>, expected: &str, help: &str) {
        let found = value.get_ref().type_str();
        let message = format!("expected {expected}, found {found}");
        self.error(value.span(), message, help);
    }

    fn error(&mut self, at: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let span = self.span(at);
        self.errors.push(Diagnostic::new(
            Code::InvalidSettings,
            message.into(),
            help.into(),
            Some(span),
        ));
    }

    fn span(&self, at: Range<usize>) -> Span {
        self.lines.span(at.start, at.len())
    }
}
