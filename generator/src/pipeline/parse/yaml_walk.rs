//! One walk over the YAML events of a front matter finds the locations of its nodes, and rejects
//! duplicate keys, anchors, aliases and deep nesting.
//!
//! serde_yaml parses the front matter, but it has no locations, and accepts duplicate keys, anchors
//! and deep nesting. A walk is slow, so a page is only walked if it may contain one of these, or to
//! look up a location.

mod cursor;
mod prescan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::{ControlFlow, Range};

use saphyr_parser::{Event, Parser, ScanError, Span};

use self::cursor::Cursor;
pub(crate) use self::cursor::byte_at;
pub(crate) use self::prescan::may_be_unsafe;
use crate::base::diagnostic::{Code, MAX_PER_PAGE};
use crate::base::node_path::{NodePath, PathSegment};
use crate::pipeline::parse::front_matter::{Parts, split};

/// The maximum nesting depth, so that no parser exhausts stack or memory. No published page nests
/// half as deep.
pub(crate) const MAX_DEPTH: usize = 64;

/// The error of the event parser for nested brackets, far more than [`MAX_DEPTH`]. It occurs before
/// the events of the brackets.
const TOO_MANY_BRACKETS: &str = "recursion limit exceeded";

/// The locations and violations of a front matter. All ranges are bytes of the page.
#[derive(Debug, Default)]
pub(crate) struct YamlWalk {
    /// The span of each node; the first is the root. If two nodes have the same path, as below a
    /// duplicate key, it is the first of them.
    nodes: Vec<NodeSpan>,
    /// The position of each node, by the position of its parent and the step to it. A whole path
    /// for each node would be too long.
    children: HashMap<(usize, PathSegment), usize>,
    /// The violations, in the order of the page.
    pub(crate) violations: Vec<Violation>,
    /// The number of violations that are not listed. Finding their views would take quadratic time.
    pub(crate) unlisted: usize,
    /// `true` if there is a violation that serde_yaml must not read, even if it is not listed.
    has_unreadable: bool,
    /// The error that ended the walk. The rest is not YAML.
    pub(crate) error: Option<ScanError>,
}

/// The bytes of a value and of its key. The span of a collection is its beginning.
#[derive(Debug)]
struct NodeSpan {
    key: Option<Range<usize>>,
    value: Range<usize>,
}

/// Something that YAML allows and front matter does not.
#[derive(Debug)]
pub(crate) struct Violation {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) help: String,
    /// The view that contains the violation, or the root of the front matter.
    pub(crate) node: NodePath,
    pub(crate) range: Range<usize>,
}

impl YamlWalk {
    /// Walks the front matter of a page with this text. Without front matter, the result is empty.
    ///
    /// The walk ends at an error, at a collection that is nested too deeply, or at a second
    /// document.
    pub(crate) fn new(text: &str) -> Self {
        let Parts::Both { yaml: range, .. } = split(text) else {
            return Self::default();
        };
        let yaml = &text[range.clone()];
        // The event parser rejects these characters in places where serde_yaml accepts them.
        let mut plain = Cow::Borrowed(yaml);
        if yaml.contains(['\t', '\u{feff}']) {
            plain = Cow::Owned(yaml.replace(['\t', '\u{feff}'], " "));
        }
        let mut walker = Walker {
            yaml,
            start: range.start,
            open: Vec::new(),
            documents: 0,
            cursor: Cursor::default(),
            walk: Self::default(),
        };
        for event in Parser::new_from_str(&plain) {
            let flow = match event {
                Ok((event, span)) => walker.take(event, span),
                Err(error) if error.info() == TOO_MANY_BRACKETS => {
                    let sign = range.start + byte_at(yaml, error.marker().index());
                    walker.refuse_depth(sign..sign + 1);
                    ControlFlow::Break(())
                }
                Err(error) => {
                    walker.walk.error = Some(error);
                    ControlFlow::Break(())
                }
            };
            if flow.is_break() {
                break;
            }
        }
        walker.walk
    }

    /// Returns `true` if serde_yaml can read the YAML: the only violations are duplicate keys, and
    /// anchors inside a view. Aliases are excluded, since they may expand to far more than the
    /// content of the page.
    pub(crate) fn is_readable(&self) -> bool {
        self.error.is_none() && !self.has_unreadable
    }

    /// The bytes of a value, or of its nearest ancestor that exists.
    pub(crate) fn value(&self, node: &NodePath) -> Option<Range<usize>> {
        let (nearest, _) = self.nearest(node)?;
        Some(nearest.value.clone())
    }

    /// The bytes of the key of a value, or of the value if it has no key.
    pub(crate) fn key(&self, node: &NodePath) -> Option<Range<usize>> {
        let (nearest, is_there) = self.nearest(node)?;
        let key = nearest.key.clone().filter(|_| is_there);
        Some(key.unwrap_or_else(|| nearest.value.clone()))
    }

    /// The node, or its nearest ancestor that exists; `true` if it is the node itself.
    fn nearest(&self, node: &NodePath) -> Option<(&NodeSpan, bool)> {
        let mut nearest = 0;
        for step in node.steps() {
            match self.children.get(&(nearest, step.clone())) {
                Some(child) => nearest = *child,
                None => return Some((self.nodes.get(nearest)?, false)),
            }
        }
        Some((self.nodes.get(nearest)?, true))
    }
}

/// A collection whose end has not been reached.
enum Open<'a> {
    List {
        node: usize,
        next: u32,
    },
    Mapping {
        node: usize,
        /// The line of each key so far.
        lines: HashMap<Cow<'a, str>, usize>,
        /// The key whose value comes next.
        key: Option<Key<'a>>,
    },
}

/// A key. A key that is not a text has an empty name and no range.
struct Key<'a> {
    name: Cow<'a, str>,
    range: Option<Range<usize>>,
}

struct Walker<'a> {
    yaml: &'a str,
    /// The first byte of the YAML in the page.
    start: usize,
    open: Vec<Open<'a>>,
    documents: usize,
    cursor: Cursor,
    walk: YamlWalk,
}

impl<'a> Walker<'a> {
    /// Handles an event; `Break` if the walk must end.
    fn take(&mut self, event: Event<'a>, span: Span) -> ControlFlow<()> {
        if matches!(event, Event::SequenceEnd | Event::MappingEnd) {
            self.open.pop();
            return ControlFlow::Continue(());
        }
        let range = self.range(span);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.walk.has_unreadable = true;
                    let message = "the front matter holds a second YAML document".to_owned();
                    self.refuse(Code::InvalidYaml, message, "keep one document", range);
                    return ControlFlow::Break(());
                }
            }
            Event::Alias(_) => {
                self.walk.has_unreadable = true;
                self.refuse_alias("an alias", range.clone());
                self.enter(range);
            }
            Event::Scalar(text, _, anchor, _) => {
                self.check_anchor(anchor, &range);
                match self.open.last() {
                    Some(Open::Mapping { key: None, .. }) => {
                        self.enter_key(text, range, span.start.line() + 1);
                    }
                    _ => _ = self.enter(range),
                }
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                self.check_anchor(anchor, &range);
                let node = self.enter(range.clone());
                let (lines, key) = (HashMap::new(), None);
                self.open.push(match event {
                    Event::SequenceStart(..) => Open::List { node, next: 0 },
                    _ => Open::Mapping { node, lines, key },
                });
                if self.open.len() > MAX_DEPTH {
                    self.refuse_depth(range);
                    return ControlFlow::Break(());
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    /// Handles a key of the innermost mapping, and reports a duplicate.
    fn enter_key(&mut self, name: Cow<'a, str>, range: Range<usize>, line: usize) {
        let Some(Open::Mapping { lines, key, .. }) = self.open.last_mut() else {
            return;
        };
        *key = Some(Key {
            name: name.clone(),
            range: Some(range.clone()),
        });
        match lines.entry(name) {
            Entry::Vacant(entry) => _ = entry.insert(line),
            Entry::Occupied(entry) => {
                let message = format!("duplicate key `{}`", entry.key());
                let first = entry.get();
                let help = format!("keep one of them; the first is on line {first}");
                self.refuse(Code::DuplicateKey, message, &help, range);
            }
        }
    }

    /// Handles a value, or a key that is not a text, and returns the position of its node.
    fn enter(&mut self, value: Range<usize>) -> usize {
        let mut key_range = None;
        let name_of_child = match self.open.last_mut() {
            None => None,
            Some(Open::List { node, next }) => {
                *next = next.saturating_add(1);
                Some((*node, PathSegment::Index(*next - 1)))
            }
            Some(Open::Mapping { node, key, .. }) => {
                let name = match key.take() {
                    Some(Key { name, range }) => {
                        key_range = range;
                        name.into_owned()
                    }
                    None => {
                        let name = Cow::Borrowed("");
                        *key = Some(Key { name, range: None });
                        String::new()
                    }
                };
                Some((*node, PathSegment::Key(Cow::Owned(name))))
            }
        };
        let YamlWalk {
            nodes, children, ..
        } = &mut self.walk;
        let new = nodes.len();
        let node = name_of_child.map_or(0, |name| *children.entry(name).or_insert(new));
        if node == new {
            let key = key_range;
            nodes.push(NodeSpan { key, value });
        }
        node
    }

    /// Reports the anchor of a node, if it has one. The span of a scalar, and of a node with a tag
    /// before the anchor, includes the anchor. The span of any other node begins after the anchor.
    fn check_anchor(&mut self, anchor: usize, range: &Range<usize>) {
        if anchor == 0 {
            return;
        }
        let (before, node) = self.yaml.split_at(range.start - self.start);
        let mut sign = before.rfind('&').unwrap_or(before.len());
        if node.starts_with(['!', '&']) {
            sign = node.find('&').map_or(sign, |sign| before.len() + sign);
        }
        let sign = self.start + sign;
        self.walk.has_unreadable |= !self.is_in_view();
        self.refuse_alias("an anchor", sign..sign + 1);
    }

    fn refuse_alias(&mut self, what: &str, range: Range<usize>) {
        let message = format!("the front matter uses {what}");
        let help = "write the value itself, or put it in quotes if it is a string";
        self.refuse(Code::AliasNotAllowed, message, help, range);
    }

    fn refuse_depth(&mut self, range: Range<usize>) {
        self.walk.has_unreadable = true;
        let message = format!("the front matter nests deeper than {MAX_DEPTH} levels");
        self.refuse(Code::TooDeep, message, "move the inner values up", range);
    }

    fn refuse(&mut self, code: Code, message: String, help: &str, range: Range<usize>) {
        if self.walk.violations.len() < MAX_PER_PAGE {
            let (help, node) = (help.to_owned(), self.view());
            self.walk.violations.push(Violation {
                code,
                message,
                help,
                node,
                range,
            });
        } else {
            self.walk.unlisted += 1;
        }
    }

    /// `true` if [`Self::view`] is not the root. It is for every anchor, so it looks up no path.
    fn is_in_view(&self) -> bool {
        let is_key = |above: &Open<'_>| matches!(above, Open::Mapping { .. });
        matches!(self.open.as_slice(), [top, reference, _, ..] if is_key(top) || is_key(reference))
    }

    /// The path of the current view, or the root.
    fn view(&self) -> NodePath {
        let mut path = NodePath::default();
        let [_, reference, view, ..] = self.open.as_slice() else {
            return path;
        };
        for open in [reference, view] {
            let (Open::List { node, .. } | Open::Mapping { node, .. }) = open;
            let mut names = self.walk.children.iter();
            if let Some(((_, PathSegment::Key(name)), _)) = names.find(|(_, child)| *child == node)
            {
                path = path.key(name.clone());
            }
        }
        path
    }

    fn range(&mut self, span: Span) -> Range<usize> {
        let range = self.cursor.range(self.yaml, span);
        self.start + range.start..self.start + range.end
    }
}
