//! Parses YAML with the core schema of YAML 1.2: only `true` and `false` are booleans.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::{Fault, MAX_DEPTH};
use crate::analysis::openapi::node::Node;

/// The maximum number of values that aliases may copy in total. Without a limit, a few nested
/// aliases could exhaust the memory.
const MAX_COPIED: usize = 1_000_000;

/// The key of YAML 1.1 whose map is merged into the map around it.
const MERGE: &str = "<<";

const HELP: &str = "fix the YAML: check the indentation, and put texts with a colon in quotes";

/// Parses a YAML text with one document.
pub(super) fn parse(text: &str) -> Result<Node, Fault> {
    // The event parser rejects tabs in places where YAML allows them.
    let plain = if text.contains('\t') {
        Cow::Owned(text.replace('\t', " "))
    } else {
        Cow::Borrowed(text)
    };
    let mut reader = Reader::default();
    for event in Parser::new_from_str(&plain) {
        let fault = |message, help, chars| Fault {
            message,
            help,
            offset: byte_at(text, chars),
        };
        let (event, span) = event.map_err(|error| {
            let message = format!("not YAML: {}", error.info());
            fault(message, HELP, error.marker().index())
        })?;
        reader
            .take(event)
            .map_err(|(message, help)| fault(message, help, span.start.index()))?;
    }
    Ok(reader.root.unwrap_or(Node::Null))
}

/// The byte offset of a character, since the event parser counts characters.
fn byte_at(text: &str, chars: usize) -> usize {
    let mut letters = text.char_indices();
    letters.nth(chars).map_or(text.len(), |(byte, _)| byte)
}

/// A collection whose end has not been reached, and the number of its anchor.
enum Open {
    List(Vec<Node>, usize),
    Map {
        entries: BTreeMap<String, Node>,
        /// The key whose value comes next.
        key: Option<String>,
        anchor: usize,
    },
}

#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    root: Option<Node>,
    /// The values with an anchor, each with the number of values inside it.
    anchors: BTreeMap<usize, (Node, usize)>,
    copied: usize,
}

type Refusal = (String, &'static str);

impl Reader {
    fn take(&mut self, event: Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if let Some(Open::Map { key, .. }) = self.open.last_mut()
                    && key.is_none()
                {
                    *key = Some(text.into_owned());
                    return Ok(());
                }
                let node = scalar(text, style, tag.as_deref());
                self.enter(node, anchor)
            }
            Event::Alias(anchor) => self.copy(anchor),
            Event::SequenceStart(anchor, _) => self.open(Open::List(Vec::new(), anchor)),
            Event::MappingStart(anchor, _) => self.open(Open::Map {
                entries: BTreeMap::new(),
                key: None,
                anchor,
            }),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(items, anchor)) => self.enter(Node::List(items), anchor),
                Some(Open::Map {
                    entries, anchor, ..
                }) => self.enter(Node::Map(merged(entries)), anchor),
                None => Ok(()),
            },
            Event::DocumentStart(_) if self.root.is_some() => {
                let message = "it contains a second YAML document".to_owned();
                Err((message, "keep the one with the description"))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, open: Open) -> Result<(), Refusal> {
        if let Some(Open::Map { key: None, .. }) = self.open.last() {
            return Err(("a key is a list or a map".to_owned(), HELP));
        }
        self.open.push(open);
        if self.open.len() > MAX_DEPTH {
            return Err(too_deep());
        }
        Ok(())
    }

    /// Copies the value of an anchor. Only complete values can be copied, so no value contains
    /// itself.
    fn copy(&mut self, anchor: usize) -> Result<(), Refusal> {
        let Some((node, size)) = self.anchors.get(&anchor) else {
            let message = "an alias is inside the value that it refers to".to_owned();
            return Err((message, "refer to the value by `$ref`"));
        };
        if self.open.len() + depth(node) > MAX_DEPTH {
            return Err(too_deep());
        }
        let (node, size) = (node.clone(), *size);
        self.count(size)?;
        self.enter(node, 0)
    }

    /// Counts values that are copied.
    fn count(&mut self, size: usize) -> Result<(), Refusal> {
        self.copied += size;
        if self.copied <= MAX_COPIED {
            return Ok(());
        }
        let message = format!("anchors and aliases copy more than {MAX_COPIED} values");
        Err((message, "refer to shared values by `$ref`"))
    }

    /// Adds a complete value to the collection around it.
    fn enter(&mut self, node: Node, anchor: usize) -> Result<(), Refusal> {
        if anchor != 0 {
            let size = size(&node);
            self.count(size)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                None => return Err(("a key is not a string".to_owned(), HELP)),
                Some(name) => match entries.entry(name) {
                    Entry::Vacant(entry) => _ = entry.insert(node),
                    Entry::Occupied(entry) => {
                        let message = format!("duplicate key `{}`", entry.key());
                        return Err((message, "keep one of the two"));
                    }
                },
            },
        }
        Ok(())
    }
}

fn too_deep() -> Refusal {
    let message = format!("values nest deeper than {MAX_DEPTH} levels");
    (
        message,
        "move the inner ones to `components`, and refer to them by `$ref`",
    )
}

/// The entries, completed with the entries of a merged map.
fn merged(mut entries: BTreeMap<String, Node>) -> BTreeMap<String, Node> {
    let maps = match entries.remove(MERGE) {
        Some(Node::List(maps)) => maps,
        Some(map) => vec![map],
        None => return entries,
    };
    for map in maps {
        if let Node::Map(more) = map {
            for (key, node) in more {
                entries.entry(key).or_insert(node);
            }
        }
    }
    entries
}

fn size(node: &Node) -> usize {
    1 + match node {
        Node::List(items) => items.iter().map(size).sum(),
        Node::Map(entries) => entries.values().map(size).sum(),
        _ => 0,
    }
}

fn depth(node: &Node) -> usize {
    let inner = match node {
        Node::List(items) => items.iter().map(depth).max(),
        Node::Map(entries) => entries.values().map(depth).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or_default()
}

/// A scalar. A scalar in quotes or with a tag is a text.
fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Node {
    if style != ScalarStyle::Plain || tag.is_some() {
        return Node::Text(text.into_owned());
    }
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Boolean(true),
        "false" | "False" | "FALSE" => Node::Boolean(false),
        number if is_integer(number) => Node::Integer,
        number if is_float(number) => Node::Float,
        _ => Node::Text(text.into_owned()),
    }
}

fn is_integer(text: &str) -> bool {
    let digits = |text: &str, radix| !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    if let Some(digits_of) = text.strip_prefix("0x") {
        return digits(digits_of, 16);
    }
    if let Some(digits_of) = text.strip_prefix("0o") {
        return digits(digits_of, 8);
    }
    digits(text.strip_prefix(['-', '+']).unwrap_or(text), 10)
}

/// `true` for `1.5`, `.5`, `1e3` and similar texts, but not for `inf` and `nan`, which Rust would
/// parse.
fn is_float(text: &str) -> bool {
    let is_number = text.bytes().all(|byte| b"0123456789+-.eE".contains(&byte));
    is_number && text.parse::<f64>().is_ok()
}
