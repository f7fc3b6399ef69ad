//! Markdown that rustdoc and clippy accept without a warning.
//!
//! The events of a text are rewritten until rustdoc cannot misread them, and printed again. The
//! author's text is kept verbatim, with escapes where rustdoc would misread it.

mod plain;
mod quotes;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

use pulldown_cmark::utils::TextMergeWithOffset;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options, cmark_with_source_range_and_options};

use crate::base::diagnostic::{encode_url, is_control};
use crate::base::text::markdown::{EXTENSIONS, events};
use plain::plain;
use quotes::without_empty_starts;
use text::{clean, find_url, without_comments};

/// A placeholder for the backslash of a line break, until the text is printed. No text contains it,
/// because [`clean`] removes it.
const BREAK: &str = "\u{1}";

/// `true` for a character that the printer may escape without need. For text with such characters,
/// the spelling in the source is kept.
fn may_be_escaped(byte: u8) -> bool {
    matches!(
        byte,
        b'&' | b'<' | b'>' | b'~' | b'*' | b'\\' | b'|' | b'_' | b'^' | b'#'
    )
}

/// The text of `markdown` as Markdown for doc comments: warning-free under rustdoc and clippy,
/// and never a doctest. Every code block is a fence marked `text`; bare URLs are autolinks;
/// brackets, tags and footnotes that are no links are escaped; comments are dropped.
///
/// `link` returns the new destination of a link or an image: an intra-doc path must resolve. For
/// `None`, only the text of the link remains. The result has neither empty lines at its ends nor
/// spaces at the ends of its lines.
pub(crate) fn rustdoc(markdown: &str, link: &dyn Fn(&str) -> Option<String>) -> String {
    plain(markdown, link).unwrap_or_else(|| rewritten(markdown, link))
}

/// The text, by its Markdown events.
fn rewritten(markdown: &str, link: &dyn Fn(&str) -> Option<String>) -> String {
    let source = clean(markdown);
    let mut rewriter = Rewriter {
        source: &source,
        link,
        events: Vec::new(),
        links: Vec::new(),
        html: String::new(),
        in_code: false,
    };
    for (event, range) in TextMergeWithOffset::new(events(&source)) {
        rewriter.rewrite(event, range);
    }
    print(&source, &rewriter.events)
}

/// An event, and the range of its text in the source, if the spelling there is kept.
type SpelledEvent<'a> = (Event<'a>, Option<Range<usize>>);

/// Prints events. Emphasis next to other emphasis that Markdown cannot express is dropped.
fn print(source: &str, events: &[SpelledEvent<'_>]) -> String {
    let options = Options {
        list_token: '-',
        increment_ordered_list_bullets: true,
        code_block_token_count: 3,
        ..Options::default()
    };
    let print = |with_emphasis: bool| {
        let events = events
            .iter()
            .filter(|(event, _)| with_emphasis || !is_emphasis(event))
            .map(|(event, range)| (event, range.clone()));
        let mut text = String::new();
        cmark_with_source_range_and_options(events, source, &mut text, EXTENSIONS, options.clone())
            .map(|_| text)
    };
    let text = print(true).or_else(|_| print(false)).unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let text = lines.join("\n").trim_matches('\n').replace(BREAK, "\\");
    without_empty_starts(text)
}

fn is_emphasis(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
    )
}

/// Collects the events that are printed.
struct Rewriter<'a> {
    source: &'a str,
    link: &'a dyn Fn(&str) -> Option<String>,
    events: Vec<SpelledEvent<'a>>,
    /// For each open link and image, `true` if it becomes a link.
    links: Vec<bool>,
    /// The HTML block that is being read.
    html: String,
    in_code: bool,
}

impl<'a> Rewriter<'a> {
    fn rewrite(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(code) if self.in_code => {
                let lines = code.lines().map(|line| format!("{}\n", line.trim_end()));
                self.push(Event::Text(lines.collect::<String>().into()));
            }
            Event::Text(text) => self.text(text, Some(range)),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) if html.starts_with("<!--") => {}
            Event::InlineHtml(html) => self.lines(&html),
            Event::FootnoteReference(label) => self.text(format!("[^{label}]").into(), None),
            // A task box is only valid at the start of a list item.
            Event::TaskListMarker(is_done)
                if matches!(
                    self.events.last(),
                    Some((Event::Start(Tag::Heading { .. }), _))
                ) =>
            {
                let text = if is_done { "[x] " } else { "[ ] " };
                self.text(text.into(), None);
            }
            Event::SoftBreak => self.break_line(false),
            Event::HardBreak => self.break_line(true),
            event => self.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, dest_url, title),
            Tag::Image {
                dest_url, title, ..
            } => self.start_link(LinkType::Inline, dest_url, title),
            Tag::CodeBlock(_) => {
                self.in_code = true;
                let fence = CodeBlockKind::Fenced("text".into());
                self.push(Event::Start(Tag::CodeBlock(fence)));
            }
            Tag::HtmlBlock => self.html.clear(),
            Tag::FootnoteDefinition(label) => self.paragraph(&format!("[^{label}]:")),
            tag => self.push(Event::Start(tag)),
        }
    }

    fn start_link(&mut self, link_type: LinkType, target: CowStr<'a>, title: CowStr<'a>) {
        let asked = if link_type == LinkType::Email {
            format!("mailto:{target}").into()
        } else {
            target
        };
        let target = (self.link)(&asked).filter(|_| !self.links.contains(&true));
        self.links.push(target.is_some());
        if let Some(mut target) = target {
            // A character reference can produce a line break or a hidden character.
            if target.contains(is_control) {
                target = encode_url(&target);
            }
            let title = clean(&title).replace('\n', " ");
            let is_autolink = link_type == LinkType::Autolink && *target == *asked;
            self.push(Event::Start(Tag::Link {
                link_type: if is_autolink {
                    LinkType::Autolink
                } else {
                    LinkType::Inline
                },
                dest_url: target.into(),
                title: title.into(),
                id: "".into(),
            }));
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => {
                if self.links.pop() == Some(true) {
                    self.close(TagEnd::Link);
                }
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.push(Event::End(tag));
            }
            TagEnd::HtmlBlock => {
                let html = without_comments(&self.html);
                for paragraph in html.split("\n\n") {
                    self.paragraph(paragraph);
                }
            }
            TagEnd::FootnoteDefinition => {}
            TagEnd::List(_) => {
                self.tighten();
                self.close(tag);
            }
            tag => self.close(tag),
        }
    }

    /// Closes the open element, or removes it if it is empty.
    fn close(&mut self, tag: TagEnd) {
        if is_block(tag) {
            self.trim_end();
            while let Some((Event::SoftBreak | Event::TaskListMarker(_), _)) = self.events.last() {
                self.events.pop();
                self.trim_end();
            }
        }
        match self.events.last() {
            Some((Event::Start(_), _)) if tag != TagEnd::TableCell => drop(self.events.pop()),
            _ => self.push(Event::End(tag)),
        }
    }

    /// Makes a list of a single paragraph tight. The printer would add a link definition to keep
    /// the list loose.
    fn tighten(&mut self) {
        let [
            ..,
            (Event::End(TagEnd::Paragraph), _),
            (Event::End(TagEnd::Item), _),
        ] = &self.events[..]
        else {
            return;
        };
        let is_paragraph = |(event, _): &SpelledEvent<'_>| *event == Event::Start(Tag::Paragraph);
        if let Some(start) = self.events.iter().rposition(is_paragraph)
            && let [
                ..,
                (Event::Start(Tag::List(_)), _),
                (Event::Start(Tag::Item), _),
            ] = &self.events[..start]
        {
            self.events.remove(self.events.len() - 2);
            self.events.remove(start);
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.push(Event::Start(Tag::Paragraph));
        self.lines(text);
        self.close(TagEnd::Paragraph);
    }

    /// Adds lines of plain text.
    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.break_line(false);
            }
            self.text(line.to_owned().into(), None);
        }
    }

    /// Adds text in which bare URLs become autolinks, except inside a link. `range` is the place of
    /// the text in the source.
    fn text(&mut self, text: CowStr<'a>, range: Option<Range<usize>>) {
        let is_verbatim = |range: &Range<usize>| self.source[range.clone()] == *text;
        let verbatim = range.clone().filter(is_verbatim);
        let mut start = 0;
        if !self.links.contains(&true) {
            while let Some(url) = find_url(&text, start) {
                let range = verbatim
                    .as_ref()
                    .map(|range| range.start + start..range.start + url.start);
                self.words(text[start..url.start].to_owned().into(), range);
                start = url.end;
                let url = CowStr::from(text[url].to_owned());
                self.push(Event::Start(Tag::Link {
                    link_type: LinkType::Autolink,
                    dest_url: url.clone(),
                    title: "".into(),
                    id: "".into(),
                }));
                self.push(Event::Text(url));
                self.push(Event::End(TagEnd::Link));
            }
        }
        if start == 0 {
            self.words(text, range);
        } else {
            let range = verbatim.map(|range| range.start + start..range.end);
            self.words(text[start..].to_owned().into(), range);
        }
    }

    /// Adds text. Its spelling in the source is kept, unless it contains brackets or backticks:
    /// rustdoc may read a link where the source has none.
    fn words(&mut self, text: CowStr<'a>, range: Option<Range<usize>>) {
        let cleaned = clean(&text);
        let trimmed = if self.is_at_line_start() {
            cleaned.trim_start_matches(' ')
        } else {
            &cleaned
        };
        if trimmed.is_empty() {
            return;
        }
        if trimmed.len() != text.len() {
            let text = trimmed.to_owned().into();
            return self.push(Event::Text(text));
        }
        let range = range.filter(|range| {
            let has_spellings = range.len() != text.len()
                || text.bytes().any(may_be_escaped)
                || text.starts_with(|first: char| first.is_ascii_digit());
            has_spellings && !text.bytes().any(|byte| matches!(byte, b'[' | b']' | b'`'))
        });
        self.events.push((Event::Text(text), range));
    }

    fn break_line(&mut self, is_hard: bool) {
        self.trim_end();
        if !self.is_at_line_start() {
            if is_hard {
                self.push(Event::Text(BREAK.into()));
            }
            self.push(Event::SoftBreak);
        }
    }

    fn is_at_line_start(&self) -> bool {
        match self.events.last() {
            None | Some((Event::SoftBreak | Event::TaskListMarker(_), _)) => true,
            Some((Event::Start(tag), _)) => is_block(tag.to_end()),
            Some((Event::End(tag), _)) => is_block(*tag),
            _ => false,
        }
    }

    /// Removes the spaces, and the mark of a break, from the end of the last line.
    fn trim_end(&mut self) {
        while let Some((Event::Text(text), range)) = self.events.last_mut() {
            let trimmed = text.trim_end_matches([' ', '\u{1}']);
            if trimmed.is_empty() {
                self.events.pop();
            } else if trimmed.len() < text.len() {
                *text = trimmed.to_owned().into();
                *range = None;
            } else {
                break;
            }
        }
    }

    fn push(&mut self, event: Event<'a>) {
        self.events.push((event, None));
    }
}

fn is_block(tag: TagEnd) -> bool {
    let spans = [
        TagEnd::Emphasis,
        TagEnd::Strong,
        TagEnd::Strikethrough,
        TagEnd::Link,
        TagEnd::Image,
    ];
    !spans.contains(&tag)
}
