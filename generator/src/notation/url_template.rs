//! The paths of operations (format, section 5).
//!
//! The docs write a parameter as `:id`. The code uses `{id}`, because it makes the end of the name
//! clear.

#[cfg(feature = "analysis")]
mod fits;
#[cfg(test)]
mod tests;

use std::cell::LazyCell;
use std::collections::HashSet;
use std::fmt;

use super::words::{snake_case, underscored};
use crate::base::text::singular::singular;

/// The path of an operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct UrlTemplate {
    /// The path with its parameters in braces; one that cannot be read, as it is written.
    text: String,
    /// The segments that are not empty.
    segments: Vec<Segment>,
}

/// The text and parameters between two slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Segment {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Text, as on the wire.
    Text(String),
    /// The name of a parameter.
    Parameter(String),
}

/// The maximum length of a path in bytes. Published paths have less than a hundred.
const MAX_LEN: usize = 4096;

/// The maximum number of texts and parameters of a path. Published paths have six.
const MAX_PARTS: usize = 140;

/// An error in a path, and the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathError {
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl PathError {
    fn new(message: impl Into<String>, help: &'static str) -> Self {
        Self {
            message: message.into(),
            help,
        }
    }
}

const NAME: &str =
    "a name has letters, digits and `_`, with `-` only inside it, and begins with no digit";

impl UrlTemplate {
    /// Parses a path in the notation of the docs: `/parcels/:id/labels`.
    ///
    /// A name ends where no letter, digit, `_` or `-` follows, or earlier if the shorter name is a
    /// listed parameter. Directly after a name, `:send` is text unless it is listed.
    pub(crate) fn parse(path: &str, is_listed: &dyn Fn(&str) -> bool) -> Result<Self, PathError> {
        Self::from_segments(path, |segment| with_colons(segment, is_listed))
    }

    /// Parses a path of a correction: in the notation of the docs, or with parameters in braces.
    /// With braces, all colons are text.
    pub(crate) fn parse_corrected(
        path: &str,
        is_listed: &dyn Fn(&str) -> bool,
    ) -> Result<Self, PathError> {
        if path.contains(['{', '}']) {
            Self::from_segments(path, with_braces)
        } else {
            Self::parse(path, is_listed)
        }
    }

    /// A path that cannot be parsed or is absent.
    pub(crate) fn unreadable(text: &str) -> Self {
        Self {
            text: text.trim().to_owned(),
            segments: Vec::new(),
        }
    }

    /// Builds a path from its segments. One slash at the end is allowed.
    fn from_segments(
        path: &str,
        read: impl Fn(&str) -> Result<Segment, PathError>,
    ) -> Result<Self, PathError> {
        let Some(inner) = path.strip_prefix('/') else {
            let help = "begin it with `/`, as in `/things/:id`";
            return Err(PathError::new(
                "an operation's `title` must be its path",
                help,
            ));
        };
        let too_much = |limit: String| {
            let message = format!("the path has more than {limit}");
            Err(PathError::new(
                message,
                "shorten it: no server would accept it",
            ))
        };
        if path.len() > MAX_LEN {
            return too_much(format!("{MAX_LEN} bytes"));
        }
        let texts = inner.strip_suffix('/').unwrap_or(inner).split('/');
        let mut template = Self::default();
        let mut parts = 0;
        for text in texts.filter(|_| !inner.is_empty()) {
            let segment = read(text)?;
            parts += segment.parts.len();
            if parts > MAX_PARTS {
                return too_much(format!("{MAX_PARTS} parts"));
            }
            segment.refuse_dots()?;
            template.text.push('/');
            template.text.push_str(&segment.to_string());
            template.segments.push(segment);
        }
        if path.ends_with('/') {
            template.text.push('/');
        }
        template.refuse_repeated()?;
        Ok(template)
    }

    /// Rejects a duplicate parameter, since a request has only one value for it.
    fn refuse_repeated(&self) -> Result<(), PathError> {
        let names: Vec<&str> = self.parameters().collect();
        for (position, name) in names.iter().enumerate() {
            if names[..position].contains(name) {
                return Err(PathError::new(
                    format!("the path has the parameter `{{{name}}}` twice"),
                    "give one of the two another name",
                ));
            }
        }
        Ok(())
    }

    /// The path with its parameters in braces; one that cannot be read, as it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The segments that are not empty. A path that cannot be parsed has none.
    pub(crate) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The names of the parameters.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().flat_map(Segment::parameters)
    }

    /// The segment before the segment of the parameter.
    pub(crate) fn segment_before(&self, parameter: &str) -> Option<&Segment> {
        let is_around = |segment: &Segment| segment.parameters().any(|name| name == parameter);
        let position = self.segments.iter().position(is_around)?;
        self.segments.get(position.checked_sub(1)?)
    }

    /// The singular of the segment before a parameter: `user` for `{id}` of `/users/{id}`.
    pub(crate) fn thing_before(&self, parameter: &str) -> Option<String> {
        let collection = self.segment_before(parameter)?;
        Some(singular(&underscored(&collection.to_string())))
    }
}

impl fmt::Display for UrlTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Segment {
    /// The names of the parameters.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Parameter(name) => Some(name.as_str()),
        })
    }

    /// `true` if the segment has no parameter.
    pub(crate) fn is_literal(&self) -> bool {
        self.parameters().next().is_none()
    }

    /// The texts beside the parameters.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            Part::Parameter(_) => None,
        })
    }

    /// Rejects `.` and `..`, also percent-encoded, since clients and servers remove them from a
    /// path.
    fn refuse_dots(&self) -> Result<(), PathError> {
        let text = self.to_string();
        let decoded = text.replace("%2e", ".").replace("%2E", ".");
        if decoded != "." && decoded != ".." {
            return Ok(());
        }
        Err(PathError::new(
            format!("`{text}` cannot be part of a path: clients remove it"),
            "write the resolved path",
        ))
    }

    fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Text(before)) => before.push_str(text),
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    fn push_parameter(&mut self, name: &str) {
        self.parts.push(Part::Parameter(name.to_owned()));
    }

    /// `true` if the segment so far ends with a name.
    fn ends_in_name(&self) -> bool {
        match self.parts.last() {
            Some(Part::Parameter(_)) => true,
            Some(Part::Text(text)) => ends_in_name(text),
            None => false,
        }
    }
}

/// Writes the segment with its parameters in braces.
impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Text(text) => f.write_str(text),
            Part::Parameter(name) => write!(f, "{{{name}}}"),
        })
    }
}

/// `true` if two names mean the same parameter, in two spellings.
pub(crate) fn is_same_parameter(name: &str, other: &str) -> bool {
    normalized(name) == normalized(other)
}

/// A test for the name of one of these parameters. They are indexed when it is first used.
pub(crate) fn is_one_of<'a>(names: impl Iterator<Item = &'a str>) -> impl Fn(&str) -> bool {
    let names = LazyCell::new(|| names.map(normalized).collect::<HashSet<_>>());
    move |name| names.contains(&normalized(name))
}

fn normalized(name: &str) -> String {
    snake_case(name).replace('-', "_")
}

/// A segment in the notation of the docs: `:id.json`.
fn with_colons(text: &str, is_listed: &dyn Fn(&str) -> bool) -> Result<Segment, PathError> {
    check_letters(text, ":")?;
    let mut segment = Segment::default();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(':') {
        segment.push_text(before);
        let name = name_at_start(behind);
        if name.is_empty() {
            return Err(nameless(behind));
        }
        rest = match listed_start(name, is_listed) {
            None if segment.ends_in_name() => {
                segment.push_text(":");
                segment.push_text(name);
                &behind[name.len()..]
            }
            listed => {
                let name = listed.unwrap_or(name);
                segment.push_parameter(name);
                &behind[name.len()..]
            }
        };
    }
    segment.push_text(rest);
    Ok(segment)
}

/// A segment with its parameters in braces: `{id}.json`.
fn with_braces(text: &str) -> Result<Segment, PathError> {
    check_letters(text, ":{}")?;
    let mut segment = Segment::default();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        segment.push_text(before);
        let Some((name, behind)) = behind.split_once('}') else {
            let message = format!("`{text}` has a `{{` that nothing closes");
            return Err(PathError::new(message, "write a parameter as `{id}`"));
        };
        if name.is_empty() || name_at_start(name) != name {
            let message = format!("`{{{name}}}` is not a valid parameter");
            return Err(PathError::new(message, NAME));
        }
        segment.push_parameter(name);
        rest = behind;
    }
    segment.push_text(rest);
    if segment.texts().any(|text| text.contains('}')) {
        let message = format!("`{text}` has a `}}` that closes nothing");
        return Err(PathError::new(message, "write a parameter as `{id}`"));
    }
    Ok(segment)
}

/// Rejects a segment with characters that are invalid in paths, except those in `marks`.
fn check_letters(segment: &str, marks: &str) -> Result<(), PathError> {
    let is_text = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=@".contains(c);
    let (message, help) = if segment.is_empty() {
        ("a part of the path is empty".to_owned(), "remove a slash")
    } else if segment.contains(['?', '#']) {
        (
            format!("`{segment}` is more than a path"),
            "list the parameters of the query below `parameters`",
        )
    } else if segment.chars().all(|c| is_text(c) || marks.contains(c)) {
        return Ok(());
    } else if segment.contains(['{', '}']) {
        (
            format!("`{segment}` is not a valid part of a path"),
            "write a parameter as `:id`",
        )
    } else {
        (
            format!("`{segment}` is not a valid part of a path"),
            "write it percent-encoded",
        )
    };
    Err(PathError::new(message, help))
}

/// The error for a `:` without a name after it.
fn nameless(behind: &str) -> PathError {
    let length = behind.find(|c| !is_in_name(c)).unwrap_or(behind.len());
    match &behind[..length] {
        "" => PathError::new(
            "a `:` has no name after it",
            "name the parameter, as in `:id`",
        ),
        digits => PathError::new(format!("`:{digits}` is not a valid parameter"), NAME),
    }
}

/// The longest name at the start of the text; empty if there is none.
fn name_at_start(text: &str) -> &str {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    let end = text.find(|c| !is_in_name(c) && c != '-');
    let name = &text[..end.unwrap_or(text.len())];
    if name.starts_with('-') {
        return "";
    }
    name.trim_end_matches('-')
}

/// The longest listed beginning of a name: the whole name, or the part before a `-` or `_`.
fn listed_start<'n>(name: &'n str, is_listed: &dyn Fn(&str) -> bool) -> Option<&'n str> {
    let signs = name.rmatch_indices(['-', '_']).map(|(at, _)| &name[..at]);
    let mut starts = std::iter::once(name).chain(signs);
    starts.find(|start| !start.is_empty() && !start.ends_with('-') && is_listed(start))
}

/// `true` if the text ends with a word that could be a name. A `%` code could not.
fn ends_in_name(text: &str) -> bool {
    let start = text.rfind(|c| !is_in_name(c) && c != '-');
    let (before, mut word) = text.split_at(start.map_or(0, |at| at + 1));
    if before.ends_with('%') {
        word = word.get(2..).unwrap_or_default();
    }
    !word.is_empty() && name_at_start(word) == word
}

fn is_in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
