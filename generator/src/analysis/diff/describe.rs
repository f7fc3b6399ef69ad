//! A change in words, for every output that people read.

use super::change::{Change, ChangeKind, EntityChanges, Impact, MemberLocation};

/// The title of the list of removed paths.
pub(super) const REMOVED_PATHS: &str = "Removed paths";

/// The way to print a name or type from the docs: escaped, or as code.
pub(crate) type Quote = fn(&str) -> String;

/// A change of a member or an entity: `body user_id: required → optional`.
pub(crate) fn change_text(change: &Change, quote: Quote) -> String {
    let mut text = String::new();
    if let Some(part) = change.part
        && part != MemberLocation::Properties
    {
        text.push_str(&part.to_string());
    }
    if let Some(member) = &change.member {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&quote(member));
    }
    if !text.is_empty() {
        text.push_str(": ");
    }
    text + &described(change, quote)
}

/// A change without its subject: `required → optional`.
pub(super) fn described(change: &Change, quote: Quote) -> String {
    let shown = change.shown();
    let (old, new) = (shown.old.map(quote), shown.new.map(quote));
    let value = match (&change.value, &change.alternative) {
        (Some(value), _) => format!("value {} ", quote(value)),
        (None, Some(alternative)) => format!("alternative {} ", quote(alternative)),
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
        (ChangeKind::Rust, Some(old), None) => format!("removed {old}"),
        (ChangeKind::Traits, Some(old), _) => {
            let traits: Vec<String> = change.traits.iter().map(|name| quote(name)).collect();
            format!("{old} no longer implements {}", traits.join(", "))
        }
        (
            ChangeKind::Type
            | ChangeKind::Optionality
            | ChangeKind::Nullability
            | ChangeKind::Openness
            | ChangeKind::Response
            | ChangeKind::Rust,
            Some(old),
            Some(new),
        ) => format!("{old} → {new}"),
        // The heading of the entity has the new name and the new page.
        (ChangeKind::Renamed, Some(old), _) => format!("renamed, was {old}"),
        (ChangeKind::Moved, Some(old), _) => format!("moved, was on {old}"),
        (ChangeKind::Place, Some(old), _) => format!("moved, was in the {old}"),
        (kind, Some(old), Some(new)) => format!("{kind} {old} → {new}"),
        (kind, ..) => kind.to_string(),
    }
}

/// The targets of a breaking change: `Rust, wire`. Empty for other changes.
pub(crate) fn breaks(change: &Change) -> &'static str {
    match (change.is(Impact::BreaksRust), change.is(Impact::BreaksWire)) {
        (true, true) => "Rust, wire",
        (true, false) => "Rust",
        (false, true) => "wire",
        (false, false) => "",
    }
}

/// A section of a report, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Breaking,
    /// Entities that break Rust only because they have moved to a different module.
    Moved,
    Additive,
    Docs,
}

impl Section {
    pub(crate) const ALL: [Self; 4] = [Self::Breaking, Self::Moved, Self::Additive, Self::Docs];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Moved => "Breaking only because of a new module path",
            Self::Additive => "Additive",
            Self::Docs => "Documentation",
        }
    }

    /// The entities with changes of this section, and these changes.
    pub(crate) fn changes(self, entities: &[EntityChanges]) -> Vec<(&EntityChanges, Vec<&Change>)> {
        let mut found = Vec::new();
        for entity in entities {
            let moves_alone = entity
                .changes
                .iter()
                .all(|change| change.kind == ChangeKind::Moved || !change.is_breaking());
            let changes = entity.changes.iter().filter(|change| {
                let section = if change.is(Impact::Docs) {
                    Self::Docs
                } else if !change.is_breaking() {
                    Self::Additive
                } else if moves_alone {
                    Self::Moved
                } else {
                    Self::Breaking
                };
                section == self
            });
            let changes: Vec<&Change> = changes.collect();
            if !changes.is_empty() {
                found.push((entity, changes));
            }
        }
        found
    }

    /// `true` if all its changes break something.
    pub(crate) fn is_breaking(self) -> bool {
        matches!(self, Self::Breaking | Self::Moved)
    }
}
