//! The changes since another reference, by urgency.

use std::path::Path;

use serde::Serialize;

use super::Entity;
use crate::analysis::diff::describe::{self, breaks};
use crate::analysis::diff::{Change, Diff, EntityChanges, SubjectKind};
use crate::analysis::display_path;
use crate::analysis::explain::EntityKind;

/// All differences from another reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Changes {
    /// The other reference, as the caller named it.
    pub old: String,
    /// The suggested version bump of the generated crate, in a sentence.
    pub step: &'static str,
    /// The changes, the most urgent first.
    pub sections: Vec<Section>,
}

/// Changes of one urgency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Section {
    /// The heading.
    pub title: &'static str,
    /// `true` if the changes break users of the models.
    pub is_breaking: bool,
    /// The number of changes.
    pub count: usize,
    /// The changed entities, in page order.
    pub entities: Vec<ChangedEntity>,
}

/// A resource, an operation or a page that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangedEntity {
    /// The anchor; `None` for a page and for an entity that was removed.
    pub anchor: Option<String>,
    /// `true` if this entry has the most urgent changes of the entity. The badge of the entity
    /// links to it.
    #[serde(skip)]
    pub(super) is_most_urgent: bool,
    /// `true` if only the page distinguishes it from another entity.
    pub is_twin: bool,
    /// The entity, and its changes of this urgency.
    #[serde(flatten)]
    pub changed: EntityChanges,
}

impl ChangedEntity {
    /// The id of the entry with the most urgent changes. No anchor has a `:`.
    pub(super) fn id(&self) -> Option<String> {
        let anchor = self.anchor.as_ref().filter(|_| self.is_most_urgent)?;
        Some(format!("changes:{anchor}"))
    }

    /// A change in words.
    pub(super) fn text(change: &Change) -> String {
        describe::change_text(change, |text| format!("`{}`", text.replace('`', "'")))
    }

    /// The targets of a breaking change: `Rust`, `wire`, both or none.
    pub(super) fn breaks(change: &Change) -> &'static str {
        breaks(change)
    }
}

impl Changes {
    /// The changes of a diff. Each entity gets the urgency of its most urgent change.
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
    let urgency = match section {
        describe::Section::Breaking => "breaking",
        describe::Section::Moved => "moved",
        describe::Section::Additive => "additive",
        describe::Section::Docs => "docs",
    };
    let mut count = 0;
    let mut changed_entities = Vec::new();
    for (changed, changes) in section.changes(&diff.entities) {
        count += changes.len();
        let entity = find(changed, entities);
        changed_entities.push(ChangedEntity {
            is_twin: entity.as_ref().is_some_and(|entity| entity.is_twin),
            is_most_urgent: entity.as_ref().is_some_and(|it| it.changed.is_none()),
            anchor: entity.map(|entity| {
                entity.changed.get_or_insert(urgency);
                entity.anchor.clone()
            }),
            changed: EntityChanges {
                changes: changes.into_iter().cloned().collect(),
                ..changed.clone()
            },
        });
    }
    Section {
        title: section.title(),
        is_breaking: section.is_breaking(),
        count,
        entities: changed_entities,
    }
}

/// The changed entity; `None` for a page and for an entity that was removed.
fn find<'a>(changed: &EntityChanges, entities: &'a mut [Entity]) -> Option<&'a mut Entity> {
    let kind = match changed.thing {
        SubjectKind::Resource => EntityKind::Resource,
        SubjectKind::Operation => EntityKind::Operation,
        SubjectKind::Page => return None,
    };
    entities.iter_mut().find(|entity| {
        entity.kind == kind && entity.id == changed.id && entity.page == changed.page
    })
}
