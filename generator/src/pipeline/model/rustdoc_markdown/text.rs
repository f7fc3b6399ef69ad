//! Plain text inside Markdown: URLs, HTML comments and invisible characters.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::diagnostic::is_control;

/// The first URL of `text` from `start` on, without the punctuation of the sentence around it.
pub(super) fn find_url(text: &str, start: usize) -> Option<Range<usize>> {
    text[start..].match_indices("http").find_map(|(at, _)| {
        let start = start + at;
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text[start..].starts_with(scheme))?;
        let url = &text[start..];
        let url = &url[..url.find(ends_url).unwrap_or(url.len())];
        let surplus = url
            .matches(')')
            .count()
            .saturating_sub(url.matches('(').count());
        let url = without_punctuation(url, surplus);
        if url.len() > scheme.len() {
            Some(start..start + url.len())
        } else {
            None
        }
    })
}

fn ends_url(char: char) -> bool {
    char.is_whitespace() || is_control(char) || "<>\"`|[]\\^“”".contains(char)
}

/// `url` without the punctuation at its end. `surplus` is the number of its closing parentheses
/// without an opening one.
fn without_punctuation(mut url: &str, mut surplus: usize) -> &str {
    while let Some(last) = url.chars().next_back() {
        if last == ')' && surplus > 0 {
            surplus -= 1;
        } else if !".,;:!?'*_~’”".contains(last) {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

/// `html` without its comments. A comment that does not end is text.
pub(super) fn without_comments(html: &str) -> String {
    let mut pieces = html.split("<!--");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once("-->") {
            Some((_, after)) => out.push_str(after),
            None => {
                out.push_str("<!--");
                out.push_str(piece);
            }
        }
    }
    out
}

/// `text` with `\n` as its only line break, tabs expanded to stops of four columns, and without
/// control and hidden characters, which rustc or clippy may deny. Those that separate words become
/// spaces.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Nearly every text is ASCII without control characters.
    if text
        .bytes()
        .all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for char in text.replace("\r\n", "\n").chars() {
        if matches!(char, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            out.push('\n');
            column = 0;
        } else if char == '\t' {
            let width = 4 - column % 4;
            out.extend(std::iter::repeat_n(' ', width));
            column += width;
        } else if !is_control(char) || char.is_whitespace() {
            out.push(if is_control(char) { ' ' } else { char });
            column += 1;
        }
    }
    Cow::Owned(out)
}
