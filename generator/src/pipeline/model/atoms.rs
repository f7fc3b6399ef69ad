//! From atoms to items: a type that many members share is written once.

use super::items::Builder;
use super::rust_model::ItemPath;
use crate::names;
use crate::pipeline::api::{Atom, Field};

impl Builder<'_> {
    /// Gives every atom its type, on its own page and by its own key: `Order`.
    pub(super) fn atoms(&mut self) {
        for atom in &self.api.atoms {
            self.atom(atom);
        }
    }

    fn atom(&mut self, atom: &Atom) {
        let path = self.atom_path(atom);
        self.claim(&path, &atom.place);
        let mut field = Field::new(&atom.key, atom.kind.clone(), atom.place.clone());
        field.docs.clone_from(&atom.docs);
        if let Some(values) = atom.kind.values() {
            self.enumeration(&path, &field, values, atom.page);
        }
    }

    /// The type of the atom that the field is like; a correction may have made it unlike.
    pub(super) fn shared_by(&mut self, field: &Field) -> Option<ItemPath> {
        let atom = &self.api.atoms[field.atom?.0];
        let is_like = atom.kind == field.kind && !field.closed;
        is_like.then(|| self.atom_path(atom))
    }

    fn atom_path(&mut self, atom: &Atom) -> ItemPath {
        let module = self.modules[atom.page.index()].clone();
        self.item_path(&module, &names::type_name(&atom.key))
    }
}
