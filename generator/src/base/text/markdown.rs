//! Parses Markdown with the extensions of rustdoc, and finds the values that descriptions list
//! as bullets.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The extensions of rustdoc, so that both agree on what is text.
pub(crate) const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// The Markdown events of `markdown`, each with its byte range.
pub(crate) fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(markdown, EXTENSIONS).into_offset_iter()
}

/// The first paragraph of `markdown` and the rest. A list or another block belongs to the paragraph
/// if a colon announces it. The paragraph is empty if `markdown` begins with another block.
pub(crate) fn split_paragraph(markdown: &str) -> (&str, &str) {
    let mut events = events(markdown);
    let mut end = match events.next() {
        Some((Event::Start(Tag::Paragraph), range)) => range.end,
        _ => 0,
    };
    if markdown[..end].trim_end().ends_with(':')
        && let Some((_, next)) = events.find(|(_, range)| range.start >= end)
    {
        end = next.end;
    }
    let (paragraph, rest) = markdown.split_at(end);
    (paragraph.trim_end(), rest.trim_start_matches('\n'))
}

/// A single line of text as a code span, with a fence longer than any row of backticks in it.
pub(crate) fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest > 0 || text.trim().is_empty() {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A text of the docs as a code span of one line.
pub(crate) fn escaped_code_span(text: &str) -> String {
    code_span(&text.escape_debug().to_string())
}

/// The values that `markdown` lists as bullets, in order: the inline code at the start of an item,
/// and the rest of the item's own text as Markdown. The separator between the two, such as a dash
/// or a colon, is left out. Items that do not begin with inline code are omitted. Items of nested
/// lists are included.
pub(crate) fn bullet_values(markdown: &str) -> Vec<(String, Option<String>)> {
    let mut bullets = Bullets::default();
    for (event, range) in events(markdown) {
        bullets.read(event, range);
    }
    bullets
        .found
        .into_iter()
        .map(|bullet| (bullet.value, value_description(&markdown[bullet.rest])))
        .collect()
}

#[derive(Default)]
struct Bullets {
    found: Vec<Bullet>,
    /// For each enclosing list, `true` if it is a bullet list.
    lists: Vec<bool>,
    /// `true` at the start of a bullet, before its first text.
    at_start: bool,
    /// The end of the outermost span (`**`, a link) around the first text of a bullet.
    span_end: usize,
    /// The bullet whose explanation is being read.
    open: Option<Bullet>,
}

struct Bullet {
    value: String,
    rest: Range<usize>,
}

impl Bullets {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::List(start)) => {
                self.finish();
                self.lists.push(start.is_none());
            }
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::Start(Tag::Item) => {
                self.at_start = self.lists.last() == Some(&true);
                self.span_end = 0;
            }
            Event::End(TagEnd::Item) => self.finish(),
            Event::Start(Tag::Paragraph) if self.at_start => {}
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. }) if self.at_start => {
                self.span_end = self.span_end.max(range.end);
            }
            Event::Code(value) if self.at_start => {
                let end = range.end.max(self.span_end);
                let value = value.into_string();
                let rest = end..end;
                self.open = Some(Bullet { value, rest });
                self.at_start = false;
            }
            Event::End(_) => {}
            _ => {
                self.at_start = false;
                if let Some(bullet) = &mut self.open {
                    bullet.rest.end = bullet.rest.end.max(range.end);
                }
            }
        }
    }

    fn finish(&mut self) {
        self.at_start = false;
        self.found.extend(self.open.take());
    }
}

fn value_description(rest: &str) -> Option<String> {
    let separators = [
        ' ', '\n', '\r', '\t', '-', '–', '—', ':', '=', ',', ';', '.',
    ];
    let text = rest.trim_start_matches(separators).trim_end();
    if text.is_empty() {
        return None;
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(markdown: &str) -> Vec<(String, String)> {
        bullet_values(markdown)
            .into_iter()
            .map(|(value, text)| (value, text.unwrap_or_default()))
            .collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected
            .iter()
            .map(|(value, text)| ((*value).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn only_a_paragraph_at_the_start_is_split_off() {
        let texts = [
            ("Opens\na door.\n\n > Or\n > two.\n\nNow.", "Opens\na door."),
            ("Opens\n- a door\n", "Opens"),
            (
                "Opens:\n\n- a door\n  - a lock\n\nNow.",
                "Opens:\n\n- a door\n  - a lock",
            ),
            ("Opens:", "Opens:"),
            ("Opens a door.", "Opens a door."),
            ("- a door\n\nOpens.", ""),
            (" > Opens.\n\nNow.", ""),
            ("# Doors\n\nOpens.", ""),
            ("```text\na\n\nb\n```\n\nOpens.", ""),
            ("", ""),
        ];
        for (text, paragraph) in texts {
            let rest = text[paragraph.len()..].trim_start_matches('\n');
            assert_eq!(split_paragraph(text), (paragraph, rest));
        }
    }

    #[test]
    fn bullets_give_their_value_and_explanation() {
        let text = "Either:\n  - `open` - Takes `new`\n    [guests](/g)\n  - `shut`: Takes none\n  - `ajar`.\n  - **`gone`** – for *good*\n";
        let expected = [
            ("open", "Takes `new`\n[guests](/g)"),
            ("shut", "Takes none"),
            ("ajar", ""),
            ("gone", "for *good*"),
        ];
        assert_eq!(values(text), pairs(&expected));
    }

    #[test]
    fn bullets_are_found_in_loose_and_nested_lists() {
        let text = "- `a`: one\n\n  - `b`\n\n- `c`\n\n  more\n";
        assert_eq!(
            values(text),
            pairs(&[("a", "one"), ("b", ""), ("c", "more")])
        );
    }

    #[test]
    fn other_items_are_no_values() {
        let text = "- see `a`\n- plain\n\n1. `b`\n\n`c` - text\n\n- [`d`](/d): linked\n";
        assert_eq!(values(text), pairs(&[("d", "linked")]));
    }
}
