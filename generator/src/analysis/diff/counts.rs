//! How many changes there are.

use serde::Serialize;

use super::change::{Change, ChangeKind, EntityChanges, Impact};

/// How many changes there are, by class and by what changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Changes that break Rust, the wire or both.
    pub breaking: usize,
    /// Changes that may stop code from compiling.
    pub breaks_rust: usize,
    /// Changes that break on the wire; some of them break Rust as well.
    pub breaks_wire: usize,
    /// Changes of the models that break nothing.
    pub additive: usize,
    /// Changes of documentation.
    pub docs: usize,
    /// Resources and operations.
    pub entities: ItemCounts,
    /// Members of resources, requests and responses that are in both references.
    pub members: ItemCounts,
    /// Values of enums, and alternatives of unions, of such members.
    pub values: ItemCounts,
    /// Operations with another method.
    pub methods: usize,
    /// Operations with another path.
    pub paths: usize,
    /// Members with another type, enums that only know other values aside.
    pub types: usize,
    /// Members that may now be absent, or no longer.
    pub optionality: usize,
    /// Members that may now be `null`, or no longer.
    pub nullability: usize,
}

/// How many of something came, went and changed their name or page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ItemCounts {
    /// New ones.
    pub added: usize,
    /// Those that are gone.
    pub removed: usize,
    /// Those with another name.
    pub renamed: usize,
    /// Those on another page, or in another part of the request.
    pub moved: usize,
}

impl Counts {
    /// Counts all changes.
    pub(super) fn from_changes(entities: &[EntityChanges]) -> Self {
        let mut counts = Self::default();
        for change in entities.iter().flat_map(|entity| &entity.changes) {
            counts.add(change);
        }
        counts
    }

    fn add(&mut self, change: &Change) {
        self.breaking += usize::from(change.is_breaking());
        self.breaks_rust += usize::from(change.is(Impact::BreaksRust));
        self.breaks_wire += usize::from(change.is(Impact::BreaksWire));
        self.additive += usize::from(change.is(Impact::Additive));
        self.docs += usize::from(change.is(Impact::Docs));
        let inside = change.value.as_ref().or(change.alternative.as_ref());
        let tally = match (&change.member, inside) {
            (_, Some(_)) => &mut self.values,
            (Some(_), None) => &mut self.members,
            (None, None) => &mut self.entities,
        };
        match change.kind {
            ChangeKind::Added => tally.added += 1,
            ChangeKind::Removed => tally.removed += 1,
            ChangeKind::Renamed => tally.renamed += 1,
            ChangeKind::Moved | ChangeKind::Place => tally.moved += 1,
            ChangeKind::Method => self.methods += 1,
            ChangeKind::Path => self.paths += 1,
            ChangeKind::Type => self.types += 1,
            ChangeKind::Optionality => self.optionality += 1,
            ChangeKind::Nullability => self.nullability += 1,
            ChangeKind::Response | ChangeKind::Openness => {}
            ChangeKind::Deprecation
            | ChangeKind::Description
            | ChangeKind::Heading
            | ChangeKind::Rust => {}
        }
    }
}
