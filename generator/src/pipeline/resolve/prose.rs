//! What a description says about a type, read from a few plain forms of speech.
//!
//! Each form states the type outright. What only hints at one is left alone.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::text::markdown;
use crate::notation::meaning::TypeExpr;
use crate::notation::words::snake_case;

/// What a description says of a value whose type is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypeHint {
    /// An enum, or a list of one, has these values; each with its explanation.
    Values(Vec<(String, Option<String>)>),
    /// `a list of ... IDs`, `array of permission strings`; a list that is `["code"]`.
    Texts,
    /// `array of [API keys](/reference/api-keys)`: the things at this address.
    At(String),
    /// `an api_key object`, `array of api_key objects`: the things of this name.
    Called(String),
    /// An object with any keys: `key/value pairs`, `map of values`.
    AnyKeys,
}

/// What the things that are called by a text are called.
const TEXTS: [&str; 6] = ["strings", "ids", "slugs", "names", "urls", "emails"];

/// What may follow a noun; any other word may be a noun itself, and is then the one that counts.
const BEHIND_A_NOUN: [&str; 10] = [
    "objects", "that", "which", "who", "of", "in", "on", "for", "to", "with",
];

/// How far behind `list of` its noun may stand.
const NOUN_PHRASE: usize = 4;

/// What the description of a value says about its type, as far as it is open.
pub(super) fn type_hint(docs: &str, untyped: &TypeExpr) -> Option<TypeHint> {
    match untyped {
        TypeExpr::Enum => values(markdown::bullet_values(docs)),
        TypeExpr::List(item) if **item == TypeExpr::Enum => values(markdown::bullet_values(docs)),
        TypeExpr::Array => {
            let tokens = tokens(docs);
            of_a_list(&tokens)
                .or_else(|| example(&tokens))
                .or_else(|| values(labels(docs)))
        }
        TypeExpr::Object => {
            let tokens = tokens(docs);
            called(&tokens).or_else(|| has_any_keys(&tokens).then_some(TypeHint::AnyKeys))
        }
        _ => None,
    }
}

/// The standards of how moments are written, in capitals.
const STANDARDS: [&str; 4] = ["ISO 8601", "ISO-8601", "RFC 3339", "RFC-3339"];

/// What else the standards have a way to write.
const NO_MOMENTS: [&str; 5] = [
    "DURATION",
    "INTERVAL",
    "WITHOUT TIME",
    "WITHOUT A TIME",
    "DATE ONLY",
];

/// Whether the description says that a text is a moment.
pub(super) fn is_moment(docs: &str) -> bool {
    let text = docs.to_uppercase();
    let holds = |words: &[&str]| words.iter().any(|words| text.contains(words));
    holds(&STANDARDS) && !holds(&NO_MOMENTS)
}

fn values(values: Vec<(String, Option<String>)>) -> Option<TypeHint> {
    (!values.is_empty()).then_some(TypeHint::Values(values))
}

/// A piece of a text, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A word in lower case; for a word of several spellings see [`snake_case`].
    Word(String),
    /// Inline code.
    Code(String),
    /// A link with its destination; its text is omitted.
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
            Event::Text(text) if !in_link => words(&text, &mut tokens),
            Event::Code(code) if !in_link => tokens.push(Token::Code(code.into_string())),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => tokens.push(Token::Stop),
            _ => {}
        }
    }
    tokens
}

fn words(text: &str, tokens: &mut Vec<Token>) {
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

fn is_end(token: Option<&Token>) -> bool {
    matches!(token, None | Some(Token::Stop))
}

/// `(an optional) array of ...` or `the [things](...)`, at the start.
fn of_a_list(tokens: &[Token]) -> Option<TypeHint> {
    let of = tokens.windows(2).take(NOUN_PHRASE).position(|pair| {
        (is(pair.first(), "array") || is(pair.first(), "list")) && is(pair.get(1), "of")
    });
    let phrase = match of {
        Some(position) => tokens.get(position + 2..)?,
        None => {
            let phrase = tokens.get(usize::from(is(tokens.first(), "the"))..)?;
            return linked(phrase);
        }
    };
    linked(phrase).or_else(|| noun_phrase(phrase))
}

/// A link that is the noun itself and no part of a longer one.
fn linked(phrase: &[Token]) -> Option<TypeHint> {
    let (Token::Link(url), after) = phrase.split_first()? else {
        return None;
    };
    let is_noun = match after.first() {
        None | Some(Token::Stop) => true,
        Some(Token::Word(word)) => BEHIND_A_NOUN.contains(&word.as_str()),
        Some(_) => false,
    };
    is_noun.then(|| TypeHint::At(url.clone()))
}

/// Words up to a noun that tells what the items are, or the name of a thing that
/// is the whole of the sentence.
fn noun_phrase(phrase: &[Token]) -> Option<TypeHint> {
    let mut name = Vec::new();
    for (position, token) in phrase.iter().take(NOUN_PHRASE + 1).enumerate() {
        let next = phrase.get(position + 1);
        match token {
            Token::Word(word) if TEXTS.contains(&word.as_str()) => {
                let is_all = !is(next, "and") && !is(next, "or");
                return is_all.then_some(TypeHint::Texts);
            }
            Token::Word(word) if word == "objects" => return named_hint(&name),
            Token::Word(word) => name.push(word.as_str()),
            Token::Stop => return named_hint(&name).map(singular),
            Token::Link(_) => {}
            Token::Code(_) => return None,
        }
    }
    None
}

fn named_hint(words: &[&str]) -> Option<TypeHint> {
    (!words.is_empty()).then(|| TypeHint::Called(snake_case(&words.join("_"))))
}

fn singular(saying: TypeHint) -> TypeHint {
    match saying {
        TypeHint::Called(name) => {
            let singular = name.strip_suffix('s').unwrap_or(&name);
            TypeHint::Called(singular.to_owned())
        }
        saying => saying,
    }
}

/// `the created api_key object`: an article, at most one word more, and the name.
fn called(tokens: &[Token]) -> Option<TypeHint> {
    let [Token::Word(article), rest @ ..] = tokens else {
        return None;
    };
    let name = match rest {
        [Token::Word(name), object, ..] if is(Some(object), "object") => name,
        [Token::Word(_), Token::Word(name), object, end @ ..]
            if is(Some(object), "object") && is_end(end.first()) =>
        {
            name
        }
        _ => return None,
    };
    let is_article = ["a", "an", "the"].contains(&article.as_str());
    is_article.then(|| TypeHint::Called(name.clone()))
}

/// A list whose value is given: it is always `["code"]`, or only `query` is supported.
fn example(tokens: &[Token]) -> Option<TypeHint> {
    let is_list = tokens.iter().any(|token| {
        matches!(token, Token::Code(code) if code.starts_with("[\"") && code.ends_with("\"]"))
    });
    let is_only = tokens.windows(4).any(|words| match words {
        [only, Token::Code(_), verb, supported] => {
            is(Some(only), "only") && is(Some(verb), "is") && is(Some(supported), "supported")
        }
        _ => false,
    });
    (is_list || is_only).then_some(TypeHint::Texts)
}

fn has_any_keys(tokens: &[Token]) -> bool {
    let pair = |a, b| {
        let mut pairs = tokens.windows(2);
        pairs.any(|pair| is(pair.first(), a) && is(pair.get(1), b))
    };
    let word = |wanted| tokens.iter().any(|token| is(Some(token), wanted));
    word("key/value")
        || word("key-value")
        || pair("map", "of")
        || pair("json", "schema")
        || pair("key", "names")
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
            Event::Code(text) if at_start => {
                labels.push((text.into_string(), None));
                at_start = false;
            }
            Event::Text(text) if at_start => {
                if !is_bold || text.contains(char::is_whitespace) {
                    return Vec::new();
                }
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
