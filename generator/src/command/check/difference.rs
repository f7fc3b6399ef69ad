//! How the text of one file differs, as a short unified diff.

use std::io::{self, Write};
use std::time::Duration;

use reference_codegen::diagnostic::{Counted, Printable};
use similar::{ChangeTag, TextDiff};

/// So many lines of one file are shown.
const MOST_LINES: usize = 24;
/// So many equal lines stand around those that differ.
const CONTEXT: usize = 2;
/// After this the diff need not be the smallest.
const LONGEST: Duration = Duration::from_secs(1);

/// Writes how `made` differs from what is `there`, and takes the lines from `lines_left`.
pub(super) fn write(
    file: &str,
    there: &str,
    made: &str,
    lines_left: &mut usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let diff = TextDiff::configure()
        .timeout(LONGEST)
        .diff_lines(there, made);
    let count = |tag| {
        diff.iter_all_changes()
            .filter(|change| change.tag() == tag)
            .count()
    };
    let (more, less) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
    let file = Printable(file);
    match (there.is_empty(), made.is_empty()) {
        (true, _) => return writeln!(out, "missing: {file} (+{more})"),
        (_, true) => return writeln!(out, "no longer generated: {file} (-{less})"),
        (false, false) if body(there) == body(made) => {
            return writeln!(out, "outdated: {file} (its first lines)");
        }
        (false, false) => writeln!(out, "outdated: {file} (+{more} -{less})")?,
    }
    let text = diff.unified_diff().context_radius(CONTEXT).to_string();
    let lines: Vec<&str> = text.lines().collect();
    let shown = lines.len().min(MOST_LINES).min(*lines_left);
    for line in &lines[..shown] {
        writeln!(out, "  {}", Printable(line))?;
    }
    if shown < lines.len() {
        let more = Counted(lines.len() - shown, "more line", "more lines");
        writeln!(out, "  … {more}")?;
    }
    *lines_left -= shown;
    Ok(())
}

/// A file without the lines that tell who made it.
fn body(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, body)| body)
}
