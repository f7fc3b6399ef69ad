//! Lines of places, each page's looked up once.

use std::collections::BTreeMap;

use super::evidence::Location;
use crate::parse;
use crate::place::{NodePath, PageId, Place};
use crate::source::Source;

/// Finds the line of any place of the reference.
pub(super) struct Places<'a> {
    sources: &'a [Source],
    pages: BTreeMap<PageId, BTreeMap<NodePath, usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Self {
        Self {
            sources,
            pages: BTreeMap::new(),
        }
    }

    /// The file and line of a value, or those of the nearest value that holds it.
    pub(super) fn find(&mut self, place: &Place) -> Location {
        let Some(source) = self.sources.get(place.page.index()) else {
            return Location::default();
        };
        let lines = self
            .pages
            .entry(place.page)
            .or_insert_with(|| parse::lines(&source.text));
        let ways = std::iter::successors(Some(place.node.clone()), NodePath::parent);
        let line = ways.filter_map(|node| lines.get(&node).copied()).next();
        Location {
            file: source.file.clone(),
            line: line.unwrap_or(1),
        }
    }
}
