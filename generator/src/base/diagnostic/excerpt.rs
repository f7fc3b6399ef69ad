//! The lines around a problem, made fit to be shown.

use std::ops::Range;

use crate::base::diagnostic::escape::is_control;

/// So many characters of a line are shown; with a line number they fit a terminal.
const WIDTH: usize = 72;
/// So many characters stand before a problem far to the right.
const LEAD: usize = 24;

/// The line that a problem begins on, and the lines before and after it.
///
/// It is harmless and small whatever the file holds: a control character is
/// replaced by `\u{fffd}`, and what is cut off a long line is an ellipsis.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Excerpt {
    /// The number of its first line, from 1.
    pub line: usize,
    /// The lines, without a line break at the end.
    pub text: String,
    /// The first byte of `text` that is of the problem.
    pub offset: usize,
    /// The number of bytes of the problem, as far as they are on its first line.
    pub length: usize,
}

impl Excerpt {
    /// The excerpt for a stretch of the text, which begins on the given line.
    pub(super) fn new(text: &str, stretch: Range<usize>, line: usize) -> Self {
        let before = text[..stretch.start].rfind('\n');
        let start = before.map_or(0, |end| end + 1);
        let end = text[stretch.start..]
            .find('\n')
            .map_or(text.len(), |length| stretch.start + length);
        let window = Window::around(text[start..stretch.start].chars().count());
        let mut shown = String::new();
        if let Some(end) = before {
            window.show(&text[..end][start_of_last_line(&text[..end])..], &mut shown);
            shown.push('\n');
        }
        let mut lines = Self {
            line: line - usize::from(before.is_some()),
            offset: 0,
            length: 0,
            text: shown,
        };
        lines.show_problem(text, start..end, stretch, &window);
        if let Some(after) = text.get(end + 1..).filter(|after| !after.is_empty()) {
            lines.text.push('\n');
            window.show(after.split('\n').next().unwrap_or(after), &mut lines.text);
        }
        lines
    }

    /// Adds the line at `line` of the text, and notes where the problem stands in it.
    fn show_problem(
        &mut self,
        text: &str,
        line: Range<usize>,
        stretch: Range<usize>,
        window: &Window,
    ) {
        let begin = self.text.len();
        window.show(&text[line.clone()], &mut self.text);
        let chars = |range: Range<usize>| text[range].chars().count();
        let before = chars(line.start..stretch.start);
        let length = chars(stretch.start..stretch.end.min(line.end));
        let shown = &self.text[begin..];
        let first = byte_of(shown, window.column(before));
        let last = byte_of(shown, window.column(before + length).min(WIDTH));
        self.offset = begin + first;
        self.length = last.saturating_sub(first);
    }
}

/// The characters of each line that are shown.
struct Window {
    /// How many are cut off in front.
    cut: usize,
}

impl Window {
    /// The window in which this column, from 0, can be seen.
    fn around(column: usize) -> Self {
        let fits = column + LEAD < WIDTH;
        let cut = if fits { 0 } else { column - LEAD };
        Self { cut }
    }

    /// Where a column of the line, from 0, is in what is shown.
    fn column(&self, column: usize) -> usize {
        column - self.cut
    }

    /// Adds what is shown of a line; the ellipses take the place of a character.
    fn show(&self, line: &str, to: &mut String) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut rest = line.chars().skip(self.cut);
        let mut shown: Vec<char> = rest.by_ref().take(WIDTH).map(harmless).collect();
        if let Some(first) = shown.first_mut().filter(|_| self.cut > 0) {
            *first = '…';
        }
        if let Some(last) = shown.last_mut().filter(|_| rest.next().is_some()) {
            *last = '…';
        }
        to.extend(shown);
    }
}

fn harmless(c: char) -> char {
    if is_control(c) && c != '\t' {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}

fn start_of_last_line(text: &str) -> usize {
    text.rfind('\n').map_or(0, |newline| newline + 1)
}

fn byte_of(line: &str, column: usize) -> usize {
    line.char_indices()
        .nth(column)
        .map_or(line.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt for the stretch between `«` and `»`, with the marks where it says it is.
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
