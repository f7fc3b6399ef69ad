//! Values that the generator has no use for.
//!
//! Nobody looks for duplicate keys inside them, so whoever skips a list or a
//! mapping says that there may be some.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use crate::pipeline::parse::faults::PageDiagnostics;

/// Skips a value, whatever it is.
pub(crate) struct Skip<'a>(pub(crate) &'a PageDiagnostics<'a>);

impl<'de> DeserializeSeed<'de> for Skip<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skip<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _text: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _flag: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _number: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _number: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E>(self, _number: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E>(self, _number: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _number: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        skip_list(list, self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        skip_map(map, self.0)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        skip_tagged(tagged, self.0)
    }
}

/// Skips what is left of a list.
pub(crate) fn skip_list<'de, A: SeqAccess<'de>>(
    mut list: A,
    faults: &PageDiagnostics<'_>,
) -> Result<(), A::Error> {
    faults.flag_possible_duplicates();
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Skips what is left of a mapping.
pub(crate) fn skip_map<'de, A: MapAccess<'de>>(
    mut map: A,
    faults: &PageDiagnostics<'_>,
) -> Result<(), A::Error> {
    faults.flag_possible_duplicates();
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Skips a value that has a tag of its own.
pub(crate) fn skip_tagged<'de, A: EnumAccess<'de>>(
    tagged: A,
    faults: &PageDiagnostics<'_>,
) -> Result<(), A::Error> {
    faults.flag_possible_duplicates();
    let (IgnoredAny, content) = tagged.variant::<IgnoredAny>()?;
    content.newtype_variant::<IgnoredAny>().map(drop)
}
