//! The changes of a correction, and what each replaces.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Reader;
use crate::correct::correction::{Answer, Change, Sent, Shape, Written};

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
    "place",
    "method",
    "url",
    "returns",
    "wrap",
    "unwrap",
    "name",
    "drop",
];

/// What a change replaces, as far as the file says it.
type Was<'v, 'i> = Option<&'v Spanned<DeValue<'i>>>;

impl Reader<'_> {
    /// The changes of a correction.
    pub(super) fn changes(&mut self, table: &DeTable<'_>) -> Vec<Written<Change>> {
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
            Some(Written {
                value: change,
                span: self.span(value.span()),
            })
        });
        changes.collect()
    }

    /// Whether it is clear what each part of `was` belongs to: it holds one value, or one
    /// for each change.
    fn check_was(&mut self, table: &DeTable<'_>, keys: &[&str]) -> bool {
        let Some(was) = table.get("was") else {
            return true;
        };
        match was.get_ref().as_table() {
            Some(each) => {
                let otherwise = "`was` has a key for each change";
                self.refuse_unknown(each, keys, otherwise);
                true
            }
            None if keys.len() > 1 => {
                let help = format!(
                    "write it as in `was = {{ {} = ... }}`",
                    keys.join(" = ..., ")
                );
                self.fault(was.span(), "which change does this belong to?", help);
                false
            }
            None => true,
        }
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
            "description" | "type" | "place" | "method" | "url" | "returns"
        );
        if needed && was.is_none() {
            let help =
                format!("add it to `was`, as in `was = {{ {key} = \"...\" }}` or `was = \"...\"`");
            self.fault(value.span(), format!("what does `{key}` replace?"), help);
        }
        match key {
            "optional" => self.yes_or_no(value, was).map(Change::Optional),
            "nullable" => self.yes_or_no(value, was).map(Change::Nullable),
            "closed" => self.yes_or_no(value, was).map(Change::Closed),
            "drop" => self.dropped(value, was),
            _ if needed => self.replacement(key, value, was?, fields),
            _ => {
                self.refuse_was(key, was);
                self.addition(key, value)
            }
        }
    }

    /// A change that says what it replaces.
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
            "place" => Change::Place {
                is: self.sent(value, &Sent::CHOICES)?.value,
                was: self.sent(was, &Sent::ALL)?,
            },
            "method" => Change::Method {
                is: self.method(value)?.value,
                was: self.method(was)?,
            },
            "url" => Change::Url {
                is: self.url(value)?.value,
                was: self.url(was)?,
            },
            _ => Change::Returns {
                is: self.returned(value, fields)?,
                was: self.answer(was)?,
            },
        })
    }

    /// A change that replaces nothing.
    fn addition(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Change> {
        Some(match key {
            "add" => Change::Add(self.members(value, "`add`")),
            "add_values" => Change::AddValues(self.texts(value)?),
            "drop_values" => Change::DropValues(self.texts(value)?),
            "wrap" => Change::Wrap(self.word(value)?.value),
            "unwrap" => Change::Unwrap(self.word(value)?.value),
            _ => Change::Name(self.word(value)?.value),
        })
    }

    /// What an operation answers, with the members that are listed with it.
    fn returned(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        fields: Was<'_, '_>,
    ) -> Option<Answer<Shape>> {
        let answer = self.answer(value)?;
        Some(match answer.value {
            Answer::Nothing => Answer::Nothing,
            Answer::Url => Answer::Url,
            Answer::Body(_) => Answer::Body(self.shape(value, fields)?),
        })
    }

    /// The opposite is what a yes or no replaces; it may be said, and must be right then.
    fn yes_or_no(&mut self, value: &Spanned<DeValue<'_>>, was: Was<'_, '_>) -> Option<bool> {
        let is = self.flag(value)?;
        if let Some(was) = was
            && self.flag(was)? == is
        {
            let help = "`was` is what the docs say, and the change is what is right";
            self.fault(was.span(), format!("`{is}` is no change of `{is}`"), help);
        }
        Some(is)
    }

    fn dropped(&mut self, value: &Spanned<DeValue<'_>>, was: Was<'_, '_>) -> Option<Change> {
        if !self.flag(value)? {
            let help = "remove the line; `drop = true` drops";
            self.fault(value.span(), "`drop = false` changes nothing", help);
        }
        let was = was.and_then(|was| self.notated(was));
        Some(Change::Drop { was })
    }

    fn refuse_was(&mut self, key: &str, was: Was<'_, '_>) {
        if let Some(was) = was {
            let message = format!("`{key}` needs no `was`");
            self.fault(was.span(), message, "remove it");
        }
    }
}

/// The part of `was` that belongs to one of the changes.
fn was_of<'v, 'i>(table: &'v DeTable<'i>, key: &str, keys: &[&str]) -> Was<'v, 'i> {
    let was = table.get("was")?;
    match was.get_ref().as_table() {
        Some(each) => each.get(key),
        None => (keys.len() == 1).then_some(was),
    }
}
