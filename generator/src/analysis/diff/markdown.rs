//! The changes as Markdown: for a pull request, and for a changelog in terms of the generated
//! crate.

use std::fmt::Write;
use std::path::Path;

use super::Diff;
use super::change::{Change, ChangeKind, EntityChanges, Language};
use super::describe::{REMOVED_PATHS, Section, breaks, change_text};
use super::removed_paths::by_module;
use super::summary::Counts;
use crate::analysis::display_path;
use crate::base::diagnostic::{Escaped, Plural, encode_url};
use crate::base::text::markdown::code_span;

/// The maximum length of the text. It is slightly less than the maximum of a pull request comment,
/// so that a line or two can be added.
const MAX_LENGTH: usize = 65_000;

/// The header of the table of counts.
const TABLE_HEADER: &str =
    "| | added | removed | renamed | moved | changed |\n|---|--:|--:|--:|--:|--:|\n";

/// A summary, the breaking changes, and the other changes in collapsed sections, the most urgent
/// first. Sections that would exceed the maximum length are omitted.
pub(super) fn comment(diff: &Diff) -> String {
    let mut text = summary(diff);
    let mut omitted = Vec::new();
    let mut add = |title: String, part: String| {
        if text.len() + part.len() > MAX_LENGTH {
            omitted.push(title);
        } else {
            text.push_str(&part);
        }
    };
    for section in Section::ALL {
        let found = section.changes(&diff.entities);
        let count: usize = found.iter().map(|(_, changes)| changes.len()).sum();
        if count == 0 {
            continue;
        }
        let title = format!("{} ({count})", section.title());
        let list = list(&found, section, &diff.base_url);
        let part = if section == Section::Breaking {
            format!("\n### {title}\n\n{list}")
        } else {
            folded(&title, &list)
        };
        add(title, part);
    }
    if !diff.removed_paths.is_empty() {
        let title = format!("{REMOVED_PATHS} ({})", diff.removed_paths.len());
        let part = folded(&title, &paths(&diff.removed_paths));
        add(title, part);
    }
    if !diff.entities.is_empty() {
        // In a fence, readers can copy the changelog unchanged. No line of it begins with
        // backticks.
        let section = format!("```markdown\n{}```", changelog(diff));
        add("Changelog".to_owned(), folded("Changelog", &section));
    }
    if !omitted.is_empty() {
        // Writing into a `String` cannot fail.
        let _ = writeln!(text, "\nToo long for a comment: {}.", omitted.join(", "));
    }
    text
}

fn summary(diff: &Diff) -> String {
    let counts = &diff.counts;
    let (old, new) = (Path::new(&diff.old), Path::new(&diff.new));
    let mut text = format!(
        "## API reference: {} → {}\n\n",
        code(&display_path::shortest_distinct(old, new)),
        code(&display_path::shortest_distinct(new, old)),
    );
    if diff.entities.is_empty() {
        text.push_str("Nothing changed.\n");
        return text;
    }
    let _ = writeln!(
        text,
        "Suggested version bump: {}.\n\n{}{}{}, {} additive, {} documentation only.",
        diff.semver.description(),
        table(counts),
        Plural(counts.breaking, "change breaks", "changes break"),
        counts.breakdown(),
        Plural(counts.additive, "is", "are"),
        Plural(counts.docs, "is", "are"),
    );
    text
}

/// The counts as a table. Rows without a number are omitted, and so is a table without rows.
fn table(counts: &Counts) -> String {
    let items = [
        ("resources and operations", counts.entities),
        ("members", counts.members),
        ("values", counts.values),
    ]
    .map(|(name, it)| (name, [it.added, it.removed, it.renamed, it.moved, 0]));
    let changed = [
        ("types", counts.types),
        ("optionality", counts.optionality),
        ("nullability", counts.nullability),
        ("methods", counts.methods),
        ("paths", counts.paths),
    ]
    .map(|(name, changed)| (name, [0, 0, 0, 0, changed]));
    let mut table = String::new();
    for (name, numbers) in items.into_iter().chain(changed) {
        if numbers == [0; 5] {
            continue;
        }
        if table.is_empty() {
            table.push_str(TABLE_HEADER);
        }
        let cells = numbers.map(|number| match number {
            0 => String::new(),
            number => number.to_string(),
        });
        let _ = writeln!(table, "| {name} | {} |", cells.join(" | "));
    }
    if !table.is_empty() {
        table.push('\n');
    }
    table
}

/// An item for each entity.
///
/// To save space, a single change is on the line of its entity, and no endpoint is shown if only a
/// description or the page has changed.
fn list(found: &[(&EntityChanges, Vec<&Change>)], section: Section, base_url: &str) -> String {
    let mut text = String::new();
    for (entity, changes) in found {
        let mut link = code(&entity.id);
        if !entity.is_removed() && !base_url.is_empty() {
            let url = encode_url(&format!("{base_url}{}", entity.url));
            link = format!("[{link}](<{url}>)");
        }
        let _ = write!(text, "- {} {link}", entity.thing);
        if let Some(endpoint) = &entity.endpoint
            && matches!(section, Section::Breaking | Section::Additive)
        {
            let _ = write!(text, " {}", code(endpoint));
        }
        let notes = languages(changes);
        let changes = changes.iter().zip(notes);
        let changes: Vec<String> = changes.map(|(change, note)| item(change, note)).collect();
        let _ = match changes.as_slice() {
            changes if section == Section::Docs => writeln!(text, ": {}", changes.join(", ")),
            [only] => writeln!(text, ": {only}"),
            changes => writeln!(text, "\n  - {}", changes.join("\n  - ")),
        };
    }
    text
}

/// A line for each module.
fn paths(removed: &[String]) -> String {
    let lines = by_module(removed).into_iter().map(|(module, names)| {
        let names: Vec<String> = names.into_iter().map(code).collect();
        format!("- {}: {}\n", code(module), names.join(", "))
    });
    lines.collect()
}

fn item(change: &Change, note: &str) -> String {
    let text = change_text(change, code) + note;
    // In the documentation section, the word is redundant.
    let text = text.strip_suffix(": description").unwrap_or(&text);
    match breaks(change) {
        "" => text.to_owned(),
        breaks => format!("{text} (**{breaks}**)"),
    }
}

/// The note after each of these changes: if some have types of the docs and others have Rust, it
/// says which. Nobody can tell `string` and `String` in one list otherwise.
fn languages(changes: &[&Change]) -> Vec<&'static str> {
    let has = |language| {
        let mut changes = changes.iter();
        changes.any(|change| change.language() == Some(language))
    };
    let has_both = has(Language::Docs) && has(Language::Rust);
    let note = |change: &&Change| match change.language() {
        Some(Language::Docs) if has_both => " in the docs",
        Some(Language::Rust) if has_both => " in Rust",
        _ => "",
    };
    changes.iter().map(note).collect()
}

fn folded(summary: &str, text: &str) -> String {
    format!("\n<details>\n<summary>{summary}</summary>\n\n{text}\n</details>\n")
}

/// `## [Unreleased]` with breaking changes, additions and other changes.
pub(super) fn changelog(diff: &Diff) -> String {
    let mut breaking = Section::Breaking.changes(&diff.entities);
    breaking.extend(Section::Moved.changes(&diff.entities));
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
            let _ = write!(text, "\n### {title}\n\n");
        }
        for (entity, changes) in found {
            let notes = languages(&changes);
            let changes: Vec<String> = changes
                .into_iter()
                .zip(notes)
                .map(|(change, note)| match &entity.rust_was {
                    Some(was) if change.kind == ChangeKind::Moved => format!("was {}", code(was)),
                    _ if breaks(change) == "wire" => {
                        format!("{}{note} (on the wire)", change_text(change, code))
                    }
                    _ => change_text(change, code) + note,
                })
                .collect();
            let _ = writeln!(text, "- {}: {}", code(&entity.rust), changes.join("; "));
        }
    }
    if diff.counts.docs > 0 {
        let _ = write!(
            text,
            "\n### Documentation\n\n- Descriptions follow the reference; {} changed.\n",
            diff.counts.docs
        );
    }
    text
}

/// A text as a code span on one line.
fn code(text: &str) -> String {
    code_span(&Escaped(&text.replace(['\n', '\r', '\t'], " ")).to_string())
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
    }
}
