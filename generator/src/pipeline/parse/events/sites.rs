//! Where all values of a front matter stand, in one pass.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::{MAX_DEPTH, byte_at, stretch};
use crate::base::place::NodePath;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The bytes of a value, and of the key that names it. A mapping or list is meant by its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) key: Option<Range<usize>>,
    pub(crate) value: Range<usize>,
}

/// A mapping or list that is being read.
enum Open {
    /// The path of the mapping, and the key whose value comes next.
    Mapping(NodePath, Option<(String, Range<usize>)>),
    /// The path of the list, and the position of the next item.
    List(NodePath, usize),
}

/// Where each value stands. Of two of one path, as of a key that is there twice, it is the first.
///
/// Text that is no YAML, or that nests too deeply, gives the values up to there.
pub(crate) fn sites(yaml: &str) -> BTreeMap<NodePath, Site> {
    let mut sites = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    let mut cursor = Cursor::default();
    let plain = plain(yaml);
    for (event, span) in Parser::new_from_str(&plain).map_while(Result::ok) {
        match event {
            Event::MappingEnd | Event::SequenceEnd => drop(open.pop()),
            Event::Scalar(key, ..) if is_key(&open) => {
                name(&mut open, key.into_owned(), cursor.range(yaml, span));
            }
            Event::Scalar(..) | Event::MappingStart(..) | Event::SequenceStart(..) => {
                let (path, key) = next(&mut open);
                match event {
                    Event::MappingStart(..) => open.push(Open::Mapping(path.clone(), None)),
                    Event::SequenceStart(..) => open.push(Open::List(path.clone(), 0)),
                    _ => {}
                }
                let value = cursor.range(yaml, span);
                sites.entry(path).or_insert(Site { key, value });
            }
            _ => {}
        }
        if open.len() > MAX_DEPTH {
            break;
        }
    }
    sites
}

/// The same with as many characters, and without those that the parser of events refuses at places
/// where the YAML library takes them.
fn plain(yaml: &str) -> Cow<'_, str> {
    match yaml.contains(['\t', BYTE_ORDER_MARK]) {
        true => Cow::Owned(yaml.replace(['\t', BYTE_ORDER_MARK], " ")),
        false => Cow::Borrowed(yaml),
    }
}

/// Whether a scalar here is the key of a mapping.
fn is_key(open: &[Open]) -> bool {
    matches!(open.last(), Some(Open::Mapping(_, None)))
}

fn name(open: &mut [Open], key: String, range: Range<usize>) {
    if let Some(Open::Mapping(_, name)) = open.last_mut() {
        *name = Some((key, range));
    }
}

/// The path of the value that starts here, and where its key stands.
fn next(open: &mut [Open]) -> (NodePath, Option<Range<usize>>) {
    match open.last_mut() {
        None => (NodePath::default(), None),
        Some(Open::Mapping(path, name)) => match name.take() {
            Some((name, range)) => (path.key(name), Some(range)),
            None => (path.key(""), None),
        },
        Some(Open::List(path, position)) => {
            *position += 1;
            (path.index(*position - 1), None)
        }
    }
}

/// Goes on from the beginning of the latest event, since the parser counts characters.
#[derive(Debug, Default)]
struct Cursor {
    chars: usize,
    bytes: usize,
}

impl Cursor {
    fn range(&mut self, yaml: &str, span: Span) -> Range<usize> {
        let (start, end) = (span.start.index(), span.end.index());
        // An event may begin before the one that was met before it.
        if start < self.chars {
            *self = Self::default();
        }
        self.bytes += byte_at(&yaml[self.bytes..], start - self.chars);
        self.chars = start;
        stretch(yaml, self.bytes, end.saturating_sub(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "é: 'ü' # one\n\
                        a:\n  - b: 1\n    c: [2,\n     3]\n  - \"x\"\n\
                        d: >\n  e\n  f\n\
                        d: g\n";

    fn written(path: &NodePath) -> (Option<&'static str>, &'static str) {
        let site = sites(YAML).remove(path).unwrap();
        (site.key.map(|key| &YAML[key]), &YAML[site.value])
    }

    #[test]
    fn every_value_and_its_key_are_found() {
        let root = NodePath::default();
        let item = root.key("a").index(0);
        for (path, key, value) in [
            (root.key("é"), Some("é"), "'ü'"),
            (item.key("b"), Some("b"), "1"),
            (item.key("c").index(1), None, "3"),
            (root.key("a").index(1), None, "\"x\""),
            (root.key("d"), Some("d"), "e\n  f"),
        ] {
            assert_eq!(written(&path), (key, value), "{path:?}");
        }
        let list = sites(YAML).remove(&item.key("c")).unwrap();
        assert!(YAML[list.value.start..].starts_with("[2"));
    }

    #[test]
    fn tabs_and_marks_do_not_stop_the_search() {
        let yaml = "# a\u{feff}b\na:\t1\nl:\n  - key:\tb\n    d: e\nc: 2\n";
        let found = sites(yaml);
        let root = NodePath::default();
        let item = root.key("l").index(0);
        for (path, value) in [
            (root.key("a"), "1"),
            (item.key("key"), "b"),
            (item.key("d"), "e"),
            (root.key("c"), "2"),
        ] {
            assert_eq!(&yaml[found[&path].value.clone()], value);
        }
    }

    #[test]
    fn what_nests_too_deeply_ends_the_search() {
        let deep = "- ".repeat(10_000) + "x";
        assert_eq!(sites(&deep).len(), MAX_DEPTH + 1);
    }
}
