//! The source lines around a diagnostic, shortened and without control characters.

use std::ops::Range;

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
    /// The excerpt for a range of the text, which begins on the given line.
    pub(super) fn new(text: &str, range: Range<usize>, line: usize) -> Self {
        let end_of_line = |start: usize| text[start..].find('\n').map(|length| start + length);
        let above = text[..range.start].rfind('\n');
        let start = above.map_or(0, |end| end + 1);
        let end = end_of_line(range.start).unwrap_or(text.len());
        let before = text[start..range.start].chars().count();
        let inside = text[range.start..range.end.min(end)].chars().count();
        let cut = if before + LEAD < WIDTH {
            0
        } else {
            before - LEAD
        };

        let mut shown = String::new();
        if let Some(end) = above {
            let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
            show(&text[start..end], cut, &mut shown);
            shown.push('\n');
        }
        let begin = shown.len();
        show(&text[start..end], cut, &mut shown);
        let byte_of = |column: usize| {
            let mut bytes = shown[begin..].char_indices().map(|(byte, _)| begin + byte);
            bytes.nth(column).unwrap_or(shown.len())
        };
        let column = before - cut;
        let offset = byte_of(column);
        let length = byte_of((column + inside).min(WIDTH)).saturating_sub(offset);
        let start = end + 1;
        if start < text.len() {
            shown.push('\n');
            let end = end_of_line(start).unwrap_or(text.len());
            show(&text[start..end], cut, &mut shown);
        }
        Self {
            line: line - usize::from(above.is_some()),
            text: shown,
            offset,
            length,
        }
    }
}

/// Adds the visible part of a line after its first `cut` characters. Each ellipsis replaces one
/// character.
fn show(line: &str, cut: usize, to: &mut String) {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let harmless = |c: char| {
        if is_control(c) && c != '\t' {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    let mut rest = line.chars().skip(cut);
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
        let excerpt = Excerpt::new(&plain, stretch, before.matches('\n').count() + 1);
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
