//! Stage 2, parse: what a page says, and only what is written there.

pub(crate) mod body;
mod broken;
mod document;
mod entity;
mod events;
mod faults;
mod front_matter;
mod jsx;
mod keys;

pub(crate) mod page;
mod scan;
mod shape;
mod sites;
mod skip;
#[cfg(test)]
mod tests;

use crate::base::diagnostic::Diagnostics;
use crate::base::parallel;
use crate::base::place::PageId;
use crate::pipeline::source::Source;

pub(crate) use page::{Description, DescriptionTree, Entity, Item, Member, Page};
pub(crate) use sites::Sites;

/// The part of a mapping's entry that a place means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryPart {
    /// The key itself.
    Key,
    /// What the key names.
    Value,
}

/// Parses every page; page `i` is `PageId(i)`, whatever is wrong with it.
///
/// Each page reports all its faults, and the pages report in their order.
pub(crate) fn parse(sources: &[Source], diagnostics: &mut Diagnostics) -> Vec<Page> {
    let numbered: Vec<(PageId, &Source)> = (0..).map(PageId).zip(sources).collect();
    let parsed = parallel::map(&numbered, |(id, source)| front_matter::read(*id, source));
    let mut pages = Vec::with_capacity(parsed.len());
    for (page, faults) in parsed {
        diagnostics.append(faults);
        pages.push(page);
    }
    pages
}
