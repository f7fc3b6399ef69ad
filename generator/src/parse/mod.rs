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
pub(crate) mod markdown;
pub(crate) mod page;
mod scan;
mod shape;
mod skip;
#[cfg(test)]
mod tests;

#[cfg(feature = "command")]
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Report;
use crate::parallel;
use crate::place::{NodePath, PageId};
use crate::source::Source;

pub use page::View;
pub(crate) use page::{Description, DescriptionTree, Entity, Item, Member, Page};

/// The part of a mapping's entry that a place means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The key itself.
    Key,
    /// What the key names.
    Value,
}

/// Parses every page; page `i` is `PageId(i)`, whatever is wrong with it.
///
/// Each page reports all its faults, and the pages report in their order.
pub(crate) fn parse(sources: &[Source], report: &mut Report) -> Vec<Page> {
    let numbered: Vec<(PageId, &Source)> = (0..).map(PageId).zip(sources).collect();
    let parsed = parallel::map(&numbered, |(id, source)| front_matter::read(*id, source));
    let mut pages = Vec::with_capacity(parsed.len());
    for (page, faults) in parsed {
        report.append(faults);
        pages.push(page);
    }
    pages
}

/// The line, from 1, on which each value of a page's front matter starts.
#[cfg(feature = "command")]
pub(crate) fn lines(text: &str) -> BTreeMap<NodePath, usize> {
    let Some(yaml) = front_matter::yaml(text) else {
        return BTreeMap::new();
    };
    let above = text[..yaml.start].matches('\n').count();
    let lines = events::lines(&text[yaml]).into_iter();
    lines.map(|(node, line)| (node, line + above)).collect()
}

/// The bytes of a page's text in which a value or its key stands.
///
/// Where the node does not exist, it is the nearest ancestor that does; none
/// for a page without front matter.
pub(crate) fn locate(text: &str, node: &NodePath, part: Part) -> Option<Range<usize>> {
    let yaml = front_matter::yaml(text)?;
    let found = events::locate(&text[yaml.clone()], node.steps(), part)?;
    Some(yaml.start + found.start..yaml.start + found.end)
}
