//! What changed in a few lines, for whoever has just saved a page.

use std::fmt;

use super::change::{Change, EntityChanges, MemberLocation};
use super::phrase::said;
use super::{ChangeKind, Impact};
use crate::base::diagnostic::Escaped;

/// How many changes of a class are told; of the others there is the number.
const TOLD: usize = 3;

/// What a change may concern, in words.
const CLASSES: [(&str, &[Impact]); 5] = [
    (
        "breaks Rust and wire",
        &[Impact::BreaksRust, Impact::BreaksWire],
    ),
    ("breaks Rust", &[Impact::BreaksRust]),
    ("breaks wire", &[Impact::BreaksWire]),
    ("additive", &[Impact::Additive]),
    ("docs", &[Impact::Docs]),
];

/// The changes, a line for each class that has any, the most urgent first:
/// `breaks Rust  1  update_bike.parameters.gears: integer → string`.
///
/// A change that breaks both Rust and the wire has a class of its own here.
#[derive(Debug, Clone, Copy)]
pub struct OneLineSummary<'a>(pub &'a [EntityChanges]);

impl fmt::Display for OneLineSummary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = self.groups();
        let width = |of: fn(&Group<'_>) -> usize| groups.iter().map(of).max().unwrap_or_default();
        let names = width(|group| group.name.len());
        let counts = width(|group| group.changes.len().to_string().len());
        for Group { name, changes } in &groups {
            let count = changes.len();
            write!(f, "{name:names$}  {count:>counts$}  ")?;
            let told = changes.iter().take(TOLD);
            let mut told: Vec<String> = told
                .map(|(entity, change)| describe(entity, change))
                .collect();
            if let more @ 1.. = count.saturating_sub(TOLD) {
                told.push(format!("{more} more"));
            }
            writeln!(f, "{}", told.join("; "))?;
        }
        Ok(())
    }
}

/// The changes of one class.
struct Group<'a> {
    name: &'static str,
    changes: Vec<(&'a EntityChanges, &'a Change)>,
}

impl<'a> OneLineSummary<'a> {
    fn groups(&self) -> Vec<Group<'a>> {
        let groups = CLASSES.map(|(name, classes)| {
            let changes = self.0.iter().flat_map(|entity| {
                let changes = entity.changes.iter().map(move |change| (entity, change));
                changes.filter(|(_, change)| change.classes == classes)
            });
            let changes = changes.collect();
            Group { name, changes }
        });
        let found = groups.into_iter();
        found.filter(|group| !group.changes.is_empty()).collect()
    }
}

/// `update_bike.parameters.gears: integer → string`
fn describe(entity: &EntityChanges, change: &Change) -> String {
    let list = change.part.and_then(|part| match part {
        MemberLocation::Properties => None,
        MemberLocation::Path | MemberLocation::Query | MemberLocation::Body => Some("parameters"),
        MemberLocation::Response => Some("returns"),
    });
    let path = [Some(entity.id.as_str()), list, change.member.as_deref()];
    let path: Vec<&str> = path.into_iter().flatten().collect();
    let shown = |text: &str| Escaped(text).to_string();
    let said = match (change.kind, change.part) {
        (ChangeKind::Added | ChangeKind::Removed, None) => {
            format!("{} {}", entity.thing, change.kind)
        }
        _ => said(change, shown),
    };
    format!("{}: {said}", shown(&path.join(".")))
}
