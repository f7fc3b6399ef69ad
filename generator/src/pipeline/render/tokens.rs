//! Tokens as text, with the spacing of Rust code.

use std::fmt::Write;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Adds the content of a macro call to `text`. The content of each pair of braces, and each element
/// that ends with `,` or `;`, is on separate lines.
pub(super) fn add_lines(tokens: TokenStream, indent: &str, text: &mut String) {
    let mut line = Line::default();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                text.extend([indent, &line.text, " {\n"]);
                add_lines(group.stream(), &format!("{indent}    "), text);
                text.extend([indent, "}\n"]);
                line = Line::default();
            }
            TokenTree::Punct(end) if matches!(end.as_char(), ',' | ';') => {
                text.extend([indent, &line.text]);
                text.extend([end.as_char(), '\n']);
                line = Line::default();
            }
            token => line.add(&token),
        }
    }
}

/// A line that is being written.
#[derive(Default)]
struct Line {
    text: String,
    /// `true` if the last token and the next one are read as a single token: `'a`, `::`, `->`.
    is_joint: bool,
}

impl Line {
    fn add(&mut self, token: &TokenTree) {
        if !self.is_tight(token) {
            self.text.push(' ');
        }
        match token {
            TokenTree::Group(group) => self.add_group(group),
            // Writing into a `String` cannot fail.
            token => _ = write!(self.text, "{token}"),
        }
        self.is_joint =
            matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    }

    fn add_group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let mut inner = Self::default();
        for token in group.stream() {
            inner.add(&token);
        }
        self.text.extend([open, &inner.text, close]);
    }

    /// `true` if there is no space between the line and the next token.
    fn is_tight(&self, token: &TokenTree) -> bool {
        let line = &self.text;
        if line.is_empty() || self.is_joint || line.ends_with(['.', '<', '#', '&']) {
            return true;
        }
        if line.ends_with("::") {
            return true;
        }
        let is_behind_name =
            line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '>'));
        match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                ',' | ';' | '.' | '>' | '<' => true,
                ':' => is_behind_name,
                _ => false,
            },
            TokenTree::Group(group) => match group.delimiter() {
                Delimiter::Parenthesis => is_behind_name,
                Delimiter::Bracket | Delimiter::Brace | Delimiter::None => false,
            },
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_so_that_they_are_read_again() {
        for text in [
            "Cow<'static, str>",
            "impl Into<super::super::Name>",
            "Matrix<{ N }>",
            "Box<dyn Fn(&'a str) -> [u8; 4] + 'static>",
            "impl IntoIterator<Item = (impl Into<String>, u8)>",
        ] {
            let tokens: TokenStream = format!("set(value: {text}) = value;").parse().unwrap();
            let mut lines = String::new();
            add_lines(tokens.clone(), "", &mut lines);
            assert_eq!(lines, format!("set(value: {text}) = value;\n"));
        }
    }
}
