//! The words of a text, and names made of these words in camel case and snake case.
//!
//! Letters and digits are split into words like keys. [`SYMBOLS`] has the names of symbols.

use std::borrow::Cow;

use crate::base::text::singular::singular;
use crate::notation::words::{Word, capitalize, words as split};

/// The names of symbols. `true` for a symbol that is a word even beside letters and digits. Other
/// symbols only separate words there.
const SYMBOLS: &[(char, &str, bool)] = &[
    ('*', "Star", true),
    ('+', "Plus", true),
    ('<', "Less", true),
    ('=', "Equal", true),
    ('>', "Greater", true),
    ('%', "Percent", true),
    ('&', "And", true),
    ('-', "Minus", false),
    ('_', "Underscore", false),
    (' ', "Space", false),
    ('.', "Dot", false),
    (',', "Comma", false),
    (':', "Colon", false),
    (';', "Semicolon", false),
    ('/', "Slash", false),
    ('\\', "Backslash", false),
    ('|', "Pipe", false),
    ('!', "Not", false),
    ('?', "Question", false),
    ('@', "At", false),
    ('#', "Hash", false),
    ('$', "Dollar", false),
    ('^', "Caret", false),
    ('~', "Tilde", false),
    ('(', "OpenParen", false),
    (')', "CloseParen", false),
    ('[', "OpenBracket", false),
    (']', "CloseBracket", false),
    ('{', "OpenBrace", false),
    ('}', "CloseBrace", false),
    ('\'', "Apostrophe", false),
    ('"', "Quote", false),
    ('`', "Backtick", false),
];

/// The parts of a text that a name spells out in addition to its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// The symbols that are always words.
    Words,
    /// Every symbol, except a single underscore between two words. If there is no other symbol,
    /// every capital.
    Signs,
    /// Every symbol and every capital.
    All,
}

/// The text as a part of a type's name: `organization-domain` gives `OrganizationDomain`.
///
/// The result is never empty and contains only identifier characters, but it may start with a
/// digit.
pub(super) fn camel_case(text: &str) -> String {
    if is_plain(text) {
        let parts = text.split('_').map(capitalize);
        return join_camel(&parts.collect::<Vec<_>>());
    }
    camel_case_spelled(text, Spelling::Words)
}

/// [`camel_case`] with the parts of the text that `spelling` selects: `-created_at` gives
/// `MinusCreatedAt`.
pub(super) fn camel_case_spelled(text: &str, spelling: Spelling) -> String {
    let spelled = spelled(text, spelling);
    join_camel(&words(&spelled).map(Word::camel).collect::<Vec<_>>())
}

/// The text as the name of a field or module: `clientIDs` gives `client_ids`. Except for the case,
/// the rules are those of [`camel_case`].
pub(super) fn snake_case(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    snake_case_spelled(text, Spelling::Words)
}

/// [`snake_case`] with the parts of the text that `spelling` selects: `@type` gives `at_type`.
pub(super) fn snake_case_spelled(text: &str, spelling: Spelling) -> String {
    let spelled = spelled(text, spelling);
    words(&spelled)
        .map(Word::snake)
        .collect::<Vec<_>>()
        .join("_")
}

/// `true` if the text is in snake case: small letters and digits, with an underscore between two
/// words. Nearly every key and id of the docs is.
pub(super) fn is_plain(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_part);
    text.split('_').all(is_word)
}

/// Joins parts of a type's name. An underscore separates digits, so that `v1.10` and `v11.0`
/// differ. It is the only place where rustc's lints allow one.
pub(super) fn join_camel(parts: &[impl AsRef<str>]) -> String {
    let mut name = String::new();
    for part in parts {
        let part = part.as_ref();
        if name.ends_with(char::is_numeric) && part.starts_with(char::is_numeric) {
            name.push('_');
        }
        name.push_str(part);
    }
    name
}

/// The length of the prefix of `name` with all the words of `prefix`. `None` if `name` begins with
/// other words, or has no further words. Both are parts of a type's name.
pub(super) fn shared_beginning(name: &str, prefix: &str) -> Option<usize> {
    let length = prefix.len();
    let is_it = name.get(..length)?.eq_ignore_ascii_case(prefix);
    if is_it && word_starts(name).contains(&length) {
        Some(length)
    } else {
        None
    }
}

/// Joins alternative parts of types' names. Words at the beginning of all of them appear once:
/// `BoatRow` and `BoatSail` give `BoatRowOrSail`.
pub(super) fn join_alternatives(names: &[String]) -> String {
    let Some((first, others)) = names.split_first() else {
        return String::new();
    };
    let is_shared = |length: &usize| {
        let mut others = others.iter();
        others.all(|other| shared_beginning(other, &first[..*length]).is_some())
    };
    let mut lengths = word_starts(first).into_iter().rev();
    let shared = lengths.find(is_shared).unwrap_or(0);
    let others = others
        .iter()
        .map(|other| other[shared..].trim_start_matches('_'));
    let parts = others.flat_map(|other| ["Or", other]);
    let parts: Vec<&str> = [first.as_str()].into_iter().chain(parts).collect();
    join_camel(&parts)
}

/// The length of the longest sequence of words at the start of `name` that is also at the end of
/// `before`. Both are parts of a type's name. The last of the words may be in the singular in one
/// and in the plural in the other, if more words follow in `name`.
pub(super) fn repeated(before: &str, name: &str) -> usize {
    let mut lengths = word_starts(name);
    lengths.push(name.len());
    let starts = word_starts(before);
    let is_repeated = |length: &&usize| {
        let head = name[..**length].trim_end_matches('_');
        let in_any_number = **length < name.len();
        let mut ends = starts.iter().map(|start| &before[*start..]);
        ends.any(|end| {
            end.eq_ignore_ascii_case(head) || in_any_number && are_same_but_for_number(end, head)
        })
    };
    lengths.iter().rev().find(is_repeated).copied().unwrap_or(0)
}

/// `true` if the names are equal when both are in the singular.
fn are_same_but_for_number(one: &str, other: &str) -> bool {
    let is_alike = one.chars().next() == other.chars().next();
    is_alike && singular(one).eq_ignore_ascii_case(&singular(other))
}

/// The start of each word in a part of a type's name.
fn word_starts(name: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut letters = name.char_indices().filter(|(_, c)| *c != '_');
    for word in name.split('_').flat_map(split) {
        let length = word.snake().chars().count();
        let mut letters = letters.by_ref().take(length).map(|(at, _)| at);
        starts.extend(letters.next());
        letters.for_each(drop);
    }
    starts
}

/// The text with each character outside ASCII replaced by its code point, as a word.
pub(super) fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let spelled = text.chars().map(|c| match c {
        c if c.is_ascii() => c.to_string(),
        c => format!(" u{:04x} ", u32::from(c)),
    });
    Cow::Owned(spelled.collect())
}

/// `true` if an identifier may start with `c`, underscores aside.
pub(super) fn is_identifier_start(c: char) -> bool {
    c.is_ascii_alphabetic() || is_plain_letter(c)
}

/// `true` if `c` is a letter or digit that an identifier may contain without a warning.
fn is_identifier_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_plain_letter(c)
}

/// `true` if `c` is a letter of a language that is written in Latin script: `ß`, `ž`, `ề`.
///
/// rustc warns about letters of other scripts that look like letters of a script in use, and about
/// letters that are variants of others, such as the micro sign. Finding them would need tables, so
/// all other letters are replaced by their code points.
fn is_plain_letter(c: char) -> bool {
    let is_latin = matches!(c, '\u{c0}'..='\u{17f}' | '\u{1ea0}'..='\u{1ef9}');
    let is_variant = matches!(
        c,
        '\u{130}' | '\u{132}' | '\u{133}' | '\u{13f}' | '\u{140}' | '\u{149}' | '\u{17f}'
    );
    is_latin && !is_variant && c.is_alphabetic()
}

/// `true` if no lint of rustc warns about a character of this identifier.
pub(super) fn is_lint_free(text: &str) -> bool {
    text.chars().all(|c| c == '_' || is_identifier_part(c))
}

/// `true` if rustc accepts this identifier as the name of a type, without a warning.
pub(super) fn is_camel_case(text: &str) -> bool {
    let parts: Vec<&str> = text.split('_').collect();
    let is_joint = |pair: &[&str]| {
        pair[0].ends_with(char::is_numeric) && pair[1].starts_with(char::is_numeric)
    };
    text.starts_with(char::is_uppercase) && parts.windows(2).all(is_joint)
}

/// `true` if rustc accepts this identifier as the name of a field, without a warning.
pub(super) fn is_snake_case(text: &str) -> bool {
    let inner = text.trim_matches('_');
    !inner.is_empty() && !inner.contains("__") && !inner.contains(char::is_uppercase)
}

/// The text with every symbol replaced by its name or by a space. The result contains letters,
/// digits and spaces, and at least one word. Letters that are not plain count as symbols.
fn spelled(text: &str, spelling: Spelling) -> String {
    let is_words = spelling == Spelling::Words;
    if text.is_empty() {
        return if is_words { "Empty" } else { "EmptyText" }.to_owned();
    }
    let text = Letters {
        only_symbols: !text.contains(is_identifier_part),
        all: text.chars().collect(),
    };
    let mut positions = 0..text.all.len();
    let has_capitals = match spelling {
        Spelling::Words => false,
        Spelling::Signs => positions.all(|at| text.is_part(at) || text.is_joint(at)),
        Spelling::All => true,
    };
    let mut spelled = String::new();
    if !is_words && text.is_digit(0) {
        // `Number` is used because `n` before a digit may be a letter of another text.
        spelled.push_str("Number ");
    }
    let mut at = 0;
    while at < text.all.len() {
        let part = text.part_from(at);
        if part.is_empty() {
            let name = match spelling {
                Spelling::Words => text.symbol(at),
                Spelling::Signs | Spelling::All => text.sign(at),
            };
            spelled.push_str(&format!(" {name} "));
        } else if has_capitals {
            spelled.push_str(&with_capitals(part));
        } else {
            spelled.extend(part);
        }
        at += part.len().max(1);
    }
    spelled
}

/// The characters of a text that is spelled out.
struct Letters {
    all: Vec<char>,
    only_symbols: bool,
}

impl Letters {
    /// The letters and digits from this position on.
    fn part_from(&self, at: usize) -> &[char] {
        let rest = &self.all[at..];
        let end = rest.iter().position(|c| !is_identifier_part(*c));
        &rest[..end.unwrap_or(rest.len())]
    }

    fn is_part(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|c| is_identifier_part(*c))
    }

    fn is_digit(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(char::is_ascii_digit)
    }

    fn is_behind_part(&self, at: usize) -> bool {
        at > 0 && self.is_part(at - 1)
    }

    /// `true` for an underscore between two words. An underscore before a digit does not count,
    /// since the name of a type has none there.
    fn is_joint(&self, at: usize) -> bool {
        let is_between = self.is_behind_part(at) && self.is_part(at + 1);
        self.all[at] == '_' && is_between && !self.is_digit(at + 1)
    }

    /// The name of a symbol; empty if it only separates words.
    fn symbol(&self, at: usize) -> String {
        let symbol = self.all[at];
        let is_sign = symbol == '-' && !self.is_behind_part(at) && self.is_digit(at + 1);
        symbol_name(
            symbol,
            self.only_symbols || is_sign || symbol.is_alphanumeric(),
        )
    }

    /// The name of a symbol. A symbol that is always a word also gets `Sign`, since its name may be
    /// a word of another text. Empty for an underscore between two words.
    fn sign(&self, at: usize) -> String {
        let symbol = self.all[at];
        match self.symbol(at).as_str() {
            _ if self.is_joint(at) => String::new(),
            "" if symbol == '-' && self.is_behind_part(at) => "Dash".to_owned(),
            "" => symbol_name(symbol, true),
            name => format!("{name} Sign"),
        }
    }
}

/// The words of letters and digits. Before each word with capitals is a word for them: `userId` is
/// `user Capital Id`.
fn with_capitals(part: &[char]) -> String {
    let mut spelled = String::new();
    let mut rest = part.iter();
    for word in split(&part.iter().collect::<String>()) {
        let length = word.snake().chars().count();
        let word: String = rest.by_ref().take(length).collect();
        spelled.push_str(match word.chars().filter(|c| c.is_uppercase()).count() {
            0 => " ",
            1 => " Capital ",
            _ => " Capitals ",
        });
        spelled.push_str(&word);
    }
    spelled
}

/// The words of a text in which symbols are spelled out.
fn words(spelled: &str) -> impl Iterator<Item = Word> {
    spelled.split_whitespace().flat_map(split)
}

/// The name of a symbol, or its code point. Empty if the symbol only separates words and is not
/// `needed`.
fn symbol_name(symbol: char, needed: bool) -> String {
    match SYMBOLS.iter().find(|(c, ..)| *c == symbol) {
        Some((_, name, always)) if *always || needed => (*name).to_owned(),
        None if needed => format!("U{:04x}", u32::from(symbol)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Plain text gets the same names with and without the fast path.
        #[test]
        fn a_short_cut_leads_to_the_same_names(text in "[a-z0-9]{1,4}(_[a-z0-9]{1,4}){0,4}") {
            prop_assert!(is_plain(&text));
            let spelled = spelled(&text, Spelling::Words);
            let snake: Vec<String> = words(&spelled).map(Word::snake).collect();
            prop_assert_eq!(snake_case(&text), snake.join("_"));
            let camel: Vec<String> = words(&spelled).map(Word::camel).collect();
            prop_assert_eq!(camel_case(&text), join_camel(&camel));
        }
    }
}
