//! Reads the keys of a mapping. Known keys need no allocation.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::base::diagnostic::Code;
use crate::base::text::did_you_mean;
use crate::pipeline::parse::from_yaml::{Ignored, value};
use crate::pipeline::parse::page_diagnostics::YamlPath;

/// The keys that a mapping may have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys(pub(crate) &'static [&'static str]);

/// The keys of a page that contain the whole content.
const VITAL: [&str; 2] = ["reference", "descriptions"];

/// A key of a mapping.
pub(crate) enum Key {
    /// The known key at this position.
    Known(usize),
    /// Any other key.
    Other(String),
}

impl Keys {
    /// Calls `field` once for every known key. `field` must read the value.
    ///
    /// An unknown key is a warning, and its value is skipped. Returns `true` if a known key is
    /// duplicate; the walk, which knows the place of each key, reports it.
    pub(crate) fn read<'de, A: MapAccess<'de>>(
        self,
        map: &mut A,
        path: &YamlPath<'_>,
        mut field: impl FnMut(&mut A, &'static str, &YamlPath<'_>) -> Result<(), A::Error>,
    ) -> Result<bool, A::Error> {
        let mut seen = 0_u32;
        let mut has_duplicate = false;
        while let Some(key) = map.next_key_seed(self)? {
            match key {
                Key::Known(position) if seen & (1 << position) == 0 => {
                    seen |= 1 << position;
                    field(
                        map,
                        self.0[position],
                        &YamlPath::Key(path, self.0[position]),
                    )?;
                    continue;
                }
                Key::Known(_) => has_duplicate = true,
                Key::Other(name) => self.report_unknown(&name, &YamlPath::Key(path, &name)),
            }
            path.diagnostics().request_walk();
            value::<Ignored, _>(map, path)?;
        }
        Ok(has_duplicate)
    }

    fn report_unknown(self, name: &str, path: &YamlPath<'_>) {
        let mut vital = VITAL.into_iter().filter(|vital| self.0.contains(vital));
        if let Some(meant) = vital.find(|vital| is_one_edit_away(name, vital)) {
            return report_misspelt(path, meant);
        }
        let message = format!("unknown key {}; it is ignored", path.name());
        let otherwise = format!("the keys here are {}", self.0.join(", "));
        let nearest = did_you_mean::best_match(name, self.0.iter().copied());
        let help = did_you_mean::hint(nearest, &otherwise);
        path.report_key(Code::UnknownKey, message, &help);
    }
}

/// Returns `true` if two names differ by one typing error. Short names are not compared, since they
/// are too similar to each other.
pub(crate) fn is_one_edit_away(name: &str, meant: &str) -> bool {
    name.len() > 2 && meant.len() > 2 && strsim::osa_distance(name, meant) == 1
}

/// Reports a key that is one typing error away from a key that other pages depend on.
pub(crate) fn report_misspelt(path: &YamlPath<'_>, meant: &str) {
    let message = format!(
        "{} is not a known key, so everything below it is ignored",
        path.name()
    );
    let help = format!("did you mean `{meant}`?");
    path.report_key(Code::MisspeltKey, message, &help);
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
