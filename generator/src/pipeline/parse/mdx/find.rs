//! Finds the parts of MDX that are not Markdown.
//!
//! The Markdown parser distinguishes text from code, but its HTML blocks may contain prose. Found
//! spans are therefore masked, and the text is parsed again, until no more spans are found.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::jsx::{JsxTag, TagKind, read_braces, read_tag};
use super::{MdxDiagnostic, MdxError, blank_before, is_blank_after};
use crate::base::text::markdown::events;

/// The mask of a span: the Markdown parser reads it as text, and no tag contains it.
const MASK: char = '\u{1}';

/// The maximum number of passes over a body. Tags after this many others in a block of HTML remain
/// text.
const MAX_PASSES: usize = 64;

/// The beginnings of a module's lines.
const MODULE: [&str; 2] = ["import ", "export "];

/// A part of MDX that is not Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MdxSpan {
    pub(super) range: Range<usize>,
    /// Empty for spans without content: imports, exports, expressions, comments.
    pub(super) kind: TagKind,
    pub(super) name: String,
}

impl MdxSpan {
    fn empty(range: Range<usize>) -> Self {
        Self {
            range,
            kind: TagKind::Empty,
            name: String::new(),
        }
    }
}

/// The tags, expressions, imports and exports of `source`, in order, and the errors for those
/// without an end.
pub(super) fn find_spans(source: &str) -> (Vec<MdxSpan>, Vec<MdxDiagnostic>) {
    let mut spans = find_modules(source);
    let mut masked = mask(source, &spans);
    let mut diagnostics = Vec::new();
    for _ in 0..MAX_PASSES {
        // Parsing is slow, and after the first pass most bodies have no more tags.
        if !masked.contains(['<', '{']) {
            diagnostics.clear();
            break;
        }
        let mut pass = Pass {
            source: &masked,
            spans: Vec::new(),
            diagnostics: Vec::new(),
            end: 0,
            in_code: false,
            has_unclosed_comment: false,
        };
        for (event, range) in events(&masked) {
            pass.read(&event, range);
        }
        diagnostics = pass.diagnostics;
        if pass.spans.is_empty() {
            break;
        }
        let found = pass.spans;
        masked = mask(&masked, &found);
        spans.extend(found);
    }
    // A span that begins inside another span is part of it.
    let mut end = 0;
    spans.sort_by_key(|span| span.range.start);
    spans.retain(|span| {
        let is_apart = span.range.start >= end;
        end = end.max(span.range.end);
        is_apart
    });
    (spans, diagnostics)
}

/// The top-level paragraphs that begin with `import ` or `export `: MDX reads them as code.
fn find_modules(source: &str) -> Vec<MdxSpan> {
    let mut depth = 0_usize;
    let mut spans = Vec::new();
    // Parsing is slow, and few pages have imports or exports.
    if !MODULE.iter().any(|word| source.contains(word)) {
        return spans;
    }
    for (event, range) in events(source) {
        match event {
            Event::Start(tag) => {
                let text = &source[range.clone()];
                let is_module = MODULE.iter().any(|word| text.starts_with(word));
                let last = spans.last().map_or(0, |span: &MdxSpan| span.range.end);
                if depth == 0 && tag == Tag::Paragraph && is_module && range.start >= last {
                    // An empty line inside braces ends the Markdown paragraph, but not the import
                    // or export.
                    let brace = text.find('{').map(|at| range.start + at);
                    let end = brace.and_then(|at| Some(at + read_braces(&source[at..])?));
                    let end = end.unwrap_or(0).max(range.end);
                    spans.push(MdxSpan::empty(range.start..end));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    spans
}

fn mask(source: &str, spans: &[MdxSpan]) -> String {
    let mut masked = String::with_capacity(source.len());
    for MdxSpan { range, .. } in spans {
        let before = source.get(masked.len()..range.start);
        masked.push_str(before.unwrap_or_default());
        let bytes = source
            .get(masked.len()..range.end)
            .unwrap_or_default()
            .bytes();
        masked.extend(bytes.map(|byte| if byte == b'\n' { '\n' } else { MASK }));
    }
    masked.push_str(&source[masked.len()..]);
    masked
}

/// One pass over the source, in which earlier spans are masked.
struct Pass<'a> {
    source: &'a str,
    spans: Vec<MdxSpan>,
    diagnostics: Vec<MdxDiagnostic>,
    /// The end of the latest span.
    end: usize,
    in_code: bool,
    /// `true` after a comment without an end. No later comment has an end then.
    has_unclosed_comment: bool,
}

impl Pass<'_> {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            // The text after the first tag of an HTML block may be Markdown, so it is parsed in the
            // next pass.
            Event::Start(Tag::HtmlBlock) => _ = self.find_tag(range),
            Event::Text(_) | Event::InlineHtml(_) if !self.in_code => {
                self.find_expression(range.start);
                while self.find_tag(range.clone()) {}
            }
            _ => {}
        }
    }

    /// Finds the next tag that begins in `range`, and returns `true` if there is one.
    fn find_tag(&mut self, range: Range<usize>) -> bool {
        let start = range.start.max(self.end);
        let text = self.source.get(start..range.end).unwrap_or_default();
        for (at, _) in text.match_indices('<') {
            let at = start + at;
            let is_comment = self.source[at..].starts_with("<!--");
            if is_comment && self.has_unclosed_comment {
                continue;
            }
            if let Some(JsxTag { kind, name, len }) = read_tag(&self.source[at..]) {
                self.end = at + len;
                let range = at..self.end;
                self.spans.push(MdxSpan { range, kind, name });
                return true;
            }
            self.has_unclosed_comment |= is_comment;
            if self.source[at + 1..].starts_with(|char: char| char.is_ascii_uppercase()) {
                self.report(at, MdxError::UnfinishedTag);
            }
        }
        false
    }

    /// Finds an expression that begins at `start` and is alone on its lines.
    fn find_expression(&mut self, start: usize) {
        let rest = &self.source[start..];
        let is_first = rest.starts_with('{') && blank_before(self.source, start).is_some();
        if start < self.end || !is_first {
            return;
        }
        match read_braces(rest) {
            None => self.report(start, MdxError::UnfinishedExpression),
            Some(len) if is_blank_after(self.source, start + len) => {
                self.end = start + len;
                self.spans.push(MdxSpan::empty(start..self.end));
            }
            Some(_) => {}
        }
    }

    fn report(&mut self, offset: usize, error: MdxError) {
        self.diagnostics.push(MdxDiagnostic { offset, error });
    }
}
