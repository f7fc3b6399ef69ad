//! Where things stand in the files; each page is looked through once.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::parse::{Part, Sites};
use super::source::Source;
use crate::base::diagnostic::{At, Diagnostic, Lines, Report, Span};
use crate::base::place::{PageId, Place};

/// Gives every problem its place in these pages, sorted by it.
pub(crate) fn locate(report: Report, sources: &[Source]) -> Vec<Diagnostic> {
    let mut places = Places::new(sources);
    report.locate(|at| places.span(at))
}

/// Finds places of the reference.
pub(crate) struct Places<'a> {
    sources: &'a [Source],
    pages: HashMap<PageId, Page<'a>>,
}

impl<'a> Places<'a> {
    /// The places of these pages, none of which has been looked through yet.
    pub(crate) fn new(sources: &'a [Source]) -> Self {
        Self {
            sources,
            pages: HashMap::new(),
        }
    }

    /// The line and column; none where there is no file, or not this page.
    pub(crate) fn span(&mut self, at: &At) -> Option<Span> {
        match at {
            At::Nowhere => None,
            At::File(file) => Some(Span::file(file.clone())),
            At::Known(span) => Some(span.clone()),
            At::Text(page, range) => Some(self.page(*page)?.span(range.clone())),
            At::Value(place) => self.value(place),
            At::Key(place) => Some(self.page(place.page)?.find(place, Part::Key)),
        }
    }

    /// Where a value stands, or the nearest one that holds it.
    pub(crate) fn value(&mut self, place: &Place) -> Option<Span> {
        Some(self.page(place.page)?.find(place, Part::Value))
    }

    /// The file and line of a value, or those of the nearest one that holds it.
    pub(crate) fn line(&mut self, place: &Place) -> Option<(&'a str, usize)> {
        let page = self.page(place.page)?;
        let found = page.range(place, Part::Value);
        // Where nothing is found the file is meant, from its first line on.
        let line = found.map_or(1, |range| page.lines.line(range.start));
        Some((page.source.file.as_str(), line))
    }

    fn page(&mut self, page: PageId) -> Option<&Page<'a>> {
        let source = self.sources.get(page.index())?;
        let known = self.pages.entry(page);
        Some(known.or_insert_with(|| Page::of(source)))
    }
}

/// What is known of a page.
struct Page<'a> {
    source: &'a Source,
    lines: Lines<'a>,
    sites: OnceCell<Sites>,
}

impl<'a> Page<'a> {
    fn of(source: &'a Source) -> Self {
        Self {
            source,
            lines: Lines::of(&source.file, &source.text),
            sites: OnceCell::new(),
        }
    }

    fn find(&self, place: &Place, part: Part) -> Span {
        match self.range(place, part) {
            Some(range) => self.span(range),
            None => Span::file(self.source.file.clone()),
        }
    }

    fn range(&self, place: &Place, part: Part) -> Option<Range<usize>> {
        let sites = self.sites.get_or_init(|| Sites::of(&self.source.text));
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
