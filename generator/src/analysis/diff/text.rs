//! The differences for a terminal.

use std::fmt;

use super::Diff;
use super::change::EntityChanges;
use super::colour;
use super::phrase::{Section, breaks, phrase};
use super::thing::SubjectKind;
use crate::base::diagnostic::Escaped;

/// The width of the longest note on whom a change breaks.
const WIDTH: usize = "Rust, wire".len();

/// What breaks comes first, and the summary last, where a terminal leaves it in sight. Nothing
/// from a page can control the terminal. With `{:#}` the words for whom a change concerns have
/// colours.
impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.entities.is_empty() {
            return writeln!(f, "nothing changed");
        }
        for section in Section::ALL {
            let found = section.changes(&self.entities);
            if found.is_empty() {
                continue;
            }
            writeln!(f, "{}\n", colour::title(section, f.alternate()))?;
            for (entity, changes) in found {
                head(f, entity)?;
                for change in changes {
                    let width = if section.is_breaking() { WIDTH } else { 0 };
                    let mark = colour::impact_column(breaks(change), width, f.alternate());
                    let gap = if mark.is_empty() { "" } else { "  " };
                    let said = phrase(change, |text| Escaped(text).to_string());
                    writeln!(f, "    {mark}{gap}{said}")?;
                }
            }
            writeln!(f)?;
        }
        write!(f, "{}", self.counts)?;
        writeln!(f, "suggested step: {}", self.semver.description())
    }
}

fn head(f: &mut fmt::Formatter<'_>, entity: &EntityChanges) -> fmt::Result {
    let (thing, id, page) = (entity.thing, Escaped(&entity.id), Escaped(&entity.page));
    match &entity.endpoint {
        Some(endpoint) => writeln!(f, "  {thing} {id}, {} ({page})", Escaped(endpoint)),
        None if entity.thing == SubjectKind::Page => writeln!(f, "  {thing} {id}"),
        None => writeln!(f, "  {thing} {id} ({page})"),
    }
}
