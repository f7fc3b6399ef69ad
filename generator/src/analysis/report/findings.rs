//! The findings of `lint`, by rule and by the entities and fields that they concern.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Entity;
use super::display_paths::DisplayPaths;
use crate::analysis::lint::{self, Level, Lint, Rule};

/// The findings of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleFindings {
    /// The level: `error` or `warning`.
    pub level: String,
    /// The category of the rule.
    pub category: Category,
    /// The rule.
    pub rule: Rule,
    /// The summary of the rule.
    pub summary: &'static str,
    /// The findings in the order of their locations.
    pub findings: Vec<Finding>,
}

/// The category of a finding, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Category {
    /// The settings deny the rule.
    Denied,
    /// A model may be wrong because of the finding.
    Models,
    /// The finding concerns the wording of the docs, which affects no model.
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

    /// The heading above its rules.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Denied => "Denied by the settings",
            Self::Models => "A model may be wrong",
            Self::Words => "Documentation only",
        }
    }
}

/// A finding, and the anchor of its subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The finding.
    #[serde(flatten)]
    pub finding: lint::Finding,
    /// The anchor of its subject, if the report shows the subject.
    pub anchor: Option<String>,
    /// The position of the entity that it concerns.
    #[serde(skip)]
    pub(super) entity: Option<usize>,
}

/// The findings by rule, the most serious first, then the most frequent. Each finding is also added
/// to the field or entity that it concerns.
pub(super) fn collect(
    lint: &Lint,
    entities: &mut [Entity],
    paths: &DisplayPaths<'_>,
) -> Vec<RuleFindings> {
    let positions = positions(entities);
    let mut by_rule: BTreeMap<(Level, Rule), Vec<Finding>> = BTreeMap::new();
    for finding in lint.findings() {
        let mut finding = finding.clone();
        paths.shorten_finding(&mut finding);
        let position = finding
            .subject
            .as_ref()
            .and_then(|subject| positions.get(&(subject.page.clone(), subject.docs_path.clone())))
            .copied()
            .or_else(|| nearest(&finding, entities).map(Position::Entity));
        let rule = (finding.level, finding.rule);
        let entity = position.map(Position::entity);
        let anchor = position.map(|position| position.add(finding.clone(), entities));
        let findings = by_rule.entry(rule).or_default();
        findings.push(Finding {
            finding,
            anchor,
            entity,
        });
    }
    let mut rules: Vec<RuleFindings> = by_rule
        .into_iter()
        .map(|((level, rule), findings)| RuleFindings {
            level: level.to_string(),
            category: Category::from_finding(level, rule),
            rule,
            summary: rule.summary(),
            findings,
        })
        .collect();
    rules.sort_by_key(|rule| (rule.category, Reverse(rule.findings.len())));
    rules
}

/// The position of an entity, or of a field in a group of an entity.
#[derive(Clone, Copy)]
enum Position {
    Entity(usize),
    Field(usize, usize, usize),
}

impl Position {
    fn entity(self) -> usize {
        match self {
            Self::Entity(entity) | Self::Field(entity, ..) => entity,
        }
    }

    /// Adds a finding to the entity or field at the position, and returns the anchor of the entity
    /// or field.
    fn add(self, finding: lint::Finding, entities: &mut [Entity]) -> String {
        match self {
            Self::Entity(entity) => {
                let entity = &mut entities[entity];
                entity.findings.push(finding);
                entity.anchor.clone()
            }
            Self::Field(entity, group, field) => {
                let field = &mut entities[entity].groups[group].fields[field];
                field.findings.push(finding);
                field.anchor.clone()
            }
        }
    }
}

/// The positions of fields and entities, by page and docs path. If several have the same path, a
/// field has precedence over an entity, and the first over later ones.
fn positions(entities: &[Entity]) -> BTreeMap<(String, String), Position> {
    let mut positions = BTreeMap::new();
    for (e, entity) in entities.iter().enumerate() {
        for (g, group) in entity.groups.iter().enumerate() {
            for (f, field) in group.fields.iter().enumerate() {
                let key = (entity.page.clone(), field.evidence.docs_path.clone());
                let position = positions.entry(key);
                position.or_insert(Position::Field(e, g, f));
            }
        }
    }
    for (e, entity) in entities.iter().enumerate() {
        let position = positions.entry((entity.page.clone(), entity.id.clone()));
        position.or_insert(Position::Entity(e));
    }
    positions
}

/// The position of the last entity of the page that begins at or before the line.
fn nearest(finding: &lint::Finding, entities: &[Entity]) -> Option<usize> {
    let span = finding.span.as_ref()?;
    let start = |entity: &Entity| {
        entity
            .views
            .iter()
            .filter(|view| view.at.file == entity.page)
            .map(|view| view.at.line)
            .filter(|start| *start <= span.line)
            .max()
    };
    entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.page == span.file)
        .max_by_key(|(_, entity)| start(entity))
        .map(|(position, _)| position)
}
