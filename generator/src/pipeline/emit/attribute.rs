//! Attributes, built as syntax trees: parsing them would cost more than all the rest.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Parse, Parser};
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, Ident, Lit, LitStr, MacroDelimiter, Meta, MetaList,
    MetaNameValue, Path, Token, token,
};

use super::internal_error;
use crate::base::diagnostic::Error;
use crate::pipeline::model::rust_model::ExtraAttributes;

/// `#[name(tokens)]`
pub(super) fn list(name: &str, tokens: TokenStream) -> Attribute {
    attribute(Meta::List(MetaList {
        path: Ident::new(name, Span::call_site()).into(),
        delimiter: MacroDelimiter::Paren(token::Paren::default()),
        tokens,
    }))
}

/// `#[name]`
pub(super) fn word(name: &str) -> Attribute {
    attribute(Meta::Path(Ident::new(name, Span::call_site()).into()))
}

/// `#[name = "value"]`
pub(super) fn value(name: &str, value: &str) -> Attribute {
    let literal = Lit::Str(LitStr::new(value, Span::call_site()));
    attribute(Meta::NameValue(MetaNameValue {
        path: Ident::new(name, Span::call_site()).into(),
        eq_token: <Token![=]>::default(),
        value: Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: literal,
        }),
    }))
}

/// `#[derive(Names, ...)]`: names of the prelude, what the settings add, and serde's. What the
/// settings add is omitted where it is there already: derived, or written `by_hand`.
///
/// # Errors
///
/// What the settings add is not Rust.
pub(super) fn derive(
    names: &[&str],
    extras: &ExtraAttributes,
    serde: &[&str],
    by_hand: &[&str],
) -> Result<Attribute, Error> {
    let more = extras.derives.iter().map(|path| given::<Path>(path));
    let mut more = more.collect::<Result<Vec<_>, _>>()?;
    let there = [names, serde, by_hand].concat();
    let mut there: BTreeSet<String> = there.into_iter().map(str::to_owned).collect();
    more.retain(|path| {
        let last = path.segments.last();
        last.is_none_or(|last| there.insert(last.ident.to_string()))
    });
    let names = names.iter().map(|name| Ident::new(name, Span::call_site()));
    let serde = serde.iter().map(|name| {
        let name = Ident::new(name, Span::call_site());
        quote!(::serde::#name)
    });
    let names = names.map(|name| quote!(#name));
    let all = names
        .chain(more.iter().map(|path| quote!(#path)))
        .chain(serde);
    Ok(list("derive", quote!(#(#all),*)))
}

/// Attributes of the settings.
///
/// # Errors
///
/// One of them is not Rust.
pub(super) fn parse_attributes(attributes: &[String]) -> Result<Vec<Attribute>, Error> {
    let parsed = attributes.iter().map(|text| {
        Attribute::parse_outer
            .parse_str(text)
            .map_err(|_| not_rust(text))
    });
    Ok(parsed.collect::<Result<Vec<_>, _>>()?.concat())
}

fn given<T: Parse>(text: &str) -> Result<T, Error> {
    syn::parse_str(text).map_err(|_| not_rust(text))
}

fn not_rust(text: &str) -> Error {
    internal_error(format!("`{text}` is not Rust"))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: <Token![#]>::default(),
        style: AttrStyle::Outer,
        bracket_token: token::Bracket::default(),
        meta,
    }
}
