//! Renders the Markdown of the docs as inert HTML: text stays text, and links lead to the web.

use std::fmt::{self, Write};

use askama::filters::Escaper;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::Serialize;

use super::html::ShownHtml;
use crate::base::diagnostic::encode_url;

/// A text of the docs, rendered with its paragraphs, lists, code and links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Markdown {
    text: String,
    /// The prefix of links into the docs.
    #[serde(skip)]
    base_url: String,
}

impl Markdown {
    pub(super) fn new(text: &str, base_url: &str) -> Self {
        Self {
            text: text.to_owned(),
            base_url: base_url.to_owned(),
        }
    }

    /// The HTML, which is safe anywhere between tags.
    pub(super) fn html(&self) -> String {
        let mut html = String::with_capacity(self.text.len() * 2);
        let mut writer = Writer {
            base_url: &self.base_url,
            links: Vec::new(),
            html: &mut html,
        };
        for event in Parser::new(&self.text) {
            // Writing into a `String` cannot fail.
            let _ = writer.event(event);
        }
        html
    }
}

struct Writer<'a> {
    base_url: &'a str,
    /// The open links; `true` for those that are rendered.
    links: Vec<bool>,
    html: &'a mut String,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) -> fmt::Result {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.around("<code>", &code, "</code>"),
            Event::SoftBreak => self.html.write_str("\n"),
            Event::HardBreak => self.html.write_str("<br>"),
            Event::Rule => self.html.write_str("<hr>"),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            _ => Ok(()),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) -> fmt::Result {
        if let Tag::Link { dest_url, .. } = tag {
            return self.link(dest_url);
        }
        match element(&tag.to_end()) {
            Some(name) => write!(self.html, "<{name}>"),
            None => Ok(()),
        }
    }

    fn end(&mut self, tag: TagEnd) -> fmt::Result {
        match tag {
            TagEnd::Link if self.links.pop() == Some(true) => self.html.write_str("</a>"),
            tag => match element(&tag) {
                Some(name) => write!(self.html, "</{name}>"),
                None => Ok(()),
            },
        }
    }

    /// Starts a link to the web. Of any other link, only the text is rendered.
    fn link(&mut self, target: &str) -> fmt::Result {
        let is_in_docs = target.starts_with('/') && !target.starts_with("//");
        let base_url = if is_in_docs { self.base_url } else { "" };
        let target = format!("{base_url}{target}");
        let is_web = target.starts_with("https://") || target.starts_with("http://");
        self.links.push(is_web);
        if is_web {
            self.around("<a rel=\"noreferrer\" href=\"", &encode_url(&target), "\">")?;
        }
        Ok(())
    }

    fn around(&mut self, before: &str, text: &str, after: &str) -> fmt::Result {
        self.html.write_str(before)?;
        self.text(text)?;
        self.html.write_str(after)
    }

    fn text(&mut self, text: &str) -> fmt::Result {
        ShownHtml.write_escaped_str(&mut *self.html, text)
    }
}

/// The element of a tag; `None` if only its text is rendered.
fn element(tag: &TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph | TagEnd::Heading(_) => "p",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        Markdown::new(text, "https://docs.example").html()
    }

    #[test]
    fn marks_are_shown() {
        assert_eq!(
            html("A *small* `box`.\n\n- [it](/reference/box)\n- [out](https://a.example/?a=1&b=2)"),
            "<p>A <em>small</em> <code>box</code>.</p><ul>\
             <li><a rel=\"noreferrer\" href=\"https://docs.example/reference/box\">it</a></li>\
             <li><a rel=\"noreferrer\" href=\"https://a.example/?a=1&#38;b=2\">out</a></li></ul>"
        );
    }

    #[test]
    fn nothing_becomes_active() {
        for (text, safe) in [
            ("<script>a</script>", "&#60;script&#62;a&#60;/script&#62;"),
            ("x <img onerror=a>", "<p>x &#60;img onerror=a&#62;</p>"),
            ("[a](javascript:b)", "<p>a</p>"),
            ("[a](//evil.example)", "<p>a</p>"),
            ("![a](https://evil.example)", "<p>a</p>"),
            ("a\u{202e}b\u{9b}", r"<p>a\u{202e}b\u{9b}</p>"),
            ("`</script>`", "<p><code>&#60;/script&#62;</code></p>"),
            (
                "[a](https://b\"onclick=)",
                "<p><a rel=\"noreferrer\" href=\"https://b&#34;onclick=\">a</a></p>",
            ),
        ] {
            assert_eq!(html(text), safe, "{text}");
        }
    }
}
