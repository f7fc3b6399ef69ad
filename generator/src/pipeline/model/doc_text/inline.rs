//! The text of one block: spans, code, links and line breaks.

use std::mem::take;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::layout::{Block, Layout};
use super::markup::{code_span, heading_mark, link_end};
use super::text::{Glyph, Place, escape};

/// The block that holds text. It begins when the first text arrives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Text(Block),
    Heading(HeadingLevel),
    /// The rows begin by themselves.
    Table,
}

/// Writes text into a layout.
pub(super) struct Inline<'a> {
    pub(super) layout: Layout,
    source: &'a str,
    link: &'a dyn Fn(&str) -> Option<String>,
    leaf: Leaf,
    begun: bool,
    /// Text not yet written: a character's escape depends on its neighbours.
    glyphs: Vec<Glyph<'a>>,
    /// A line break that is written once text follows it.
    line_break: Option<&'static str>,
    /// The box of a task, which is one only if text follows it.
    task: &'static str,
    /// Where the box was written, as long as the block lasts.
    task_at: Option<usize>,
    spans: Vec<Span>,
}

/// An open emphasis or link.
struct Span {
    start: usize,
    open: String,
    close: String,
    is_link: bool,
}

impl<'a> Inline<'a> {
    pub(super) fn new(source: &'a str, link: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            layout: Layout::default(),
            source,
            link,
            leaf: Leaf::Text(Block::ItemText),
            begun: false,
            glyphs: Vec::new(),
            line_break: None,
            task: "",
            task_at: None,
            spans: Vec::new(),
        }
    }

    /// Makes the next text the first one of `leaf`.
    pub(super) fn start_leaf(&mut self, leaf: Leaf) {
        self.end_leaf();
        self.leaf = leaf;
        self.begun = leaf == Leaf::Table;
    }

    /// Ends the current block. Text after it, if any, is that of a tight item.
    pub(super) fn end_leaf(&mut self) {
        self.flush();
        self.take_back_task();
        self.line_break = None;
        self.task = "";
        self.leaf = Leaf::Text(Block::ItemText);
        self.begun = false;
    }

    /// Writes `text`, which stands in the source at `range`.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let written = &self.source[range];
        if written != text && written.starts_with('&') {
            let char = text.chars().next().unwrap_or('&');
            self.glyphs.push(Glyph {
                char,
                entity: Some(written),
            });
        } else {
            self.plain(text);
        }
    }

    /// Writes `text` so that it is read as it stands.
    pub(super) fn plain(&mut self, text: &str) {
        let glyphs = text.chars().map(|char| Glyph { char, entity: None });
        self.glyphs.extend(glyphs);
    }

    /// Writes what is neither text nor a span.
    pub(super) fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Code(code) => self.mark(&code_span(&code)),
            Event::InlineHtml(html) if html.starts_with("<!--") => {}
            Event::InlineHtml(html) => self.plain(&html),
            Event::FootnoteReference(label) => self.plain(&format!("[^{label}]")),
            Event::TaskListMarker(done) => self.start_task(if done { "[x] " } else { "[ ] " }),
            Event::SoftBreak => self.break_line(""),
            Event::HardBreak => self.break_line("\\"),
            _ => {}
        }
    }

    /// Opens an emphasis, a link or an image.
    pub(super) fn start_span(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let (open, close, is_link) = match tag {
            Tag::Emphasis => self.delimiter(&range, 1),
            Tag::Strong => self.delimiter(&range, 2),
            Tag::Strikethrough => ("~~".to_owned(), "~~".to_owned(), false),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(link_type, &dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => self.link(LinkType::Inline, &dest_url, &title),
            _ => return,
        };
        if is_link {
            self.guard_bang();
        }
        self.mark(&open);
        let start = self.layout.len() - open.len();
        self.spans.push(Span {
            start,
            open,
            close,
            is_link,
        });
    }

    /// Closes the innermost span, or takes it back if it is empty.
    pub(super) fn end_span(&mut self, tag: TagEnd) {
        let spans = [TagEnd::Emphasis, TagEnd::Strong, TagEnd::Strikethrough];
        if !spans.contains(&tag) && !matches!(tag, TagEnd::Link | TagEnd::Image) {
            return;
        }
        self.flush();
        if let Some(span) = self.spans.pop() {
            if self.layout.len() == span.start + span.open.len() {
                self.layout.split_off(span.start);
            } else {
                self.layout.push(&span.close);
            }
        }
    }

    /// Writes the text that waits.
    pub(super) fn flush(&mut self) {
        let glyphs = take(&mut self.glyphs);
        for (index, line) in glyphs.split(|glyph| glyph.char == '\n').enumerate() {
            if index > 0 {
                self.set_break("");
            }
            self.flush_line(line);
        }
    }

    fn flush_line(&mut self, line: &[Glyph<'_>]) {
        let fresh = !self.begun || self.line_break.is_some() || self.layout.at_line_start();
        let place = Place {
            line_start: fresh && matches!(self.leaf, Leaf::Text(_)),
            heading: matches!(self.leaf, Leaf::Heading(_)),
            link: self.in_link(),
        };
        let text = escape(line, place);
        if !text.is_empty() {
            self.begin();
            self.layout.push(&text);
        }
    }

    /// Writes markup, after the text before it.
    fn mark(&mut self, markup: &str) {
        self.flush();
        if !markup.is_empty() {
            self.begin();
            self.layout.push(markup);
        }
    }

    fn start_task(&mut self, mark: &'static str) {
        match self.leaf {
            Leaf::Text(_) => self.task = mark,
            _ => self.plain(mark),
        }
    }

    fn break_line(&mut self, mark: &'static str) {
        self.flush();
        self.set_break(mark);
    }

    fn set_break(&mut self, mark: &'static str) {
        if matches!(self.leaf, Leaf::Text(_)) {
            self.line_break = self.begun.then_some(mark);
        } else if self.begun {
            self.layout.push(" ");
        }
    }

    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            match self.leaf {
                Leaf::Text(block) => self.layout.begin(block),
                Leaf::Heading(level) => {
                    self.layout.begin(Block::Heading);
                    self.layout.push(&heading_mark(level));
                }
                Leaf::Table => {}
            }
        }
        if let Some(mark) = self.line_break.take() {
            self.layout.push(mark);
            self.layout.new_line();
        }
        let task = take(&mut self.task);
        if !task.is_empty() {
            self.task_at = Some(self.layout.len());
            self.layout.push(task);
        }
    }

    /// Takes back a task's mark with nothing behind it, which would read as a link's text.
    fn take_back_task(&mut self) {
        if let Some(start) = self.task_at.take()
            && self.layout.len() == start + "[ ] ".len()
        {
            self.layout.split_off(start);
        }
    }

    /// The delimiter that the source has, which may be an asterisk or an underscore.
    fn delimiter(&self, range: &Range<usize>, count: usize) -> (String, String, bool) {
        let delimiter: String = self.source[range.clone()].chars().take(1).collect();
        (delimiter.repeat(count), delimiter.repeat(count), false)
    }

    fn link(&self, ty: LinkType, destination: &str, title: &str) -> (String, String, bool) {
        let asked = match ty {
            LinkType::Email => format!("mailto:{destination}"),
            _ => destination.to_owned(),
        };
        match (self.link)(&asked) {
            // The text of an autolink is a bare URL, which becomes an autolink by itself.
            Some(target) if ty == LinkType::Autolink && target == destination => Default::default(),
            Some(target) if !self.in_link() => ("[".to_owned(), link_end(&target, title), true),
            _ => Default::default(),
        }
    }

    fn in_link(&self) -> bool {
        self.spans.iter().any(|span| span.is_link)
    }

    /// Keeps an exclamation mark before a link from making it an image.
    fn guard_bang(&mut self) {
        self.flush();
        if self.line_break.is_none() && self.layout.ends_with('!') {
            self.layout.split_off(self.layout.len() - 1);
            self.layout.push("\\!");
        }
    }
}
