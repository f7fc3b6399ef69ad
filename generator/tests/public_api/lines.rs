//! The lines of items.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, TraitItem};

use crate::modules::is_public;

/// The lines of the interface, sorted.
#[derive(Default)]
pub(crate) struct Lines(BTreeSet<String>);

impl Lines {
    pub(crate) fn add(&mut self, line: String) {
        self.0.insert(line);
    }

    pub(crate) fn into_all(self) -> BTreeSet<String> {
        self.0
    }

    /// An item under its path, with its public members.
    pub(crate) fn item(&mut self, path: &str, item: &Item) {
        match item {
            Item::Struct(it) => {
                self.head("struct", path, &it.generics, &it.attrs);
                self.fields(path, &it.fields, false);
            }
            Item::Enum(it) => {
                self.head("enum", path, &it.generics, &it.attrs);
                for variant in &it.variants {
                    let path = format!("{path}::{}", variant.ident);
                    self.add(path.clone());
                    self.fields(&path, &variant.fields, true);
                }
            }
            Item::Type(it) => self.add(format!("type {path} = {}", text(&it.ty))),
            Item::Const(it) => self.add(format!("const {path}: {}", text(&it.ty))),
            Item::Static(it) => self.add(format!("static {path}: {}", text(&it.ty))),
            Item::Fn(it) => self.function(path, &it.sig),
            Item::Trait(it) => {
                self.head("trait", path, &it.generics, &it.attrs);
                for item in &it.items {
                    if let TraitItem::Fn(function) = item {
                        self.function(&format!("{path}::{}", function.sig.ident), &function.sig);
                    }
                }
            }
            _ => {}
        }
    }

    fn head(&mut self, kind: &str, path: &str, generics: &syn::Generics, attributes: &[Attribute]) {
        let is_open = attributes
            .iter()
            .any(|it| it.path().is_ident("non_exhaustive"));
        let open = if is_open { ", non-exhaustive" } else { "" };
        let derives = attributes.iter().filter(|it| it.path().is_ident("derive"));
        let derives = derives.filter_map(|it| it.meta.require_list().ok());
        let derives: Vec<String> = derives.map(|list| text(&list.tokens)).collect();
        let derives = if derives.is_empty() {
            String::new()
        } else {
            format!(": {}", derives.join(", "))
        };
        self.add(format!("{kind} {path}{}{open}{derives}", text(generics)));
    }

    fn fields(&mut self, path: &str, fields: &Fields, are_public: bool) {
        for (number, field) in fields.iter().enumerate() {
            if are_public || is_public(&field.vis, &field.attrs) {
                let name = field
                    .ident
                    .as_ref()
                    .map_or(number.to_string(), ToString::to_string);
                self.add(format!("{path}.{name}: {}", text(&field.ty)));
            }
        }
    }

    fn function(&mut self, path: &str, signature: &syn::Signature) {
        let name = format!("fn {}", signature.ident);
        let signature = text(signature).replacen(&name, &format!("fn {path}"), 1);
        // Whether a function changes its own argument does not matter to its callers.
        self.add(signature.replace("(mut self", "(self"));
    }

    /// The public methods and constants of a type, or a trait that it has.
    pub(crate) fn implementation(&mut self, path: &str, implementation: &ItemImpl) {
        if let Some((of, _)) = &implementation.trait_ {
            self.add(format!("impl {} for {path}", text(of)));
            return;
        }
        for item in &implementation.items {
            match item {
                ImplItem::Fn(it) if is_public(&it.vis, &it.attrs) => {
                    self.function(&format!("{path}::{}", it.sig.ident), &it.sig);
                }
                ImplItem::Const(it) if is_public(&it.vis, &it.attrs) => {
                    self.add(format!("const {path}::{}: {}", it.ident, text(&it.ty)));
                }
                _ => {}
            }
        }
    }
}

/// Code in one line, with the usual spaces.
fn text(code: &impl ToTokens) -> String {
    let mut text = code.to_token_stream().to_string();
    for (tokens, written) in [
        (" ,", ","),
        (" ;", ";"),
        (" :", ":"),
        (":: ", "::"),
        ("& ", "&"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" (", "("),
        ("->(", "-> ("),
        (",)", ")"),
    ] {
        text = text.replace(tokens, written);
    }
    text.trim().to_owned()
}
