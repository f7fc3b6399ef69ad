//! Members that are described once, for many lists to refer to (format, section 3.1).

use std::collections::HashMap;

use super::index::EntityRef;
use crate::pipeline::api::{Atom, AtomId, Type};

/// The atoms that were met so far.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    met: Vec<Atom>,
    /// Which atom an entity is; none where its values are not known.
    by_entity: HashMap<EntityRef, Option<AtomId>>,
}

impl Atoms {
    /// What is known of the entity, if it was met before.
    pub(super) fn known(&self, at: EntityRef) -> Option<Option<AtomId>> {
        self.by_entity.get(&at).copied()
    }

    /// Keeps what was found out about the entity.
    pub(super) fn learn(&mut self, at: EntityRef, atom: Option<Atom>) -> Option<AtomId> {
        let id = atom.is_some().then_some(AtomId(self.met.len()));
        self.met.extend(atom);
        self.by_entity.insert(at, id);
        id
    }

    /// The type that the atom gives to every member that is like it.
    pub(super) fn kind(&self, atom: AtomId) -> Type {
        self.met[atom.0].kind.clone()
    }

    /// All of them, by their ids.
    pub(super) fn into_vec(self) -> Vec<Atom> {
        self.met
    }
}
