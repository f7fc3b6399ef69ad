//! Parses the Rust code in settings, and rejects code that could overflow the parser's stack.

use proc_macro2::{TokenStream, TokenTree};
use syn::Attribute;
use syn::parse::{Parse, ParseStream, Parser};

use super::types::ValueError;

/// The maximum number of tokens. Each may nest one level deeper, for which a parser without
/// optimization can take 16 KiB of stack.
const MAX_TOKENS: usize = 64;

/// The number of characters of a refused value that the message shows.
const MAX_SHOWN: usize = 40;

/// Parses a value, such as a `syn::Type`. The error message names `what` it is, and shows the
/// example.
pub(super) fn parse<T: Parse>(text: &str, what: &str, example: &str) -> Result<T, ValueError> {
    parse_with(T::parse, text, what, example)
}

/// Rejects a text that is not exactly one attribute.
pub(super) fn check_attribute(text: &str) -> Result<(), ValueError> {
    let parse_one = |input: ParseStream<'_>| match Attribute::parse_outer(input)?.as_slice() {
        [_] => Ok(()),
        _ => Err(input.error("expected one attribute")),
    };
    parse_with(parse_one, text, "an attribute", "#[non_exhaustive]")
}

fn parse_with<P: Parser>(
    parser: P,
    text: &str,
    what: &str,
    example: &str,
) -> Result<P::Output, ValueError> {
    let wrong = || {
        let message = format!("`{text}` is not {what}");
        ValueError::new(message, format!("write it as in `{example}`"))
    };
    let tokens: TokenStream = text.parse().map_err(|_| wrong())?;
    let is_list = is_attribute_with_list(&tokens);
    if take(tokens.clone(), MAX_TOKENS, is_list).is_none() {
        let shown: String = text.chars().take(MAX_SHOWN).collect();
        let message = format!("`{shown}…` has more than {MAX_TOKENS} tokens");
        return Err(ValueError::new(
            message,
            "give it a shorter name in your crate, for example with a type alias, and use that",
        ));
    }
    parser.parse2(tokens).map_err(|_| wrong())
}

/// `true` for `#[path(...)]`, whose list is not parsed here, and `false` for `#[path = value]`.
fn is_attribute_with_list(tokens: &TokenStream) -> bool {
    let mut tokens = tokens.clone().into_iter();
    let (Some(TokenTree::Punct(hash)), Some(TokenTree::Group(attribute))) =
        (tokens.next(), tokens.next())
    else {
        return false;
    };
    let is_equals =
        |token: TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '=');
    hash.as_char() == '#' && !attribute.stream().into_iter().any(is_equals)
}

/// The number of further tokens that are allowed after these, or `None` if there are too many.
///
/// In a list that is not parsed, only nested tokens count, since tokens in a sequence do not deepen
/// the parser's stack.
fn take(tokens: TokenStream, mut left: usize, is_list: bool) -> Option<usize> {
    for token in tokens {
        // These separate the parts of a path or a list, and do not nest.
        if matches!(&token, TokenTree::Punct(sign) if matches!(sign.as_char(), ',' | ':')) {
            continue;
        }
        let mut rest = left.checked_sub(1)?;
        if let TokenTree::Group(group) = token {
            rest = take(group.stream(), rest, is_list)?;
        }
        if !is_list {
            left = rest;
        }
    }
    Some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ty(text: &str) -> Result<(), ValueError> {
        parse::<syn::Type>(text, "a Rust type", "Vec<crate::Permission>").map(drop)
    }

    #[test]
    fn types_of_use_are_accepted() {
        for text in [
            "Vec<crate::Permission>",
            "std::collections::HashMap<std::string::String, std::vec::Vec<crate::a::b::C>>",
            "Box<dyn Fn(&str) -> Result<Vec<u8>, std::io::Error> + Send + Sync + 'static>",
            "(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z)",
        ] {
            assert_eq!(ty(text), Ok(()), "{text}");
        }
        let features: Vec<_> = (0..99).map(|at| format!("feature = \"f{at}\"")).collect();
        let attribute = format!("#[cfg(any({}))]", features.join(", "));
        assert_eq!(check_attribute(&attribute), Ok(()));
        assert_eq!(check_attribute("#[doc = include_str!(\"a.md\")]"), Ok(()));
    }

    /// Forms that nest: the text before the inner form, the innermost form, and the text after it.
    const NESTED: [(&str, &str, &str); 18] = [
        ("Vec<", "T", ">"),
        ("(", "T", ")"),
        ("[", "T", "]"),
        ("&", "T", ""),
        ("*const ", "T", ""),
        ("fn() -> ", "T", ""),
        ("fn(", "", ")"),
        ("impl Fn() -> ", "T", ""),
        ("<", "T", " as A>::B"),
        ("a![", "", "]"),
        ("[u8; ", "1", "]"),
        ("{", "1", "}"),
        ("!", "1", ""),
        ("|a| ", "1", ""),
        ("return ", "1", ""),
        ("a = ", "1", ""),
        ("", "1", " as u8"),
        ("", "1", "()"),
    ];

    #[track_caller]
    fn assert_refused(checked: Result<(), ValueError>) {
        let ValueError { message, .. } = checked.unwrap_err();
        assert!(message.ends_with("` has more than 64 tokens"), "{message}");
    }

    #[test]
    fn nothing_nested_reaches_the_parser() {
        for (before, inside, after) in NESTED {
            for depth in [100, 10_000] {
                let nested = before.repeat(depth) + inside + &after.repeat(depth);
                assert_refused(ty(&nested));
                assert_refused(ty(&format!("[u8; {nested}]")));
                assert_refused(check_attribute(&format!("#[a = {nested}]")));
            }
        }
        let list = format!("#[a{}{}]", "(".repeat(100), ")".repeat(100));
        assert_refused(check_attribute(&list));
    }
}
