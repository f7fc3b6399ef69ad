//! The faults of one page, and the way to the value at hand.

use std::cell::{Cell, OnceCell, RefCell};

use crate::base::diagnostic::{Code, Diagnostics, Location, Severity};
use crate::base::place::{NodeRef, PageId};
use crate::pipeline::parse::{EntryPart, Sites};

/// Nobody reads on after this many errors, or warnings, of one page.
const MAX_DIAGNOSTICS: usize = 100;

/// The faults of one page so far.
///
/// It is shared by all visitors of a page, hence the cells.
pub(crate) struct PageDiagnostics<'t> {
    page: PageId,
    /// The whole page.
    text: &'t str,
    /// Where everything stands in it, once a fault asks.
    sites: OnceCell<Sites>,
    diagnostics: RefCell<Diagnostics>,
    errors: Cell<usize>,
    warnings: Cell<usize>,
    unsure: Cell<bool>,
}

impl<'t> PageDiagnostics<'t> {
    /// No faults yet.
    pub(crate) fn new(page: PageId, text: &'t str) -> Self {
        let diagnostics = RefCell::default();
        Self {
            page,
            text,
            sites: OnceCell::new(),
            diagnostics,
            errors: Cell::new(0),
            warnings: Cell::new(0),
            unsure: Cell::new(false),
        }
    }

    /// The page whose faults these are.
    pub(crate) fn page(&self) -> PageId {
        self.page
    }

    /// Adds a fault, unless the page has more than enough of its severity.
    pub(crate) fn raise(&self, code: Code, message: String, help: impl Into<String>, at: Location) {
        let count = match code.severity() {
            Severity::Error => &self.errors,
            Severity::Warning => &self.warnings,
        };
        if count.get() < MAX_DIAGNOSTICS {
            count.set(count.get() + 1);
            self.diagnostics
                .borrow_mut()
                .report(code, message, help, at);
        }
    }

    /// Whether further errors would not be added.
    pub(crate) fn has_enough_errors(&self) -> bool {
        self.errors.get() >= MAX_DIAGNOSTICS
    }

    /// Drops the faults of a reading that came to nothing.
    pub(crate) fn clear(&self) {
        self.diagnostics.take();
        self.errors.set(0);
        self.warnings.set(0);
    }

    /// Notes that a key may be there twice, so that the events must tell.
    pub(crate) fn flag_possible_duplicates(&self) {
        self.unsure.set(true);
    }

    /// Whether a key may be there twice.
    pub(crate) fn suspects_duplicates(&self) -> bool {
        self.unsure.get()
    }

    /// The faults, in the order in which they were found.
    pub(crate) fn into_report(self) -> Diagnostics {
        self.diagnostics.into_inner()
    }
}

/// The last step to a value.
#[derive(Clone, Copy)]
enum Segment<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

/// The way to the value at hand, on the stack: it allocates only for a fault.
#[derive(Clone, Copy)]
pub(crate) struct YamlPath<'a> {
    faults: &'a PageDiagnostics<'a>,
    parent: Option<&'a YamlPath<'a>>,
    link: Segment<'a>,
}

impl<'a> YamlPath<'a> {
    /// The top of the front matter.
    pub(crate) fn root(faults: &'a PageDiagnostics<'a>) -> Self {
        Self {
            faults,
            parent: None,
            link: Segment::Root,
        }
    }

    /// The way on to the value of a key.
    pub(crate) fn key<'b>(&'b self, key: &'b str) -> YamlPath<'b> {
        YamlPath {
            faults: self.faults,
            parent: Some(self),
            link: Segment::Key(key),
        }
    }

    /// The way on to an item.
    pub(crate) fn index(&self, index: usize) -> YamlPath<'_> {
        YamlPath {
            faults: self.faults,
            parent: Some(self),
            link: Segment::Index(index),
        }
    }

    /// The faults of the page.
    pub(crate) fn faults(&self) -> &'a PageDiagnostics<'a> {
        self.faults
    }

    /// Adds a fault of the value at hand.
    pub(crate) fn raise(&self, code: Code, message: String, help: impl Into<String>) {
        self.faults
            .raise(code, message, help, Location::Value(self.place()));
    }

    /// The value at hand as the page has it, which is looked up only for a fault.
    pub(crate) fn written(&self) -> Option<String> {
        let PageDiagnostics { text, sites, .. } = self.faults;
        let sites = sites.get_or_init(|| Sites::new(text));
        let range = sites.find(&self.place().node, EntryPart::Value)?;
        let written = text.get(range)?.trim();
        (!written.is_empty() && !written.contains('\n')).then(|| written.to_owned())
    }

    /// Adds a fault of the key that names the value at hand.
    pub(crate) fn raise_at_key(&self, code: Code, message: String, help: impl Into<String>) {
        self.faults
            .raise(code, message, help, Location::Key(self.place()));
    }

    /// The value as people call it: "`type`", "an item of `returns`".
    pub(crate) fn name(&self) -> String {
        match (self.link, self.parent) {
            (Segment::Key(key), _) => format!("`{key}`"),
            (Segment::Index(_), Some(list)) => format!("an item of {}", list.name()),
            (Segment::Index(_) | Segment::Root, _) => "the front matter".to_owned(),
        }
    }

    fn place(&self) -> NodeRef {
        let parent = self
            .parent
            .map_or_else(|| NodeRef::page(self.faults.page), YamlPath::place);
        match self.link {
            Segment::Root => parent,
            Segment::Key(key) => parent.key(key.to_owned()),
            Segment::Index(index) => parent.index(index),
        }
    }
}
