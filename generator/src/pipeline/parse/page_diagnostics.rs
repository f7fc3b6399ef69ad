//! The diagnostics of one page, and the path to the current value.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::parse::yaml_walk::YamlWalk;

/// The diagnostics of one page so far.
///
/// All visitors of a page share them, hence the cells.
pub(crate) struct PageDiagnostics<'t> {
    page: PageId,
    /// The text of the whole page.
    text: &'t str,
    walk: OnceCell<YamlWalk>,
    is_walk_requested: Cell<bool>,
    diagnostics: RefCell<Diagnostics>,
}

impl<'t> PageDiagnostics<'t> {
    /// No diagnostics yet: `empty` gets them.
    pub(crate) fn new(page: PageId, text: &'t str, empty: Diagnostics) -> Self {
        Self {
            page,
            text,
            walk: OnceCell::new(),
            is_walk_requested: Cell::new(false),
            diagnostics: RefCell::new(empty),
        }
    }

    /// Adds a diagnostic about a range of bytes of the page.
    pub(crate) fn report(
        &self,
        code: Code,
        message: impl Into<String>,
        help: &str,
        range: Range<usize>,
    ) {
        self.report_at(code, message.into(), help, Location::Text(self.page, range));
    }

    /// Adds the violations that the walk has found.
    pub(crate) fn report_violations(&self) {
        let page = self.page;
        let walk = self.walk();
        for found in &walk.violations {
            let node = found.node.clone();
            let at = Location::Within(NodeRef { page, node }, found.range.clone());
            self.report_at(found.code, found.message.clone(), &found.help, at);
        }
        if let (Some(last), 1..) = (walk.violations.last(), walk.unlisted) {
            let node = last.node.clone();
            let at = Location::Value(NodeRef { page, node });
            self.diagnostics.borrow_mut().omit(&at, walk.unlisted);
        }
    }

    fn report_at(&self, code: Code, message: String, help: &str, location: Location) {
        let mut diagnostics = self.diagnostics.borrow_mut();
        diagnostics.report(code, message, help, location);
    }

    /// Drops the diagnostics so far.
    pub(crate) fn clear(&self) {
        let empty = self.diagnostics.borrow().emptied();
        self.diagnostics.replace(empty);
    }

    /// The walk of the front matter. It is made at most once, when it is first needed.
    pub(crate) fn walk(&self) -> &YamlWalk {
        self.walk.get_or_init(|| YamlWalk::new(self.text))
    }

    /// Records that a part was skipped that only a walk can check.
    pub(crate) fn request_walk(&self) {
        self.is_walk_requested.set(true);
    }

    /// Returns `true` if only a walk can check all of the front matter.
    pub(crate) fn is_walk_requested(&self) -> bool {
        self.is_walk_requested.get()
    }

    /// The diagnostics, in the order in which they were reported.
    pub(crate) fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics.into_inner()
    }
}

/// The path to the current value. It is on the stack, and allocates only for a diagnostic.
#[derive(Clone, Copy)]
pub(crate) enum YamlPath<'a> {
    /// The top of the front matter.
    Root(&'a PageDiagnostics<'a>),
    /// The value of a key.
    Key(&'a YamlPath<'a>, &'a str),
    /// An item of a list.
    Index(&'a YamlPath<'a>, usize),
}

impl<'a> YamlPath<'a> {
    /// The number of collections around the value.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::Root(_) => 0,
            Self::Key(parent, _) | Self::Index(parent, _) => parent.depth() + 1,
        }
    }

    /// The diagnostics of the page.
    pub(crate) fn diagnostics(&self) -> &'a PageDiagnostics<'a> {
        match self {
            Self::Root(diagnostics) => diagnostics,
            Self::Key(parent, _) | Self::Index(parent, _) => parent.diagnostics(),
        }
    }

    /// Adds a diagnostic about the current value.
    pub(crate) fn report(&self, code: Code, message: impl Into<String>, help: &str) {
        let location = Location::Value(self.node());
        self.diagnostics()
            .report_at(code, message.into(), help, location);
    }

    /// Adds a diagnostic about the key of the current value.
    pub(crate) fn report_key(&self, code: Code, message: impl Into<String>, help: &str) {
        let location = Location::Key(self.node());
        self.diagnostics()
            .report_at(code, message.into(), help, location);
    }

    /// The source of the current value, if it is on one line.
    pub(crate) fn source_text(&self) -> Option<&'a str> {
        let diagnostics = self.diagnostics();
        let range = diagnostics.walk().value(&self.node().node)?;
        let text = diagnostics.text.get(range)?.trim();
        if !text.is_empty() && !text.contains('\n') {
            Some(text)
        } else {
            None
        }
    }

    /// A name of the value for people: "`type`", "an item of `returns`".
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Root(_) => "the front matter".to_owned(),
            Self::Key(_, key) => format!("`{key}`"),
            Self::Index(list, _) => format!("an item of {}", list.name()),
        }
    }

    fn node(&self) -> NodeRef {
        match self {
            Self::Root(diagnostics) => NodeRef::page(diagnostics.page),
            Self::Key(parent, key) => parent.node().key((*key).to_owned()),
            Self::Index(parent, index) => parent.node().index(*index),
        }
    }
}
