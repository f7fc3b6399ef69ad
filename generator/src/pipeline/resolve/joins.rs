//! Which members of the other views found a field, and why the rest did not.

use std::collections::BTreeMap;

use super::entries::Entry;
use super::index::EntityRef;
use super::reasons::{self, Scene};
use super::resources::Catalog;
use super::views::{Join, List, Part, Witness};
use crate::base::view::View;
use crate::pipeline::api::Unjoined;

/// The joins of everything that the view describes; each is made once.
pub(super) struct Joins<'a> {
    catalog: &'a Catalog<'a>,
    parts: BTreeMap<(EntityRef, Part), Join<'a>>,
}

/// The joins, counted.
pub(super) struct Counted {
    pub(super) members: usize,
    pub(super) joined: usize,
    pub(super) unjoined: Vec<Unjoined>,
}

impl<'a> Joins<'a> {
    pub(super) fn new(catalog: &'a Catalog<'a>) -> Self {
        Self {
            catalog,
            parts: BTreeMap::new(),
        }
    }

    /// The witnesses of a member, which from now on has a field.
    pub(super) fn take(&mut self, at: EntityRef, list: List, path: &str) -> Vec<Witness<'a>> {
        let part = Part::of(list, self.catalog.is_operation(at));
        self.part(at, part).take(path)
    }

    fn part(&mut self, at: EntityRef, part: Part) -> &mut Join<'a> {
        self.parts
            .entry((at, part))
            .or_insert_with(|| Join::about(self.catalog, at, part))
    }

    /// Counts everything that other views say of what the view describes.
    pub(super) fn count(mut self) -> Counted {
        let mut counted = Counted {
            members: 0,
            joined: 0,
            unjoined: Vec::new(),
        };
        for at in self.catalog.described() {
            let parts: &[Part] = match self.catalog.is_operation(at) {
                true => &[Part::Request, Part::Response],
                false => &[Part::Resource],
            };
            for part in parts {
                self.count_part(at, *part, &mut counted);
            }
        }
        reasons::find_habits(self.catalog, &mut counted.unjoined);
        counted
    }

    fn count_part(&mut self, at: EntityRef, part: Part, counted: &mut Counted) {
        let catalog = self.catalog;
        let own: Vec<&Entry> = part.entries(catalog.lists(at)).collect();
        let means_own = |witness| {
            let mut own = own.iter();
            own.any(|own| is_same_resource(catalog, (own, at), witness))
        };
        let join = self.part(at, part);
        let scene = Scene::new(catalog, at, part, join);
        for (path, joined, witness) in join.heard() {
            if is_of_a_language(catalog, at.view, witness) {
                continue;
            }
            counted.members += 1;
            if joined || means_own(witness) {
                counted.joined += 1;
                continue;
            }
            counted.unjoined.push(Unjoined {
                view: witness.from.view,
                entity: catalog.id(at).to_owned(),
                page: at.page,
                path: path.to_owned(),
                place: witness.entry.place.clone(),
                reason: scene.reason(path, witness),
            });
        }
    }
}

/// What a language passes around a call, such as a context or an error: an atom that the
/// view does not have. That is no member of the API.
fn is_of_a_language(catalog: &Catalog<'_>, view: View, witness: Witness<'_>) -> bool {
    let Witness { from, entry } = witness;
    let is_atom = entry.atom.is_some();
    is_atom && !catalog.has(view, &entry.name, from.page)
}

/// A resource that comes back is the same one, whatever a view calls it.
fn is_same_resource(
    catalog: &Catalog<'_>,
    (own, at): (&Entry, EntityRef),
    witness: Witness<'_>,
) -> bool {
    let own = catalog.resource_meant(own, at);
    own.is_some() && own == catalog.resource_meant(witness.entry, witness.from)
}
