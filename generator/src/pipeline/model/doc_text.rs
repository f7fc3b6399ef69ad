//! Markdown that rustdoc and clippy accept without a warning.
//!
//! The parser's events are written again: blocks by [`layout`], text by [`inline`] and [`string_or_timestamp`].
//! What an author wrote as text stays word for word; only what would be read as something else is
//! escaped.

mod clean;
mod inline;
mod layout;
mod markup;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use self::clean::clean;
use self::inline::{Inline, Leaf};
use self::layout::{Block, Container, Layout};
use self::markup::{code_fence, without_comments};
use crate::base::text::markdown::events;

/// The text of `markdown` as Markdown for doc comments: warning-free under rustdoc and clippy,
/// and never a doctest. Every code block is a fence marked `text`; bare URLs are autolinks;
/// brackets, tags and footnotes that are no links are escaped; comments are dropped.
///
/// `link` is asked for the new destination of each link and image. What it returns is written as
/// it is, so it is either no intra-doc path or one that resolves; for `None` only the text of the
/// link stays. The result has neither empty lines at its ends nor spaces at the ends of its lines.
pub(crate) fn rustdoc(markdown: &str, link: &dyn Fn(&str) -> Option<String>) -> String {
    if is_plain(markdown) {
        return markdown.to_owned();
    }
    let source = clean(markdown);
    let mut writer = Writer::new(&source, link);
    for (event, range) in events(&source) {
        writer.write(event, range);
    }
    writer.inline.layout.finish()
}

/// Whether the text is a sentence in which nothing can mean something in Markdown, as half of all
/// descriptions are: letters and digits, with what stands between and behind words.
fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let is_word = |byte: u8| byte.is_ascii_alphanumeric();
    starts
        && bytes.all(|byte| is_word(byte) || b" ,.'()?".contains(&byte))
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains("www.")
}

struct Writer<'a> {
    source: &'a str,
    inline: Inline<'a>,
    /// The number of the next item of each enclosing list, `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The text of the code or HTML block being read.
    block: Option<String>,
    table: Table,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    rows: usize,
    cell_start: usize,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str, link: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            source,
            inline: Inline::new(source, link),
            lists: Vec::new(),
            block: None,
            table: Table::default(),
        }
    }

    fn write(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Rule => self.rule(range),
            Event::Text(text) | Event::Html(text) => match &mut self.block {
                Some(block) => block.push_str(&text),
                None => self.inline.text(&text, range),
            },
            event => self.inline.write(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.layout().loosen();
                self.inline.start_leaf(Leaf::Text(Block::Paragraph));
            }
            Tag::Heading { level, .. } => self.inline.start_leaf(Leaf::Heading(level)),
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.inline.end_leaf();
                self.block = Some(String::new());
            }
            Tag::BlockQuote(_) => self.enter(Container::Quote, "> ", "> "),
            Tag::List(start) => self.start_list(start),
            Tag::Item => self.start_item(range),
            Tag::FootnoteDefinition(label) => {
                self.inline.start_leaf(Leaf::Text(Block::Paragraph));
                self.inline.plain(&format!("[^{label}]:"));
                self.inline.end_leaf();
            }
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead | Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            tag => self.inline.start_span(tag, range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table => self.inline.end_leaf(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::BlockQuote(_) | TagEnd::Item => self.leave(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.leave();
            }
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableRow => self.layout().push("|"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::FootnoteDefinition => {}
            tag => self.inline.end_span(tag),
        }
    }

    /// Writes the source's own mark, except in a list, where it may read as a marker or underline.
    fn rule(&mut self, range: Range<usize>) {
        self.inline.end_leaf();
        let mark = if self.lists.is_empty() {
            self.source[range].trim()
        } else {
            "___"
        };
        self.layout().begin(Block::Rule);
        self.layout().push(mark);
    }

    fn start_list(&mut self, start: Option<u64>) {
        self.lists.push(start);
        let interrupts = start.is_none_or(|start| start == 1);
        self.enter(
            Container::List {
                loose: false,
                interrupts,
            },
            "",
            "",
        );
    }

    /// Writes the item's own marker, since neighbouring lists differ in it only.
    fn start_item(&mut self, range: Range<usize>) {
        let source = self.source[range].trim_start();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let digits = source.trim_start_matches(|char: char| char.is_ascii_digit());
                let delimiter = if digits.starts_with(')') { ')' } else { '.' };
                *number += 1;
                format!("{}{delimiter} ", *number - 1)
            }
            _ => format!("{} ", source.chars().next().unwrap_or('-')),
        };
        self.enter(Container::Item, &marker, &" ".repeat(marker.len()));
    }

    fn end_code(&mut self) {
        let code = self.block.take().unwrap_or_default();
        let fence = code_fence(&code);
        self.layout().begin(Block::Code);
        self.layout().push(&fence);
        self.layout().push("text");
        for line in code.lines() {
            self.layout().new_line();
            self.layout().push(line);
        }
        self.layout().new_line();
        self.layout().push(&fence);
    }

    /// Writes an HTML block as paragraphs of plain text, without its comments.
    fn end_html(&mut self) {
        let html = self.block.take().unwrap_or_default();
        for paragraph in without_comments(&html).split("\n\n") {
            self.inline.start_leaf(Leaf::Text(Block::Paragraph));
            self.inline.plain(paragraph.trim());
            self.inline.end_leaf();
        }
    }

    fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.inline.start_leaf(Leaf::Table);
        self.table = Table {
            alignments,
            ..Table::default()
        };
    }

    fn start_row(&mut self) {
        if self.table.rows == 0 {
            self.layout().begin(Block::Table);
        } else {
            self.layout().new_line();
        }
        self.table.rows += 1;
    }

    fn start_cell(&mut self) {
        self.layout().push("| ");
        self.table.cell_start = self.layout().len();
    }

    fn end_cell(&mut self) {
        self.inline.flush();
        let start = self.table.cell_start;
        let cell = self.layout().split_off(start).replace('|', "\\|");
        self.layout().push(&cell);
        self.layout().push(" ");
    }

    fn end_head(&mut self) {
        self.layout().push("|");
        self.layout().new_line();
        for alignment in std::mem::take(&mut self.table.alignments) {
            self.layout().push(match alignment {
                Alignment::None => "| --- ",
                Alignment::Left => "| :-- ",
                Alignment::Center => "| :-: ",
                Alignment::Right => "| --: ",
            });
        }
        self.layout().push("|");
    }

    fn enter(&mut self, container: Container, first: &str, rest: &str) {
        self.inline.end_leaf();
        self.layout().enter(container, first, rest);
    }

    fn leave(&mut self) {
        self.inline.end_leaf();
        self.layout().leave();
    }

    fn layout(&mut self) -> &mut Layout {
        &mut self.inline.layout
    }
}
