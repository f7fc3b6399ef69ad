//! What a save has changed, a line each.

use reference_codegen::diagnostic::Escaped;
use reference_codegen::diff::OneLineSummary;
use reference_codegen::{Generated, WriteSummary};

/// The lines for a run, none where nothing has changed; `before` is what the last good run gave.
///
/// They tell what the files are, and then what they mean for those who use the models.
pub(super) fn lines(
    before: Option<&Generated>,
    after: &Generated,
    written: &WriteSummary,
) -> Vec<String> {
    let Some(before) = before else {
        return first(after, written);
    };
    let all = [("written", &written.written), ("removed", &written.removed)];
    let files = all.iter().flat_map(|(what, paths)| {
        let paths = paths.iter();
        paths.map(move |path| format!("{what}: {}", Escaped(path)))
    });
    let mut lines: Vec<String> = files.collect();
    let changes = after.changes_since(before);
    lines.extend(
        OneLineSummary(&changes)
            .to_string()
            .lines()
            .map(str::to_owned),
    );
    lines
}

/// What there is at the start.
fn first(after: &Generated, written: &WriteSummary) -> Vec<String> {
    let out = after.out_dir().display().to_string();
    let files = format!(
        "files: {} written, {} unchanged, {} removed in {}",
        written.written.len(),
        written.unchanged,
        written.removed.len(),
        Escaped(&out)
    );
    let mut lines = vec![after.counts().to_string()];
    lines.extend(after.notes().into_iter().map(str::to_owned));
    lines.push(files);
    lines
}
