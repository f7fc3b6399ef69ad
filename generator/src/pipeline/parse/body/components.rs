//! Finds the parts of MDX that are not Markdown.
//!
//! The Markdown parser says where text is and where code is, but what it takes for an HTML block
//! may hold prose. So whatever is found is masked and the rest is parsed again, until nothing more
//! is found.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::lines::{is_blank_after, is_blank_before};
use super::{MdxDiagnostic, MdxError};
use crate::base::text::markdown::events;
use crate::pipeline::parse::jsx::{JsxTag, TagKind, read_braces, read_tag};

/// Stands for what has been found: text to the Markdown parser, but part of no tag.
const MASK: char = '\u{1}';

/// So often is a body read; tags that are behind so many others within a block of HTML stay text.
const MAX_PASSES: usize = 64;

/// What a line of a module begins with.
const MODULE: [&str; 2] = ["import ", "export "];

/// A part of MDX that is not Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MdxSpan {
    pub(super) range: Range<usize>,
    /// Empty for what has no content: imports, exports, expressions, comments.
    pub(super) kind: TagKind,
    pub(super) name: String,
}

/// The tags, expressions, imports and exports of `source` in order, and what looks like one but
/// does not end.
pub(super) fn find_pieces(source: &str) -> (Vec<MdxSpan>, Vec<MdxDiagnostic>) {
    let mut pieces = find_modules(source);
    let mut masked = mask(source, &pieces);
    let mut notes = Vec::new();
    for _ in 0..MAX_PASSES {
        let mut pass = Pass::new(&masked);
        for (event, range) in events(&masked) {
            pass.read(&event, range);
        }
        notes = pass.notes;
        if pass.pieces.is_empty() {
            break;
        }
        let found = pass.pieces;
        masked = mask(&masked, &found);
        pieces.extend(found);
    }
    (disjoint(pieces), notes)
}

/// `pieces` in order, without those that begin in another one.
fn disjoint(mut pieces: Vec<MdxSpan>) -> Vec<MdxSpan> {
    let mut end = 0;
    pieces.sort_by_key(|piece| piece.range.start);
    pieces.retain(|piece| {
        let is_apart = piece.range.start >= end;
        end = end.max(piece.range.end);
        is_apart
    });
    pieces
}

/// Top-level paragraphs that begin with `import ` or `export `, which MDX takes for code.
fn find_modules(source: &str) -> Vec<MdxSpan> {
    let mut depth = 0_usize;
    let mut pieces = Vec::new();
    // Few pages have any, and to parse the others for nothing takes its time.
    if !MODULE.iter().any(|word| source.contains(word)) {
        return pieces;
    }
    for (event, range) in events(source) {
        match event {
            Event::Start(tag) => {
                let text = &source[range.clone()];
                let is_module = MODULE.iter().any(|word| text.starts_with(word));
                let last = pieces.last().map_or(0, |piece: &MdxSpan| piece.range.end);
                if depth == 0 && tag == Tag::Paragraph && is_module && range.start >= last {
                    let end = module_end(source, &range);
                    pieces.push(MdxSpan::empty(range.start..end));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    pieces
}

/// The end of a module's code, whose braces may hold empty lines.
fn module_end(source: &str, paragraph: &Range<usize>) -> usize {
    let brace = source[paragraph.clone()]
        .find('{')
        .map(|at| paragraph.start + at);
    let end = brace.and_then(|at| Some(at + read_braces(&source[at..])?));
    end.unwrap_or(0).max(paragraph.end)
}

fn mask(source: &str, pieces: &[MdxSpan]) -> String {
    let mut masked = String::with_capacity(source.len());
    for piece in pieces {
        let start = masked.len();
        masked.push_str(source.get(start..piece.range.start).unwrap_or_default());
        let rest = source
            .get(masked.len()..piece.range.end)
            .unwrap_or_default();
        masked.extend(
            rest.bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { MASK }),
        );
    }
    masked.push_str(&source[masked.len()..]);
    masked
}

/// One reading of the source, in which earlier finds are masked.
struct Pass<'a> {
    source: &'a str,
    pieces: Vec<MdxSpan>,
    notes: Vec<MdxDiagnostic>,
    /// The end of the latest piece.
    end: usize,
    in_code: bool,
    /// Whether a comment without an end has been met: then no later one has an end.
    has_unclosed_comment: bool,
}

impl<'a> Pass<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            pieces: Vec::new(),
            notes: Vec::new(),
            end: 0,
            in_code: false,
            has_unclosed_comment: false,
        }
    }

    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            // What follows the first tag of an HTML block is Markdown again.
            Event::Start(Tag::HtmlBlock) => drop(self.find_tag(range)),
            Event::Text(_) | Event::InlineHtml(_) if !self.in_code => {
                self.find_expression(range.start);
                while let Some(end) = self.find_tag(range.clone()) {
                    self.end = end;
                }
            }
            _ => {}
        }
    }

    /// Finds the next tag that begins in `range`, and returns its end.
    fn find_tag(&mut self, range: Range<usize>) -> Option<usize> {
        let start = range.start.max(self.end);
        let text = self.source.get(start..range.end)?;
        for (at, _) in text.match_indices('<') {
            let at = start + at;
            let is_comment = self.source[at..].starts_with("<!--");
            if is_comment && self.has_unclosed_comment {
                continue;
            }
            if let Some(JsxTag { kind, name, len }) = read_tag(&self.source[at..]) {
                self.end = at + len;
                self.pieces.push(MdxSpan {
                    range: at..self.end,
                    kind,
                    name,
                });
                return Some(self.end);
            }
            self.has_unclosed_comment |= is_comment;
            if self.source[at + 1..].starts_with(|char: char| char.is_ascii_uppercase()) {
                self.note(at, MdxError::UnfinishedTag);
            }
        }
        None
    }

    /// Finds an expression that begins at `start` and has its lines for itself.
    fn find_expression(&mut self, start: usize) {
        let rest = &self.source[start..];
        let is_first = rest.starts_with('{') && is_blank_before(self.source, start);
        if start < self.end || !is_first {
            return;
        }
        let Some(len) = read_braces(rest) else {
            return self.note(start, MdxError::UnfinishedExpression);
        };
        if is_blank_after(self.source, start + len) {
            self.end = start + len;
            self.pieces.push(MdxSpan::empty(start..self.end));
        }
    }

    fn note(&mut self, offset: usize, fault: MdxError) {
        self.notes.push(MdxDiagnostic { offset, fault });
    }
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
