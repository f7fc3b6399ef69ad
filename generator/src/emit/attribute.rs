//! Attributes, built as syntax trees: parsing them would cost more than all the rest.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, Ident, Lit, LitStr, MacroDelimiter, Meta, MetaList,
    MetaNameValue, Token, token,
};

/// `#[name(tokens)]`
pub(super) fn list(name: &str, tokens: TokenStream) -> Attribute {
    attribute(Meta::List(MetaList {
        path: Ident::new(name, Span::call_site()).into(),
        delimiter: MacroDelimiter::Paren(token::Paren::default()),
        tokens,
    }))
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

/// `#[derive(Names, ..., ::serde::Serialize, ::serde::Deserialize)]`, the names being the prelude's.
pub(super) fn derive_with_serde(names: &[&str]) -> Attribute {
    let names = idents(names);
    list(
        "derive",
        quote!(#(#names,)* ::serde::Serialize, ::serde::Deserialize),
    )
}

/// The same with serde's `Serialize` alone.
pub(super) fn derive_with_serialize(names: &[&str]) -> Attribute {
    let names = idents(names);
    list("derive", quote!(#(#names,)* ::serde::Serialize))
}

/// `#[derive(Names, ...)]`, the names being the prelude's.
pub(super) fn derive(names: &[&str]) -> Attribute {
    let names = idents(names);
    list("derive", quote!(#(#names),*))
}

fn idents(names: &[&str]) -> impl Iterator<Item = Ident> {
    names.iter().map(|name| Ident::new(name, Span::call_site()))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: <Token![#]>::default(),
        style: AttrStyle::Outer,
        bracket_token: token::Bracket::default(),
        meta,
    }
}
