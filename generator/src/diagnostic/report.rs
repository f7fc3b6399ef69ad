//! The bag that every stage puts its problems into.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::parse;
use crate::place::{PageId, Place};
use crate::source::Source;

/// Where a problem is, as the stage that found it knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum At {
    /// No file in particular.
    Nowhere,
    /// A file as a whole.
    File(String),
    /// A place that is known already, in a file that is no page.
    Known(Span),
    /// Bytes of a page's text.
    Text(PageId, Range<usize>),
    /// A value in a page's front matter.
    Value(Place),
    /// A key in a page's front matter.
    Key(Place),
}

/// A problem whose line and column nobody has asked for yet.
#[derive(Debug, Clone)]
struct Raised {
    code: Code,
    message: String,
    help: String,
    at: At,
}

/// The problems of a run so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    raised: Vec<Raised>,
}

impl Report {
    /// Adds a problem: what is wrong, the next step, and where.
    pub(crate) fn raise(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        at: At,
    ) {
        self.raised.push(Raised {
            code,
            message: message.into(),
            help: help.into(),
            at,
        });
    }

    /// Whether anything stands in the way of generating.
    pub(crate) fn has_errors(&self) -> bool {
        self.raised
            .iter()
            .any(|raised| raised.code.severity() == Severity::Error)
    }

    /// Takes in the problems of another bag.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.raised.append(&mut other.raised);
    }

    /// Gives every problem its place in the files, sorted by it.
    pub(crate) fn locate(self, sources: &[Source]) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = self
            .raised
            .into_iter()
            .map(|raised| locate(raised, sources))
            .collect();
        diagnostics
            .sort_by(|a, b| (&a.span, a.code, &a.message).cmp(&(&b.span, b.code, &b.message)));
        diagnostics.dedup();
        diagnostics
    }
}

fn locate(raised: Raised, sources: &[Source]) -> Diagnostic {
    let span = match &raised.at {
        At::Nowhere => None,
        At::File(file) => Some(Span::file(file.clone())),
        At::Known(span) => Some(span.clone()),
        At::Text(page, range) => sources
            .get(page.index())
            .map(|source| span_of(source, range.clone())),
        At::Value(place) => find(place, sources, parse::Part::Value),
        At::Key(place) => find(place, sources, parse::Part::Key),
    };
    Diagnostic {
        code: raised.code,
        message: raised.message,
        help: raised.help,
        span,
    }
}

fn find(place: &Place, sources: &[Source], part: parse::Part) -> Option<Span> {
    let source = sources.get(place.page.index())?;
    Some(match parse::locate(&source.text, &place.node, part) {
        Some(range) => span_of(source, range),
        None => Span::file(source.file.clone()),
    })
}

fn span_of(source: &Source, range: Range<usize>) -> Span {
    Span::within(&source.file, &source.text, range.start, range.len())
}
