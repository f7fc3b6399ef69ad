//! The difference of a file, as a short unified diff.

use std::io::{self, Write};
use std::time::Duration;

use reference_codegen::diagnostic::{Escaped, Plural};
use similar::{ChangeTag, TextDiff};

/// The maximum number of lines shown for all files together. Further files are shown by their
/// counts only.
const MAX_LINES: usize = 200;
/// The number of lines shown of one file.
const MAX_LINES_PER_FILE: usize = 24;
/// The number of equal lines around a difference.
const CONTEXT: usize = 2;
/// The time to search for the smallest diff.
const MAX_TIME: Duration = Duration::from_secs(1);

/// A file that differs, with its text on disk, its generated text or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileDifference<'a> {
    Outdated { old: &'a str, new: &'a str },
    Missing { new: &'a str },
    Orphaned { old: &'a str },
}

/// The number of lines that may still be shown.
#[derive(Debug)]
pub(super) struct LineBudget(pub(super) usize);

impl Default for LineBudget {
    fn default() -> Self {
        Self(MAX_LINES)
    }
}

impl LineBudget {
    /// Writes the difference of a file.
    pub(super) fn write(
        &mut self,
        file: &str,
        difference: FileDifference<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let file = Escaped(file);
        match difference {
            FileDifference::Outdated { old, new } => self.write_outdated(&file, old, new, out),
            FileDifference::Missing { new } => {
                writeln!(out, "missing: {file} (+{})", new.lines().count())
            }
            FileDifference::Orphaned { old } => {
                writeln!(
                    out,
                    "no longer generated: {file} (-{})",
                    old.lines().count()
                )
            }
        }
    }

    /// Writes the lines that differ. Line endings are invisible, so a note mentions them.
    fn write_outdated(
        &mut self,
        file: &Escaped<'_>,
        old: &str,
        new: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let has_other_endings = old.contains("\r\n") && !new.contains("\r\n");
        let (old, endings) = if has_other_endings {
            (old.replace("\r\n", "\n"), ", CRLF instead of LF")
        } else {
            (old.to_owned(), "")
        };
        if old == new {
            return writeln!(out, "outdated: {file} (only CRLF instead of LF)");
        }
        if body(&old) == body(new) {
            return writeln!(out, "outdated: {file} (header only{endings})");
        }
        let diff = TextDiff::configure()
            .timeout(MAX_TIME)
            .diff_lines(old.as_str(), new);
        let count = |tag| {
            let changes = diff.iter_all_changes();
            changes.filter(|change| change.tag() == tag).count()
        };
        let (more, less) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
        writeln!(out, "outdated: {file} (+{more} -{less}{endings})")?;
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

/// A file without its header.
fn body(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, body)| body)
}
