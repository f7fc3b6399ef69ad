//! Attributes, built as syntax trees: parsing them would take more time than everything else.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::Parser;
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

/// `#[derive(Names, ...)]`: names of the prelude, derives that the settings add, and names of
/// serde. A derive of the settings is omitted if the trait is already derived or implemented
/// `by_hand`.
///
/// # Errors
///
/// A derive of the settings is not valid Rust.
pub(super) fn derive(
    names: &[&str],
    extras: &ExtraAttributes,
    serde: &[&str],
    by_hand: &[&str],
) -> Result<Attribute, Error> {
    let mut there: BTreeSet<String> = [names, serde, by_hand]
        .concat()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut all = Vec::new();
    for name in names {
        let name = Ident::new(name, Span::call_site());
        all.push(quote!(#name));
    }
    for text in &extras.derives {
        let path: Path = syn::parse_str(text).map_err(|_| not_rust(text))?;
        let name = path.segments.last().map(|last| last.ident.to_string());
        if name.is_none_or(|name| there.insert(name)) {
            all.push(quote!(#path));
        }
    }
    for name in serde {
        let name = Ident::new(name, Span::call_site());
        all.push(quote!(::serde::#name));
    }
    Ok(list("derive", quote!(#(#all),*)))
}

/// Attributes of the settings.
///
/// # Errors
///
/// An attribute is not valid Rust.
pub(super) fn parse_attributes(attributes: &[String]) -> Result<Vec<Attribute>, Error> {
    let mut parsed = Vec::new();
    for text in attributes {
        let attributes = Attribute::parse_outer.parse_str(text);
        parsed.extend(attributes.map_err(|_| not_rust(text))?);
    }
    Ok(parsed)
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
