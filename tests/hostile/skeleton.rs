//! The Rust code without its names, literals and docs.

use proc_macro2::{Group, TokenStream, TokenTree};

/// The tokens of a file: names and literals blanked, docs and wire names removed.
///
/// Two references of the same shape have the same skeleton, whatever their texts are.
pub(crate) fn of(rust: &str) -> String {
    assert!(syn::parse_file(rust).is_ok(), "{rust}");
    let mut skeleton = String::new();
    blank(rust.parse().unwrap(), &mut skeleton);
    // rustfmt turns an arm with a long literal into a block.
    skeleton.replace("=>Brace(literal )\n", "=>literal ")
}

fn blank(tokens: TokenStream, skeleton: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let inner = tokens.next_if(|token| token.to_string() == "!");
                let attribute = attribute(tokens.next());
                if let (Some(_), false) = (inner, attribute.is_empty()) {
                    skeleton.push('!');
                }
                skeleton.push_str(&attribute);
            }
            // Whether there is a comma at the end depends on the length of lines.
            TokenTree::Punct(sign) if sign.as_char() == ',' => {}
            TokenTree::Punct(sign) => skeleton.push(sign.as_char()),
            TokenTree::Literal(_) => skeleton.push_str("literal "),
            TokenTree::Ident(name) if is_keyword(&name.to_string()) => {
                skeleton.push_str(&format!("{name} "));
            }
            TokenTree::Ident(_) => skeleton.push_str("name "),
            TokenTree::Group(group) => {
                skeleton.push_str(&format!("{:?}(", group.delimiter()));
                blank(group.stream(), skeleton);
                skeleton.push_str(")\n");
            }
        }
    }
}

/// A name that is made of a text is never a keyword, unless it is raw.
fn is_keyword(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_err()
}

/// An attribute in full, because its words are those of the generator. The result is empty for
/// attributes that depend on a text: docs, a name on the wire, lines too long for rustfmt.
fn attribute(inside: Option<TokenTree>) -> String {
    let Some(TokenTree::Group(inside)) = inside else {
        return "#".to_owned();
    };
    let tokens: Vec<TokenTree> = inside.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(doc), TokenTree::Punct(_), text] if doc == "doc" && is_text(text) => {
            String::new()
        }
        [TokenTree::Ident(tool), ..] if tool == "rustfmt" => String::new(),
        [TokenTree::Ident(serde), TokenTree::Group(list)] if serde == "serde" => {
            let words = without_rename(list);
            match words.is_empty() {
                true => String::new(),
                false => format!("#[serde({words})]\n"),
            }
        }
        [TokenTree::Ident(name), ..] => format!("#[{name}...]\n"),
        _ => "#[?]".to_owned(),
    }
}

fn without_rename(list: &Group) -> String {
    let tokens: Vec<TokenTree> = list.stream().into_iter().collect();
    let pairs = tokens.split(|token| token.to_string() == ",");
    let others = pairs.filter(|pair| match pair {
        [TokenTree::Ident(key), TokenTree::Punct(_), text] => key != "rename" || !is_text(text),
        pair => !pair.is_empty(),
    });
    let words = others.map(|pair| pair.iter().map(ToString::to_string).collect::<String>());
    words.collect::<Vec<_>>().join(", ")
}

fn is_text(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Literal(text) if text.to_string().ends_with('"'))
}
