//! Limits on the expanded size of a page: a short reference may copy a long text many times.

use std::collections::BTreeSet;

use super::entity_index::EntityRef;
use crate::base::node_path::PageId;
use crate::base::view::View;

/// An amount of members and of text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Amount {
    /// Members that references copy.
    pub(super) members: usize,
    /// Bytes of the paths of all members, and of the texts that references copy.
    pub(super) bytes: usize,
}

/// The limit for one view of a page. The largest published page has 166 members and 20 KB of paths
/// and descriptions.
const OF_PAGE: Amount = Amount {
    members: 20_000,
    bytes: 16 << 20,
};

/// The limit for all pages. The published reference has 6,313 members and 710 KB.
const OF_ALL: Amount = Amount {
    members: 200_000,
    bytes: 64 << 20,
};

/// The amounts so far: for the current view of a page, and for all pages.
#[derive(Debug, Default)]
pub(super) struct Budget {
    part: Option<(PageId, View)>,
    of_part: Amount,
    of_all: Amount,
    /// `true` if it was reported that the current view of the page exceeds its limit.
    is_part_exceeded: bool,
    /// The views for which it was reported that all pages together exceed the limit.
    exceeded: BTreeSet<View>,
}

/// The error for an amount above a limit, with the message and help if it has not been reported.
#[derive(Debug)]
pub(super) struct Exceeded(pub(super) Option<(String, &'static str)>);

impl Budget {
    /// Begins to expand an entity. The entities of one view of a page must be in sequence.
    pub(super) fn begin(&mut self, at: EntityRef) {
        let part = Some((at.page, at.view));
        if self.part != part {
            self.part = part;
            self.of_part = Amount::default();
            self.is_part_exceeded = false;
        }
    }

    /// Adds an amount. Fails if the sum is above a limit.
    pub(super) fn take(&mut self, amount: Amount) -> Result<(), Exceeded> {
        if self.is_part_exceeded {
            return Err(Exceeded(None));
        }
        let (of_part, of_all) = (self.of_part.plus(amount), self.of_all.plus(amount));
        let exceeds = if let Some(limit) = of_part.above(OF_PAGE) {
            (
                format!("the page expands to more than {limit}"),
                "refer to fewer or smaller members and descriptions, or split the page",
            )
        } else if let Some(limit) = of_all.above(OF_ALL) {
            let view = self.part.map(|(_, view)| view);
            let is_first = view.is_some_and(|view| self.exceeded.insert(view));
            if !is_first {
                return Err(Exceeded(None));
            }
            (
                format!("with this the pages expand to more than {limit}"),
                "refer to fewer or smaller members and descriptions, or read fewer pages at once",
            )
        } else {
            (self.of_part, self.of_all) = (of_part, of_all);
            return Ok(());
        };
        self.is_part_exceeded = true;
        Err(Exceeded(Some(exceeds)))
    }
}

impl Amount {
    /// The amount of a copied text.
    pub(super) fn of_text(text: &str) -> Self {
        Self {
            members: 0,
            bytes: text.len(),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            members: self.members + other.members,
            bytes: self.bytes + other.bytes,
        }
    }

    /// The limit that the amount exceeds, in words.
    fn above(self, limit: Self) -> Option<String> {
        if self.members > limit.members {
            Some(format!("{} members", limit.members))
        } else if self.bytes > limit.bytes {
            let mebibytes = limit.bytes >> 20;
            Some(format!("{mebibytes} MiB of paths and descriptions"))
        } else {
            None
        }
    }
}
