//! The source lines around a diagnostic, shortened and without control characters.

use std::ops::Range;

use crate::base::diagnostic::LineIndex;
use crate::base::diagnostic::escape::is_control;

/// The most characters of a line that are shown; with a line number they fit a terminal.
const WIDTH: usize = 72;
/// The number of characters shown before a span far to the right.
const LEAD: usize = 24;

/// The line that a span begins on, and the lines before and after it.
///
/// It is safe to print and small for every file: control characters are replaced with `\u{fffd}`,
/// and long lines are shortened with an ellipsis.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Excerpt {
    /// The number of its first line, from 1.
    pub line: usize,
    /// The lines, without a line break at the end.
    pub text: String,
    /// The first byte of `text` that is in the span.
    pub offset: usize,
    /// The number of bytes of the span on its first line.
    pub length: usize,
}

impl Excerpt {
    /// The excerpt for a range of the file.
    pub(super) fn new(lines: &LineIndex<'_>, range: Range<usize>) -> Self {
        let (line, column) = lines.position(range.start);
        let before = column - 1;
        let cut = if before + LEAD < WIDTH {
            0
        } else {
            before - LEAD
        };
        let around = [line - 1, line, line + 1].map(|line| lines.line_from(line, cut));
        let [above, here, below] = around;
        let here = here.unwrap_or_default();

        let mut shown = String::new();
        if let Some(above) = above {
            show(above, cut, &mut shown);
            shown.push('\n');
        }
        let begin = shown.len();
        show(here, cut, &mut shown);
        let column = before - cut;
        let inside = &here[byte_of(here, column)..];
        let inside = inside.char_indices().take(WIDTH);
        let inside = inside.take_while(|(byte, _)| *byte < range.len()).count();
        let offset = begin + byte_of(&shown[begin..], column);
        let end = begin + byte_of(&shown[begin..], (column + inside).min(WIDTH));
        if let Some(below) = below {
            shown.push('\n');
            show(below, cut, &mut shown);
        }
        Self {
            line: line - usize::from(above.is_some()),
            text: shown,
            offset,
            length: end.saturating_sub(offset),
        }
    }
}

/// The byte of a column, from 0.
fn byte_of(line: &str, column: usize) -> usize {
    let mut bytes = line.char_indices().map(|(byte, _)| byte);
    bytes.nth(column).unwrap_or(line.len())
}

/// Adds the visible part of a line whose first `cut` characters are already left out. Each ellipsis
/// replaces one character.
fn show(line: &str, cut: usize, to: &mut String) {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let harmless = |c: char| {
        if is_control(c) && c != '\t' {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    // Nearly every line is short, and has neither control characters nor others outside ASCII.
    let is_plain = |byte: u8| matches!(byte, b'\t' | b' '..=b'~');
    if cut == 0 && line.len() <= WIDTH && line.bytes().all(is_plain) {
        to.push_str(line);
        return;
    }
    let mut rest = line.chars();
    let mut shown: Vec<char> = rest.by_ref().take(WIDTH).map(harmless).collect();
    if let Some(first) = shown.first_mut().filter(|_| cut > 0) {
        *first = '…';
    }
    if let Some(last) = shown.last_mut().filter(|_| rest.next().is_some()) {
        *last = '…';
    }
    to.extend(shown);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt for the text between `«` and `»`, with the marks at the excerpt's offset and
    /// end.
    fn marked(text: &str) -> (usize, String) {
        let (before, rest) = text.split_once('«').unwrap();
        let (inside, after) = rest.split_once('»').unwrap();
        let plain = format!("{before}{inside}{after}");
        let stretch = before.len()..before.len() + inside.len();
        let excerpt = Excerpt::new(&LineIndex::new("a.mdx", &plain), stretch);
        let mut shown = excerpt.text;
        shown.insert(excerpt.offset + excerpt.length, '»');
        shown.insert(excerpt.offset, '«');
        (excerpt.line, shown)
    }

    #[test]
    fn a_line_before_and_after_is_shown() {
        let lines = |text: &str| (2, text.to_owned());
        assert_eq!(marked("a\nb\nc: «d»\ne\nf"), lines("b\nc: «d»\ne"));
        assert_eq!(marked("a\r\nb\r\n«c\r\nd» e\r\n"), lines("b\n«c»\nd e"));
        assert_eq!(marked("«»"), (1, "«»".to_owned()));
        assert_eq!(marked("a\n«»"), (1, "a\n«»".to_owned()));
        assert_eq!(marked("«a\n»\n"), (1, "«a»\n".to_owned()));
    }

    #[test]
    fn control_characters_are_replaced_and_places_stay() {
        let (_, shown) = marked("\u{1b}[31m: \u{9b}ü\u{202e}«\u{7}日\tb»\u{1b}c");
        assert_eq!(
            shown,
            "\u{fffd}[31m: \u{fffd}ü\u{fffd}«\u{fffd}日\tb»\u{fffd}c"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_problem() {
        let long = "é".repeat(10_000);
        let (_, shown) = marked(&format!("{long}{long}\n{long}«{long}»\n{long}{long}"));
        for line in shown.lines() {
            let line = line.replace(['«', '»'], "");
            assert_eq!(line.chars().count(), WIDTH, "{line}");
            assert!(line.starts_with('…') && line.ends_with('…'), "{line}");
        }
        let (_, shown) = marked(&format!("short\n{long}«:»{long}"));
        let expected = format!("\n…{}«:»", "é".repeat(LEAD - 1));
        assert!(shown.starts_with(&expected), "{shown}");
    }
}
