//! The type of a value, read from a few plain phrases in its description.
//!
//! Each phrase states the type explicitly. Mere hints are ignored.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::text::markdown;
use crate::base::text::singular::singular;
use crate::notation::meaning::TypeExpr;
use crate::notation::words::snake_case;

/// The type that the description of a value states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypeHint {
    /// The values of an enum, or of a list of enums, each with its explanation.
    Values(Vec<(String, Option<String>)>),
    /// A list of strings: `a list of ... IDs`, `array of permission strings`, or the example
    /// `["code"]`.
    Strings,
    /// The resource at this URL: `array of [API keys](/reference/api-keys)`.
    Link(String),
    /// The resource with this name: `an api_key object`, `array of api_key objects`.
    Named(String),
    /// An object with arbitrary keys: `key/value pairs`, `map of values`.
    AnyKeys,
}

/// Nouns for things that are strings.
const STRINGS: [&str; 6] = ["strings", "ids", "slugs", "names", "urls", "emails"];

/// The words that may follow after a noun. Any other word may itself be the noun that determines
/// the type.
const AFTER_A_NOUN: [&str; 10] = [
    "objects", "that", "which", "who", "of", "in", "on", "for", "to", "with",
];

/// The number of words after `list of` that are searched for the noun.
const MAX_NOUN_PHRASE: usize = 4;

/// The standards for writing timestamps, in capitals.
const STANDARDS: [&str; 4] = ["ISO 8601", "ISO-8601", "RFC 3339", "RFC-3339"];

/// Other values for which the standards have a notation.
const NO_TIMESTAMPS: [&str; 5] = [
    "DURATION",
    "INTERVAL",
    "WITHOUT TIME",
    "WITHOUT A TIME",
    "DATE ONLY",
];

/// The type that the description states, if it fits the untyped notation.
pub(super) fn type_hint(docs: &str, untyped: &TypeExpr) -> Option<TypeHint> {
    match untyped {
        TypeExpr::Enum => values(markdown::bullet_values(docs)),
        TypeExpr::List(item) if **item == TypeExpr::Enum => values(markdown::bullet_values(docs)),
        TypeExpr::Array => {
            let tokens = tokens(docs);
            list_of(&tokens)
                .or_else(|| has_string_example(&tokens).then_some(TypeHint::Strings))
                .or_else(|| values(labels(docs)))
        }
        TypeExpr::Object => {
            let tokens = tokens(docs);
            object(&tokens).or_else(|| has_any_keys(&tokens).then_some(TypeHint::AnyKeys))
        }
        _ => None,
    }
}

/// `true` if the description says that a string is a timestamp.
pub(super) fn is_timestamp(docs: &str) -> bool {
    let text = docs.to_uppercase();
    let mentions = |words: &[&str]| words.iter().any(|words| text.contains(words));
    mentions(&STANDARDS) && !mentions(&NO_TIMESTAMPS)
}

fn values(values: Vec<(String, Option<String>)>) -> Option<TypeHint> {
    if values.is_empty() {
        None
    } else {
        Some(TypeHint::Values(values))
    }
}

/// A token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A word in lower case.
    Word(String),
    /// Inline code.
    Code(String),
    /// The destination of a link. Its text is omitted.
    Link(String),
    /// The end of a sentence or of a paragraph.
    Stop,
}

fn tokens(docs: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut in_link = false;
    for (event, _) in markdown::events(docs) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                in_link = true;
                tokens.push(Token::Link(dest_url.into_string()));
            }
            Event::End(TagEnd::Link) => in_link = false,
            Event::Text(text) if !in_link => add_words(&text, &mut tokens),
            Event::Code(code) if !in_link => tokens.push(Token::Code(code.into_string())),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => tokens.push(Token::Stop),
            _ => {}
        }
    }
    tokens
}

fn add_words(text: &str, tokens: &mut Vec<Token>) {
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if !bare.is_empty() {
            tokens.push(Token::Word(bare.to_lowercase()));
        }
        if word.ends_with(['.', ';', '!', '?', ':', ',']) {
            tokens.push(Token::Stop);
        }
    }
}

fn is(token: Option<&Token>, word: &str) -> bool {
    matches!(token, Some(Token::Word(found)) if found == word)
}

fn has_pair(tokens: &[Token], first: &str, second: &str) -> bool {
    let mut pairs = tokens.windows(2);
    pairs.any(|pair| is(pair.first(), first) && is(pair.get(1), second))
}

/// The items of `(an optional) array of ...` or `the [things](...)`, at the start.
fn list_of(tokens: &[Token]) -> Option<TypeHint> {
    let of = tokens
        .windows(2)
        .take(MAX_NOUN_PHRASE)
        .position(|pair| has_pair(pair, "array", "of") || has_pair(pair, "list", "of"));
    match of {
        Some(position) => {
            let phrase = tokens.get(position + 2..)?;
            linked_noun(phrase).or_else(|| noun_phrase(phrase))
        }
        None if is(tokens.first(), "the") => linked_noun(&tokens[1..]),
        None => linked_noun(tokens),
    }
}

/// A link that is the noun itself, not a part of a longer noun.
fn linked_noun(phrase: &[Token]) -> Option<TypeHint> {
    let (Token::Link(url), after) = phrase.split_first()? else {
        return None;
    };
    let is_noun = match after.first() {
        None | Some(Token::Stop) => true,
        Some(Token::Word(word)) => AFTER_A_NOUN.contains(&word.as_str()),
        Some(_) => false,
    };
    if is_noun {
        Some(TypeHint::Link(url.clone()))
    } else {
        None
    }
}

/// The type of the items: by a noun for strings, or by the name of a resource that is the rest of
/// the sentence.
fn noun_phrase(phrase: &[Token]) -> Option<TypeHint> {
    let mut name = Vec::new();
    for (position, token) in phrase.iter().take(MAX_NOUN_PHRASE + 1).enumerate() {
        let next = phrase.get(position + 1);
        match token {
            Token::Word(word) if STRINGS.contains(&word.as_str()) => {
                let is_whole = !is(next, "and") && !is(next, "or");
                return if is_whole {
                    Some(TypeHint::Strings)
                } else {
                    None
                };
            }
            Token::Word(word) if word == "objects" => return Some(TypeHint::Named(joined(&name)?)),
            Token::Word(word) => name.push(word.as_str()),
            Token::Stop => return Some(TypeHint::Named(singular(&joined(&name)?))),
            Token::Link(_) => {}
            Token::Code(_) => return None,
        }
    }
    None
}

fn joined(words: &[&str]) -> Option<String> {
    if words.is_empty() {
        None
    } else {
        Some(snake_case(&words.join("_")))
    }
}

/// The resource in `the created api_key object`: an article, at most one more word, and the name.
fn object(tokens: &[Token]) -> Option<TypeHint> {
    let [Token::Word(article), rest @ ..] = tokens else {
        return None;
    };
    let name = match rest {
        [Token::Word(name), object, ..] if is(Some(object), "object") => name,
        [Token::Word(_), Token::Word(name), object] if is(Some(object), "object") => name,
        [Token::Word(_), Token::Word(name), object, Token::Stop, ..]
            if is(Some(object), "object") =>
        {
            name
        }
        _ => return None,
    };
    let is_article = ["a", "an", "the"].contains(&article.as_str());
    if is_article {
        Some(TypeHint::Named(name.clone()))
    } else {
        None
    }
}

/// `true` if the description contains a list of strings as code, such as `["code"]`, or says that
/// only `query` is supported.
fn has_string_example(tokens: &[Token]) -> bool {
    let is_list = |token: &Token| matches!(token, Token::Code(code) if code.starts_with("[\"") && code.ends_with("\"]"));
    let is_only = |words: &[Token]| {
        is(words.first(), "only")
            && matches!(words.get(1), Some(Token::Code(_)))
            && is(words.get(2), "is")
            && is(words.get(3), "supported")
    };
    tokens.iter().any(is_list) || tokens.windows(4).any(is_only)
}

fn has_any_keys(tokens: &[Token]) -> bool {
    let mut words = tokens.iter();
    words.any(|token| is(Some(token), "key/value") || is(Some(token), "key-value"))
        || has_pair(tokens, "map", "of")
        || has_pair(tokens, "json", "schema")
        || has_pair(tokens, "key", "names")
}

/// The bullets of a list whose every item begins with a word in bold or in code.
fn labels(docs: &str) -> Vec<(String, Option<String>)> {
    let mut labels = Vec::new();
    let (mut at_start, mut is_bold) = (false, false);
    for (event, _) in markdown::events(docs) {
        match event {
            Event::Start(Tag::Item) => at_start = true,
            Event::Start(Tag::Strong) => is_bold = true,
            Event::End(TagEnd::Strong) => is_bold = false,
            Event::Text(text) if at_start && (!is_bold || text.contains(char::is_whitespace)) => {
                return Vec::new();
            }
            Event::Code(text) | Event::Text(text) if at_start => {
                labels.push((text.into_string(), None));
                at_start = false;
            }
            _ => {}
        }
    }
    labels
}

#[cfg(test)]
mod tests;
