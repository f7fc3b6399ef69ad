//! The names of texts on the wire: the fields of a struct, the variants of an enum.

use std::collections::BTreeMap;

use super::case::{self, Spelling};
use super::{Ident, field_name, reserved};
use crate::base::text::short_hash;

/// The field of each wire key of a struct, in the order of `keys`.
///
/// A field is named by the words of its key: `userId` gives `user_id`. If several keys have that
/// name, the key that equals the name keeps it. The other keys spell out the parts that the words
/// omit: `_id` beside `id` gives `underscore_id`, and `userId` beside `user_id` gives
/// `user_capital_id`. [`variant_names`] has the exact rules.
pub(crate) fn field_names(keys: &[&str]) -> Vec<Ident> {
    distinct(keys, Role::Field)
}

/// The variant of each wire value, in the order of `values`. No variant has a name in `reserved`:
/// the names that the enum needs for other variants, such as the one for unknown values.
///
/// A variant is named after the words of its value: `sign-up` gives `SignUp`. If several values
/// share that name, a single value in plain snake case (`sign_up`) keeps it. Each other value
/// spells out its symbols (`SignDashUp`) or, without symbols, its capitals. Values that still share
/// a name spell out both. As a last resort, a name gets a hash. Therefore:
///
/// - Distinct values have distinct names, and equal values equal ones.
/// - The order of the values changes no name.
/// - Adding a value changes no name of a value with other words, and none of one in plain snake
///   case.
pub(crate) fn variant_names(values: &[&str], reserved: &[&str]) -> Vec<Ident> {
    distinct(values, Role::Variant { reserved })
}

/// The kind of identifier that a text becomes.
#[derive(Debug, Clone, Copy)]
enum Role<'a> {
    Field,
    Variant { reserved: &'a [&'a str] },
}

/// The forms of a name, from the shortest to the one that cannot clash. Each depends only on the
/// text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameForm {
    Words,
    Signs,
    All,
    Hash,
    Bytes,
}

impl NameForm {
    fn next(self) -> Self {
        match self {
            Self::Words => Self::Signs,
            Self::Signs => Self::All,
            Self::All => Self::Hash,
            Self::Hash | Self::Bytes => Self::Bytes,
        }
    }
}

impl Role<'_> {
    /// The name of `text` in this form.
    fn name(self, text: &str, form: NameForm) -> Ident {
        match (self, form) {
            (Self::Field, NameForm::Words) => field_name(text),
            (Self::Field, NameForm::Signs) => spelled_field(text, Spelling::Signs),
            (Self::Field, NameForm::All) => spelled_field(text, Spelling::All),
            (Self::Field, NameForm::Hash) => {
                field_name(text).with_suffix(&format!("_h{}", short_hash(text)))
            }
            (Self::Field, NameForm::Bytes) => {
                Ident::given(&Ident::bytes(text).as_str().to_lowercase())
            }
            (Self::Variant { reserved }, _) => variant(text, form, reserved),
        }
    }

    /// `true` if `text` is the plain form of its own name. This is true for at most one text of a
    /// name.
    fn owns(self, text: &str, name: &Ident) -> bool {
        let starts_with_digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        case::is_plain(text)
            && match self {
                Self::Field => !starts_with_digit(text),
                // Every word starts with an ASCII letter, so the capitals of the name show the
                // words.
                Self::Variant { .. } => {
                    !text.split('_').any(starts_with_digit)
                        && case::camel_case(text) == name.as_str()
                }
            }
    }
}

fn spelled_field(text: &str, spelling: Spelling) -> Ident {
    let ident = Ident::snake(&case::snake_case_spelled(text, spelling));
    if reserved::is_never_raw(ident.as_str()) {
        return ident.with_suffix("_text");
    }
    ident
}

fn variant(value: &str, form: NameForm, reserved: &[&str]) -> Ident {
    let spelled = |spelling| Ident::camel(&case::camel_case_spelled(value, spelling));
    let mut name = match form {
        NameForm::Words => Ident::camel(&case::camel_case(urn_id(value))),
        // In this form, the other parts of a URN are words as well.
        NameForm::Signs if urn_id(value) != value => spelled(Spelling::Words),
        NameForm::Signs => spelled(Spelling::Signs),
        NameForm::All => spelled(Spelling::All),
        NameForm::Hash => variant(value, NameForm::Words, reserved)
            .with_suffix(&format!("H{}", short_hash(value))),
        NameForm::Bytes => Ident::bytes(value),
    };
    while reserved.contains(&name.as_str()) || reserved::is_never_raw(name.as_str()) {
        name = name.with_suffix(if form == NameForm::Words {
            "Value"
        } else {
            "Text"
        });
    }
    name
}

/// The names of texts. Distinct texts get distinct names.
fn distinct(texts: &[&str], role: Role<'_>) -> Vec<Ident> {
    let named = |text, form| {
        let name = role.name(text, form);
        (text, Named { form, name })
    };
    let words = texts.iter().map(|text| named(*text, NameForm::Words));
    let mut all: BTreeMap<&str, Named> = words.collect();
    loop {
        let clashing = clashing_texts(&all, role);
        if clashing.is_empty() {
            return texts.iter().map(|text| all[text].name.clone()).collect();
        }
        for text in clashing {
            // Names from bytes cannot clash, so the loop ends.
            let form = all[text].form.next();
            all.extend([named(text, form)]);
        }
    }
}

/// The name of a text in one form.
struct Named {
    form: NameForm,
    name: Ident,
}

/// The texts that need a longer name, because another text has the same name.
fn clashing_texts<'a>(all: &BTreeMap<&'a str, Named>, role: Role<'_>) -> Vec<&'a str> {
    let mut holders: BTreeMap<&Ident, Vec<(&'a str, NameForm)>> = BTreeMap::new();
    for (text, Named { form, name }) in all {
        holders.entry(name).or_default().push((text, *form));
    }
    let mut clashing = Vec::new();
    for (name, group) in holders {
        if group.len() == 1 {
            continue;
        }
        let is_bytes = |(_, form): &&(&str, NameForm)| *form == NameForm::Bytes;
        let owns =
            |(text, form): &&(&str, NameForm)| *form == NameForm::Words && role.owns(text, name);
        // A text that still has its shortest name has precedence.
        let in_words = || group.iter().filter(|(_, form)| *form == NameForm::Words);
        let is_plain = |(text, _): &&(&str, NameForm)| case::is_plain(text);
        let only = only_one(in_words().filter(is_plain)).or(only_one(in_words()));
        let owner = group
            .iter()
            .find(is_bytes)
            .or(group.iter().find(owns))
            .or(only);
        let others = group.iter().filter(|holder| Some(*holder) != owner);
        clashing.extend(others.map(|(text, _)| *text));
    }
    clashing
}

fn only_one<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let only = all.next();
    only.filter(|_| all.next().is_none())
}

/// The part of a wire value after which it is named. For a URN like those of OAuth in RFC 6755,
/// `urn:<authority>:oauth:<class>:<id>`, it is the id; otherwise the whole value.
fn urn_id(value: &str) -> &str {
    let id = value
        .strip_prefix("urn:")
        .and_then(|urn| urn.split_once(":oauth:"))
        .and_then(|(_, oauth)| oauth.split_once(':'))
        .map(|(_, id)| id);
    id.filter(|id| !id.is_empty()).unwrap_or(value)
}
