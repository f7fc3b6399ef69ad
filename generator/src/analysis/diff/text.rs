//! The changes as text for a terminal: all changes, or one line for each class.

use std::fmt;

use super::Diff;
use super::change::{Change, ChangeKind, EntityChanges, Impact, MemberLocation, SubjectKind};
use super::describe::{REMOVED_PATHS, Section, breaks, change_text, described};
use super::removed_paths::by_module;
use crate::base::diagnostic::Escaped;

/// The width of the column for `Rust`, `wire` or both.
const BREAKS_WIDTH: usize = "Rust, wire".len();

/// Prints breaking changes first and the summary last, so that it stays visible in a terminal.
/// Texts of pages are escaped, so they cannot control the terminal. `{:#}` adds colours.
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
            let colour = match section {
                Section::Breaking => "1;31",
                Section::Moved => RED,
                Section::Additive => "32",
                Section::Docs => "36",
            };
            writeln!(f, "{}\n", painted(section.title(), colour, f.alternate()))?;
            for (entity, changes) in found {
                write_entity(f, entity)?;
                for change in changes {
                    let text = change_text(change, escaped);
                    if section.is_breaking() {
                        let breaks = format!("{:BREAKS_WIDTH$}", breaks(change));
                        let breaks = painted(&breaks, RED, f.alternate());
                        writeln!(f, "    {breaks}  {text}")?;
                    } else {
                        writeln!(f, "    {text}")?;
                    }
                }
            }
            writeln!(f)?;
        }
        if !self.removed_paths.is_empty() {
            let title = painted(REMOVED_PATHS, RED, f.alternate());
            writeln!(f, "{title} ({})\n", self.removed_paths.len())?;
            for (module, names) in by_module(&self.removed_paths) {
                writeln!(f, "  {}: {}", module, names.join(", "))?;
            }
            writeln!(f)?;
        }
        write!(f, "{}", self.counts)?;
        writeln!(f, "suggested version bump: {}", self.semver.description())
    }
}

fn write_entity(f: &mut fmt::Formatter<'_>, entity: &EntityChanges) -> fmt::Result {
    let (kind, id, page) = (entity.thing, Escaped(&entity.id), Escaped(&entity.page));
    match &entity.endpoint {
        Some(endpoint) => writeln!(f, "  {kind} {id}, {} ({page})", Escaped(endpoint)),
        None if kind == SubjectKind::Page => writeln!(f, "  {kind} {id}"),
        None => writeln!(f, "  {kind} {id} ({page})"),
    }
}

const RED: &str = "31";

fn painted(text: &str, colour: &str, is_coloured: bool) -> String {
    if is_coloured {
        format!("\u{1b}[{colour}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

fn escaped(text: &str) -> String {
    Escaped(text).to_string()
}

/// The changes, one line for each class that has any, the most urgent first: `breaks Rust  1
/// update_bike.parameters.gears: i64 → String`.
///
/// Changes that break both Rust and the wire are a separate class here.
#[derive(Debug, Clone, Copy)]
pub struct OneLineSummary<'a>(pub &'a [EntityChanges]);

/// The number of changes shown on a line; the others are only counted.
const MAX_SHOWN: usize = 3;

/// The names of the classes, each with the impacts of its changes.
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

impl fmt::Display for OneLineSummary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        for (name, classes) in CLASSES {
            let mut texts = Vec::new();
            let mut count = 0;
            for entity in self.0 {
                for change in entity.changes.iter().filter(|it| it.classes == classes) {
                    count += 1;
                    if count <= MAX_SHOWN {
                        texts.push(located(entity, change));
                    }
                }
            }
            if count > MAX_SHOWN {
                texts.push(format!("{} more", count - MAX_SHOWN));
            }
            if count > 0 {
                lines.push((name, count.to_string(), texts.join("; ")));
            }
        }
        let names = lines.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
        let counts = lines.iter().map(|(_, count, _)| count.len()).max();
        let counts = counts.unwrap_or(0);
        for (name, count, texts) in lines {
            writeln!(f, "{name:names$}  {count:>counts$}  {texts}")?;
        }
        Ok(())
    }
}

/// `update_bike.parameters.gears: i64 → String`
fn located(entity: &EntityChanges, change: &Change) -> String {
    let mut path = entity.id.clone();
    path.push_str(match change.part {
        None | Some(MemberLocation::Properties) => "",
        Some(part) if part.is_request() => ".parameters",
        Some(_) => ".returns",
    });
    if let Some(member) = &change.member {
        path.push('.');
        path.push_str(member);
    }
    let text = match (change.kind, change.part) {
        (ChangeKind::Added | ChangeKind::Removed, None) => {
            format!("{} {}", entity.thing, change.kind)
        }
        _ => described(change, escaped),
    };
    format!("{}: {text}", escaped(&path))
}
