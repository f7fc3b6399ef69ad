//! How the text of one file differs, as a short unified diff.

use std::io::{self, Write};
use std::time::Duration;

use reference_codegen::diagnostic::{Escaped, Plural};
use similar::{ChangeTag, TextDiff};

/// As many lines of all differences are shown; of the files after that only the counts.
const MAX_LINES: usize = 200;
/// So many lines of one file are shown.
const MAX_LINES_PER_FILE: usize = 24;
/// So many equal lines stand around those that differ.
const CONTEXT: usize = 2;
/// After this the diff need not be the smallest.
const MAX_TIME: Duration = Duration::from_secs(1);

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileDifference {
    Outdated,
    Missing,
    Orphaned,
}

/// The lines of differences that may still be shown.
#[derive(Debug)]
pub(super) struct LineBudget(pub(super) usize);

impl Default for LineBudget {
    fn default() -> Self {
        Self(MAX_LINES)
    }
}

impl LineBudget {
    /// Writes how what is `made` differs from what is `there`.
    pub(super) fn write(
        &mut self,
        what: FileDifference,
        file: &str,
        (there, made): (&str, &str),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let file = Escaped(file);
        match what {
            FileDifference::Missing => writeln!(out, "missing: {file} (+{})", made.lines().count()),
            FileDifference::Orphaned => {
                let lines = there.lines().count();
                writeln!(out, "no longer generated: {file} (-{lines})")
            }
            FileDifference::Outdated => self.outdated(file, there, made, out),
        }
    }

    /// Endings of lines cannot be seen, so they are told in words.
    fn outdated(
        &mut self,
        file: Escaped<'_>,
        there: &str,
        made: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let has_other_endings = there.contains("\r\n") && !made.contains("\r\n");
        let there = match has_other_endings {
            true => there.replace("\r\n", "\n"),
            false => there.to_owned(),
        };
        let endings = if has_other_endings { "CRLF for LF" } else { "" };
        if there == made {
            return writeln!(out, "outdated: {file} (only {endings})");
        }
        if body(&there) == body(made) {
            return writeln!(out, "outdated: {file} (its first lines{})", and(endings));
        }
        self.lines(file, (&there, made), &and(endings), out)
    }

    fn lines(
        &mut self,
        file: Escaped<'_>,
        (there, made): (&str, &str),
        note: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let diff = TextDiff::configure()
            .timeout(MAX_TIME)
            .diff_lines(there, made);
        let count = |tag| {
            diff.iter_all_changes()
                .filter(|change| change.tag() == tag)
                .count()
        };
        let (more, less) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
        writeln!(out, "outdated: {file} (+{more} -{less}{note})")?;
        let text = diff.unified_diff().context_radius(CONTEXT).to_string();
        let lines: Vec<&str> = text.lines().collect();
        let shown = lines.len().min(MAX_LINES_PER_FILE).min(self.0);
        for line in &lines[..shown] {
            writeln!(out, "  {}", Escaped(line))?;
        }
        if let more @ 1.. = lines.len() - shown {
            let more = Plural(more, "more line", "more lines");
            writeln!(out, "  … {more}")?;
        }
        self.0 -= shown;
        Ok(())
    }
}

fn and(note: &str) -> String {
    match note {
        "" => String::new(),
        note => format!(", and {note}"),
    }
}

/// A file without the lines that tell who made it.
fn body(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, body)| body)
}
