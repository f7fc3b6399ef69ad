//! Documentation: Markdown for rustdoc as doc comments.

use std::borrow::Cow;

use syn::Attribute;

use super::attribute;
use crate::base::diagnostic::Escaped;

/// One `#[doc = " line"]` for each line of `docs`; empty if there is no text.
pub(super) fn attributes(docs: &str) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for line in lines(docs) {
        let space = if line.is_empty() { "" } else { " " };
        attributes.push(attribute::value("doc", &format!("{space}{line}")));
    }
    attributes
}

/// The lines of a comment: each line of `docs` after `marker`, which is `///` or `//!`.
///
/// The space between them keeps a line that starts with `/` or `!` from changing the kind of
/// comment.
pub(crate) fn comment(marker: &str, docs: &str) -> String {
    let mut text = String::with_capacity(docs.len() + marker.len() + 2);
    for line in lines(docs) {
        text.push_str(marker);
        if !line.is_empty() {
            text.push(' ');
            text.push_str(&line);
        }
        text.push('\n');
    }
    text
}

/// The lines of `docs`, as they stand in a comment.
///
/// rustc rejects bare carriage returns and characters that change the text direction in a comment.
/// The former become spaces, the latter become visible escapes.
fn lines(docs: &str) -> impl Iterator<Item = Cow<'_, str>> {
    docs.trim_end().lines().map(|line| {
        let line = line.trim_end();
        // Nearly every line is ASCII without control characters.
        if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Cow::Borrowed(line);
        }
        let line = line.replace(['\r', '\t'], " ");
        Cow::Owned(Escaped(&line).to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(docs: &str) -> Vec<String> {
        let comment = comment("///", docs);
        let lines = comment.lines().map(|line| line.strip_prefix("///"));
        lines.map(|line| line.unwrap().to_owned()).collect()
    }

    #[test]
    fn every_line_stays_a_doc_comment() {
        let expected = [" a", "", " /b", " !c", "     d"];
        assert_eq!(lines_of("a  \n \n/b\r\n!c\n    d\n\n"), expected);
        assert!(lines_of("").is_empty());
    }

    #[test]
    fn what_rustc_refuses_in_a_comment_is_escaped() {
        let expected = r" a b\u{202e}c\u{2069}\u{61c}";
        assert_eq!(lines_of("a\rb\u{202e}c\u{2069}\u{61c}"), [expected]);
    }
}
