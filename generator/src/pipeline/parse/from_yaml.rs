//! Reads values that may not have the shape that the format requires.
//!
//! An ordinary visitor of serde stops at the first invalid value. These visitors
//! continue, so that a page reports all its errors in one run.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use crate::base::diagnostic::Code;
use crate::pipeline::parse::page_diagnostics::YamlPath;
use crate::pipeline::parse::yaml_walk::MAX_DEPTH;

/// A type that can be read from the front matter.
///
/// Each function accepts one shape. By default it returns `None`, which means that the type does
/// not accept the shape; this is reported.
pub(crate) trait FromYaml: Sized {
    /// The expected shape, with its article.
    const WANTED: &'static str;

    /// Converts a text scalar.
    fn from_text(_text: &str) -> Option<Self> {
        None
    }

    /// Converts `true` or `false`.
    fn from_flag(_flag: bool) -> Option<Self> {
        None
    }

    /// Reads a list. The caller skips the items that are left.
    fn from_list<'de, A: SeqAccess<'de>>(
        _list: &mut A,
        _path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(None)
    }

    /// Reads a mapping. The caller skips the entries that are left.
    fn from_map<'de, A: MapAccess<'de>>(
        _map: &mut A,
        _path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(None)
    }

    /// Accepts any other shape. The content is skipped.
    fn from_other() -> Option<Self> {
        None
    }
}

/// A type that occurs in lists.
pub(crate) trait ListItem: FromYaml {
    /// The value in place of an item that could not be read.
    fn placeholder() -> Self;
}

/// A value that the generator ignores.
pub(crate) struct Ignored;

impl FromYaml for Ignored {
    const WANTED: &'static str = "any value";

    fn from_other() -> Option<Self> {
        Some(Self)
    }
}

/// The result of reading a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read<T> {
    /// There is no value, or it is `null`.
    Absent,
    /// The value has a wrong shape, which is reported.
    Faulty,
    /// The value has the expected shape.
    Is(T),
}

impl<T> Read<T> {
    /// The value, if it has the expected shape.
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
    path: &YamlPath<'_>,
) -> Result<Read<T>, A::Error> {
    map.next_value_seed(Seed::new(path))
}

impl FromYaml for String {
    const WANTED: &'static str = "a string";

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
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut items = Self::new();
        loop {
            let path = YamlPath::Index(path, items.len());
            let seed = Seed::<T>::new(&path);
            items.push(match list.next_element_seed(seed)? {
                None => return Ok(Some(items)),
                Some(Read::Is(item)) => item,
                Some(Read::Faulty) => T::placeholder(),
                Some(Read::Absent) => {
                    Seed::<T>::new(&path).refuse("nothing", "remove the empty item");
                    T::placeholder()
                }
            });
        }
    }
}

/// Reads a `T`, or reports that the value has another shape.
pub(crate) struct Seed<'a, T>(&'a YamlPath<'a>, PhantomData<T>);

impl<'a, T: FromYaml> Seed<'a, T> {
    /// A seed for the value at the end of the path.
    pub(crate) fn new(path: &'a YamlPath<'a>) -> Self {
        Self(path, PhantomData)
    }

    /// Reports that the value is not a `T`.
    fn refuse(&self, found: &str, help: &str) {
        let message = format!("{} must be {}, found {found}", self.0.name(), T::WANTED);
        self.0.report(Code::WrongShape, message, help);
    }

    /// The value, or the value for any shape if the type accepts that. Otherwise the shape is
    /// reported.
    fn into_read(self, value: Option<T>, found: &str, help: Option<String>) -> Read<T> {
        if let Some(value) = value.or_else(T::from_other) {
            return Read::Is(value);
        }
        let help = help.unwrap_or_else(|| format!("write {} here", T::WANTED));
        self.refuse(found, &help);
        Read::Faulty
    }

    /// The result for a scalar that YAML does not read as text. The message shows it as written,
    /// such as `1.10`, which is 1.1.
    fn scalar(self, ty: &str, scalar: impl fmt::Display) -> Read<T> {
        if let Some(value) = T::from_other() {
            return Read::Is(value);
        }
        let found = match self.0.source_text() {
            Some(text) => text.to_owned(),
            None => scalar.to_string(),
        };
        let mut help = None;
        if T::from_text("").is_some() {
            help = Some(format!("put it in quotes: \"{found}\""));
        }
        self.into_read(None, &format!("{ty} `{found}`"), help)
    }
}

impl<'de, T: FromYaml> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Read<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Refuses the numbers of each type.
macro_rules! visit_numbers {
    ($($visit:ident: $number:ty,)*) => {
        $(fn $visit<E>(self, number: $number) -> Result<Self::Value, E> {
            Ok(self.scalar("the number", number))
        })*
    };
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
        if let Some(value) = T::from_text(text).or_else(T::from_other) {
            return Ok(Read::Is(value));
        }
        let mut help = None;
        if matches!(text, "true" | "false") && T::from_flag(true).is_some() {
            help = Some(format!("write it without quotes: {text}"));
        }
        Ok(self.into_read(None, &excerpt(text), help))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(match T::from_flag(flag) {
            Some(value) => Read::Is(value),
            None => self.scalar("the boolean", flag),
        })
    }

    visit_numbers! {
        visit_i64: i64,
        visit_u64: u64,
        visit_i128: i128,
        visit_u128: u128,
        visit_f64: f64,
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut value = None;
        if self.0.depth() < MAX_DEPTH {
            value = T::from_list(&mut list, self.0)?;
        }
        if value.is_none() {
            self.0.diagnostics().request_walk();
            while list.next_element::<IgnoredAny>()?.is_some() {}
        }
        Ok(self.into_read(value, "a list", None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut value = None;
        if self.0.depth() < MAX_DEPTH {
            value = T::from_map(&mut map, self.0)?;
        }
        if value.is_none() {
            skip_entries(&mut map, self.0)?;
        }
        Ok(self.into_read(value, "a mapping", None))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Self::Value, A::Error> {
        self.0.diagnostics().request_walk();
        let (IgnoredAny, content) = tagged.variant::<IgnoredAny>()?;
        content.newtype_variant::<IgnoredAny>()?;
        let help = "remove the tag, or put the value in quotes".to_owned();
        Ok(self.into_read(None, "a value with a YAML tag", Some(help)))
    }
}

/// Skips the rest of a mapping. Only a walk finds duplicate keys in it.
pub(crate) fn skip_entries<'de, A: MapAccess<'de>>(
    map: &mut A,
    path: &YamlPath<'_>,
) -> Result<(), A::Error> {
    path.diagnostics().request_walk();
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Enough of a text to recognize it.
fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    let ellipsis = if short.len() < text.trim_end().len() {
        "…"
    } else {
        ""
    };
    format!("the string `{short}{ellipsis}`")
}
