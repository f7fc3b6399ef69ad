//! The lines of all values of a front matter, in one pass.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use crate::place::NodePath;

/// A mapping or list that is being read.
enum Open {
    /// The path of the mapping, and the key whose value comes next.
    Mapping(NodePath, Option<String>),
    /// The path of the list, and the position of the next item.
    List(NodePath, usize),
}

/// The line, from 1 in the front matter, on which each value starts.
///
/// Text that is no YAML gives the lines up to there.
pub(crate) fn lines(yaml: &str) -> BTreeMap<NodePath, usize> {
    let mut lines = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    for (event, span) in Parser::new_from_str(yaml).map_while(Result::ok) {
        match event {
            Event::MappingEnd | Event::SequenceEnd => drop(open.pop()),
            Event::Scalar(key, ..) if is_key(&open) => name(&mut open, key.into_owned()),
            Event::Scalar(..) | Event::MappingStart(..) | Event::SequenceStart(..) => {
                let path = next(&mut open);
                lines.insert(path.clone(), span.start.line());
                match event {
                    Event::MappingStart(..) => open.push(Open::Mapping(path, None)),
                    Event::SequenceStart(..) => open.push(Open::List(path, 0)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    lines
}

/// Whether a scalar here is the key of a mapping.
fn is_key(open: &[Open]) -> bool {
    matches!(open.last(), Some(Open::Mapping(_, None)))
}

fn name(open: &mut [Open], key: String) {
    if let Some(Open::Mapping(_, name)) = open.last_mut() {
        *name = Some(key);
    }
}

/// The path of the value that starts here.
fn next(open: &mut [Open]) -> NodePath {
    match open.last_mut() {
        None => NodePath::default(),
        Some(Open::Mapping(path, name)) => path.key(name.take().unwrap_or_default()),
        Some(Open::List(path, position)) => {
            *position += 1;
            path.index(*position - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_the_line_on_which_it_starts() {
        let root = NodePath::default();
        let found = lines("a:\n  - b: 1\n    c: [2,\n     3]\n  - \"x\"\nd: e\n");
        let item = root.key("a").index(0);
        for (path, line) in [
            (root.clone(), 1),
            (root.key("a"), 2),
            (item.clone(), 2),
            (item.key("b"), 2),
            (item.key("c"), 3),
            (item.key("c").index(1), 4),
            (root.key("a").index(1), 5),
            (root.key("d"), 6),
        ] {
            assert_eq!(found.get(&path), Some(&line), "{path:?}");
        }
    }
}
