//! What changed since another reference, and whom it breaks.

use std::path::Path;

use serde::Serialize;

use super::Entity;
use crate::analysis::diff::describe::{self, breaks};
use crate::analysis::diff::{Change, Diff, EntityChanges, SubjectKind};
use crate::analysis::explain::EntityKind;
use crate::base::text::display_path;

/// Everything that differs from another reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Changes {
    /// The other reference, as it was named.
    pub old: String,
    /// The step of the generated crate's version that the changes ask for, in a sentence.
    pub step: &'static str,
    /// The changes, the most urgent first.
    pub sections: Vec<Section>,
}

/// Changes of one urgency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Section {
    /// What they have in common.
    pub title: &'static str,
    /// Whether somebody has to act.
    pub is_breaking: bool,
    /// How many there are.
    pub count: usize,
    /// By what changed, in page order.
    pub entities: Vec<ChangedEntity>,
}

/// A resource, an operation or a page that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangedEntity {
    /// What it is.
    pub thing: SubjectKind,
    /// The id in the docs; the path of a page.
    pub id: String,
    /// The page.
    pub page: String,
    /// Method and path of an operation.
    pub endpoint: Option<String>,
    /// Its anchor, unless it is gone or a page.
    pub anchor: Option<String>,
    /// Whether the page alone tells which it is.
    pub is_twin: bool,
    /// What changed.
    pub changes: Vec<Changed>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Changed {
    /// What was, and what is.
    pub text: String,
    /// Whom it breaks: `Rust`, `wire`, both or nobody.
    pub breaks: &'static str,
}

impl Changes {
    /// The changes as they are shown; each entity is told of the most urgent one.
    pub(super) fn new(diff: &Diff, entities: &mut [Entity]) -> Self {
        let sections = describe::Section::ALL.iter();
        let mut sections: Vec<Section> = sections
            .map(|section| of_section(*section, diff, entities))
            .collect();
        sections.retain(|section| section.count > 0);
        Self {
            old: display_path::shortest_distinct(Path::new(&diff.old), Path::new(&diff.new)),
            step: diff.semver.description(),
            sections,
        }
    }
}

fn of_section(section: describe::Section, diff: &Diff, entities: &mut [Entity]) -> Section {
    let found = section.changes(&diff.entities);
    let changed = found.iter().map(|(changed, changes)| {
        let entity = find(changed, entities);
        let urgency = urgency(section);
        ChangedEntity {
            thing: changed.thing,
            id: changed.id.clone(),
            page: changed.page.clone(),
            endpoint: changed.endpoint.clone(),
            is_twin: entity.as_ref().is_some_and(|entity| entity.is_twin),
            anchor: entity.map(|entity| {
                entity.changed.get_or_insert(urgency);
                entity.anchor.clone()
            }),
            changes: changes.iter().map(|change| change_text(change)).collect(),
        }
    });
    Section {
        title: section.title(),
        is_breaking: section.is_breaking(),
        count: found.iter().map(|(_, changes)| changes.len()).sum(),
        entities: changed.collect(),
    }
}

/// The entity as it is now, if it still is.
fn find<'a>(changed: &EntityChanges, entities: &'a mut [Entity]) -> Option<&'a mut Entity> {
    let ty = match changed.thing {
        SubjectKind::Resource => EntityKind::Resource,
        SubjectKind::Operation => EntityKind::Operation,
        SubjectKind::Page => return None,
    };
    let is_it = |entity: &&mut Entity| {
        entity.kind == ty && entity.id == changed.id && entity.page == changed.page
    };
    entities.iter_mut().find(is_it)
}

fn urgency(section: describe::Section) -> &'static str {
    match section {
        describe::Section::Breaking => "breaking",
        describe::Section::Moved => "moved",
        describe::Section::Additive => "additive",
        describe::Section::Docs => "docs",
    }
}

fn change_text(change: &Change) -> Changed {
    Changed {
        text: describe::change_text(change, |text| format!("`{}`", text.replace('`', "'"))),
        breaks: breaks(change),
    }
}
