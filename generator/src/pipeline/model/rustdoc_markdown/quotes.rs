//! The first lines of quotes.

use pulldown_cmark::{Event, Tag};

use crate::base::text::markdown::events;

/// The text without the empty lines that the printer writes at the start of quotes.
pub(super) fn without_empty_starts(text: String) -> String {
    // Parsing is slow, and few texts have a quote.
    if !text.contains(" >\n") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (event, range) in events(&text) {
        let Event::Start(Tag::BlockQuote(_)) = event else {
            continue;
        };
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].split_inclusive('\n').next();
        let line = line.unwrap_or_default();
        let is_empty = line.trim_end().bytes().all(|it| matches!(it, b' ' | b'>'));
        if is_empty && start >= copied {
            out.push_str(&text[copied..start]);
            copied = start + line.len();
        }
    }
    out.push_str(&text[copied..]);
    out
}
