//! Tokens as text, with the spaces of Rust.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Adds the content of a call of a macro to `text`: that of each pair of braces, and each element
/// that ends in `,` or `;`, on lines of its own.
pub(super) fn add_lines(tokens: TokenStream, indent: &str, text: &mut String) {
    let mut line = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                *text += &format!("{indent}{line} {{\n");
                add_lines(group.stream(), &format!("{indent}    "), text);
                *text += &format!("{indent}}}\n");
                line.clear();
            }
            TokenTree::Punct(end) if matches!(end.as_char(), ',' | ';') => {
                *text += &format!("{indent}{line}{end}\n");
                line.clear();
            }
            token => add(&token, &mut line),
        }
    }
}

/// Adds a token to a line.
fn add(token: &TokenTree, line: &mut String) {
    if !is_tight(token, line) {
        line.push(' ');
    }
    match token {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Bracket => ('[', ']'),
                _ => ('(', ')'),
            };
            let mut inner = String::new();
            for token in group.stream() {
                add(&token, &mut inner);
            }
            line.push_str(&format!("{open}{inner}{close}"));
        }
        token => line.push_str(&token.to_string()),
    }
}

/// `true` if no space is between a line and the token behind it.
fn is_tight(token: &TokenTree, line: &str) -> bool {
    if line.is_empty() || line.ends_with(['.', '<', '#']) || line.ends_with("::") {
        return true;
    }
    let is_behind_name = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '>'));
    match token {
        TokenTree::Punct(punct) => match punct.as_char() {
            ',' | '.' | '>' | '<' => true,
            ':' => line.ends_with(':') && punct.spacing() == Spacing::Alone || is_behind_name,
            _ => false,
        },
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => is_behind_name,
            _ => false,
        },
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}
