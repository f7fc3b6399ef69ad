//! Which members of the other views found a field, and why the rest did not.

use std::collections::BTreeMap;

use super::entries::ExpandedMember;
use super::index::EntityRef;
use super::reasons::{self, UnmatchedContext};
use super::resources::Catalog;
use super::views::{JoinScope, ListKind, OtherViewMember, ViewJoin};
use crate::base::view::View;
use crate::pipeline::api::UnmatchedMember;

/// The joins of everything that the view describes; each is made once.
pub(super) struct Joins<'a> {
    catalog: &'a Catalog<'a>,
    parts: BTreeMap<(EntityRef, JoinScope), ViewJoin<'a>>,
}

/// The joins, counted.
pub(super) struct JoinCounts {
    pub(super) members: usize,
    pub(super) joined: usize,
    pub(super) unjoined: Vec<UnmatchedMember>,
}

impl<'a> Joins<'a> {
    pub(super) fn new(catalog: &'a Catalog<'a>) -> Self {
        Self {
            catalog,
            parts: BTreeMap::new(),
        }
    }

    /// The witnesses of a member, which from now on has a field.
    pub(super) fn take(
        &mut self,
        at: EntityRef,
        list: ListKind,
        path: &str,
    ) -> Vec<OtherViewMember<'a>> {
        let part = JoinScope::new(list, self.catalog.is_operation(at));
        self.part(at, part).take(path)
    }

    fn part(&mut self, at: EntityRef, part: JoinScope) -> &mut ViewJoin<'a> {
        self.parts
            .entry((at, part))
            .or_insert_with(|| ViewJoin::about(self.catalog, at, part))
    }

    /// Counts everything that other views say of what the view describes.
    pub(super) fn count(mut self) -> JoinCounts {
        let mut counted = JoinCounts {
            members: 0,
            joined: 0,
            unjoined: Vec::new(),
        };
        for at in self.catalog.described() {
            let parts: &[JoinScope] = match self.catalog.is_operation(at) {
                true => &[JoinScope::Request, JoinScope::Response],
                false => &[JoinScope::Resource],
            };
            for part in parts {
                self.count_part(at, *part, &mut counted);
            }
        }
        reasons::mark_sdk_conventions(self.catalog, &mut counted.unjoined);
        counted
    }

    fn count_part(&mut self, at: EntityRef, part: JoinScope, counted: &mut JoinCounts) {
        let catalog = self.catalog;
        let own: Vec<&ExpandedMember> = part.entries(catalog.lists(at)).collect();
        let means_own = |witness| {
            let mut own = own.iter();
            own.any(|own| is_same_resource(catalog, (own, at), witness))
        };
        let join = self.part(at, part);
        let scene = UnmatchedContext::new(catalog, at, part, join);
        for (path, joined, witness) in join.iter() {
            if is_of_a_language(catalog, at.view, witness) {
                continue;
            }
            counted.members += 1;
            if joined || means_own(witness) {
                counted.joined += 1;
                continue;
            }
            counted.unjoined.push(UnmatchedMember {
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

/// What a language passes around a call, such as a context or an error: a shared definition that the
/// view does not have. That is no member of the API.
fn is_of_a_language(catalog: &Catalog<'_>, view: View, witness: OtherViewMember<'_>) -> bool {
    let OtherViewMember { from, entry } = witness;
    let is_shared_definition = entry.shared_enum.is_some();
    is_shared_definition && !catalog.has(view, &entry.name, from.page)
}

/// A resource that comes back is the same one, whatever a view calls it.
fn is_same_resource(
    catalog: &Catalog<'_>,
    (own, at): (&ExpandedMember, EntityRef),
    witness: OtherViewMember<'_>,
) -> bool {
    let own = catalog.resolve_resource(own, at);
    own.is_some() && own == catalog.resolve_resource(witness.entry, witness.from)
}
