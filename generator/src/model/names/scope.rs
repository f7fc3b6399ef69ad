//! Who holds which name of one namespace.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Ident;

/// The names of one namespace, each with its owner (a page and a place, say), so that a clash can
/// be reported with both places.
#[derive(Debug)]
pub(crate) struct Scope<T> {
    key: fn(&str) -> String,
    owners: BTreeMap<String, T>,
}

impl<T: Clone> Scope<T> {
    /// A namespace of types, fields or variants, where `OAuth` and `Oauth` are two names.
    pub(crate) fn of_items() -> Self {
        Self::with_key(str::to_owned)
    }

    /// A namespace of modules, where names that differ only in case are one name: each is also a
    /// file, and many file systems do not tell `Roles.rs` from `roles.rs`.
    pub(crate) fn of_modules() -> Self {
        Self::with_key(str::to_lowercase)
    }

    /// Gives `ident` to `owner`.
    ///
    /// # Errors
    ///
    /// The name is taken: the result is its owner, who keeps it.
    pub(crate) fn claim(&mut self, ident: &Ident, owner: T) -> Result<(), T> {
        match self.owners.entry((self.key)(ident.as_str())) {
            Entry::Occupied(entry) => Err(entry.get().clone()),
            Entry::Vacant(entry) => {
                entry.insert(owner);
                Ok(())
            }
        }
    }

    fn with_key(key: fn(&str) -> String) -> Self {
        Self {
            key,
            owners: BTreeMap::new(),
        }
    }
}
