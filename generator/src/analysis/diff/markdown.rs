//! The differences for a pull request.

use std::fmt::Write;
use std::path::Path;

use super::Diff;
use super::change::{Change, EntityChanges};
use super::counts::{Counts, ItemCounts};
use super::phrase::{Section, breaks, phrase};
use super::summary::breakdown;
use crate::base::diagnostic::{Escaped, Plural, is_control};
use crate::base::text::display_path;

/// What the comment of a pull request may hold, less some room for a line or two around it.
const LIMIT: usize = 65_000;

/// The head of the table of what changed.
const HEAD: &str = "| | added | removed | renamed | moved | changed |\n|---|--:|--:|--:|--:|--:|\n";

/// A summary, what breaks, and everything else folded, the most urgent first, as far as there is
/// room for it.
pub(super) fn write(diff: &Diff) -> String {
    let mut text = summary(diff);
    let mut omitted = Vec::new();
    for (title, part) in parts(diff) {
        if text.len() + part.len() > LIMIT {
            omitted.push(title);
        } else {
            text.push_str(&part);
        }
    }
    if !omitted.is_empty() {
        let _ = writeln!(text, "\nToo long for a comment: {}.", omitted.join(", "));
    }
    text
}

/// Everything below the summary, each part with its title.
fn parts(diff: &Diff) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for section in Section::ALL {
        let found = section.changes(&diff.entities);
        let count: usize = found.iter().map(|(_, changes)| changes.len()).sum();
        let title = format!("{} ({count})", section.title());
        let list = list(diff, section);
        let part = match section {
            _ if count == 0 => continue,
            Section::Breaking => format!("\n### {title}\n\n{list}"),
            _ => folded(&title, &list),
        };
        parts.push((title, part));
    }
    if !diff.entities.is_empty() {
        // A fence, so that it is copied as it is; no line of it begins with backticks.
        let section = format!("```markdown\n{}```", diff.changelog());
        parts.push(("Changelog".to_owned(), folded("Changelog", &section)));
    }
    parts
}

fn summary(diff: &Diff) -> String {
    let counts = &diff.counts;
    let (old, new) = (Path::new(&diff.old), Path::new(&diff.new));
    let [old, new] = [
        display_path::shortest_distinct(old, new),
        display_path::shortest_distinct(new, old),
    ]
    .map(|side| code(&side));
    let mut text = format!("## API reference: {old} → {new}\n\n");
    if diff.entities.is_empty() {
        text.push_str("Nothing changed.\n");
        return text;
    }
    let step = diff.semver.description();
    // Writing into a `String` cannot fail.
    let _ = writeln!(text, "Suggested step of the version: {step}.\n");
    text.push_str(&table(counts));
    let _ = writeln!(
        text,
        "{}{}, {} additive, {} of documentation.",
        Plural(counts.breaking, "change breaks", "changes break"),
        breakdown(counts),
        Plural(counts.additive, "is", "are"),
        Plural(counts.docs, "is", "are"),
    );
    text
}

/// What came and went, and what is otherwise; no row and no table without a number.
fn table(counts: &Counts) -> String {
    let came_and_went = [
        ("resources and operations", counts.entities),
        ("members", counts.members),
        ("values", counts.values),
    ];
    let came_and_went = came_and_went.map(|(name, tally)| {
        let ItemCounts {
            added,
            removed,
            renamed,
            moved,
        } = tally;
        (name, [added, removed, renamed, moved, 0])
    });
    let otherwise = [
        ("types", counts.types),
        ("optionality", counts.optionality),
        ("nullability", counts.nullability),
        ("methods", counts.methods),
        ("paths", counts.paths),
    ];
    let otherwise = otherwise.map(|(name, changed)| (name, [0, 0, 0, 0, changed]));
    let rows = came_and_went.into_iter().chain(otherwise);
    let rows: String = rows
        .filter(|(_, numbers)| *numbers != [0; 5])
        .map(|(name, numbers)| format!("| {name} | {} |\n", numbers.map(cell).join(" | ")))
        .collect();
    match rows.is_empty() {
        true => rows,
        false => format!("{HEAD}{rows}\n"),
    }
}

fn cell(number: usize) -> String {
    match number {
        0 => String::new(),
        number => number.to_string(),
    }
}

/// An item an entity. The comments of a pull request have a limit, so what is only one change
/// takes no line of its own, and where nothing but a text or a page changes no endpoint is shown.
fn list(diff: &Diff, section: Section) -> String {
    let mut text = String::new();
    for (entity, changes) in section.changes(&diff.entities) {
        let head = head(entity, section, diff);
        let said: Vec<String> = changes.into_iter().map(said).collect();
        let _ = match said.as_slice() {
            said if section == Section::Docs => writeln!(text, "- {head}: {}", said.join(", ")),
            [only] => writeln!(text, "- {head}: {only}"),
            said => writeln!(text, "- {head}\n  - {}", said.join("\n  - ")),
        };
    }
    text
}

fn said(change: &Change) -> String {
    let said = phrase(change, code);
    // In its section, the word says nothing.
    let said = match said.strip_suffix(": description") {
        Some(subject) => subject.to_owned(),
        None => said,
    };
    match breaks(change) {
        "" => said,
        breaks => format!("{said} (**{breaks}**)"),
    }
}

/// `resource [id](address)`
fn head(entity: &EntityChanges, section: Section, diff: &Diff) -> String {
    let address = format!("{}{}", diff.base_url, entity.url);
    let address = encoded(&address);
    let link = match entity.is_removed() {
        true => code(&entity.id),
        false => format!("[{}](<{address}>)", code(&entity.id)),
    };
    let is_whole = matches!(section, Section::Breaking | Section::Additive);
    match entity.endpoint.as_ref().filter(|_| is_whole) {
        Some(endpoint) => format!("{} {link} {}", entity.thing, code(endpoint)),
        None => format!("{} {link}", entity.thing),
    }
}

/// An address without what would end it or turn the text around it.
fn encoded(address: &str) -> String {
    let mut shown = String::new();
    for c in address.chars() {
        if matches!(c, ' ' | '<' | '>') || is_control(c) {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            shown.extend(bytes.map(|byte| format!("%{byte:02X}")));
        } else {
            shown.push(c);
        }
    }
    shown
}

fn folded(summary: &str, text: &str) -> String {
    format!("\n<details>\n<summary>{summary}</summary>\n\n{text}\n</details>\n")
}

/// A text as a code span on one line, fenced by more backticks than it holds in a row.
pub(super) fn code(text: &str) -> String {
    let plain = |c: char| {
        if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        }
    };
    let shown: String = text.chars().map(plain).collect();
    let shown = Escaped(&shown).to_string();
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match shown.as_str() {
        _ if longest > 0 || shown.trim().is_empty() => format!("{fence} {shown} {fence}"),
        _ => format!("{fence}{shown}{fence}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_holds_backticks_and_has_no_line_break() {
        assert_eq!(code("a | b"), "`a | b`");
        assert_eq!(code("`a`\n"), "`` `a`  ``");
        assert_eq!(code(""), "`  `");
        assert_eq!(code("a\u{202e}b\u{2028}"), r"`a\u{202e}b\u{2028}`");
        assert_eq!(encoded("/a b\u{202e}"), "/a%20b%E2%80%AE");
    }
}
