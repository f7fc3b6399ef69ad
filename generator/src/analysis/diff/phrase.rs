//! A change in words, for every output that people read.

use super::change::{Change, ChangeKind, EntityChanges, Impact, MemberLocation};

/// How a name or type from the docs is shown: escaped, or as code.
pub(crate) type Quote = fn(&str) -> String;

/// What changed, and how: `body user_id: required → optional`.
pub(crate) fn phrase(change: &Change, code: Quote) -> String {
    match subject(change, code) {
        Some(subject) => format!("{subject}: {}", said(change, code)),
        None => said(change, code),
    }
}

fn subject(change: &Change, code: Quote) -> Option<String> {
    let part = change
        .part
        .filter(|part| *part != MemberLocation::Properties);
    let words = [
        part.map(|part| part.to_string()),
        change.member.as_deref().map(code),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

pub(super) fn said(change: &Change, code: Quote) -> String {
    let old = change.old.as_deref().map(code);
    let new = change.new.as_deref().map(code);
    let value = match (&change.value, &change.alternative) {
        (Some(value), _) => format!("value {} ", code(value)),
        (None, Some(alternative)) => format!("alternative {} ", code(alternative)),
        (None, None) => String::new(),
    };
    match (change.kind, old, new) {
        (ChangeKind::Added, _, Some(new)) => format!("added, {new}"),
        (ChangeKind::Added, ..) => format!("{value}added"),
        (ChangeKind::Removed, Some(old), _) => format!("removed, was {old}"),
        (ChangeKind::Removed, ..) => format!("{value}removed"),
        (ChangeKind::Deprecation, None, _) => "deprecated".to_owned(),
        (ChangeKind::Deprecation, ..) => "no longer deprecated".to_owned(),
        (ChangeKind::Description, ..) => format!("{value}description"),
        (ChangeKind::Rust, Some(old), None) => format!("in Rust no longer {old}"),
        (
            ChangeKind::Type
            | ChangeKind::Optionality
            | ChangeKind::Nullability
            | ChangeKind::Openness
            | ChangeKind::Response,
            Some(old),
            Some(new),
        ) => {
            format!("{old} → {new}")
        }
        // The new name and the new page are what the whole is headed with.
        (ChangeKind::Renamed, Some(old), _) => format!("renamed, was {old}"),
        (ChangeKind::Moved, Some(old), _) => format!("moved, was on {old}"),
        (ChangeKind::Place, Some(old), _) => format!("moved, was in the {old}"),
        (kind, Some(old), Some(new)) => format!("{kind} {old} → {new}"),
        (kind, ..) => kind.to_string(),
    }
}

/// Whom a breaking change concerns: `Rust, wire`.
pub(crate) fn breaks(change: &Change) -> &'static str {
    match (change.is(Impact::BreaksRust), change.is(Impact::BreaksWire)) {
        (true, true) => "Rust, wire",
        (true, false) => "Rust",
        (false, true) => "wire",
        (false, false) => "",
    }
}

/// What a report is divided into, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Breaking,
    /// Entities whose module is another, and that break nothing else.
    Moved,
    Additive,
    Docs,
}

impl Section {
    pub(crate) const ALL: [Self; 4] = [Self::Breaking, Self::Moved, Self::Additive, Self::Docs];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Moved => "Breaking, by another module alone",
            Self::Additive => "Additive",
            Self::Docs => "Documentation",
        }
    }

    /// The entities with changes of this section, and these changes.
    pub(crate) fn changes(self, entities: &[EntityChanges]) -> Vec<(&EntityChanges, Vec<&Change>)> {
        let found = entities.iter().map(|entity| {
            let changes = entity.changes.iter();
            let changes = changes.filter(|change| self == Self::of_change(change, entity));
            (entity, changes.collect::<Vec<_>>())
        });
        found.filter(|(_, changes)| !changes.is_empty()).collect()
    }

    /// Whether everything in it breaks something.
    pub(crate) fn is_breaking(self) -> bool {
        matches!(self, Self::Breaking | Self::Moved)
    }

    fn of_change(change: &Change, entity: &EntityChanges) -> Self {
        let mut breaking = entity.changes.iter().filter(|change| change.is_breaking());
        if change.is(Impact::Docs) {
            Self::Docs
        } else if !change.is_breaking() {
            Self::Additive
        } else if breaking.all(|change| change.kind == ChangeKind::Moved) {
            Self::Moved
        } else {
            Self::Breaking
        }
    }
}
