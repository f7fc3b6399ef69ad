//! Collects the diagnostics of all stages.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::cascade::Dependency;
use crate::base::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::base::node_path::{NodeRef, PageId, PathSegment};
use crate::base::view::View;

/// The most errors, and the most warnings, that are reported for one page.
pub(crate) const MAX_PER_PAGE: usize = 100;

/// The place of a diagnostic, as the stage that reports it knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Location {
    /// No file in particular.
    Nowhere,
    /// A file as a whole.
    File(String),
    /// A known span in a file other than a page.
    Known(Span),
    /// A page as a whole.
    Page(PageId),
    /// Bytes of a page's text.
    Text(PageId, Range<usize>),
    /// Bytes of a page's text inside a value of its front matter.
    Within(NodeRef, Range<usize>),
    /// A value in a page's front matter.
    Value(NodeRef),
    /// A key in a page's front matter.
    Key(NodeRef),
}

impl Location {
    /// The page of the location, or `None` outside all pages.
    pub(crate) fn page(&self) -> Option<PageId> {
        match self {
            Self::Nowhere | Self::File(_) | Self::Known(_) => None,
            Self::Page(page) | Self::Text(page, _) => Some(*page),
            Self::Within(node, _) | Self::Value(node) | Self::Key(node) => Some(node.page),
        }
    }
}

/// A diagnostic whose line and column are not yet known.
#[derive(Debug, Clone)]
struct PendingDiagnostic {
    code: Code,
    severity: Severity,
    message: String,
    help: String,
    location: Location,
    /// The location of the second of two conflicting values.
    related: Option<Location>,
    /// The unknown name, if the diagnostic is about one.
    missing: Option<String>,
}

impl PendingDiagnostic {
    fn new(
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        location: Location,
    ) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            help: help.into(),
            location,
            related: None,
            missing: None,
        }
    }
}

/// The diagnostics of a run so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Diagnostics {
    pending: Vec<PendingDiagnostic>,
    /// The view that supplies the field names. Problems in the other views are only warnings.
    view: Option<View>,
    counts_by_page: BTreeMap<(PageId, Severity), usize>,
    /// The numbers of diagnostics beyond the limits of their pages.
    omitted: BTreeMap<Severity, usize>,
    /// The parts of the reference that are incomplete for later stages.
    unavailable: HashSet<Dependency>,
}

impl Diagnostics {
    /// An empty collection for a run in which this view supplies the field names.
    pub(crate) fn for_view(view: View) -> Self {
        Self {
            view: Some(view),
            ..Self::default()
        }
    }

    /// An empty collection for the same view.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            view: self.view,
            ..Self::default()
        }
    }

    /// Adds a diagnostic, unless its page has reached the limit.
    pub(crate) fn report(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        location: Location,
    ) {
        self.push(PendingDiagnostic::new(code, message, help, location));
    }

    /// Adds a diagnostic about a name that no page defines.
    pub(crate) fn report_missing(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        (name, location): (&str, Location),
    ) {
        self.push(PendingDiagnostic {
            missing: Some(name.to_owned()),
            ..PendingDiagnostic::new(code, message, help, location)
        });
    }

    /// Removes the warnings for which `keep` returns `false`.
    pub(crate) fn retain_warnings(&mut self, mut keep: impl FnMut(Code, &Location) -> bool) {
        self.pending
            .retain(|it| it.severity == Severity::Error || keep(it.code, &it.location));
    }

    /// The unknown names of all diagnostics.
    pub(crate) fn missing(&self) -> BTreeSet<String> {
        let missing = self.pending.iter().filter_map(|it| it.missing.clone());
        missing.collect()
    }

    /// Removes the diagnostics about these names. Returns their number and the location of the
    /// first error, or of the first warning if there is no error.
    pub(crate) fn take_missing(&mut self, names: &BTreeSet<String>) -> Option<(usize, Location)> {
        let is_taken = |it: &mut PendingDiagnostic| {
            let name = it.missing.as_ref();
            name.is_some_and(|name| names.contains(name))
        };
        let taken: Vec<PendingDiagnostic> = self.pending.extract_if(.., is_taken).collect();
        let first = taken.iter().min_by_key(|it| it.severity)?;
        Some((taken.len(), first.location.clone()))
    }

    /// Notes that only a part of the reference was given. Names in the settings may belong to the
    /// other pages.
    pub(crate) fn lack_pages(&mut self) {
        self.unavailable.insert(Dependency::Pages);
    }

    /// Adds a diagnostic about two conflicting values; the help gives the location of the second.
    pub(crate) fn report_with_related(
        &mut self,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
        [location, related]: [Location; 2],
    ) {
        self.push(PendingDiagnostic {
            related: Some(related),
            ..PendingDiagnostic::new(code, message, help, location)
        });
    }

    fn push(&mut self, mut pending: PendingDiagnostic) {
        if self.is_evidence(&pending.location) {
            pending.severity = Severity::Warning;
        } else {
            self.unavailable
                .extend(pending.code.invalidates(&pending.location));
        }
        if let Some(page) = pending.location.page() {
            let count = self.counts_by_page.entry((page, pending.severity));
            let count = count.or_default();
            if *count >= MAX_PER_PAGE {
                *self.omitted.entry(pending.severity).or_default() += 1;
                return;
            }
            *count += 1;
        }
        self.pending.push(pending);
    }

    /// Counts errors at this location, without the diagnostics: its page has reached the limit.
    pub(crate) fn omit(&mut self, location: &Location, count: usize) {
        let severity = if self.is_evidence(location) {
            Severity::Warning
        } else {
            Severity::Error
        };
        *self.omitted.entry(severity).or_default() += count;
    }

    /// The numbers of diagnostics that are not in the collection, as their pages have too many.
    pub(crate) fn omitted(&self) -> &BTreeMap<Severity, usize> {
        &self.omitted
    }

    fn add_omitted(&mut self, omitted: BTreeMap<Severity, usize>) {
        for (severity, count) in omitted {
            *self.omitted.entry(severity).or_default() += count;
        }
    }

    /// `true` for a location inside a view that does not supply the field names: an error in the
    /// docs of an SDK must not prevent the output.
    fn is_evidence(&self, location: &Location) -> bool {
        match location {
            Location::Within(node, _) | Location::Value(node) | Location::Key(node) => {
                self.is_in_evidence(node)
            }
            _ => false,
        }
    }

    /// `true` for a value inside a view that does not supply the field names.
    pub(crate) fn is_in_evidence(&self, node: &NodeRef) -> bool {
        let Some(naming) = self.view else {
            return false;
        };
        let [PathSegment::Key(reference), PathSegment::Key(view), ..] = node.node.steps() else {
            return false;
        };
        if reference != "reference" {
            return false;
        }
        match View::from_name(view.as_ref()) {
            Some(View::Json) => !naming.is_wire(),
            Some(view) => view != naming,
            None => false,
        }
    }

    /// Returns `true` if there is no diagnostic.
    pub(crate) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// Returns `true` if there is an error.
    pub(crate) fn has_errors(&self) -> bool {
        let mut pending = self.pending.iter();
        pending.any(|pending| pending.severity == Severity::Error)
    }

    /// Runs a stage on the results of the earlier stages.
    ///
    /// Adds the diagnostics of the stage, except those that an earlier diagnostic may have caused.
    pub(crate) fn stage<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let mut found = self.emptied();
        let result = run(&mut found);
        let unavailable = self.unavailable.clone();
        let follows = |pending: &mut PendingDiagnostic| {
            let mut dependencies = pending.code.depends_on().iter();
            dependencies.any(|dependency| unavailable.contains(dependency))
        };
        if found.pending.extract_if(.., follows).count() > 0 {
            // Those that were omitted may follow from earlier ones as well.
            found.omitted.clear();
        }
        self.append(found);
        result
    }

    /// Adds all diagnostics of another collection.
    pub(crate) fn append(&mut self, other: Self) {
        self.add_omitted(other.omitted);
        for pending in other.pending {
            self.push(pending);
        }
    }

    /// Looks up the location of every diagnostic with `span`, and sorts them by it.
    pub(crate) fn locate(self, mut span: impl FnMut(&Location) -> Option<Span>) -> Vec<Diagnostic> {
        let locate = |pending: PendingDiagnostic| {
            let mut help = pending.help;
            if let Some(related) = pending.related.and_then(|related| span(&related)) {
                help += &format!("; the other is at {related}");
            }
            Diagnostic {
                span: span(&pending.location),
                code: pending.code,
                severity: pending.severity,
                message: pending.message,
                help,
            }
        };
        let mut diagnostics: Vec<Diagnostic> = self.pending.into_iter().map(locate).collect();
        diagnostics
            .sort_by(|a, b| (&a.span, a.code, &a.message).cmp(&(&b.span, b.code, &b.message)));
        diagnostics.dedup();
        diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_names_are_at_the_first_error() {
        let mut diagnostics = Diagnostics::for_view(View::Curl);
        let place = |view: View| {
            let entity = NodeRef::page(PageId(0)).key("reference").key(view.as_str());
            Location::Value(entity.index(0))
        };
        for (name, view) in [
            ("kite", View::Js),
            ("kite", View::Curl),
            ("kite", View::Python),
            ("boat", View::Curl),
        ] {
            let at = (name, place(view));
            diagnostics.report_missing(Code::UnknownType, "unknown", "", at);
        }
        let names = BTreeSet::from(["kite".to_owned()]);
        let taken = diagnostics.take_missing(&names);
        assert_eq!(taken, Some((3, place(View::Curl))));
        assert_eq!(diagnostics.missing(), BTreeSet::from(["boat".to_owned()]));
        assert_eq!(diagnostics.take_missing(&names), None);
    }
}
