//! Where the docs drift, by rule, and the fields that it is about.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Entity;
use super::files::Files;
use crate::analysis::lint::{self, Level, Lint, Rule, Subject};

/// What one rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Drift {
    /// How much it matters: `error` or `warning`.
    pub level: String,
    /// What it is about.
    pub concern: Category,
    /// The rule.
    pub rule: Rule,
    /// What it looks for.
    pub summary: &'static str,
    /// In the order of their places.
    pub findings: Vec<Finding>,
}

/// What drift is about, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Category {
    /// What the settings deny.
    Denied,
    /// What a model was made of, which may be wrong.
    Models,
    /// What the docs look like; no model depends on it.
    Words,
}

impl Category {
    fn from_finding(level: Level, rule: Rule) -> Self {
        match rule {
            _ if level == Level::Deny => Self::Denied,
            Rule::DescriptionDiffers
            | Rule::MissingInView
            | Rule::EmptyDescriptionGroup
            | Rule::StaleUrl
            | Rule::UnknownKey => Self::Words,
            _ => Self::Models,
        }
    }

    /// What it says above its rules.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Denied => "Denied: lint fails",
            Self::Models => "Where a model may be wrong",
            Self::Words => "In the words of the docs alone",
        }
    }
}

/// One thing that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// What differs.
    pub message: String,
    /// The next step.
    pub help: String,
    /// Where it stands: `page:line`.
    pub at: String,
    /// What the other views say.
    pub related: Vec<Related>,
    /// The anchor of what it is about, where that is shown.
    pub anchor: Option<String>,
}

/// What another view says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Related {
    /// The view and its words.
    pub message: String,
    /// Where they stand: `page:line`.
    pub at: String,
}

impl Drift {
    /// The findings by rule, the most serious first, then those of which there are most; each is
    /// told to what it is about.
    pub(super) fn new(lint: &Lint, entities: &mut [Entity], files: &Files) -> Vec<Self> {
        let mut found: BTreeMap<_, Vec<Finding>> = BTreeMap::new();
        for finding in lint.findings() {
            let shown = finding_row(finding, entities, files);
            let by = (finding.level, finding.rule);
            found.entry(by).or_default().push(shown);
        }
        let drift = found.into_iter().map(|((level, rule), findings)| Self {
            level: level.to_string(),
            concern: Category::from_finding(level, rule),
            rule,
            summary: rule.summary(),
            findings,
        });
        let mut drift: Vec<Self> = drift.collect();
        drift.sort_by_key(|drift| (drift.concern, Reverse(drift.findings.len())));
        drift
    }
}

/// The finding, after it was added to what it is about.
fn finding_row(finding: &lint::Finding, entities: &mut [Entity], files: &Files) -> Finding {
    let mut shown = Finding {
        rule: finding.rule,
        message: finding.message.clone(),
        help: finding.help.clone(),
        at: files.span(finding.span.as_ref()),
        related: related(finding, files),
        anchor: None,
    };
    if let Some((anchor, drift)) = shown_at(finding, entities, files) {
        shown.anchor = Some(anchor);
        drift.push(shown.clone());
    }
    shown
}

fn related(finding: &lint::Finding, files: &Files) -> Vec<Related> {
    let related = finding.related.iter().map(|related| Related {
        message: related.message.clone(),
        at: files.span(related.span.as_ref()),
    });
    related.collect()
}

/// What a finding is told to: the field or entity that it is about, else the nearest entity above
/// its line.
fn shown_at<'a>(
    finding: &lint::Finding,
    entities: &'a mut [Entity],
    files: &Files,
) -> Option<(String, &'a mut Vec<Finding>)> {
    if let Some((entity, group, field)) = field(finding.subject.as_ref(), entities) {
        let group = entities.get_mut(entity)?.groups.get_mut(group)?;
        let field = group.fields.get_mut(field)?;
        return Some((field.anchor.clone(), &mut field.drift));
    }
    let named = entities.iter().position(|entity| is_about(finding, entity));
    let entity = match named {
        Some(position) => entities.get_mut(position)?,
        None => nearest(finding, entities, files)?,
    };
    Some((entity.anchor.clone(), &mut entity.drift))
}

fn is_about(finding: &lint::Finding, entity: &Entity) -> bool {
    let subject = finding.subject.as_ref();
    subject.is_some_and(|it| it.docs == entity.id && it.page == entity.page)
}

/// The entity of the page that begins at the line or next above it.
fn nearest<'a>(
    finding: &lint::Finding,
    entities: &'a mut [Entity],
    files: &Files,
) -> Option<&'a mut Entity> {
    let span = finding.span.as_ref()?;
    let page = files.page(&span.file);
    let start = |entity: &Entity| {
        let views = entity.views.iter();
        let lines = views.filter_map(|(_, at)| at.parse::<usize>().ok());
        lines.filter(|start| *start <= span.line).max()
    };
    let on_page = entities.iter_mut().filter(|entity| entity.page == page);
    on_page.max_by_key(|entity| start(entity))
}

/// The position of the field with the docs path of the subject, on its page.
fn field(subject: Option<&Subject>, entities: &[Entity]) -> Option<(usize, usize, usize)> {
    let Subject { docs, page, .. } = subject?;
    let on_page = entities.iter().enumerate();
    for (e, entity) in on_page.filter(|(_, entity)| entity.page == *page) {
        for (g, group) in entity.groups.iter().enumerate() {
            let mut fields = group.fields.iter();
            if let Some(f) = fields.position(|field| field.docs_path == *docs) {
                return Some((e, g, f));
            }
        }
    }
    None
}
