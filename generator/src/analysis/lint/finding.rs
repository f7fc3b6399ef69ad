//! Findings, before and after they are located.

use std::fmt;

use serde::Serialize;

use crate::analysis::lint::{Level, LintLevels, Rule};
use crate::base::diagnostic::{Diagnostic, Escaped, Span};
use crate::base::node_path::{NodeRef, PageId};
use crate::pipeline::source::Source;
use crate::pipeline::source_map::SourceMap;

/// A finding whose line and column have not been looked up.
#[derive(Debug, Clone)]
pub(super) struct RawFinding {
    pub(super) rule: Rule,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) subject: Option<RawSubject>,
    pub(super) place: NodeRef,
    /// The declarations in other views, or other fields, and their locations.
    pub(super) related: Vec<(String, NodeRef)>,
}

impl RawFinding {
    pub(super) fn new(
        rule: Rule,
        message: impl Into<String>,
        help: impl Into<String>,
        place: NodeRef,
    ) -> Self {
        Self {
            rule,
            message: message.into(),
            help: help.into(),
            subject: None,
            place,
            related: Vec::new(),
        }
    }
}

/// The subject of a finding.
#[derive(Debug, Clone)]
pub(super) struct RawSubject {
    /// The docs path.
    pub(super) docs_path: String,
    /// The page of the resource or operation.
    pub(super) page: PageId,
}

/// An inconsistency or a gap of the reference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The location in the wire view.
    pub span: Option<Span>,
    /// The rule that found it.
    pub rule: Rule,
    /// The level of the rule.
    pub level: Level,
    /// The problem, in one sentence.
    pub message: String,
    /// The next step.
    pub help: String,
    /// The resource, operation or member that the finding is about, if there is one.
    pub subject: Option<Subject>,
    /// The declarations in the other views, or the other fields with the key of a secret.
    pub related: Vec<Related>,
}

/// The subject of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Subject {
    /// The docs path: `api_key.permissions`.
    pub docs_path: String,
    /// The page of the resource or operation: `authkit/api-keys/index.mdx`.
    pub page: String,
}

/// The declaration in another view, or another field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Related {
    /// The view with its declaration, or the field.
    pub message: String,
    /// The location of the declaration or field.
    pub span: Option<Span>,
}

impl Finding {
    /// The finding for a warning about an unknown key or view.
    pub(super) fn from_warning(warning: Diagnostic, level: Level) -> Self {
        Self {
            span: warning.span,
            rule: Rule::UnknownKey,
            level,
            message: warning.message,
            help: warning.help,
            subject: None,
            related: Vec::new(),
        }
    }
}

/// The finding as text, followed by the declarations in the other views. Texts of pages are
/// escaped, so they cannot control the terminal.
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

/// Looks up the line and column of every finding.
pub(super) fn locate(
    findings: Vec<RawFinding>,
    sources: &[Source],
    levels: &LintLevels,
) -> Vec<Finding> {
    let mut map = SourceMap::new(sources);
    let mut located = Vec::with_capacity(findings.len());
    for finding in findings {
        let span = map.value(&finding.place);
        let subject = finding
            .subject
            .map(|RawSubject { docs_path, page }| Subject {
                docs_path,
                page: sources[page.index()].path.clone(),
            });
        let related = finding.related.into_iter().map(|(message, place)| Related {
            message,
            span: map.value(&place),
        });
        located.push(Finding {
            span,
            rule: finding.rule,
            level: levels.level(finding.rule),
            message: finding.message,
            help: finding.help,
            subject,
            related: related.collect(),
        });
    }
    located
}
