//! Removes the components of a body, and keeps the prose inside them.

use std::ops::Range;

use super::find::MdxSpan;
use super::jsx::{TagKind, text_attribute};
use super::{MdxDiagnostic, MdxError, blank_before, is_blank_after};
use crate::base::text::markdown::split_paragraph;

/// The components whose content is not prose.
const DROPPED: [&str; 8] = [
    "CodeBlock",
    "CodeBlockTab",
    "iframe",
    "picture",
    "script",
    "style",
    "svg",
    "video",
];

/// The component whose content becomes a block quote. It may have a `type`.
const QUOTED: &str = "Callout";

/// The maximum nesting depth of components. No page nests half as deep, and each level copies the
/// text inside it.
const MAX_DEPTH: usize = 64;

/// `source` without `spans`, which are sorted and disjoint, and the errors of tags without a
/// partner.
pub(super) fn strip(source: &str, spans: &[MdxSpan]) -> (String, Vec<MdxDiagnostic>) {
    let mut stripper = MdxStripper {
        source,
        at: 0,
        out: String::new(),
        open: Vec::new(),
        diagnostics: Vec::new(),
    };
    for span in spans {
        stripper.read(span);
    }
    stripper.push(&source[stripper.at..]);
    while !stripper.open.is_empty() {
        stripper.treat_as_text();
    }
    (stripper.out, stripper.diagnostics)
}

struct MdxStripper<'a> {
    source: &'a str,
    /// The end of the latest span.
    at: usize,
    /// The text outside of all open components.
    out: String,
    open: Vec<OpenTag<'a>>,
    diagnostics: Vec<MdxDiagnostic>,
}

/// A component whose closing tag has not been found yet.
struct OpenTag<'a> {
    name: &'a str,
    range: Range<usize>,
    /// The number of diagnostics before the tag. Diagnostics inside dropped content are removed.
    diagnostics: usize,
    text: String,
}

impl<'a> MdxStripper<'a> {
    fn read(&mut self, span: &'a MdxSpan) {
        let range = &span.range;
        self.push(&self.source[self.at..range.start]);
        self.at = range.end;
        match span.kind {
            TagKind::Empty => self.separate(range.start),
            TagKind::Open if self.open.len() >= MAX_DEPTH => {
                self.report(range.start, MdxError::TooDeep(span.name.clone()));
                self.keep(range);
            }
            TagKind::Open => self.open.push(OpenTag {
                name: &span.name,
                range: range.clone(),
                diagnostics: self.diagnostics.len(),
                text: String::new(),
            }),
            TagKind::Close => self.close(span),
        }
    }

    fn close(&mut self, span: &MdxSpan) {
        if !self.open.iter().any(|tag| tag.name == span.name) {
            self.report(span.range.start, MdxError::UnopenedTag(span.name.clone()));
            return self.keep(&span.range);
        }
        while self.open.last().is_some_and(|tag| tag.name != span.name) {
            self.treat_as_text();
        }
        let Some(tag) = self.open.pop() else { return };
        if DROPPED.contains(&tag.name) {
            self.diagnostics.truncate(tag.diagnostics);
            self.separate(tag.range.start);
        } else {
            self.unwrap(&tag);
        }
    }

    /// Treats the innermost component as text. Its tag is removed if it is at the start of a line.
    /// Otherwise it may be part of a sentence, and is kept.
    fn treat_as_text(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.report(tag.range.start, MdxError::UnclosedTag(tag.name.to_owned()));
            self.keep(&tag.range);
            self.push(&tag.text);
        }
    }

    fn report(&mut self, offset: usize, error: MdxError) {
        self.diagnostics.push(MdxDiagnostic { offset, error });
    }

    fn keep(&mut self, tag: &Range<usize>) {
        if blank_before(self.source, tag.start).is_none() {
            self.push(&self.source[tag.clone()]);
        }
    }

    /// Writes the content of a component. If its tags are alone on their lines, the content becomes
    /// separate blocks, otherwise part of the text.
    fn unwrap(&mut self, tag: &OpenTag<'_>) {
        let before = blank_before(self.source, tag.range.start);
        let Some(before) = before.filter(|_| is_blank_after(self.source, self.at)) else {
            return self.push(&tag.text);
        };
        let mut text = dedent(&tag.text);
        let mut quote = "";
        if tag.name == QUOTED {
            quote = "> ";
            text = with_type(text, &self.source[tag.range.clone()]);
        }
        self.push("\n\n");
        for line in text.lines() {
            self.push(format!("{before}{quote}{line}").trim_end());
            self.push("\n");
        }
        self.push("\n");
    }

    /// Separates the words before and after a dropped component, which began at `start`.
    fn separate(&mut self, start: usize) {
        let before = self.source[..start].chars().next_back();
        let after = self.source[self.at..].chars().next();
        if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) {
            self.push(" ");
        }
    }

    fn push(&mut self, text: &str) {
        match self.open.last_mut() {
            Some(tag) => tag.text.push_str(text),
            None => self.out.push_str(text),
        }
    }
}

/// The text of a callout, with the type in its opening tag before it.
fn with_type(text: String, tag: &str) -> String {
    let kind = text_attribute(tag, "type").unwrap_or_default().trim();
    let mut letters = kind.chars();
    let Some(first) = letters.next().filter(|_| !text.is_empty()) else {
        return text;
    };
    let kind = format!("**{}{}:**", first.to_uppercase(), letters.as_str());
    if split_paragraph(&text).0.is_empty() {
        format!("{kind}\n\n{text}")
    } else {
        format!("{kind} {}", text.trim_start())
    }
}

/// `text` without the common indentation of its lines, and without empty lines at its ends.
fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    // Text on the line of the opening tag has no indentation.
    let inline = usize::from(!text.starts_with('\n'));
    let used = text.lines().filter(|line| !line.trim().is_empty());
    let common = used.skip(inline).map(indent).min().unwrap_or(0);
    let lines: Vec<&str> = text
        .lines()
        .map(|line| &line[common.min(indent(line))..])
        .collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}
