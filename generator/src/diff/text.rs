//! The differences for a terminal.

use std::fmt;

use super::Diff;
use super::change::{EntityChanges, Thing};
use super::counts::{Counts, Tally};
use super::phrase::{Section, breaks, phrase};
use crate::diagnostic::Printable;

/// The width of the longest note on whom a change breaks.
const WIDTH: usize = "Rust, wire".len();

/// What breaks comes first, and the summary last, where a terminal leaves it in sight. Nothing
/// from a page can control the terminal.
impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in Section::ALL {
            let found = section.of(&self.entities);
            if found.is_empty() {
                continue;
            }
            writeln!(f, "{}\n", section.title())?;
            for (entity, changes) in found {
                head(f, entity)?;
                for change in changes {
                    let mark = breaks(change);
                    let gap = if mark.is_empty() { "" } else { "  " };
                    let said = phrase(change, |text| Printable(text).to_string());
                    let width = if section.is_breaking() { WIDTH } else { 0 };
                    writeln!(f, "    {mark:<width$}{gap}{said}")?;
                }
            }
            writeln!(f)?;
        }
        write!(f, "{}", self.counts)?;
        writeln!(f, "suggested step: {}", self.semver.sentence())
    }
}

fn head(f: &mut fmt::Formatter<'_>, entity: &EntityChanges) -> fmt::Result {
    let (thing, id, page) = (entity.thing, Printable(&entity.id), Printable(&entity.page));
    match &entity.endpoint {
        Some(endpoint) => writeln!(f, "  {thing} {id}, {} ({page})", Printable(endpoint)),
        None if entity.thing == Thing::Page => writeln!(f, "  {thing} {id}"),
        None => writeln!(f, "  {thing} {id} ({page})"),
    }
}

/// Four lines: what came and went, and whom it concerns.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "entities: {}", self.entities)?;
        writeln!(f, "members: {}", self.members)?;
        writeln!(
            f,
            "of members: {} types, {} optionality, {} nullability; values: {}",
            self.types, self.optionality, self.nullability, self.values
        )?;
        writeln!(
            f,
            "of operations: {} methods, {} paths",
            self.methods, self.paths
        )?;
        writeln!(
            f,
            "changes: {} break Rust, {} break the wire, {} additive, {} of documentation",
            self.breaks_rust, self.breaks_wire, self.additive, self.docs
        )
    }
}

/// `3 added, 1 removed, 0 renamed, 2 moved`
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} added, {} removed, {} renamed, {} moved",
            self.added, self.removed, self.renamed, self.moved
        )
    }
}
