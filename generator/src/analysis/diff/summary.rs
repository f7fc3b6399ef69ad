//! How many changes there are, for people; what there is none of is omitted.

use std::fmt;

use super::counts::{Counts, ItemCounts};
use crate::base::diagnostic::Plural;

/// What came and went, what is otherwise, and whom it concerns: a line each.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        line(f, "entities", &added_removed(self.entities))?;
        line(f, "members", &added_removed(self.members))?;
        line(f, "values", &added_removed(self.values))?;
        line(f, "changed", &changed(self))?;
        writeln!(
            f,
            "changes: {} breaking{}, {} additive, {} of documentation",
            self.breaking,
            breakdown(self),
            self.additive,
            self.docs
        )
    }
}

/// ` (3 break Rust, 1 breaks the wire)`, where anything is broken. Some changes break both.
pub(super) fn breakdown(counts: &Counts) -> String {
    let rust = Plural(counts.breaks_rust, "breaks Rust", "break Rust");
    let wire = Plural(counts.breaks_wire, "breaks the wire", "break the wire");
    match counts.breaking {
        0 => String::new(),
        _ => format!(" ({rust}, {wire})"),
    }
}

/// `members: 3 added, 1 removed`
fn line(f: &mut fmt::Formatter<'_>, name: &str, counted: &[Plural<'_>]) -> fmt::Result {
    let counted = counted.iter().filter(|counted| counted.0 > 0);
    let counted: Vec<String> = counted.map(ToString::to_string).collect();
    match counted.is_empty() {
        true => Ok(()),
        false => writeln!(f, "{name}: {}", counted.join(", ")),
    }
}

fn added_removed(tally: ItemCounts) -> [Plural<'static>; 4] {
    [
        Plural(tally.added, "added", "added"),
        Plural(tally.removed, "removed", "removed"),
        Plural(tally.renamed, "renamed", "renamed"),
        Plural(tally.moved, "moved", "moved"),
    ]
}

fn changed(counts: &Counts) -> [Plural<'static>; 5] {
    [
        Plural(counts.types, "type", "types"),
        Plural(counts.optionality, "in optionality", "in optionality"),
        Plural(counts.nullability, "in nullability", "in nullability"),
        Plural(counts.methods, "method", "methods"),
        Plural(counts.paths, "path", "paths"),
    ]
}
