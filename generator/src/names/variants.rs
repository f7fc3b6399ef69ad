//! The variants of an enum of wire values.

use std::collections::BTreeMap;

use super::ident::short_hash;
use super::{Ident, reserved, words};

/// The variant of each wire value, in the order of `values`; none of them is in `reserved`, the
/// names that the enum needs for itself (its variant for unknown values, say).
///
/// A variant is named by its value's words alone: `sign-up` gives `SignUp`. Where values share that
/// name, each of them is followed by `H` and a hash of the value (`SignUpH10e97ad0`), all but the
/// one in plain snake case (`sign_up`), if it is there: it owns the name. Hence:
///
/// - Distinct values have distinct names, and equal values equal ones.
/// - The order of the values changes no name.
/// - Adding a value changes no name of another, with one exception: where the two share a name that
///   the older, not being in plain snake case, had for itself until then, it gets its hash. That
///   exception cannot be avoided without a hash for all but snake case.
///
/// (Should two hashes clash as well, those values are named by their bytes.)
pub(crate) fn variant_names(values: &[&str], reserved: &[&str]) -> Vec<Ident> {
    let mut forms: BTreeMap<&str, NameForm> = values
        .iter()
        .map(|value| (*value, NameForm::Words))
        .collect();
    loop {
        let clashing = clashing_values(&forms, reserved);
        if clashing.is_empty() {
            break;
        }
        for value in clashing {
            forms.entry(value).and_modify(|form| *form = form.next());
        }
    }
    values
        .iter()
        .map(|value| {
            forms
                .get(value)
                .copied()
                .unwrap_or(NameForm::Words)
                .name(value, reserved)
        })
        .collect()
}

/// The ways to name a value, each of them a function of the value alone, from the most readable to
/// the one that cannot clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameForm {
    Words,
    WordsAndHash,
    Bytes,
}

impl NameForm {
    /// The form to try where this one clashes.
    fn next(self) -> Self {
        match self {
            Self::Words => Self::WordsAndHash,
            Self::WordsAndHash | Self::Bytes => Self::Bytes,
        }
    }

    /// The name of `value` in this form.
    fn name(self, value: &str, reserved: &[&str]) -> Ident {
        let mut name = match self {
            Self::Words => Ident::camel(&words::camel_case(urn_id(value))),
            Self::WordsAndHash => Self::Words
                .name(value, reserved)
                .with_suffix(&format!("H{}", short_hash(value))),
            Self::Bytes => Ident::bytes(value),
        };
        while reserved.contains(&name.as_str()) || reserved::is_never_raw(name.as_str()) {
            name = name.with_suffix("Value");
        }
        name
    }
}

/// The values that must give way to another of the same name.
fn clashing_values<'a>(forms: &BTreeMap<&'a str, NameForm>, reserved: &[&str]) -> Vec<&'a str> {
    let mut holders: BTreeMap<Ident, Vec<(&'a str, NameForm)>> = BTreeMap::new();
    for (value, form) in forms {
        let name = form.name(value, reserved);
        holders.entry(name).or_default().push((value, *form));
    }
    holders.retain(|_, group| group.len() > 1);
    for (name, group) in &mut holders {
        let owner = group
            .iter()
            .position(|(_, form)| *form == NameForm::Bytes)
            .or_else(|| {
                group.iter().position(|(value, form)| {
                    *form == NameForm::Words && is_canonical_spelling(value, name)
                })
            });
        if let Some(owner) = owner {
            group.remove(owner);
        }
    }
    holders
        .into_values()
        .flatten()
        .map(|(value, _)| value)
        .collect()
}

/// Whether `value` is the plain snake case of `name`, which at most one value is: every word
/// starts with an ASCII letter, so the capitals of the name tell where the words are.
fn is_canonical_spelling(value: &str, name: &Ident) -> bool {
    let plain = value.split('_').all(|word| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    });
    plain && words::camel_case(value) == name.as_str()
}

/// The part of a wire value that names it: in a URN of the form that RFC 6755 gives those of OAuth,
/// `urn:<authority>:oauth:<class>:<id>`, the id; otherwise the whole.
fn urn_id(value: &str) -> &str {
    let id = value
        .strip_prefix("urn:")
        .and_then(|urn| urn.split_once(":oauth:"))
        .and_then(|(_, oauth)| oauth.split_once(':'))
        .map(|(_, id)| id);
    id.filter(|id| !id.is_empty()).unwrap_or(value)
}
