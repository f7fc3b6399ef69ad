//! What a rule found, before and after its place is known.

use std::fmt;

use serde::Serialize;

use crate::analysis::lint::{Level, LintLevels, Rule};
use crate::base::diagnostic::{Diagnostic, Escaped, Span};
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::source::Source;
use crate::pipeline::source_map::SourceMap;

/// What a rule found; its line and column have not been looked up.
#[derive(Debug, Clone)]
pub(super) struct RawFinding {
    pub(super) rule: Rule,
    pub(super) message: String,
    pub(super) help: String,
    /// The docs path of what it is about, and the page of its resource or operation.
    pub(super) subject: Option<(String, PageId)>,
    pub(super) place: NodeRef,
    /// What other views say, and where.
    pub(super) related: Vec<(String, NodeRef)>,
}

/// One thing that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// Where it stands in the wire view.
    pub span: Option<Span>,
    /// The rule that found it.
    pub rule: Rule,
    /// How much it matters.
    pub level: Level,
    /// What differs, in a sentence.
    pub message: String,
    /// The next step.
    pub help: String,
    /// The resource, operation or member that it is about, where it is about one.
    pub subject: Option<Subject>,
    /// What the other views say.
    pub related: Vec<Related>,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Subject {
    /// The docs path: `api_key.permissions`.
    pub docs: String,
    /// The page of the resource or operation: `authkit/api-keys/index.mdx`.
    pub page: String,
}

/// What another view says, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Related {
    /// The view and its words.
    pub message: String,
    /// Where they stand.
    pub span: Option<Span>,
}

impl Finding {
    /// A warning of the reading is a finding as well.
    pub(super) fn of_diagnostic(diagnostic: Diagnostic, level: Level) -> Self {
        Self {
            span: diagnostic.span,
            rule: Rule::UnknownKey,
            level,
            message: diagnostic.message,
            help: diagnostic.help,
            subject: None,
            related: Vec::new(),
        }
    }
}

/// For people: the finding, and below it what the other views say. Nothing that
/// stands in a page can control the terminal.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(span) = &self.span {
            write!(f, "{span}: ")?;
        }
        let message = Escaped(&self.message);
        write!(f, "{}[{}]: {message}", self.level, self.rule)?;
        for related in &self.related {
            f.write_str("\n  ")?;
            if let Some(span) = &related.span {
                write!(f, "{span}: ")?;
            }
            write!(f, "{}", Escaped(&related.message))?;
        }
        Ok(())
    }
}

/// Gives everything that was found its line and column.
pub(super) fn locate(
    found: Vec<RawFinding>,
    sources: &[Source],
    levels: &LintLevels,
) -> Vec<Finding> {
    let mut places = SourceMap::new(sources);
    let located = found.into_iter().map(|found| Finding {
        span: places.value(&found.place),
        rule: found.rule,
        level: levels.level(found.rule),
        message: found.message,
        help: found.help,
        subject: found
            .subject
            .and_then(|(docs, page)| subject(docs, page, sources)),
        related: related(found.related, &mut places),
    });
    located.collect()
}

fn subject(docs: String, page: PageId, sources: &[Source]) -> Option<Subject> {
    let page = sources.get(page.index())?.path.clone();
    Some(Subject { docs, page })
}

fn related(said: Vec<(String, NodeRef)>, places: &mut SourceMap<'_>) -> Vec<Related> {
    let located = said.into_iter().map(|(message, place)| Related {
        message,
        span: places.value(&place),
    });
    located.collect()
}
