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

use std::collections::BTreeMap;
use std::iter::successors;
use std::ops::Range;

use crate::diagnostic::Report;
use crate::parallel;
use crate::parse::events::Site;
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

/// Where the values of a page's front matter stand, and their keys.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    by_path: BTreeMap<NodePath, Site>,
    /// The first byte of the front matter.
    start: usize,
}

impl Sites {
    /// Reads the front matter of a page once more. A page without any has no sites.
    pub(crate) fn of(text: &str) -> Self {
        let yaml = front_matter::yaml(text);
        yaml.map_or_else(Self::default, |yaml| Self {
            start: yaml.start,
            by_path: events::sites(&text[yaml]),
        })
    }

    /// The bytes of the page in which a value or its key stands.
    ///
    /// Where the node does not exist, it is the nearest ancestor that does.
    pub(crate) fn find(&self, node: &NodePath, part: Part) -> Option<Range<usize>> {
        let key = self.by_path.get(node).and_then(|site| site.key.as_ref());
        let key = key.filter(|_| part == Part::Key);
        let range = key.or_else(|| {
            let mut ways = successors(Some(node.clone()), NodePath::parent);
            ways.find_map(|node| Some(&self.by_path.get(&node)?.value))
        })?;
        Some(self.start + range.start..self.start + range.end)
    }
}
