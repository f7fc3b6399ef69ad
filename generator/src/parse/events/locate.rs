//! Finds the place of a value.

use std::ops::Range;

use saphyr_parser::{Event, Parser, Span, StrInput};

use super::range_of;
use crate::parse::Part;
use crate::place::Step;

/// The bytes of a value or of its key, or those of the nearest ancestor there is.
///
/// A mapping or list is meant by its beginning. None where there is no value at all.
pub(crate) fn locate(yaml: &str, steps: &[Step], part: Part) -> Option<Range<usize>> {
    let mut events = Events(Parser::new_from_str(yaml));
    let mut node = events.root()?;
    let mut found = node.1;
    for (position, step) in steps.iter().enumerate() {
        let is_last = position + 1 == steps.len();
        let key_wanted = is_last && part == Part::Key;
        match events.descend(&node.0, step, key_wanted) {
            Some(next) => node = next,
            None => break,
        }
        found = node.1;
    }
    Some(range_of(yaml, found))
}

type Node<'a> = (Event<'a>, Span);

struct Events<'a>(Parser<'a, StrInput<'a>>);

impl<'a> Events<'a> {
    /// The next event; none at the end, and where the text is no YAML.
    fn next(&mut self) -> Option<Node<'a>> {
        self.0.next_event()?.ok()
    }

    fn root(&mut self) -> Option<Node<'a>> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd | Event::DocumentEnd, _) => return None,
                node => return Some(node),
            }
        }
    }

    /// One step down from a node whose event was just read.
    fn descend(&mut self, from: &Event<'a>, step: &Step, key_wanted: bool) -> Option<Node<'a>> {
        match (from, step) {
            (Event::MappingStart(..), Step::Key(key)) => self.entry(key, key_wanted),
            (Event::SequenceStart(..), Step::Index(index)) => self.item(*index),
            _ => None,
        }
    }

    fn entry(&mut self, wanted: &str, key_wanted: bool) -> Option<Node<'a>> {
        loop {
            let key = self.next()?;
            match &key.0 {
                Event::MappingEnd => return None,
                Event::Scalar(name, ..) if *name == wanted => {
                    return if key_wanted { Some(key) } else { self.next() };
                }
                _ => self.skip(&key.0)?,
            }
            let value = self.next()?;
            self.skip(&value.0)?;
        }
    }

    fn item(&mut self, index: u32) -> Option<Node<'a>> {
        for _ in 0..index {
            let item = self.next()?;
            if item.0 == Event::SequenceEnd {
                return None;
            }
            self.skip(&item.0)?;
        }
        self.next()
            .filter(|(event, _)| *event != Event::SequenceEnd)
    }

    /// Reads on to the end of a node that has begun.
    fn skip(&mut self, from: &Event<'a>) -> Option<()> {
        let mut depth = nesting(from);
        while depth > 0 {
            depth += nesting(&self.next()?.0);
        }
        Some(())
    }
}

fn nesting(event: &Event<'_>) -> isize {
    match event {
        Event::MappingStart(..) | Event::SequenceStart(..) => 1,
        Event::MappingEnd | Event::SequenceEnd => -1,
        _ => 0,
    }
}
