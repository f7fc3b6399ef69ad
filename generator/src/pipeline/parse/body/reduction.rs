//! Takes the components out of a body and keeps the prose in them.

use std::ops::Range;

use super::components::MdxSpan;
use super::lines::{blank_before, is_blank_after, is_blank_before};
use super::{MdxDiagnostic, MdxError};
use crate::pipeline::parse::jsx::TagKind;

/// The components whose content is no prose.
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

/// The components whose content stands apart from the prose around them.
const QUOTED: [&str; 1] = ["Callout"];

/// No page nests components half as deep, and each level moves the text in it.
const MAX_DEPTH: usize = 64;

/// `source` without `pieces`, which are sorted and disjoint, and the tags without a partner.
pub(super) fn reduce_pieces(source: &str, pieces: &[MdxSpan]) -> (String, Vec<MdxDiagnostic>) {
    let mut reduction = MdxStripper::new(source);
    for piece in pieces {
        reduction.read(piece);
    }
    reduction.finish()
}

struct MdxStripper<'a> {
    source: &'a str,
    /// The end of what has been read.
    at: usize,
    /// The text outside of all open components.
    out: String,
    open: Vec<OpenTag<'a>>,
    notes: Vec<MdxDiagnostic>,
}

/// A component whose closing tag is yet to come.
struct OpenTag<'a> {
    name: &'a str,
    range: Range<usize>,
    /// The number of notes before it: those inside dropped content do not matter.
    notes: usize,
    text: String,
}

impl<'a> MdxStripper<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            out: String::new(),
            open: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn read(&mut self, piece: &'a MdxSpan) {
        let range = &piece.range;
        self.push(&self.source[self.at..range.start]);
        self.at = range.end;
        match piece.kind {
            TagKind::Empty => self.space(range.start),
            TagKind::Open if self.open.len() >= MAX_DEPTH => {
                self.note(range.start, MdxError::TooDeep(piece.name.clone()));
                self.keep(range);
            }
            TagKind::Open => self.open.push(OpenTag {
                name: &piece.name,
                range: range.clone(),
                notes: self.notes.len(),
                text: String::new(),
            }),
            TagKind::Close => self.close(piece),
        }
    }

    fn finish(mut self) -> (String, Vec<MdxDiagnostic>) {
        self.push(&self.source[self.at..]);
        while !self.open.is_empty() {
            self.treat_as_text();
        }
        (self.out, self.notes)
    }

    fn close(&mut self, piece: &MdxSpan) {
        if !self.open.iter().any(|tag| tag.name == piece.name) {
            let fault = MdxError::UnopenedTag(piece.name.clone());
            self.note(piece.range.start, fault);
            return self.keep(&piece.range);
        }
        while self.open.last().is_some_and(|tag| tag.name != piece.name) {
            self.treat_as_text();
        }
        let Some(tag) = self.open.pop() else { return };
        if DROPPED.contains(&tag.name) {
            self.notes.truncate(tag.notes);
            self.space(tag.range.start);
        } else {
            self.unwrap(&tag);
        }
    }

    /// Treats the innermost component as text: a tag at the start of a line was meant as one and
    /// goes, any other may be part of the sentence and stays.
    fn treat_as_text(&mut self) {
        if let Some(tag) = self.open.pop() {
            let fault = MdxError::UnclosedTag(tag.name.to_owned());
            self.note(tag.range.start, fault);
            self.keep(&tag.range);
            self.push(&tag.text);
        }
    }

    fn note(&mut self, offset: usize, fault: MdxError) {
        self.notes.push(MdxDiagnostic { offset, fault });
    }

    fn keep(&mut self, tag: &Range<usize>) {
        if !is_blank_before(self.source, tag.start) {
            self.push(&self.source[tag.clone()]);
        }
    }

    /// Writes the content of a component: as blocks of their own if its tags stand at the ends of
    /// lines, else as part of the text.
    fn unwrap(&mut self, tag: &OpenTag<'_>) {
        let before = blank_before(self.source, tag.range.start);
        let Some(before) = before.filter(|_| is_blank_after(self.source, self.at)) else {
            return self.push(&tag.text);
        };
        let mark = if QUOTED.contains(&tag.name) { "> " } else { "" };
        let indent = format!("{before}{mark}");
        self.push("\n\n");
        for line in dedent(&tag.text).lines() {
            self.push(format!("{indent}{line}").trim_end());
            self.push("\n");
        }
        self.push("\n");
    }

    /// Keeps two words apart between which a component, begun at `start`, is dropped.
    fn space(&mut self, start: usize) {
        let before = self.source[..start].chars().next_back();
        let after = self.source[self.at..].chars().next();
        if [before, after]
            .iter()
            .all(|char| char.is_some_and(char::is_alphanumeric))
        {
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

/// `text` without the spaces that all its lines begin with, and without empty lines at its ends.
fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let used = text.lines().filter(|line| !line.trim().is_empty());
    // What follows the opening tag on its own line has no indentation of its own.
    let inline = !text.starts_with('\n');
    let common = used
        .skip(usize::from(inline))
        .map(indent)
        .min()
        .unwrap_or(0);
    let lines: Vec<&str> = text
        .lines()
        .map(|line| &line[common.min(indent(line))..])
        .collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}
