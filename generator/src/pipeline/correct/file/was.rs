//! What a change replaces, where the file says it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Reader;
use crate::pipeline::correct::correction::{Dropped, FlagChange, Located};

/// What a change replaces, as far as the file says it.
pub(super) type Was<'v, 'i> = Option<&'v Spanned<DeValue<'i>>>;

/// What the docs say of a member that is to be added.
const ABSENT: &str = "absent";

/// The part of `was` that belongs to one of the changes.
pub(super) fn was_of<'v, 'i>(table: &'v DeTable<'i>, key: &str, keys: &[&str]) -> Was<'v, 'i> {
    let was = table.get("was")?;
    match was.get_ref().as_table() {
        Some(each) => each.get(key),
        None => (keys.len() == 1).then_some(was),
    }
}

impl Reader<'_> {
    /// Whether it is clear what each part of `was` belongs to: it holds one value, or one
    /// for each change.
    pub(super) fn check_was(&mut self, table: &DeTable<'_>, keys: &[&str]) -> bool {
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

    /// The opposite is what a yes or no replaces.
    pub(super) fn flag_change(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        was: Was<'_, '_>,
    ) -> Option<FlagChange> {
        let is = self.flag(value)?;
        if let Some(was) = was
            && self.flag(was)? == is
        {
            let help = "`was` is what the docs say, and the change is what is right";
            self.fault(was.span(), format!("`{is}` is no change of `{is}`"), help);
        }
        Some(FlagChange {
            is,
            has_was: was.is_some(),
        })
    }

    /// A new member replaces nothing.
    pub(super) fn check_absent(&mut self, was: Was<'_, '_>) {
        let Some(was) = was else {
            return;
        };
        if let Some(word) = self.word(was)
            && word.value != ABSENT
        {
            let message = format!("`{}` is not what the docs say of a new member", word.value);
            let help = format!("write `was = \"{ABSENT}\"`, or correct the member that is there");
            self.fault(was.span(), message, help);
        }
    }

    /// What is dropped: a member by its type, an operation as in `GET /parcels`.
    pub(super) fn parse_dropped(&mut self, was: &Spanned<DeValue<'_>>) -> Option<Located<Dropped>> {
        let text = self.word(was)?.value;
        let gone = match text.contains(" /") {
            true => Dropped::Operation(text),
            false => Dropped::Member(self.notated(was)?.value),
        };
        Some(self.written(gone, was))
    }
}
