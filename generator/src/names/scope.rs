//! Who holds which name of one namespace.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Ident;

/// The names of one namespace, each with its owner (a page and a place, say), so that a clash can
/// be reported with both places.
#[derive(Debug)]
pub(crate) struct Scope<T> {
    owners: BTreeMap<Ident, T>,
}

impl<T: Clone> Scope<T> {
    /// A namespace in which every name is free.
    pub(crate) fn new() -> Self {
        Self {
            owners: BTreeMap::new(),
        }
    }

    /// Gives `ident` to `owner`.
    ///
    /// # Errors
    ///
    /// The name is taken: the result is its owner, who keeps it.
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
