//! The words that a text consists of, and the two spellings of a name that is made of them.
//!
//! heck finds the words of ordinary camel case. Before it come the two things it cannot know: the
//! names with capitals in odd places ([`KNOWN`]), and what a symbol is called ([`SYMBOLS`]).

use std::borrow::Cow;

use heck::ToSnakeCase;

/// Words that camel case alone would split or swallow: as written, and as part of a type's name.
///
/// A word comes before those that it starts with.
const KNOWN: &[(&str, &str)] = &[
    ("APIs", "Apis"),
    ("AuthKit", "AuthKit"),
    ("GitHub", "GitHub"),
    ("IDs", "Ids"),
    ("ID", "Id"),
    ("JWTs", "Jwts"),
    ("MFA", "Mfa"),
    ("OAuth", "OAuth"),
    ("OIDC", "Oidc"),
    ("SAML", "Saml"),
    ("SCIM", "Scim"),
    ("SSO", "Sso"),
    ("TOTP", "Totp"),
    ("URIs", "Uris"),
    ("URLs", "Urls"),
    ("URL", "Url"),
    ("VMware", "VMware"),
    ("WorkOS", "WorkOs"),
];

/// The length from which a known word is found in the middle of a run of capitals (`ADFSSAML`);
/// a shorter one would be found by chance (`IDEAL`).
const TELLING: usize = 4;

/// What a symbol is called, and whether it is a word even beside letters and digits, where the
/// others only separate.
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

/// The text as a part of a type's name: `organization-domain` gives `OrganizationDomain`.
///
/// Never empty, and made of identifier characters only; but it may start with a digit.
pub(super) fn camel_case(text: &str) -> String {
    if is_plain(text) {
        let parts: Vec<String> = text.split('_').map(capitalize).collect();
        return join_camel(&parts.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let words = words(text);
    let parts: Vec<&str> = words.iter().map(|word| word.camel.as_str()).collect();
    join_camel(&parts)
}

/// The text as a field's or module's name: `clientIDs` gives `client_ids`; else as [`camel_case`].
pub(super) fn snake_case(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let words = words(text);
    let parts: Vec<&str> = words.iter().map(|word| word.snake.as_str()).collect();
    parts.join("_")
}

/// Whether the words stand there already, as in nearly every key and id of the docs: small letters
/// and digits, with an underscore between two words.
fn is_plain(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_part);
    text.split('_').all(is_word)
}

/// Puts parts of a type's name together, with an underscore between digits, so that `v1.10` and
/// `v11.0` differ; it is the one place where rustc's lints want one.
pub(super) fn join_camel(parts: &[&str]) -> String {
    let mut name = String::new();
    for part in parts {
        if name.ends_with(char::is_numeric) && part.starts_with(char::is_numeric) {
            name.push('_');
        }
        name.push_str(part);
    }
    name
}

/// The text with its characters beyond ASCII by their number, each of which is a word.
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

/// Whether an identifier may start with `c`, leaving out the underscore.
pub(super) fn is_identifier_start(c: char) -> bool {
    c.is_ascii_alphabetic() || is_plain_letter(c)
}

/// Whether `c` is a letter or digit that an identifier may contain without a warning.
fn is_identifier_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_plain_letter(c)
}

/// Whether `c` is a letter of a language that is written in Latin script: `ß`, `ž`, `ề`.
///
/// rustc warns about letters of other scripts that look like those of one in use, and about
/// letters that are a variant of another one, such as the micro sign. Both need tables to know;
/// so all but these are called by their number.
fn is_plain_letter(c: char) -> bool {
    let is_latin = matches!(c, '\u{c0}'..='\u{17f}' | '\u{1ea0}'..='\u{1ef9}');
    let is_variant = matches!(
        c,
        '\u{130}' | '\u{132}' | '\u{133}' | '\u{13f}' | '\u{140}' | '\u{149}' | '\u{17f}'
    );
    is_latin && !is_variant && c.is_alphabetic()
}

/// Whether no lint of rustc minds a character of this identifier.
pub(super) fn is_lint_free(text: &str) -> bool {
    text.chars().all(|c| c == '_' || is_identifier_part(c))
}

/// Whether rustc takes this identifier for the name of a type.
pub(super) fn is_camel_case(text: &str) -> bool {
    let parts: Vec<&str> = text.split('_').collect();
    let is_joint = |pair: &[&str]| {
        pair[0].ends_with(char::is_numeric) && pair[1].starts_with(char::is_numeric)
    };
    text.starts_with(char::is_uppercase) && parts.windows(2).all(is_joint)
}

/// Whether rustc takes this identifier for the name of a field.
pub(super) fn is_snake_case(text: &str) -> bool {
    let inner = text.trim_matches('_');
    !inner.is_empty() && !inner.contains("__") && !inner.contains(char::is_uppercase)
}

/// One word in both spellings: `OAuth2` and `oauth2`.
struct Word {
    camel: String,
    snake: String,
}

/// The words of any text, at least one.
fn words(text: &str) -> Vec<Word> {
    let spelled = if text.is_empty() {
        "Empty".to_owned()
    } else {
        spell_symbols(text)
    };
    let mut words = Vec::new();
    for chunk in spelled.split_whitespace() {
        split_chunk(chunk, &mut words);
    }
    words
}

/// Replaces every symbol by its name or by a space, so that letters, digits and spaces remain. A
/// letter that no identifier should have is a symbol.
fn spell_symbols(text: &str) -> String {
    let only_symbols = !text.contains(is_identifier_part);
    let mut spelled = String::new();
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let sign = c == '-'
            && !before.is_some_and(is_identifier_part)
            && rest.peek().is_some_and(char::is_ascii_digit);
        if is_identifier_part(c) {
            spelled.push(c);
        } else {
            let needed = only_symbols || sign || c.is_alphanumeric();
            spelled.push_str(&format!(" {} ", symbol_name(c, needed)));
        }
        before = Some(c);
    }
    spelled
}

/// The name of a symbol, or its code point; empty where it only separates and `needed` is false.
fn symbol_name(symbol: char, needed: bool) -> String {
    match SYMBOLS.iter().find(|(c, ..)| *c == symbol) {
        Some((_, name, always)) if *always || needed => (*name).to_owned(),
        None if needed => format!("U{:04x}", u32::from(symbol)),
        _ => String::new(),
    }
}

/// Adds the words of a text without separators: the known ones, and between them those of heck.
fn split_chunk(chunk: &str, words: &mut Vec<Word>) {
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = chunk[at..].chars().next() {
        let inside_capitals = chunk[start..at].ends_with(char::is_uppercase);
        match known_word(&chunk[at..]) {
            Some((written, camel)) if !inside_capitals || written.len() >= TELLING => {
                split_camel(&chunk[start..at], words);
                at += written.len();
                let digits = leading_digits(&chunk[at..]);
                words.push(Word {
                    camel: format!("{camel}{digits}"),
                    snake: format!("{}{digits}", written.to_lowercase()),
                });
                at += digits.len();
                start = at;
            }
            _ => at += c.len_utf8(),
        }
    }
    split_camel(&chunk[start..], words);
}

/// The known word that `text` starts with, if a word can end there.
fn known_word(text: &str) -> Option<(&'static str, &'static str)> {
    KNOWN.iter().copied().find(|(written, _)| {
        text.strip_prefix(written)
            .is_some_and(|rest| is_word_end(rest, written.len() >= TELLING))
    })
}

/// Whether a word can end before `rest`; a `telling` one can before any capital, another only
/// where the capital starts a word of its own.
fn is_word_end(rest: &str, telling: bool) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_lowercase() => false,
        Some(c) if c.is_uppercase() => {
            telling || chars.next().is_some_and(char::is_lowercase) || known_word(rest).is_some()
        }
        _ => true,
    }
}

/// The ASCII digits that `text` starts with: those that belong to the word before.
fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

/// Adds the words that heck sees in `text`.
fn split_camel(text: &str, words: &mut Vec<Word>) {
    let snake = text.to_snake_case();
    words.extend(
        snake
            .split('_')
            .filter(|word| !word.is_empty())
            .map(|word| Word {
                camel: capitalize(word),
                snake: word.to_owned(),
            }),
    );
}

/// The word with its first letter in upper case.
fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is plain has the same names by the long way.
        #[test]
        fn a_short_cut_leads_to_the_same_names(text in "[a-z0-9]{1,4}(_[a-z0-9]{1,4}){0,4}") {
            prop_assert!(is_plain(&text));
            let words = words(&text);
            let snake: Vec<&str> = words.iter().map(|word| word.snake.as_str()).collect();
            prop_assert_eq!(snake_case(&text), snake.join("_"));
            let camel: Vec<&str> = words.iter().map(|word| word.camel.as_str()).collect();
            prop_assert_eq!(camel_case(&text), join_camel(&camel));
        }
    }
}
