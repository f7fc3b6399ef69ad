//! Unresolved merge conflicts.

use std::ops::Range;

/// The line between the two sides of a conflict.
const BETWEEN: &str = "=======";

/// A conflict in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The bytes of the first marker's line, without the line break.
    pub(super) first: Range<usize>,
    /// The number of lines from the first marker to the last, inclusive.
    pub(super) lines: usize,
}

/// The conflicts of a page whose front matter ends at `body`: lines that begin with `<<<<<<< `,
/// `=======` and `>>>>>>> `, in this order. A single marker is text, such as a line `=======` below
/// a heading. All three inside a code sample of the body are text, too.
pub(super) fn find(text: &str, body: usize) -> Vec<Conflict> {
    // A quick check: almost no page has a conflict.
    if !text.contains("<<<<<<<") {
        return Vec::new();
    }
    let mut conflicts = Vec::new();
    let mut open: Option<OpenConflict> = None;
    let mut fence: Option<Fence<'_>> = None;
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end();
        if is_marker(content, "<<<<<<<") {
            open = Some(OpenConflict {
                first: offset..offset + content.len(),
                number,
                has_second_side: false,
                is_sample: fence.is_some(),
            });
        } else if content == BETWEEN
            && let Some(open) = &mut open
        {
            open.has_second_side = true;
            open.is_sample &= fence.is_some();
        } else if is_marker(content, ">>>>>>>")
            && let Some(open) = open.take_if(|open| open.has_second_side)
        {
            // One side of a conflict may begin or end a code sample, so not all markers need to be
            // outside.
            if !open.is_sample || fence.is_none() {
                conflicts.push(Conflict {
                    first: open.first,
                    lines: number - open.number + 1,
                });
            }
        } else if offset >= body {
            fence = Fence::after(fence, content);
        }
        offset += line.len();
    }
    conflicts
}

/// A conflict whose last marker has not been found yet.
struct OpenConflict {
    first: Range<usize>,
    /// The line number, from 0.
    number: usize,
    has_second_side: bool,
    /// `true` if all markers so far are in code samples.
    is_sample: bool,
}

/// Returns `true` if the line is the marker, with or without a name after it.
fn is_marker(line: &str, marker: &str) -> bool {
    let rest = line.strip_prefix(marker);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The line that begins a code sample.
#[derive(Clone, Copy)]
struct Fence<'a> {
    /// Three or more backticks or tildes.
    marks: &'a str,
}

impl<'a> Fence<'a> {
    /// The fence of the code sample that is open after a line.
    fn after(open: Option<Self>, line: &'a str) -> Option<Self> {
        let line = line.trim_start();
        let mark = line.chars().next().filter(|mark| "`~".contains(*mark));
        let Some(mark) = mark else { return open };
        let info = line.trim_start_matches(mark);
        let marks = &line[..line.len() - info.len()];
        match open {
            Some(open) => {
                let ends = marks.starts_with(open.marks) && info.is_empty();
                Some(open).filter(|_| !ends)
            }
            // Inline code may also begin with three or more backticks.
            None if marks.len() < 3 || mark == '`' && info.contains(mark) => None,
            None => Some(Self { marks }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first marker of each conflict, and its number of lines.
    fn conflicts(text: &str, body: usize) -> Vec<(&str, usize)> {
        let found = find(text, body).into_iter();
        found
            .map(|conflict| (&text[conflict.first], conflict.lines))
            .collect()
    }

    #[test]
    fn markers_in_their_order_are_a_conflict() {
        for (text, expected) in [
            (
                "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n",
                ("<<<<<<< HEAD", 5),
            ),
            ("<<<<<<<\n=======\n>>>>>>>", ("<<<<<<<", 3)),
            ("<<<<<<< a\r\n=======\r\n>>>>>>> b\r\n", ("<<<<<<< a", 3)),
            (
                "<<<<<<< a\n||||||| b\n=======\n>>>>>>> c\n",
                ("<<<<<<< a", 4),
            ),
            (
                "<<<<<<< a\nTitle\n=======\n=======\n>>>>>>> b\n",
                ("<<<<<<< a", 5),
            ),
            (
                "<<<<<<< alone\n<<<<<<< a\n=======\n>>>>>>> b\n",
                ("<<<<<<< a", 3),
            ),
            (
                "<<<<<<< a\n>>>>>>> x\n=======\n>>>>>>> b\n",
                ("<<<<<<< a", 4),
            ),
            (
                "<<<<<<< a\n```js\n=======\n```ts\n>>>>>>> b\n```\n",
                ("<<<<<<< a", 5),
            ),
            (
                "```\n```\n<<<<<<< a\n=======\n>>>>>>> b\n",
                ("<<<<<<< a", 3),
            ),
            ("``` `\n<<<<<<< a\n=======\n>>>>>>> b\n", ("<<<<<<< a", 3)),
            (
                "```\na\n<<<<<<< a\nb\n```\n=======\nc\n```\n>>>>>>> b\n",
                ("<<<<<<< a", 7),
            ),
            (
                "```\n<<<<<<< a\nb\n=======\nc\n```\n>>>>>>> b\n",
                ("<<<<<<< a", 6),
            ),
            (
                "<<<<<<< a\n```\n=======\n>>>>>>> b\n```\n",
                ("<<<<<<< a", 4),
            ),
        ] {
            assert_eq!(conflicts(text, 0), [expected], "{text}");
        }
        let twice = "<<<<<<< a\n=======\n>>>>>>> b\n".repeat(2);
        assert_eq!(conflicts(&twice, 0).len(), 2);
    }

    #[test]
    fn anything_else_is_text() {
        for text in [
            "Title\n=======\n",
            "<<<<<<< a\n=======\n",
            "<<<<<<< a\n>>>>>>> b\n",
            "=======\n>>>>>>> b\n<<<<<<< a\n",
            ">>>>>>> b\n=======\n<<<<<<< a\n",
            " <<<<<<< a\n=======\n>>>>>>> b\n",
            "<<<<<<<< a\n=======\n>>>>>>>> b\n",
            "<<<<<<<a\n=======\n>>>>>>>b\n",
            "<<<<<<< a\n========\n>>>>>>> b\n",
            "```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n",
            "  ~~~~ diff\n~~~\n<<<<<<< a\n=======\n>>>>>>> b\n~~~~\n",
            "<<<<<<< alone\n```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n",
            "```\n<<<<<<< a\n```\n```\n=======\n>>>>>>> b\n```\n",
            "```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n=======\n>>>>>>> b\n",
        ] {
            assert_eq!(conflicts(text, 0), [], "{text}");
        }
    }

    #[test]
    fn front_matter_has_no_code_samples() {
        let text = "---\nd: |\n  ```\n<<<<<<< a\n=======\n>>>>>>> b\n---\n";
        assert_eq!(conflicts(text, text.len()).len(), 1);
    }
}
