//! `[lint]`: which rules matter, and how much.

use toml::Spanned;
use toml::de::DeValue;

use super::Reader;
use crate::config::lint::{Level, LintLevels, Rule};
use crate::config::value::InvalidValue;

impl Reader<'_> {
    /// The lists `allow`, `warn` and `deny` of rules.
    pub(super) fn lint(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.problem(value.span(), not_a_table());
        };
        for (key, rules) in table {
            match key.get_ref().as_ref() {
                "allow" => self.rules(rules, Level::Allow),
                "warn" => self.rules(rules, Level::Warn),
                "deny" => self.rules(rules, Level::Deny),
                unknown => self.problem(key.span(), unknown_list(unknown)),
            }
        }
    }

    fn rules(&mut self, rules: &Spanned<DeValue<'_>>, level: Level) {
        let DeValue::Array(codes) = rules.get_ref() else {
            return self.problem(rules.span(), not_a_list());
        };
        for code in codes {
            let Some(name) = self.string(code) else {
                continue;
            };
            match name.parse::<Rule>() {
                Ok(rule) => {
                    let levels = std::mem::take(&mut self.choices.lint);
                    self.choices.lint = LintLevels::set(levels, rule, level);
                }
                Err(invalid) => self.problem(code.span(), invalid),
            }
        }
    }
}

fn not_a_table() -> InvalidValue {
    InvalidValue {
        message: "`lint` is a table".to_owned(),
        help: "write it as in `[lint]`, with `deny = [\"stale-url\"]` below".to_owned(),
    }
}

fn not_a_list() -> InvalidValue {
    InvalidValue {
        message: "expected a list of rules".to_owned(),
        help: "write it as in `deny = [\"stale-url\"]`".to_owned(),
    }
}

fn unknown_list(key: &str) -> InvalidValue {
    InvalidValue {
        message: format!("`{key}` is not a level"),
        help: "the levels are allow, warn and deny".to_owned(),
    }
}
