//! The changes of a correction.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Reader;
use super::was::{Was, was_of};
use crate::pipeline::correct::correction::{
    Change, EnumValueChange, Located, ParameterIn, ReturnSpec, TypeSpec, Wrapper,
};

/// Every change, in the order in which those of one correction are made: what
/// is renamed or dropped is found by its old name until then.
pub(super) const KEYS: [&str; 16] = [
    "description",
    "type",
    "optional",
    "nullable",
    "add_values",
    "drop_values",
    "closed",
    "add",
    "in",
    "method",
    "url",
    "returns",
    "wrap",
    "unwrap",
    "name",
    "drop",
];

impl Reader<'_> {
    /// The changes of a correction.
    pub(super) fn changes(&mut self, table: &DeTable<'_>) -> Vec<Located<Change>> {
        let keys: Vec<&str> = KEYS
            .into_iter()
            .filter(|key| table.contains_key(*key))
            .collect();
        if let (true, Some(drop)) = (keys.len() > 1, table.get("drop")) {
            let help = "keep `drop` alone, or remove it";
            self.fault(drop.span(), "what is dropped has no other change", help);
        }
        if !self.check_was(table, &keys) {
            return Vec::new();
        }
        self.check_fields(table);
        let changes = keys.iter().filter_map(|key| {
            let value = table.get(*key)?;
            let was = was_of(table, key, &keys);
            let change = self.change(key, value, was, table.get("fields"))?;
            Some(Located {
                value: change,
                span: self.span(value.span()),
            })
        });
        changes.collect()
    }

    /// `fields` belong to a type.
    fn check_fields(&mut self, table: &DeTable<'_>) {
        let has_type = table.contains_key("type") || table.contains_key("returns");
        if let (false, Some(fields)) = (has_type, table.get("fields")) {
            let help = "add `type = \"object\"`, or use `add` for members beside those there are";
            self.fault(fields.span(), "`fields` need a `type` or `returns`", help);
        }
    }

    fn change(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        was: Was<'_, '_>,
        fields: Was<'_, '_>,
    ) -> Option<Change> {
        let needed = matches!(
            key,
            "description" | "type" | "in" | "method" | "url" | "returns"
        );
        if needed && was.is_none() {
            let help =
                format!("add it to `was`, as in `was = {{ {key} = \"...\" }}` or `was = \"...\"`");
            self.fault(value.span(), format!("what does `{key}` replace?"), help);
        }
        match needed {
            true => self.replacement(key, value, was?, fields),
            false => self.other(key, value, was),
        }
    }

    /// A change that says nothing without what it replaces.
    fn replacement(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        was: &Spanned<DeValue<'_>>,
        fields: Was<'_, '_>,
    ) -> Option<Change> {
        Some(match key {
            "description" => Change::Description {
                is: self.text(value)?.value,
                was: self.text(was)?,
            },
            "type" => Change::Type {
                is: self.shape(value, fields)?,
                was: self.notated(was)?,
            },
            "in" => Change::Place {
                is: self.sent(value, &ParameterIn::CHOICES)?.value,
                was: self.sent(was, &ParameterIn::ALL)?,
            },
            "method" => Change::Method {
                is: self.method(value)?.value,
                was: self.method(was)?,
            },
            "url" => Change::Url {
                is: self.url(value)?.value,
                was: self.word(was)?,
            },
            _ => Change::Returns {
                is: self.returned(value, fields)?,
                was: self.answer(was)?,
            },
        })
    }

    /// A change whose `was` can be told from the docs where it is missing.
    fn other(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        was: Was<'_, '_>,
    ) -> Option<Change> {
        Some(match key {
            "optional" => Change::Optional(self.flag_change(value, was)?),
            "nullable" => Change::Nullable(self.flag_change(value, was)?),
            "closed" => Change::Closed(self.flag_change(value, was)?),
            "add_values" => Change::AddValues(self.values(value, was)?),
            "drop_values" => Change::DropValues(self.values(value, was)?),
            "add" => {
                self.check_absent(was);
                Change::Add(self.members(value, "`add`"))
            }
            "wrap" => Change::Wrap(self.key(value, was)?),
            "unwrap" => Change::Unwrap(self.key(value, was)?),
            "name" => Change::Name {
                is: self.word(value)?.value,
                was: was.and_then(|was| self.word(was)),
            },
            _ => self.dropped(value, was)?,
        })
    }

    fn values(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        was: Was<'_, '_>,
    ) -> Option<EnumValueChange> {
        Some(EnumValueChange {
            values: self.texts(value)?,
            was: was.and_then(|was| {
                let values = self.texts(was)?;
                Some(self.written(values, was))
            }),
        })
    }

    fn key(&mut self, value: &Spanned<DeValue<'_>>, was: Was<'_, '_>) -> Option<Wrapper> {
        Some(Wrapper {
            key: self.word(value)?.value,
            was: was.and_then(|was| self.notated(was)),
        })
    }

    /// What an operation answers, with the members that are listed with it.
    fn returned(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        fields: Was<'_, '_>,
    ) -> Option<ReturnSpec<TypeSpec>> {
        let answer = self.answer(value)?;
        Some(match answer.value {
            ReturnSpec::Nothing => ReturnSpec::Nothing,
            ReturnSpec::Url => ReturnSpec::Url,
            ReturnSpec::Body(_) => ReturnSpec::Body(self.shape(value, fields)?),
        })
    }

    fn dropped(&mut self, value: &Spanned<DeValue<'_>>, was: Was<'_, '_>) -> Option<Change> {
        if !self.flag(value)? {
            let help = "remove the line; `drop = true` drops";
            self.fault(value.span(), "`drop = false` changes nothing", help);
        }
        let was = was.and_then(|was| self.parse_dropped(was));
        Some(Change::Drop { was })
    }
}
