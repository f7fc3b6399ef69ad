//! The keys of a mapping, known ones without an allocation.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::base::diagnostic::Code;
use crate::base::text::did_you_mean;
use crate::pipeline::parse::faults::YamlPath;
use crate::pipeline::parse::skip::Skip;

/// The keys that a mapping may have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys(pub(crate) &'static [&'static str]);

/// The keys that everything else stands below.
const VITAL: [&str; 2] = ["reference", "descriptions"];

/// Reports a key that is one slip away from one without which other pages miss what they name.
pub(crate) fn refuse_misspelt(trail: &YamlPath<'_>, meant: &str) {
    let message = format!("{} is no key; all below it is lost", trail.name());
    let help = format!("did you mean `{meant}`?");
    trail.raise_at_key(Code::MisspeltKey, message, help);
}

/// Whether one name is the other but for one slip. Of short names all are like each other.
pub(crate) fn is_one_edit_away(name: &str, meant: &str) -> bool {
    name.len() > 2 && meant.len() > 2 && strsim::osa_distance(name, meant) == 1
}

/// A key, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// The known key at this position.
    Known(usize),
    /// Any other.
    Other(String),
}

impl Keys {
    /// Gives every known key, once, to `field`, which must take the value.
    ///
    /// An unknown key is a warning and skipped. A key that is there twice is
    /// left to the pass over the events, which knows its place.
    pub(crate) fn read<'de, A: MapAccess<'de>>(
        self,
        map: &mut A,
        trail: &YamlPath<'_>,
        mut field: impl FnMut(&mut A, &'static str, &YamlPath<'_>) -> Result<(), A::Error>,
    ) -> Result<(), A::Error> {
        let mut seen = 0_u32;
        while let Some(key) = map.next_key_seed(self)? {
            match key {
                Key::Known(position) if seen & (1 << position) == 0 => {
                    seen |= 1 << position;
                    field(map, self.0[position], &trail.key(self.0[position]))?;
                }
                Key::Known(_) => {
                    trail.faults().flag_possible_duplicates();
                    map.next_value_seed(Skip(trail.faults()))?;
                }
                Key::Other(key) => {
                    trail.faults().flag_possible_duplicates();
                    match self.required_key_meant(&key) {
                        Some(meant) => refuse_misspelt(&trail.key(&key), meant),
                        None => self.warn(&key, &trail.key(&key)),
                    }
                    map.next_value_seed(Skip(trail.faults()))?;
                }
            }
        }
        Ok(())
    }

    /// The key of a page that is meant, if it is one that others build on.
    fn required_key_meant(self, name: &str) -> Option<&'static str> {
        let here = VITAL.into_iter().filter(|vital| self.0.contains(vital));
        let mut meant = here.filter(|vital| is_one_edit_away(name, vital));
        meant.next().filter(|_| !self.0.contains(&name))
    }

    fn warn(self, name: &str, trail: &YamlPath<'_>) {
        let message = format!("unknown key {}; it is ignored", trail.name());
        let otherwise = format!("the keys here are {}", self.0.join(", "));
        let help = did_you_mean::hint(
            did_you_mean::best_match(name, self.0.iter().copied()),
            &otherwise,
        );
        trail.raise_at_key(Code::UnknownKey, message, help);
    }
}

impl<'de> DeserializeSeed<'de> for Keys {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Keys {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        let known = self.0.iter().position(|known| *known == name);
        Ok(known.map_or_else(|| Key::Other(name.to_owned()), Key::Known))
    }
}
