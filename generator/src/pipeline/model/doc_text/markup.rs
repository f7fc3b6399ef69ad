//! Markup around text that is written already.

use pulldown_cmark::HeadingLevel;

/// The mark of an ATX heading of `level`.
pub(super) fn heading_mark(level: HeadingLevel) -> String {
    "#".repeat(level as usize) + " "
}

/// The fence of a code block that holds `code`.
pub(super) fn code_fence(code: &str) -> String {
    "`".repeat(longest_backticks(code).max(2) + 1)
}

/// The code span that reads as `code`.
pub(super) fn code_span(code: &str) -> String {
    let fence = "`".repeat(longest_backticks(code) + 1);
    let padded = code.starts_with('`')
        || code.ends_with('`')
        || (code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty());
    let pad = if padded { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// The length of the longest run of backticks.
fn longest_backticks(code: &str) -> usize {
    code.split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// What follows the text of a link to `target`.
pub(super) fn link_end(target: &str, title: &str) -> String {
    format!("]({}{})", target_text(target), title_text(title))
}

fn target_text(target: &str) -> String {
    let plain = |char: char| !char.is_whitespace() && !"()<>\\".contains(char);
    if !target.is_empty() && target.chars().all(plain) {
        return target.to_owned();
    }
    let escaped = target.replace(['\n', '\r'], "").replace('\\', "\\\\");
    format!("<{}>", escaped.replace('<', "\\<").replace('>', "\\>"))
}

fn title_text(title: &str) -> String {
    if title.trim().is_empty() {
        return String::new();
    }
    let words: Vec<&str> = title.split_whitespace().collect();
    format!(
        " \"{}\"",
        words.join(" ").replace('\\', "\\\\").replace('"', "\\\"")
    )
}

/// `html` without its comments. One that does not end is text.
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
