//! The tables of the settings file.

use toml::de::DeValue;

use super::{Reader, Value};
use crate::config::accept::{self, AcceptSetting};
use crate::config::lint::{Level, Rule};
use crate::config::package::{PackageKey, PackageValue};
use crate::config::page_globs;
use crate::config::servers::ServerSetting;
use crate::config::types::ValueError;

impl Reader<'_> {
    /// `[package]`: metadata, each a text or a list of texts.
    pub(super) fn package(&mut self, value: &Value<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            let help = "write it as in `[package]`, with `license = \"MIT\"` below";
            return self.error(value.span(), "`package` must be a table", help);
        };
        for (name, value) in table {
            match PackageKey::parse(name.get_ref()) {
                Ok(key) if key.is_list() => self.package_list(key, value),
                Ok(key) => {
                    if let Some(text) = self.package_text(key, value) {
                        self.choices.package.set(key, PackageValue::Text(text));
                    }
                }
                Err(ValueError { message, help }) => self.error(name.span(), message, help),
            }
        }
    }

    fn package_list(&mut self, key: PackageKey, value: &Value<'_>) {
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong_type(value, "a list of strings", "write it as in `[\"api\"]`");
        };
        if let Err(ValueError { message, help }) = key.check_len(items.len()) {
            self.error(value.span(), message, help);
        }
        let texts = items.iter().filter_map(|item| self.package_text(key, item));
        let list = PackageValue::List(texts.collect());
        self.choices.package.set(key, list);
    }

    fn package_text(&mut self, key: PackageKey, value: &Value<'_>) -> Option<String> {
        let text = self.string(value)?;
        if let Err(ValueError { message, help }) = key.check(&text) {
            self.error(value.span(), message, help);
            return None;
        }
        Some(text)
    }

    /// `[servers]`: a table of names, each with a base URL, which may be empty.
    pub(super) fn servers(&mut self, value: &Value<'_>) {
        let DeValue::Table(servers) = value.get_ref() else {
            let help = "write it as in `[servers]`, with `auth = \"https://...\"` below";
            return self.error(value.span(), "`servers` must be a table", help);
        };
        for (name, base_url) in servers {
            let DeValue::String(text) = base_url.get_ref() else {
                let help = "write a URL in quotes, or `\"\"` if it is not known";
                self.wrong_type(base_url, "a string", help);
                continue;
            };
            let server = ServerSetting {
                name: name.get_ref().to_string(),
                base_url: text.to_string(),
                span: Some(self.span(name.span())),
            };
            self.choices.servers.push(server);
        }
    }

    /// `[accept]`: a table of codes, each with a list of globs of pages and ids.
    pub(super) fn accept(&mut self, value: &Value<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            let help = "write it as in `[accept]`, with `unknown-key = [\"sso/**\"]` below";
            return self.error(value.span(), "`accept` must be a table", help);
        };
        for (name, places) in table {
            let code = match accept::code(name.get_ref()) {
                Ok(code) => code,
                Err(ValueError { message, help }) => {
                    self.error(name.span(), message, help);
                    continue;
                }
            };
            let DeValue::Array(places) = places.get_ref() else {
                let help = format!("write it as in `{code} = [\"sso/**\"]`");
                self.error(places.span(), "expected a list of pages or ids", help);
                continue;
            };
            for place in places {
                if let Some(text) = self.checked(place, page_globs::checked) {
                    let span = Some(self.span(place.span()));
                    let place = text;
                    self.choices
                        .accepted
                        .push(AcceptSetting { code, place, span });
                }
            }
        }
    }

    /// `[lint]`: the lists `allow`, `warn` and `deny` of rules.
    pub(super) fn lint(&mut self, value: &Value<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            let help = "write it as in `[lint]`, with `deny = [\"stale-url\"]` below";
            return self.error(value.span(), "`lint` must be a table", help);
        };
        for (key, rules) in table {
            let level = match key.get_ref().as_ref() {
                "allow" => Level::Allow,
                "warn" => Level::Warn,
                "deny" => Level::Deny,
                unknown => {
                    let message = format!("`{unknown}` is not a level");
                    self.error(key.span(), message, "the levels are allow, warn and deny");
                    continue;
                }
            };
            let DeValue::Array(rules) = rules.get_ref() else {
                let help = "write it as in `deny = [\"stale-url\"]`";
                self.error(rules.span(), "expected a list of rules", help);
                continue;
            };
            for rule in rules {
                if let Some(rule) = self.parsed::<Rule>(rule) {
                    let levels = std::mem::take(&mut self.choices.lint);
                    self.choices.lint = levels.set(rule, level);
                }
            }
        }
    }
}
