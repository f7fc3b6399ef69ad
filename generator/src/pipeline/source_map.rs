//! Where things stand in the files; each page is looked through once.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::parse::{EntryPart, Sites};
use super::source::Source;
use crate::base::diagnostic::{Diagnostic, Diagnostics, LineIndex, Location, Span};
use crate::base::place::{NodeRef, PageId};

/// Gives every problem its place in these pages, sorted by it.
pub(crate) fn locate(diagnostics: Diagnostics, sources: &[Source]) -> Vec<Diagnostic> {
    let mut places = SourceMap::new(sources);
    diagnostics.locate(|at| places.span(at))
}

/// Finds places of the reference.
pub(crate) struct SourceMap<'a> {
    sources: &'a [Source],
    pages: HashMap<PageId, Page<'a>>,
}

impl<'a> SourceMap<'a> {
    /// The places of these pages, none of which has been looked through yet.
    pub(crate) fn new(sources: &'a [Source]) -> Self {
        Self {
            sources,
            pages: HashMap::new(),
        }
    }

    /// The line and column; none where there is no file, or not this page.
    pub(crate) fn span(&mut self, at: &Location) -> Option<Span> {
        match at {
            Location::Nowhere => None,
            Location::File(file) => Some(Span::file(file.clone())),
            Location::Known(span) => Some(span.clone()),
            Location::Text(page, range) => Some(self.page(*page)?.span(range.clone())),
            Location::Value(place) => self.value(place),
            Location::Key(place) => Some(self.page(place.page)?.find(place, EntryPart::Key)),
        }
    }

    /// Where a value stands, or the nearest one that holds it.
    pub(crate) fn value(&mut self, place: &NodeRef) -> Option<Span> {
        Some(self.page(place.page)?.find(place, EntryPart::Value))
    }

    /// The file and line of a value, or those of the nearest one that holds it.
    pub(crate) fn line(&mut self, place: &NodeRef) -> Option<(&'a str, usize)> {
        let page = self.page(place.page)?;
        let found = page.range(place, EntryPart::Value);
        // Where nothing is found the file is meant, from its first line on.
        let line = found.map_or(1, |range| page.lines.line(range.start));
        Some((page.source.file.as_str(), line))
    }

    fn page(&mut self, page: PageId) -> Option<&Page<'a>> {
        let source = self.sources.get(page.index())?;
        let known = self.pages.entry(page);
        Some(known.or_insert_with(|| Page::new(source)))
    }
}

/// What is known of a page.
struct Page<'a> {
    source: &'a Source,
    lines: LineIndex<'a>,
    sites: OnceCell<Sites>,
}

impl<'a> Page<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            lines: LineIndex::new(&source.file, &source.text),
            sites: OnceCell::new(),
        }
    }

    fn find(&self, place: &NodeRef, part: EntryPart) -> Span {
        match self.range(place, part) {
            Some(range) => self.span(range),
            None => Span::file(self.source.file.clone()),
        }
    }

    fn range(&self, place: &NodeRef, part: EntryPart) -> Option<Range<usize>> {
        let sites = self.sites.get_or_init(|| Sites::new(&self.source.text));
        sites.find(&place.node, part)
    }

    fn span(&self, range: Range<usize>) -> Span {
        let span = self.lines.span(range.start, range.len());
        Span {
            offset: self.source.mark + span.offset,
            ..span
        }
    }
}
