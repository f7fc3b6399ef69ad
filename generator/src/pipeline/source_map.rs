//! Finds the places of nodes in the files; each page is walked once.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::parse::YamlWalk;
use super::source::Source;
use crate::base::diagnostic::{Diagnostic, Diagnostics, LineIndex, Location, Span};
use crate::base::node_path::{NodeRef, PageId};

/// Gives every diagnostic its place in these pages, and sorts the diagnostics by place.
pub(crate) fn locate(diagnostics: Diagnostics, sources: &[Source]) -> Vec<Diagnostic> {
    let mut source_map = SourceMap::new(sources);
    diagnostics.locate(|location| source_map.span(location))
}

/// The places of the nodes of a reference.
pub(crate) struct SourceMap<'a> {
    sources: &'a [Source],
    pages: HashMap<PageId, Page<'a>>,
}

impl<'a> SourceMap<'a> {
    /// The places in these pages. No page has been walked yet.
    pub(crate) fn new(sources: &'a [Source]) -> Self {
        Self {
            sources,
            pages: HashMap::new(),
        }
    }

    /// The line and column of a location, or `None` if it has no file or no such page.
    pub(crate) fn span(&mut self, location: &Location) -> Option<Span> {
        match location {
            Location::Nowhere => None,
            Location::File(file) => Some(Span::file(file.clone())),
            Location::Known(span) => Some(span.clone()),
            Location::Page(page) => {
                let source = self.sources.get(page.index())?;
                Some(Span::file(source.file.clone()))
            }
            Location::Text(page, range) | Location::Within(NodeRef { page, .. }, range) => {
                Some(self.page(*page)?.span(range.clone()))
            }
            Location::Value(node) => self.value(node),
            Location::Key(node) => {
                let page = self.page(node.page)?;
                Some(page.span_or_file(page.walk().key(&node.node)))
            }
        }
    }

    /// The place of a value, or of its nearest ancestor that exists.
    pub(crate) fn value(&mut self, node: &NodeRef) -> Option<Span> {
        let page = self.page(node.page)?;
        Some(page.span_or_file(page.walk().value(&node.node)))
    }

    /// The file and line of a value, or of its nearest ancestor that exists.
    #[cfg(feature = "analysis")]
    pub(crate) fn line(&mut self, node: &NodeRef) -> Option<(&'a str, usize)> {
        let page = self.page(node.page)?;
        let range = page.walk().value(&node.node);
        // If the node is not found, the location is the first line of the file.
        let line = range.map_or(1, |range| page.lines.line(range.start));
        Some((page.source.file.as_str(), line))
    }

    fn page(&mut self, id: PageId) -> Option<&Page<'a>> {
        let source = self.sources.get(id.index())?;
        Some(self.pages.entry(id).or_insert_with(|| Page {
            source,
            lines: LineIndex::new(&source.file, &source.text),
            walk: OnceCell::new(),
        }))
    }
}

/// A page with its lines. Its nodes are computed at the first look-up.
struct Page<'a> {
    source: &'a Source,
    lines: LineIndex<'a>,
    walk: OnceCell<YamlWalk>,
}

impl Page<'_> {
    fn walk(&self) -> &YamlWalk {
        self.walk.get_or_init(|| YamlWalk::new(&self.source.text))
    }

    fn span_or_file(&self, range: Option<Range<usize>>) -> Span {
        range.map_or_else(|| Span::file(&*self.source.file), |range| self.span(range))
    }

    fn span(&self, range: Range<usize>) -> Span {
        let span = self.lines.span(range.start, range.len());
        Span {
            offset: self.source.bom_len + span.offset,
            ..span
        }
    }
}
