//! The known values of an enum.

use std::collections::HashMap;
use std::ops::Deref;

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EnumValue {
    pub(crate) value: String,
    pub(crate) docs: Option<String>,
}

impl EnumValue {
    /// A value without a description.
    pub(crate) fn new(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            docs: None,
        }
    }
}

/// The known values of an enum, without duplicates, in the order of the docs.
///
/// If the docs or the corrections list a value again, it keeps its first position and its first
/// description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EnumValues(Vec<EnumValue>);

impl EnumValues {
    /// Keeps the values for which `is_kept` is `true`.
    pub(crate) fn retain(&mut self, is_kept: impl FnMut(&EnumValue) -> bool) {
        self.0.retain(is_kept);
    }
}

impl Deref for EnumValues {
    type Target = [EnumValue];

    fn deref(&self) -> &[EnumValue] {
        &self.0
    }
}

impl Extend<EnumValue> for EnumValues {
    fn extend<I: IntoIterator<Item = EnumValue>>(&mut self, values: I) {
        let known = self.0.iter().enumerate();
        let mut places: HashMap<String, usize> =
            known.map(|(at, it)| (it.value.clone(), at)).collect();
        for value in values {
            let place = *places.entry(value.value.clone()).or_insert(self.0.len());
            match self.0.get_mut(place) {
                Some(known) => known.docs = known.docs.take().or(value.docs),
                None => self.0.push(value),
            }
        }
    }
}

impl FromIterator<EnumValue> for EnumValues {
    fn from_iter<I: IntoIterator<Item = EnumValue>>(values: I) -> Self {
        let mut unique = Self::default();
        unique.extend(values);
        unique
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(listed: &[(&str, &str)]) -> EnumValues {
        let values = listed.iter().map(|(value, docs)| EnumValue {
            value: (*value).to_owned(),
            docs: if docs.is_empty() {
                None
            } else {
                Some((*docs).to_owned())
            },
        });
        values.collect()
    }

    #[test]
    fn a_value_is_there_once_with_the_first_description() {
        let listed = [
            ("late", ""),
            ("early", "before"),
            ("late", "after"),
            ("early", "too soon"),
            ("Late", ""),
            ("late", "never"),
        ];
        let expected = [("late", "after"), ("early", "before"), ("Late", "")];
        assert_eq!(*values(&listed), *values(&expected).0);
        assert_eq!(values(&listed).len(), 3);
    }

    #[test]
    fn more_values_come_behind_the_known_ones() {
        let mut known = values(&[("late", ""), ("early", "before")]);
        known.extend(values(&[("on-time", ""), ("early", ""), ("late", "after")]).0);
        let expected = [("late", "after"), ("early", "before"), ("on-time", "")];
        assert_eq!(known, values(&expected));
    }
}
