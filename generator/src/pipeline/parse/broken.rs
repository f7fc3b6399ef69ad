//! Front matter that is not YAML: where it breaks, and what was most likely meant.

use std::ops::Range;

use saphyr_parser::ScanError;

use crate::base::diagnostic::{Code, Location};
use crate::pipeline::parse::events::byte_at;
use crate::pipeline::parse::faults::PageDiagnostics;

/// How the YAML library says that a quote is never closed; line and column follow.
const UNCLOSED: &str = "while scanning a quoted scalar at line ";

/// The next step where nothing more is known.
const HELP: &str = "check the indentation, and put texts with `: ` or ` #` in quotes";

/// What is wrong, as far as the text itself shows it.
struct YamlError {
    message: String,
    help: String,
    range: Range<usize>,
}

/// Reports that the parser of events takes no more.
pub(crate) fn raise_events(
    yaml: &str,
    start: usize,
    error: &ScanError,
    faults: &PageDiagnostics<'_>,
) {
    let offset = byte_at(yaml, error.marker().index());
    raise(yaml, start, offset, error.info(), faults);
}

/// Reports that the YAML library takes no more.
pub(crate) fn raise_yaml(
    yaml: &str,
    start: usize,
    error: &serde_yaml::Error,
    faults: &PageDiagnostics<'_>,
) {
    let offset = error
        .location()
        .map_or(0, |location| byte_at(yaml, location.index()));
    let message = error.to_string();
    // The library counts its lines from the first one of the YAML.
    let short = message.split(" at line ").next().unwrap_or(&message);
    match unclosed(yaml, &message) {
        Some(cause) => tell(start, cause, faults),
        None => raise(yaml, start, offset, short, faults),
    }
}

fn raise(yaml: &str, start: usize, offset: usize, message: &str, faults: &PageDiagnostics<'_>) {
    let cause = control(yaml)
        .or_else(|| half_quoted(yaml, offset))
        .unwrap_or_else(|| YamlError {
            message: message.to_owned(),
            help: HELP.to_owned(),
            range: offset..offset + 1,
        });
    tell(start, cause, faults);
}

fn tell(start: usize, cause: YamlError, faults: &PageDiagnostics<'_>) {
    let message = format!("the front matter is not valid YAML: {}", cause.message);
    let range = start + cause.range.start..start + cause.range.end;
    let at = Location::Text(faults.page(), range);
    faults.raise(Code::InvalidYaml, message, cause.help, at);
}

/// A control character, which nobody sees, is at fault wherever the YAML breaks.
fn control(yaml: &str) -> Option<YamlError> {
    let is_refused = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (offset, letter) = yaml.char_indices().find(|(_, c)| is_refused(c))?;
    Some(YamlError {
        message: format!("it holds the control character U+{:04X}", u32::from(letter)),
        help: "remove it".to_owned(),
        range: offset..offset + letter.len_utf8(),
    })
}

/// A text that begins with a quote is over at the next one: what follows must be within quotes
/// of the other kind. The place where it breaks may be a line later.
fn half_quoted(yaml: &str, offset: usize) -> Option<YamlError> {
    let before = yaml.get(..offset)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let above = before[..line.saturating_sub(1)].rfind('\n');
    let above = above.map_or(0, |end| end + 1);
    [line, above]
        .into_iter()
        .find_map(|line| half_quoted_in_line(yaml, line))
}

fn half_quoted_in_line(yaml: &str, line: usize) -> Option<YamlError> {
    let text = yaml.get(line..)?.lines().next()?;
    let (key, value) = text.split_once(": ")?;
    let value = value.trim();
    let (_, after) = value.strip_prefix('"')?.split_once('"')?;
    if !after.trim_start().starts_with(['|', '[']) || value.contains('\'') {
        return None;
    }
    let begin = line + key.len() + text[key.len()..].find('"')?;
    Some(YamlError {
        message: "the text goes on behind its closing quote".to_owned(),
        help: format!("put the whole of it in single quotes: '{value}'"),
        range: begin..begin + value.len(),
    })
}

/// A quote that is never closed is at fault where it opens, not where the text ends.
fn unclosed(yaml: &str, message: &str) -> Option<YamlError> {
    let (_, place) = message.split_once(UNCLOSED)?;
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let above: usize = yaml
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let opens = above + byte_at(yaml.get(above..)?, column.checked_sub(1)?);
    let quote = yaml.get(opens..)?.chars().next()?;
    Some(YamlError {
        message: format!("the quote {quote} that opens here is not closed where it should be"),
        help: "close it behind the text, or remove it".to_owned(),
        range: opens..opens + quote.len_utf8(),
    })
}
