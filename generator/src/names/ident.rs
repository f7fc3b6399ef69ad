//! Identifiers, and namespaces of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

use super::{case, reserved};
use crate::base::text::short_hash;

/// The maximum length of a name in bytes. Longer names are shortened, since file systems have a
/// limit and readers do, too.
const MAX_LEN: usize = 96;

/// A valid Rust identifier, in its raw form (`r#`) if needed.
///
/// It is ordered and compared by its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ident(String);

impl Ident {
    /// An identifier in `UpperCamelCase`, from text of identifier characters.
    ///
    /// Text that does not start with a letter gets the prefix `N`, as in "number". Long text is
    /// shortened.
    pub(super) fn camel(text: &str) -> Self {
        Self::new(text, "N", "H")
    }

    /// An identifier in `snake_case`, by the same rules.
    pub(super) fn snake(text: &str) -> Self {
        Self::new(text, "n", "_h")
    }

    /// The text, with `prefix` if an identifier cannot start with its first character. Long text is
    /// cut, and followed by `mark` and the hash of the whole text.
    fn new(text: &str, prefix: &str, mark: &str) -> Self {
        let text = if text.starts_with(case::is_identifier_start) {
            text.to_owned()
        } else {
            format!("{prefix}{text}")
        };
        if text.len() <= MAX_LEN {
            return Self(text);
        }
        let hash = short_hash(&text);
        let mut end = MAX_LEN - mark.len() - hash.len();
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let kept = text[..end].trim_end_matches('_');
        Self(format!("{kept}{mark}{hash}"))
    }

    /// The given identifier, with or without `r#`.
    pub(super) fn given(text: &str) -> Self {
        Self(text.strip_prefix("r#").unwrap_or(text).to_owned())
    }

    /// An identifier from the bytes of `text`, which is unique for the text.
    pub(super) fn bytes(text: &str) -> Self {
        let hex = text.bytes().map(|byte| format!("{byte:02x}"));
        Self(format!("X{}", hex.collect::<String>()))
    }

    /// The identifier with `suffix`, which consists of ASCII letters, digits and underscores.
    pub(super) fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.0))
    }

    /// The identifier with `prefix`, which consists of ASCII letters and underscores.
    pub(super) fn with_prefix(&self, prefix: &str) -> Self {
        Self(format!("{prefix}{}", self.0))
    }

    /// The identifier without `r#`: `type`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier as a token, raw where it is a keyword: `r#type`.
    pub(crate) fn to_syn(&self) -> syn::Ident {
        if reserved::is_keyword(&self.0) {
            syn::Ident::new_raw(&self.0, Span::call_site())
        } else {
            syn::Ident::new(&self.0, Span::call_site())
        }
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(self.to_syn());
    }
}

impl fmt::Display for Ident {
    /// Writes the identifier as in source text, with `r#` if it is raw.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if reserved::is_keyword(&self.0) {
            f.write_str("r#")?;
        }
        f.write_str(&self.0)
    }
}

/// The names of one namespace, each with its owner, such as its place, so that a clash can be
/// reported with both places.
#[derive(Debug)]
pub(crate) struct Scope<T> {
    owners: HashMap<Ident, T>,
}

impl<T: Clone> Scope<T> {
    /// A namespace in which every name is free.
    pub(crate) fn new() -> Self {
        Self {
            owners: HashMap::new(),
        }
    }

    /// Reserves `ident` for `owner`.
    ///
    /// # Errors
    ///
    /// The present owner, if the name is taken. That owner keeps the name.
    pub(crate) fn claim(&mut self, ident: &Ident, owner: T) -> Result<(), T> {
        match self.owners.entry(ident.clone()) {
            Entry::Occupied(entry) => Err(entry.get().clone()),
            Entry::Vacant(entry) => {
                entry.insert(owner);
                Ok(())
            }
        }
    }
}
