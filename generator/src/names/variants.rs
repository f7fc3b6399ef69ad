//! The variants of an enum of wire values.

use std::collections::BTreeMap;

use super::{Ident, case, reserved};
use crate::base::text::short_hash;

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
    let words = values.iter().map(|value| (*value, NameForm::Words));
    let mut forms: BTreeMap<&str, NameForm> = words.collect();
    loop {
        let clashing = clashing_values(&forms, reserved);
        if clashing.is_empty() {
            let names = values
                .iter()
                .map(|value| forms[value].name(value, reserved));
            return names.collect();
        }
        for value in clashing {
            // A name from bytes cannot clash, so this comes to an end.
            forms.entry(value).and_modify(|form| {
                *form = match form {
                    NameForm::Words => NameForm::WordsAndHash,
                    NameForm::WordsAndHash | NameForm::Bytes => NameForm::Bytes,
                };
            });
        }
    }
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
    /// The name of `value` in this form.
    fn name(self, value: &str, reserved: &[&str]) -> Ident {
        let mut name = match self {
            Self::Words => Ident::camel(&case::camel_case(urn_id(value))),
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
    let mut clashing = Vec::new();
    for (name, group) in holders {
        if group.len() == 1 {
            continue;
        }
        let is_bytes = |(_, form): &&(&str, NameForm)| *form == NameForm::Bytes;
        let owns = |(value, form): &&(&str, NameForm)| {
            *form == NameForm::Words && is_canonical_spelling(value, &name)
        };
        let owner = group.iter().find(is_bytes).or(group.iter().find(owns));
        let others = group.iter().filter(|holder| Some(*holder) != owner);
        clashing.extend(others.map(|(value, _)| *value));
    }
    clashing
}

/// `true` if `value` is the plain snake case of `name`, which at most one value is: every word
/// starts with an ASCII letter, so the capitals of the name tell where the words are.
fn is_canonical_spelling(value: &str, name: &Ident) -> bool {
    let starts_with_digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    case::is_plain(value)
        && !value.split('_').any(starts_with_digit)
        && case::camel_case(value) == name.as_str()
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
