//! Documentation: Markdown for rustdoc as doc comments.

use syn::Attribute;

use super::attribute;

/// One `#[doc = " line"]` for each line of `docs`; none if there is no text.
pub(super) fn attributes(docs: &str) -> Vec<Attribute> {
    lines(docs)
        .map(|line| attribute::value("doc", &line))
        .collect()
}

/// The lines of `docs` as they follow `///` or `//!`: empty, or with a leading space.
///
/// The space keeps a line that starts with `/` or `!` from changing the kind of comment. Bare
/// carriage returns and the characters that turn the direction of text are errors to rustc in a
/// comment, so they become spaces or go.
pub(crate) fn lines(docs: &str) -> impl Iterator<Item = String> {
    docs.trim_end().lines().map(|line| {
        let line = line.trim_end();
        if line.is_empty() {
            String::new()
        } else {
            format!(" {}", comment(line))
        }
    })
}

/// `line` without the characters that a comment cannot contain.
fn comment(line: &str) -> String {
    let kept = line.chars().filter(|c| !turns_direction(*c));
    kept.map(|c| if c == '\r' { ' ' } else { c }).collect()
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(docs: &str) -> Vec<String> {
        lines(docs).collect()
    }

    #[test]
    fn every_line_stays_a_doc_comment() {
        let expected = [" a", "", " /b", " !c", "     d"];
        assert_eq!(lines_of("a  \n \n/b\r\n!c\n    d\n\n"), expected);
        assert!(lines_of("").is_empty());
    }

    #[test]
    fn what_rustc_refuses_in_a_comment_is_gone() {
        assert_eq!(lines_of("a\rb\u{202e}c\u{2069}"), [" a bc"]);
    }
}
