//! A list of members, and their keys on the wire.

use super::catalog::Catalog;
use super::entity_index::EntityRef;
use super::expanded::{ExpandedMember, ListKind};
use crate::base::view::View;

/// The list whose members are decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListContext {
    pub(super) at: EntityRef,
    pub(super) list: ListKind,
    /// `true` if keys become snake case. Resources and responses use snake case on the wire even if
    /// the page does not; parameters are sent as written.
    pub(super) is_snake: bool,
}

impl ListContext {
    pub(super) fn new(at: EntityRef, list: ListKind) -> Self {
        Self {
            at,
            list,
            is_snake: at.view == View::Curl && list != ListKind::Parameters,
        }
    }

    /// The members of the list, as the view lists them.
    pub(super) fn members<'a>(self, catalog: &Catalog<'a>) -> &'a [ExpandedMember] {
        catalog.lists(self.at).members(self.list)
    }

    /// The key of a member of the list on the wire.
    pub(super) fn wire_name(self, entry: &ExpandedMember) -> &str {
        if self.is_snake {
            &entry.name
        } else {
            &entry.key
        }
    }
}
