//! How many changes there are, for people; what there is none of is left out.

use std::fmt;

use super::counts::{Counts, Tally};
use crate::base::diagnostic::Counted;

/// What came and went, what is otherwise, and whom it concerns: a line each.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        line(f, "entities", &came_and_went(self.entities))?;
        line(f, "members", &came_and_went(self.members))?;
        line(f, "values", &came_and_went(self.values))?;
        line(f, "changed", &otherwise(self))?;
        writeln!(
            f,
            "changes: {} breaking{}, {} additive, {} of documentation",
            self.breaking,
            by_whom(self),
            self.additive,
            self.docs
        )
    }
}

/// ` (3 break Rust, 1 breaks the wire)`, where anything is broken. Some changes break both.
pub(super) fn by_whom(counts: &Counts) -> String {
    let rust = Counted(counts.breaks_rust, "breaks Rust", "break Rust");
    let wire = Counted(counts.breaks_wire, "breaks the wire", "break the wire");
    match counts.breaking {
        0 => String::new(),
        _ => format!(" ({rust}, {wire})"),
    }
}

/// `members: 3 added, 1 removed`
fn line(f: &mut fmt::Formatter<'_>, name: &str, counted: &[Counted<'_>]) -> fmt::Result {
    let counted = counted.iter().filter(|counted| counted.0 > 0);
    let counted: Vec<String> = counted.map(ToString::to_string).collect();
    match counted.is_empty() {
        true => Ok(()),
        false => writeln!(f, "{name}: {}", counted.join(", ")),
    }
}

fn came_and_went(tally: Tally) -> [Counted<'static>; 4] {
    [
        Counted(tally.added, "added", "added"),
        Counted(tally.removed, "removed", "removed"),
        Counted(tally.renamed, "renamed", "renamed"),
        Counted(tally.moved, "moved", "moved"),
    ]
}

fn otherwise(counts: &Counts) -> [Counted<'static>; 5] {
    [
        Counted(counts.types, "type", "types"),
        Counted(counts.optionality, "in optionality", "in optionality"),
        Counted(counts.nullability, "in nullability", "in nullability"),
        Counted(counts.methods, "method", "methods"),
        Counted(counts.paths, "path", "paths"),
    ]
}
