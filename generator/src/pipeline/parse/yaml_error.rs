//! Finds the most likely mistake in front matter that is not YAML.

use std::ops::Range;

use saphyr_parser::ScanError;

use crate::pipeline::parse::yaml_walk::byte_at;

/// The message of serde_yaml for a quote that is never closed; line and column follow.
const UNCLOSED: &str = "while scanning a quoted scalar at line ";

/// The default help.
const HELP: &str = "check the indentation, and put texts with `: ` or ` #` in quotes";

/// The most likely reason why a text is not YAML.
pub(crate) struct YamlError {
    pub(crate) message: String,
    pub(crate) help: String,
    /// The bytes of the YAML that are wrong.
    pub(crate) range: Range<usize>,
}

impl YamlError {
    /// The error that ended a walk.
    pub(crate) fn from_walk(yaml: &str, error: &ScanError) -> Self {
        Self::new(yaml, byte_at(yaml, error.marker().index()), error.info())
    }

    /// The error that serde_yaml found.
    pub(crate) fn from_serde(yaml: &str, error: &serde_yaml::Error) -> Self {
        let message = error.to_string();
        unclosed_quote(yaml, &message).unwrap_or_else(|| {
            let location = error.location();
            let offset = location.map_or(0, |location| byte_at(yaml, location.index()));
            // serde_yaml counts lines from the start of the YAML, so its message cannot be shown.
            Self::new(
                yaml,
                offset,
                message.split(" at line ").next().unwrap_or(&message),
            )
        })
    }

    fn new(yaml: &str, offset: usize, message: &str) -> Self {
        control_character(yaml)
            .or_else(|| half_quoted(yaml, offset))
            .unwrap_or_else(|| {
                let unquoted = unquoted_type(yaml, offset);
                let help = unquoted.map(|ty| format!("put the type in quotes: \"{ty}\""));
                Self {
                    message: message.to_owned(),
                    help: help.unwrap_or_else(|| HELP.to_owned()),
                    range: offset..offset + 1,
                }
            })
    }
}

/// The error for a control character. It is invisible, and causes errors in other places.
fn control_character(yaml: &str) -> Option<YamlError> {
    let is_refused = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (offset, letter) = yaml.char_indices().find(|(_, c)| is_refused(c))?;
    Some(YamlError {
        message: format!(
            "it contains the control character U+{:04X}",
            u32::from(letter)
        ),
        help: "remove it".to_owned(),
        range: offset..offset + letter.len_utf8(),
    })
}

/// The error for text after the closing quote of a value, such as a union of literals. All of it
/// must be in quotes of the other kind. The parser may only fail on the next line.
fn half_quoted(yaml: &str, offset: usize) -> Option<YamlError> {
    let line_start = |text: &str| text.rfind('\n').map_or(0, |end| end + 1);
    let line = line_start(yaml.get(..offset)?);
    let above = line_start(&yaml[..line.saturating_sub(1)]);
    [line, above].into_iter().find_map(|line| {
        let text = yaml.get(line..)?.lines().next()?;
        let (key, value) = text.split_once(": ")?;
        let value = value.trim();
        let (_, after) = value.strip_prefix('"')?.split_once('"')?;
        if !after.trim_start().starts_with(['|', '[']) || value.contains('\'') {
            return None;
        }
        let start = line + key.len() + text[key.len()..].find('"')?;
        Some(YamlError {
            message: "there is text after the closing quote".to_owned(),
            help: format!("put the whole text in single quotes: '{value}'"),
            range: start..start + value.len(),
        })
    })
}

/// The type on this line, if it begins with an indicator of YAML: `*string`, `@Nullable String`,
/// `[]Kite`.
fn unquoted_type(yaml: &str, offset: usize) -> Option<&str> {
    let before = yaml.get(..offset)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let (before, ty) = yaml[line..].lines().next()?.split_once("type: ")?;
    let mut ty = ty.trim();
    if before.contains('{') {
        ty = ty.strip_suffix('}').unwrap_or(ty);
        ty = ty.split_once(", ").map_or(ty, |(ty, _)| ty).trim_end();
    }
    // Any other bracket may begin an unfinished list.
    let is_array = |ty: &str| {
        let length = ty.strip_prefix('[')?;
        let item = length.trim_start_matches(|c: char| c.is_ascii_digit());
        Some(item.len() > 1 && item.starts_with(']'))
    };
    let is_type = ty.starts_with(['*', '&', '@']) || is_array(ty) == Some(true);
    if is_type { Some(ty) } else { None }
}

/// The error for a quote that is never closed, at the place of the quote instead of the end of the
/// text.
fn unclosed_quote(yaml: &str, message: &str) -> Option<YamlError> {
    let (_, position) = message.split_once(UNCLOSED)?;
    let (line, column) = position.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let lines_above = yaml.split_inclusive('\n').take(line.checked_sub(1)?);
    let above: usize = lines_above.map(str::len).sum();
    let start = above + byte_at(yaml.get(above..)?, column.checked_sub(1)?);
    let quote = yaml.get(start..)?.chars().next()?;
    Some(YamlError {
        message: format!("the quote {quote} that opens here is not closed"),
        help: "close it after the text, or remove it".to_owned(),
        range: start..start + quote.len_utf8(),
    })
}
