//! The differences as a section of a changelog, in terms of the generated crate.

use super::Diff;
use super::change::{Change, ChangeKind, EntityChanges};
use super::markdown::code;
use super::phrase::{Section, breaks, phrase};

/// `## [Unreleased]` with what breaks, what was added and what was changed.
pub(super) fn write(diff: &Diff) -> String {
    let breaking = [Section::Breaking, Section::Moved].into_iter();
    let breaking: Vec<_> = breaking
        .flat_map(|section| section.changes(&diff.entities))
        .collect();
    let additive = Section::Additive.changes(&diff.entities).into_iter();
    let (added, changed): (Vec<_>, Vec<_>) = additive.partition(|(_, changes)| {
        let mut changes = changes.iter();
        changes.all(|change| change.kind == ChangeKind::Added)
    });
    let mut text = "## [Unreleased]\n".to_owned();
    for (title, found) in [
        ("Breaking changes", breaking),
        ("Added", added),
        ("Changed", changed),
    ] {
        if !found.is_empty() {
            text.push_str(&format!("\n### {title}\n\n"));
        }
        text.extend(
            found
                .into_iter()
                .map(|(entity, changes)| entry(entity, &changes)),
        );
    }
    if diff.counts.docs > 0 {
        text.push_str(&format!(
            "\n### Documentation\n\n- Descriptions follow the reference; {} changed.\n",
            diff.counts.docs
        ));
    }
    text
}

/// `- module::Type: what changed; what else`
fn entry(entity: &EntityChanges, changes: &[&Change]) -> String {
    let said = changes.iter().map(|change| match &entity.rust_was {
        Some(was) if change.kind == ChangeKind::Moved => format!("was {}", code(was)),
        _ if breaks(change) == "wire" => format!("{} (on the wire)", phrase(change, code)),
        _ => phrase(change, code),
    });
    let said: Vec<String> = said.collect();
    format!("- {}: {}\n", code(&entity.rust), said.join("; "))
}
