//! The items that a macro of the same file defines, without the repeated parts.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::Item;

/// The items, and those that the macros among them define.
pub(crate) fn expanded(items: Vec<Item>) -> Vec<Item> {
    let definitions = items.iter().filter_map(|item| match item {
        Item::Macro(it) => Some((
            it.ident.as_ref()?.to_string(),
            Definition::of(&it.mac.tokens)?,
        )),
        _ => None,
    });
    let definitions: BTreeMap<String, Definition> = definitions.collect();
    let calls = items.iter().filter_map(|item| match item {
        Item::Macro(it) if it.ident.is_none() => {
            let definition = definitions.get(&it.mac.path.get_ident()?.to_string())?;
            Some(definition.items(it.mac.tokens.clone()))
        }
        _ => None,
    });
    let made: Vec<Item> = calls.flatten().collect();
    items.into_iter().chain(made).collect()
}

/// A macro of one rule.
struct Definition {
    matcher: TokenStream,
    body: TokenStream,
}

impl Definition {
    /// The rule of `(matcher) => { body };`.
    fn of(rules: &TokenStream) -> Option<Self> {
        let groups = rules.clone().into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        });
        let [matcher, body] = groups.collect::<Vec<_>>().try_into().ok()?;
        Some(Self { matcher, body })
    }

    /// The items that a call makes.
    fn items(&self, call: TokenStream) -> Vec<Item> {
        let body = filled(self.body.clone(), &self.arguments(call));
        syn::parse2::<syn::File>(body).map_or(Vec::new(), |file| file.items)
    }

    /// The single tokens of a call before its repeated part.
    fn arguments(&self, call: TokenStream) -> BTreeMap<String, TokenTree> {
        let mut arguments = BTreeMap::new();
        let mut call = call.into_iter();
        let mut matcher = self.matcher.clone().into_iter();
        while let Some(token) = matcher.next() {
            if !is_dollar(&token) {
                call.next();
                continue;
            }
            let Some(TokenTree::Ident(name)) = matcher.next() else {
                break;
            };
            // The colon and the kind.
            matcher.nth(1);
            arguments.extend(Some(name.to_string()).zip(call.next()));
        }
        arguments
    }
}

fn is_dollar(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '$')
}

/// The body with the arguments filled in, and without its repeated parts.
fn filled(body: TokenStream, arguments: &BTreeMap<String, TokenTree>) -> TokenStream {
    let mut filled = TokenStream::new();
    let mut tokens = body.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            token if is_dollar(&token) => match tokens.next() {
                Some(TokenTree::Ident(name)) => {
                    filled.extend(arguments.get(&name.to_string()).cloned());
                }
                // `$(…)`, perhaps with a separator, and `*`, `+` or `?`.
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if "*+?".contains(punct.as_char()));
                    for token in tokens.by_ref() {
                        if is_end(&token) {
                            break;
                        }
                    }
                }
                _ => {}
            },
            TokenTree::Group(group) => {
                let inner = self::filled(group.stream(), arguments);
                filled.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            token => filled.extend([token]),
        }
    }
    filled
}
