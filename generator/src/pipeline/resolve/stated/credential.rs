//! The credential of an operation, in the prose of its page.

use super::code_spans;

/// The credential of a page's operation, as its prose names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatedCredential {
    /// The access token of a user.
    AccessToken,
    /// No credential in a header: the operation is public, or the body identifies the caller.
    NoHeader,
}

/// The beginnings of sentences that demand something in the request.
const IMPERATIVES: [&str; 6] = [
    "pass ", "send ", "provide ", "include ", "supply ", "present ",
];

/// The words with which other sentences demand something.
const DEMANDS: [&str; 3] = [" must be ", " needs to be ", " requires "];

/// The words that negate or restrict a demand.
const RESERVATIONS: [&str; 9] = [
    "not", "never", "cannot", "don't", "if", "when", "unless", "except", "instead",
];

/// The verbs of statements that the operation needs no authentication.
const OF_THE_OPERATION: [&str; 4] = [
    "requires no ",
    "does not require ",
    "doesn't require ",
    "needs no ",
];

/// The objects of these statements.
const CREDENTIALS: [&str; 7] = [
    "authentication",
    "any authentication",
    "credentials",
    "any credentials",
    "api key",
    "an api key",
    "any api key",
];

/// Statements that no authentication is needed, without words for the operation.
const OF_NOBODY: [&str; 4] = [
    "no authentication is required",
    "no authentication is needed",
    "authentication is not required",
    "authentication is not needed",
];

/// The words for the operation of a page.
const OPERATION: [&str; 6] = ["endpoint", "operation", "request", "call", "it", "this"];

/// The credential in a sentence such as "authenticated by providing the access token in the
/// `Authorization` header", "Pass the access token in the `Authorization` header" or "This endpoint
/// requires no authentication". An access token has precedence over other statements, since it may
/// replace an API key.
pub(super) fn credential(sentences: &[String]) -> Option<StatedCredential> {
    let stated = sentences.iter().filter_map(|sentence| {
        let sentence = sentence.replace('\u{2019}', "'").to_lowercase();
        let sentence = sentence.trim();
        if asks_for_token(sentence) {
            Some(StatedCredential::AccessToken)
        } else if is_public(sentence) {
            Some(StatedCredential::NoHeader)
        } else {
            authenticated_by(sentence)
        }
    });
    let is_token = |it: &StatedCredential| *it == StatedCredential::AccessToken;
    stated.reduce(|first, other| if is_token(&other) { other } else { first })
}

/// The credential in "authenticated by ..".
fn authenticated_by(sentence: &str) -> Option<StatedCredential> {
    let (before, how) = sentence.split_once("authenticated by ")?;
    if before.ends_with("not ") {
        None
    } else if how.contains("access token") && how.contains("`authorization` header") {
        Some(StatedCredential::AccessToken)
    } else if how.contains("in the body") || how.contains("in the request body") {
        Some(StatedCredential::NoHeader)
    } else {
        None
    }
}

/// `true` for a sentence that demands the access token in the header of this request, not of a
/// later one.
fn asks_for_token(sentence: &str) -> bool {
    let demands = IMPERATIVES.iter().any(|verb| sentence.starts_with(verb))
        || DEMANDS.iter().any(|words| sentence.contains(words));
    let mut spans = code_spans(sentence);
    let in_header = spans.any(|(before, code, after)| {
        let is_header = match code {
            "authorization" => after.starts_with(" header") || before.ends_with("header "),
            code => code.starts_with("authorization: bearer"),
        };
        let after = after.strip_prefix(" header").unwrap_or(after);
        is_header && before.contains("access token") && (is_end(after) || is_of_this(after))
    });
    demands && in_header && !has_reservation(sentence)
}

/// `true` for text that begins with " of the request" or similar words.
fn is_of_this(after: &str) -> bool {
    let of = [
        "of the",
        "of this",
        "of your",
        "of each",
        "with the",
        "with each",
    ];
    let after = after.trim_start();
    let mut rests = of.iter().filter_map(|of| after.strip_prefix(of));
    rests.any(|rest| rest.strip_prefix(" request").is_some_and(is_end))
}

/// `true` for a sentence that states that the operation needs no authentication.
fn is_public(sentence: &str) -> bool {
    let of_operation = OF_THE_OPERATION.iter().any(|verb| {
        let Some((subject, object)) = sentence.split_once(verb) else {
            return false;
        };
        let mut credentials = CREDENTIALS.iter();
        let is_credential =
            credentials.any(|it| object.strip_prefix(it).is_some_and(is_end_or_clause));
        is_credential
            && !has_reservation(subject)
            && !has_reservation(object)
            && words(subject).any(|word| OPERATION.contains(&word))
    });
    let of_nobody = OF_NOBODY.iter().any(|statement| {
        let parts = sentence.split_once(statement);
        parts.is_some_and(|(before, after)| {
            is_beginning(before) && !has_reservation(before) && !has_reservation(after)
        })
    });
    of_operation || of_nobody
}

/// `true` if a phrase ends before this text, or if another clause follows.
fn is_end_or_clause(after: &str) -> bool {
    let next = words(after).next().unwrap_or_default();
    is_end(after) || ["and", "to", "as", "because", "so"].contains(&next)
}

/// `true` if a phrase ends before this text.
fn is_end(after: &str) -> bool {
    let first = after.trim_start().chars().next();
    first.is_none_or(|first| !first.is_alphanumeric())
}

/// `true` if a phrase begins after this text.
fn is_beginning(before: &str) -> bool {
    before.is_empty()
        || before.ends_with([',', ';', ':'])
        || before.ends_with([' ']) && before.trim_end().ends_with([',', ';', ':', '\u{2014}'])
}

fn has_reservation(text: &str) -> bool {
    words(text).any(|word| RESERVATIONS.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::sentences;
    use super::*;

    #[test]
    fn a_sentence_says_who_asks() {
        for prose in [
            "The endpoint is authenticated by sending the access token of the user in the \
             `Authorization` header.",
            "Pass the user's access token as a Bearer token in the `Authorization` header.",
            "Boxes. Send the access token in the `Authorization` header of the request. More.",
            "- Provide the user\u{2019}s access token in the `Authorization` header, as a bearer.",
            "The access token must be sent in the header `Authorization`.",
            "This endpoint requires the user's access token in the `Authorization` header.",
            "Include the user's access token as `Authorization: Bearer <token>`.",
            "This endpoint requires no API key. Pass the access token in the `Authorization` \
             header.",
        ] {
            let token = Some(StatedCredential::AccessToken);
            assert_eq!(credential(&sentences(prose)), token, "{prose}");
        }
        for prose in [
            "Boxes. It is authenticated by the client's id and secret in the body.",
            "This endpoint requires no authentication.",
            "This endpoint does not require authentication.",
            "It doesn\u{2019}t require any authentication, and no body.",
            "This endpoint needs no credentials",
            "No authentication is required.",
            "The boxes are public: no authentication is required to list them.",
            "This request does not require an API key.",
        ] {
            let none = Some(StatedCredential::NoHeader);
            assert_eq!(credential(&sentences(prose)), none, "{prose}");
        }
    }

    #[test]
    fn a_sentence_may_be_about_something_else() {
        for prose in [
            "The access token goes into the `Authorization` header.",
            "It is authenticated by the API key in the `Authorization` header.",
            "It is not authenticated by an access token in the `Authorization` header.",
            "It is authenticated by a cookie.",
            "Users are authenticated by their access token.",
            "Pass the access token in the `Authorization` header of later requests.",
            "Send the access token in the `Authorization` header to your own server.",
            "Do not pass the access token in the `Authorization` header.",
            "Pass the API key in the `Authorization` header.",
            "Pass the access token in the body.",
            "If the box is open, no authentication is required.",
            "This endpoint does not require authentication if the box is open.",
            "This endpoint does not require authentication factors.",
            "A box requires no authentication.",
            "Boxes for which no authentication is required are open.",
        ] {
            assert_eq!(credential(&sentences(prose)), None, "{prose}");
        }
    }
}
