//! How files are shown: a page by its path below the reference, so that nothing depends on where
//! that is.

use std::collections::BTreeMap;
use std::path::Path;

use crate::analysis::explain::Location;
use crate::base::diagnostic::Span;
use crate::base::text::display_path;
use crate::pipeline::source::Source;

/// The pages, by the file that each was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Files {
    pages: BTreeMap<String, String>,
}

impl Files {
    pub(super) fn new(sources: &[Source]) -> Self {
        let pages = sources.iter();
        Self {
            pages: pages
                .map(|source| (source.file.clone(), source.path.clone()))
                .collect(),
        }
    }

    /// A file that may be a page.
    pub(super) fn page(&self, file: &str) -> String {
        match self.pages.get(file) {
            Some(page) => page.clone(),
            None => display_path::path(Path::new(file)),
        }
    }

    /// The line of a place, with its page where that is not `page`.
    pub(super) fn line(&self, at: &Location, page: &str) -> String {
        match self.page(&at.file) {
            same if same == page => at.line.to_string(),
            other => format!("{other}:{}", at.line),
        }
    }

    /// `page:line`
    pub(super) fn span(&self, span: Option<&Span>) -> String {
        let Some(span) = span else {
            return String::new();
        };
        match span.line {
            0 => self.page(&span.file),
            line => format!("{}:{line}", self.page(&span.file)),
        }
    }

    /// A `file:line` that was put together already.
    pub(super) fn located(&self, at: &str) -> String {
        match at.rsplit_once(':') {
            Some((file, line)) => format!("{}:{line}", self.page(file)),
            None => at.to_owned(),
        }
    }
}
