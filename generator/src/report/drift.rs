//! Where the docs drift, by rule, and the fields that it is about.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::files::Files;
use super::{Entity, Field};
use crate::lint::{self, Level, Lint, Rule};

/// What one rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Drift {
    /// How much it matters: `error` or `warning`.
    pub level: String,
    /// What it is about.
    pub concern: Concern,
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
pub enum Concern {
    /// What the settings deny.
    Denied,
    /// What a model was made of, which may be wrong.
    Models,
    /// What the docs look like; no model depends on it.
    Words,
}

impl Concern {
    fn of(level: Level, rule: Rule) -> Self {
        match rule {
            _ if level == Level::Deny => Self::Denied,
            Rule::DescriptionDiffers
            | Rule::MissingInView
            | Rule::GroupWithoutText
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
    pub(super) fn of(lint: &Lint, entities: &mut [Entity], files: &Files) -> Vec<Self> {
        let mut found: BTreeMap<_, Vec<Finding>> = BTreeMap::new();
        for finding in lint.findings() {
            let shown = told(finding, entities, files);
            let by = (finding.level, finding.rule);
            found.entry(by).or_default().push(shown);
        }
        let drift = found.into_iter().map(|((level, rule), findings)| Self {
            level: level.to_string(),
            concern: Concern::of(level, rule),
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
fn told(finding: &lint::Finding, entities: &mut [Entity], files: &Files) -> Finding {
    let mut shown = Finding {
        rule: finding.rule,
        message: finding.message.clone(),
        help: finding.help.clone(),
        at: files.span(finding.span.as_ref()),
        related: related(finding, files),
        anchor: None,
    };
    let span = finding.span.as_ref();
    let (page, line) =
        span.map_or_else(Default::default, |span| (files.page(&span.file), span.line));
    if let Some((anchor, drift)) = subject(&shown.message, &page, line, entities) {
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

/// What a finding is about: the field that it names, else the nearest entity above its line.
fn subject<'a>(
    message: &str,
    page: &str,
    line: usize,
    entities: &'a mut [Entity],
) -> Option<(String, &'a mut Vec<Finding>)> {
    if let Some((entity, group, field)) = named(message, page, line, entities) {
        let field = entities
            .get_mut(entity)?
            .groups
            .get_mut(group)?
            .fields
            .get_mut(field)?;
        return Some((field.anchor.clone(), &mut field.drift));
    }
    let start = |entity: &Entity| {
        let lines = entity
            .views
            .iter()
            .filter_map(|(_, at)| at.parse::<usize>().ok());
        lines.filter(|start| *start <= line).max()
    };
    let on_page = entities.iter_mut().filter(|entity| entity.page == page);
    let nearest = on_page.max_by_key(|entity| start(entity))?;
    Some((nearest.anchor.clone(), &mut nearest.drift))
}

/// The position of the field whose docs path stands in backticks, and which starts at this line
/// or above it.
fn named(
    message: &str,
    page: &str,
    line: usize,
    entities: &[Entity],
) -> Option<(usize, usize, usize)> {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    for (e, entity) in entities.iter().enumerate() {
        for (g, group) in entity.groups.iter().enumerate() {
            for (f, field) in group.fields.iter().enumerate() {
                let is_named = names.contains(&field.docs_path.as_str());
                if is_named && starts_by(field, &entity.page, page, line) {
                    return Some((e, g, f));
                }
            }
        }
    }
    None
}

/// Whether the view that names a field describes it on this page, at this line or above it.
fn starts_by(field: &Field, of: &str, page: &str, line: usize) -> bool {
    let Some(own) = field.views.first() else {
        return false;
    };
    let (own_page, own_line) = own.at.rsplit_once(':').unwrap_or((of, &own.at));
    own_page == page && own_line.parse().is_ok_and(|start: usize| start <= line)
}
