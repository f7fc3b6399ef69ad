//! Values that may have another shape than the format asks for.
//!
//! A visitor of serde stops at the first value it does not want. These go on,
//! so that a page reports all its faults in one run.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};

use crate::base::diagnostic::Code;
use crate::pipeline::parse::faults::YamlPath;
use crate::pipeline::parse::skip::{skip_list, skip_map, skip_tagged};

/// A type that can be read from the front matter.
///
/// Each function takes one shape; those that a type does not define refuse it
/// by `None`, which becomes a fault.
pub(crate) trait FromYaml: Sized {
    /// What must stand there, with its article.
    const WANTED: &'static str;

    /// From a scalar that is a text.
    fn from_text(_text: &str) -> Option<Self> {
        None
    }

    /// From `true` or `false`.
    fn from_flag(_flag: bool) -> Option<Self> {
        None
    }

    /// From a list; what it leaves of the list is skipped.
    fn from_list<'de, A: SeqAccess<'de>>(
        _list: &mut A,
        _trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(None)
    }

    /// From a mapping; what it leaves of the mapping is skipped.
    fn from_map<'de, A: MapAccess<'de>>(
        _map: &mut A,
        _trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(None)
    }
}

/// A type that occurs in lists.
pub(crate) trait ListItem: FromYaml {
    /// What keeps the place of an item that could not be read.
    fn placeholder() -> Self;
}

/// What stood where a value was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read<T> {
    /// Nothing, or `null`.
    Absent,
    /// Another shape; that is reported already.
    Faulty,
    /// The wanted shape.
    Is(T),
}

impl<T> Read<T> {
    /// The value, if it is one.
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Absent | Self::Faulty => None,
        }
    }
}

/// Reads the value of the key that was just read.
pub(crate) fn value<'de, T: FromYaml, A: MapAccess<'de>>(
    map: &mut A,
    trail: &YamlPath<'_>,
) -> Result<Read<T>, A::Error> {
    map.next_value_seed(Seed::new(trail))
}

impl FromYaml for String {
    const WANTED: &'static str = "a text";

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl FromYaml for bool {
    const WANTED: &'static str = "`true` or `false`";

    fn from_flag(flag: bool) -> Option<Self> {
        Some(flag)
    }
}

impl<T: ListItem> FromYaml for Vec<T> {
    const WANTED: &'static str = "a list";

    fn from_list<'de, A: SeqAccess<'de>>(
        list: &mut A,
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut items = Self::new();
        while let Some(item) = list.next_element_seed(Seed::<T>::new(&trail.index(items.len())))? {
            if item.is_absent() {
                refuse::<T>(
                    &trail.index(items.len()),
                    "nothing",
                    "remove the empty item",
                );
            }
            items.push(item.value().unwrap_or_else(T::placeholder));
        }
        Ok(Some(items))
    }
}

impl<T> Read<T> {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// Reports that something else than a `T` stands there.
fn refuse<T: FromYaml>(trail: &YamlPath<'_>, found: &str, help: &str) {
    let message = format!("{} must be {}, found {found}", trail.name(), T::WANTED);
    trail.raise(Code::WrongShape, message, help);
}

/// Reads a `T`, or reports what stands there instead.
pub(crate) struct Seed<'a, T> {
    trail: &'a YamlPath<'a>,
    wanted: PhantomData<T>,
}

impl<'a, T: FromYaml> Seed<'a, T> {
    /// For the value at the end of the trail.
    pub(crate) fn new(trail: &'a YamlPath<'a>) -> Self {
        Self {
            trail,
            wanted: PhantomData,
        }
    }

    fn into_read(&self, value: Option<T>, found: impl FnOnce() -> String, help: &str) -> Read<T> {
        match value {
            Some(value) => Read::Is(value),
            None => {
                refuse::<T>(self.trail, &found(), help);
                Read::Faulty
            }
        }
    }

    /// What YAML takes for something else than a text is shown as it is written: `1.10` is 1.1.
    fn scalar(&self, ty: &str, found: impl fmt::Display) -> Read<T> {
        let text_wanted = T::from_text("").is_some();
        let found = self.trail.written().unwrap_or_else(|| found.to_string());
        let help = if text_wanted {
            format!("put it in quotes: \"{found}\"")
        } else {
            help_for::<T>()
        };
        self.into_read(None, || format!("{ty} `{found}`"), &help)
    }
}

fn help_for<T: FromYaml>() -> String {
    format!("write {} here", T::WANTED)
}

/// Enough of a text to recognize it.
fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.trim_end().len() {
        format!("the text `{short}…`")
    } else {
        format!("the text `{short}`")
    }
}

impl<'de, T: FromYaml> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Read<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: FromYaml> Visitor<'de> for Seed<'_, T> {
    type Value = Read<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WANTED)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Read::Absent)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Read::Absent)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        let is_flag = matches!(text, "true" | "false") && T::from_flag(true).is_some();
        let help = match is_flag {
            true => format!("write it without quotes: {text}"),
            false => help_for::<T>(),
        };
        Ok(self.into_read(T::from_text(text), || excerpt(text), &help))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(match T::from_flag(flag) {
            Some(value) => Read::Is(value),
            None => self.scalar("the boolean", flag),
        })
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(self.scalar("the number", number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.scalar("the number", number))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Self::Value, E> {
        Ok(self.scalar("the number", number))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Self::Value, E> {
        Ok(self.scalar("the number", number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(self.scalar("the number", number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let value = T::from_list(&mut list, self.trail)?;
        if value.is_none() {
            skip_list(list, self.trail.faults())?;
        }
        Ok(self.into_read(value, || "a list".to_owned(), &help_for::<T>()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let value = T::from_map(&mut map, self.trail)?;
        if value.is_none() {
            skip_map(map, self.trail.faults())?;
        }
        Ok(self.into_read(value, || "a mapping".to_owned(), &help_for::<T>()))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Self::Value, A::Error> {
        skip_tagged(tagged, self.trail.faults())?;
        Ok(self.into_read(
            None,
            || "a value with a YAML tag".to_owned(),
            "remove the tag, or put the text in quotes",
        ))
    }
}
