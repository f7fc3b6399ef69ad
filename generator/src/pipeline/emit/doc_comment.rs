//! Documentation: Markdown for rustdoc as doc comments.

use syn::Attribute;

use super::attribute;
use crate::base::diagnostic::Escaped;

/// One `#[doc = " line"]` for each line of `docs`; empty if there is no text.
pub(super) fn attributes(docs: &str) -> Vec<Attribute> {
    lines(docs)
        .map(|line| attribute::value("doc", &line))
        .collect()
}

/// The lines of `docs` as they follow after `///` or `//!`: empty, or with a leading space.
///
/// The space keeps a line that starts with `/` or `!` from changing the kind of comment. rustc
/// rejects bare carriage returns and characters that change the text direction in a comment. The
/// former become spaces, the latter become visible escapes.
pub(crate) fn lines(docs: &str) -> impl Iterator<Item = String> {
    docs.trim_end().lines().map(|line| {
        let line = line.trim_end();
        if line.is_empty() {
            String::new()
        } else {
            let line = line.replace(['\r', '\t'], " ");
            format!(" {}", Escaped(&line))
        }
    })
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
    fn what_rustc_refuses_in_a_comment_is_escaped() {
        let expected = r" a b\u{202e}c\u{2069}\u{61c}";
        assert_eq!(lines_of("a\rb\u{202e}c\u{2069}\u{61c}"), [expected]);
    }
}
