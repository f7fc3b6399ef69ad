//! The call of a macro: rustfmt leaves what is in its braces alone, and prettyplease fills lines.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// `name! { ... }` with each pair of braces, and what ends in a comma, on lines of its own.
pub(super) fn text(call: &syn::Macro) -> String {
    let mut lines = vec![format!("{}! {{", call.path.to_token_stream())];
    add(call.tokens.clone(), 1, &mut lines);
    lines.push("}".to_owned());
    lines.join("\n")
}

fn add(tokens: TokenStream, depth: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                lines.push(indented(depth, &format!("{line} {{")));
                add(group.stream(), depth + 1, lines);
                lines.push(indented(depth, "}"));
                line.clear();
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                lines.push(indented(depth, &format!("{line},")));
                line.clear();
            }
            token => {
                let space = if line.is_empty() { "" } else { " " };
                line = format!("{line}{space}{token}");
            }
        }
    }
}

fn indented(depth: usize, text: &str) -> String {
    format!("{}{text}", "    ".repeat(depth))
}
