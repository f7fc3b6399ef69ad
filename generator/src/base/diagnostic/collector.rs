//! The bag that every stage puts its problems into.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cascade::Unavailable;
use crate::base::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::base::node_path::{NodeRef, PageId};

/// Nobody reads on after this many errors, or warnings, of one page.
const MAX_PER_PAGE: usize = 100;

/// Where a problem is, as the stage that found it knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Location {
    /// No file in particular.
    Nowhere,
    /// A file as a whole.
    File(String),
    /// A place that is known already, in a file that is no page.
    Known(Span),
    /// Bytes of a page's text.
    Text(PageId, Range<usize>),
    /// A value in a page's front matter.
    Value(NodeRef),
    /// A key in a page's front matter.
    Key(NodeRef),
}

/// A problem whose line and column nobody has asked for yet.
#[derive(Debug, Clone)]
struct PendingDiagnostic {
    code: Code,
    message: String,
    help: String,
    at: Location,
    /// Where the other of two things is that do not go together.
    other: Option<Location>,
}

/// The problems of a run so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Diagnostics {
    raised: Vec<PendingDiagnostic>,
    /// How many there are of each page, errors and warnings.
    counts_by_page: BTreeMap<(PageId, Severity), usize>,
    /// What the stages that follow have to do without.
    lost: Unavailable,
}

impl Diagnostics {
    /// Adds a problem: what is wrong, the next step, and where; unless its page has more than
    /// enough of them.
    pub(crate) fn report(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        at: Location,
    ) {
        self.push(PendingDiagnostic {
            code,
            message: message.into(),
            help: help.into(),
            at,
            other: None,
        });
    }

    /// Adds a problem of two things that do not go together; the help gives the place of the other.
    pub(crate) fn report_with_related(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        [at, other]: [Location; 2],
    ) {
        self.push(PendingDiagnostic {
            code,
            message: message.into(),
            help: help.into(),
            at,
            other: Some(other),
        });
    }

    fn push(&mut self, raised: PendingDiagnostic) {
        self.lost.add(raised.code, &raised.at);
        if let Some(page) = raised.at.page() {
            let count = self.counts_by_page.entry((page, raised.code.severity()));
            let count = count.or_default();
            if *count >= MAX_PER_PAGE {
                return;
            }
            *count += 1;
        }
        self.raised.push(raised);
    }

    /// Whether anything stands in the way of generating.
    pub(crate) fn has_errors(&self) -> bool {
        self.raised
            .iter()
            .any(|raised| raised.code.severity() == Severity::Error)
    }

    /// Runs a stage on what those before it have left of the reference.
    ///
    /// Its problems are taken in but for those that could be there only because of what is lost.
    pub(crate) fn stage<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let mut found = Self::default();
        let made = run(&mut found);
        let before = self.lost.clone();
        let raised = found.raised.into_iter();
        raised
            .filter(|raised| !before.may_explain(raised.code))
            .for_each(|raised| self.push(raised));
        made
    }

    /// Takes in the problems of another bag.
    pub(crate) fn append(&mut self, other: Self) {
        other
            .raised
            .into_iter()
            .for_each(|raised| self.push(raised));
    }

    /// Gives every problem its place in the files by `span`, sorted by it.
    pub(crate) fn locate(self, mut span: impl FnMut(&Location) -> Option<Span>) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = self
            .raised
            .into_iter()
            .map(|raised| locate(raised, &mut span))
            .collect();
        diagnostics
            .sort_by(|a, b| (&a.span, a.code, &a.message).cmp(&(&b.span, b.code, &b.message)));
        diagnostics.dedup();
        diagnostics
    }
}

fn locate(
    raised: PendingDiagnostic,
    span: &mut impl FnMut(&Location) -> Option<Span>,
) -> Diagnostic {
    let other = raised.other.and_then(|other| span(&other));
    Diagnostic {
        span: span(&raised.at),
        code: raised.code,
        message: raised.message,
        help: match other {
            Some(other) => format!("{}; the other is at {other}", raised.help),
            None => raised.help,
        },
    }
}

impl Location {
    /// The page that it is in, if it is one.
    fn page(&self) -> Option<PageId> {
        match self {
            Self::Nowhere | Self::File(_) | Self::Known(_) => None,
            Self::Text(page, _) => Some(*page),
            Self::Value(place) | Self::Key(place) => Some(place.page),
        }
    }
}
