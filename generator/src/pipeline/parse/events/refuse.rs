//! Refuses what YAML allows and front matter must not hold.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScanError, Span};

use super::{MAX_DEPTH, byte_at, range_of};
use crate::base::diagnostic::{Code, Location};
use crate::pipeline::parse::faults::PageDiagnostics;

/// How the scanner says that it met brackets within brackets, far more than
/// [`MAX_DEPTH`], before it could tell what the first of them is.
const TOO_MANY_BRACKETS: &str = "recursion limit exceeded";

/// What the pass over the events came to.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Nothing to object to.
    Fine,
    /// Something was reported.
    Refused,
    /// The text is no YAML; nothing is reported.
    NotYaml(ScanError),
}

/// Reports keys that are there twice, anchors, aliases, a second document, and
/// nesting deeper than [`MAX_DEPTH`]. `yaml` begins at byte `start` of the page.
pub(crate) fn refuse(yaml: &str, start: usize, faults: &PageDiagnostics<'_>) -> Verdict {
    let mut pass = Pass {
        yaml,
        start,
        faults,
        open: Vec::new(),
        documents: 0,
        refused: false,
    };
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                if !pass.take(event, span) || faults.has_enough_errors() {
                    break;
                }
            }
            Err(_) if pass.refused => break,
            Err(error) if error.info() == TOO_MANY_BRACKETS => {
                let offset = start + byte_at(yaml, error.marker().index());
                pass.refuse_depth(offset..offset + 1);
            }
            Err(error) => return Verdict::NotYaml(error),
        }
    }
    if pass.refused {
        Verdict::Refused
    } else {
        Verdict::Fine
    }
}

/// A collection whose end is still to come.
enum Open<'a> {
    List,
    Mapping {
        /// The keys so far, with their lines in the page.
        keys: BTreeMap<Cow<'a, str>, usize>,
        key_next: bool,
    },
}

struct Pass<'a> {
    yaml: &'a str,
    start: usize,
    faults: &'a PageDiagnostics<'a>,
    open: Vec<Open<'a>>,
    documents: usize,
    refused: bool,
}

impl<'a> Pass<'a> {
    /// Takes one event; whether to go on.
    fn take(&mut self, event: Event<'a>, span: Span) -> bool {
        match event {
            Event::DocumentStart(_) => return self.begin_document(span),
            Event::Alias(_) => {
                self.refuse_alias("an alias", self.range(span));
                self.begin_node(None, span);
            }
            Event::Scalar(text, _, anchor, _) => {
                self.check_anchor(anchor, span);
                self.begin_node(Some(text), span);
            }
            Event::SequenceStart(anchor, _) => {
                self.check_anchor(anchor, span);
                self.begin_node(None, span);
                return self.open(Open::List, span);
            }
            Event::MappingStart(anchor, _) => {
                self.check_anchor(anchor, span);
                self.begin_node(None, span);
                return self.open(
                    Open::Mapping {
                        keys: BTreeMap::new(),
                        key_next: true,
                    },
                    span,
                );
            }
            Event::SequenceEnd | Event::MappingEnd => _ = self.open.pop(),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => {}
        }
        true
    }

    fn begin_document(&mut self, span: Span) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            let message = "the front matter holds a second YAML document".to_owned();
            self.refuse(
                Code::InvalidYaml,
                message,
                "keep one document",
                self.range(span),
            );
        }
        self.documents == 1
    }

    /// Opens a collection, unless that is one too many.
    fn open(&mut self, collection: Open<'a>, span: Span) -> bool {
        self.open.push(collection);
        let fits = self.open.len() <= MAX_DEPTH;
        if !fits {
            self.refuse_depth(self.range(span));
        }
        fits
    }

    fn refuse_depth(&mut self, range: Range<usize>) {
        let message = format!("the front matter nests deeper than {MAX_DEPTH} levels");
        self.refuse(Code::TooDeep, message, "move the inner values up", range);
    }

    /// A node is a key or a value by turns; a key must be new.
    fn begin_node(&mut self, text: Option<Cow<'a, str>>, span: Span) {
        let Some(Open::Mapping { keys, key_next }) = self.open.last_mut() else {
            return;
        };
        let is_key = *key_next;
        *key_next = !is_key;
        let Some(text) = text.filter(|_| is_key) else {
            return;
        };
        match keys.get(&text) {
            None => _ = keys.insert(text, span.start.line() + 1),
            Some(first) => {
                let message = format!("the key `{text}` is there twice");
                let help = format!("keep one of them; the first is on line {first}");
                self.refuse(Code::DuplicateKey, message, &help, self.range(span));
            }
        }
    }

    /// A span begins behind the anchor of its node, unless a tag comes first.
    fn check_anchor(&mut self, anchor: usize, span: Span) {
        if anchor > 0 {
            let (before, node) = self.yaml.split_at(self.range(span).start - self.start);
            let behind = if node.starts_with('!') {
                node.find('&').map(|sign| before.len() + sign)
            } else {
                None
            };
            let sign = self.start + behind.or_else(|| before.rfind('&')).unwrap_or(before.len());
            self.refuse_alias("an anchor", sign..sign + 1);
        }
    }

    fn refuse_alias(&mut self, what: &str, range: Range<usize>) {
        let message = format!("the front matter uses {what}");
        self.refuse(
            Code::AliasNotAllowed,
            message,
            "write the value out, or put it in quotes if it is a text",
            range,
        );
    }

    fn refuse(&mut self, code: Code, message: String, help: &str, range: Range<usize>) {
        self.refused = true;
        self.faults.raise(
            code,
            message,
            help,
            Location::Text(self.faults.page(), range),
        );
    }

    fn range(&self, span: Span) -> Range<usize> {
        let range = range_of(self.yaml, span);
        self.start + range.start..self.start + range.end
    }
}
