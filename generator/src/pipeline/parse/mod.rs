//! Stage 2, parse: parses the pages into types, without interpreting them.

mod conflict;
mod document;
mod from_yaml;
mod front_matter;
mod keys;
pub(crate) mod mdx;
mod page;
mod page_diagnostics;
mod yaml_error;
pub(super) mod yaml_walk;

use crate::base::diagnostic::Diagnostics;
use crate::base::node_path::PageId;
use crate::base::parallel;
use crate::pipeline::source::Source;

pub(crate) use page::{Description, DescriptionTree, Entity, Item, Member, Page};
pub(crate) use yaml_walk::YamlWalk;

/// Parses every page; page `i` is `PageId(i)`, even if it is faulty.
///
/// Each page reports all its errors, in the order of the pages.
pub(crate) fn parse(sources: &[Source], diagnostics: &mut Diagnostics) -> Vec<Page> {
    let numbered: Vec<(PageId, &Source)> = (0..).map(PageId).zip(sources).collect();
    let empty = diagnostics.emptied();
    let parsed = parallel::map(&numbered, |(id, source)| {
        front_matter::read(*id, source, empty.clone())
    });
    let append = |(page, found)| {
        diagnostics.append(found);
        page
    };
    parsed.into_iter().map(append).collect()
}
