//! The MDX below a page's front matter, reduced to its prose.

mod find;
mod jsx;
mod strip;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::base::text::markdown::events;

/// The body of a page, free of components.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    /// The plain text of the first top-level heading of level 1.
    pub(crate) title: Option<String>,
    /// The Markdown without that heading. Text outside of components is verbatim.
    pub(crate) prose: String,
    /// The errors, in the order of the page. The prose around an error is kept.
    pub(crate) diagnostics: Vec<MdxDiagnostic>,
}

/// An error with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MdxDiagnostic {
    /// The byte offset in the body as it was given.
    pub(crate) offset: usize,
    pub(crate) error: MdxError,
}

/// An error of MDX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MdxError {
    /// `<Name>` without `</Name>`.
    UnclosedTag(String),
    /// `<Name>` inside too many other components.
    TooDeep(String),
    /// `</Name>` without `<Name>`.
    UnopenedTag(String),
    /// `<Name` without `>`.
    UnfinishedTag,
    /// `{` without `}`.
    UnfinishedExpression,
}

impl fmt::Display for MdxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnclosedTag(name) => write!(f, "`<{name}>` is never closed"),
            Self::TooDeep(name) => write!(f, "`<{name}>` is nested in too many components"),
            Self::UnopenedTag(name) => write!(f, "`</{name}>` has no opening tag"),
            Self::UnfinishedTag => write!(f, "this tag is incomplete"),
            Self::UnfinishedExpression => write!(f, "this expression is not closed"),
        }
    }
}

/// The prose of `body`, the MDX of a page below its front matter.
///
/// Code samples and pictures are dropped with their content. Other components only lose their tags.
/// A callout becomes a block quote that begins with its type. Imports, exports, comments and
/// expressions on lines of their own are dropped. The first heading of level 1, or any heading at
/// the start, becomes the title. Line breaks become `\n`, and several empty lines become one.
pub(crate) fn reduce(body: &str) -> Body {
    let source = body.replace("\r\n", "\n").replace('\r', "\n");
    let (spans, mut diagnostics) = find::find_spans(&source);
    let (prose, unbalanced) = strip::strip(&source, &spans);
    diagnostics.extend(unbalanced);
    diagnostics.sort_by_key(|found| found.offset);
    restore_offsets(body, &mut diagnostics);
    let (title, prose) = split_title(&without_anchors(&prose));
    Body {
        title,
        prose: collapse_blank_lines(&prose),
        diagnostics,
    }
}

/// The Markdown without the anchors of its headings, as in `# Kite {#kite}`.
fn without_anchors(markdown: &str) -> Cow<'_, str> {
    if !markdown.contains('{') {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len());
    let mut copied = 0;
    for (event, range) in events(markdown) {
        if !matches!(event, Event::Start(Tag::Heading { .. })) || range.start < copied {
            continue;
        }
        out.push_str(&markdown[copied..range.start]);
        copied = range.end;
        for line in markdown[range].split_inclusive('\n') {
            let text = line.trim_end();
            out.push_str(without_anchor(text));
            out.push_str(&line[text.len()..]);
        }
    }
    out.push_str(&markdown[copied..]);
    Cow::Owned(out)
}

/// The line of a heading without the anchor at its end. The anchor may be before closing `#`s, and
/// MDX needs a `\` before its brace.
fn without_anchor(line: &str) -> &str {
    let closed = line.trim_end_matches('#');
    let text = if closed.ends_with([' ', '\t']) {
        closed.trim_end()
    } else {
        line
    };
    let mut rest = text;
    while let Some((before, anchor)) = rest
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once('{'))
        && is_anchor(anchor)
    {
        rest = before.trim_end_matches('\\').trim_end();
    }
    if rest.len() < text.len() { rest } else { line }
}

/// `true` if the text inside braces is an anchor: `#kite`, `:#kite .big`, `/* #kite */`.
fn is_anchor(inside: &str) -> bool {
    let is_in_name = |c: char| c.is_alphanumeric() || "_-.:\\".contains(c);
    let is_name = |name: &str| !name.is_empty() && name.chars().all(is_in_name);
    let inside = inside.trim().trim_end_matches('\\').trim_end();
    let comment = inside
        .strip_prefix("/*")
        .and_then(|inside| inside.strip_suffix("*/"));
    let words = comment.unwrap_or(inside).trim();
    let mut words = words.strip_prefix(':').unwrap_or(words).split_whitespace();
    let is_id = |word: &str| word.strip_prefix('#').is_some_and(is_name);
    let is_class = |word: &str| word.strip_prefix('.').is_some_and(is_name);
    let is_pair = |word: &str| word.split_once('=').is_some_and(|(key, _)| is_name(key));
    words.clone().any(is_id) && words.all(|word| is_id(word) || is_class(word) || is_pair(word))
}

/// Converts the sorted offsets to offsets into `body`, in which line breaks may be CRLF instead of
/// LF.
fn restore_offsets(body: &str, diagnostics: &mut [MdxDiagnostic]) {
    let mut breaks = body.match_indices("\r\n").map(|(at, _)| at).peekable();
    let mut before = 0;
    for found in diagnostics {
        while breaks.next_if(|at| at - before < found.offset).is_some() {
            before += 1;
        }
        found.offset += before;
    }
}

/// The text of the first top-level H1, or of any heading at the start, and the Markdown without
/// that heading.
fn split_title(markdown: &str) -> (Option<String>, String) {
    let mut depth = 0_usize;
    let mut heading: Option<Range<usize>> = None;
    let mut title = String::new();
    for (event, range) in events(markdown) {
        match event {
            Event::Start(Tag::Heading { level, .. })
                if depth == 0
                    && (level == HeadingLevel::H1 || markdown[..range.start].trim().is_empty()) =>
            {
                heading = Some(range);
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Heading(_)) if heading.is_some() => break,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if heading.is_some() => title.push_str(&text),
            Event::SoftBreak | Event::HardBreak if heading.is_some() => title.push(' '),
            _ => {}
        }
    }
    let range = heading.unwrap_or_default();
    let prose = format!("{}\n{}", &markdown[..range.start], &markdown[range.end..]);
    let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
    (title, prose)
}

/// `markdown` with several empty lines reduced to one, except in code, and without empty lines at
/// its ends.
fn collapse_blank_lines(markdown: &str) -> String {
    let mut code = events(markdown)
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .peekable();
    let mut out = String::with_capacity(markdown.len());
    let mut offset = 0;
    for line in markdown.split_inclusive('\n') {
        while code.next_if(|range| range.end <= offset).is_some() {}
        let in_code = code.peek().is_some_and(|range| range.contains(&offset));
        offset += line.len();
        if in_code || !line.trim().is_empty() {
            out.push_str(line);
        } else if !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text between the start of the line and `offset`, if it is only white space.
///
/// A line may be as long as a page, so only the necessary part of it is read.
fn blank_before(source: &str, offset: usize) -> Option<&str> {
    let before = &source[..offset];
    let used = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    let is_blank = used.is_empty() || used.ends_with('\n');
    if is_blank {
        Some(&before[used.len()..])
    } else {
        None
    }
}

/// Returns `true` if only white space follows `offset` on its line.
fn is_blank_after(source: &str, offset: usize) -> bool {
    let rest = source[offset..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    rest.is_empty() || rest.starts_with('\n')
}
