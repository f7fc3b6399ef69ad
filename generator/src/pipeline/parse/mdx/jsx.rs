//! The tags of MDX: those of HTML, and also dotted names and values in braces.

use crate::base::text::floor_char_boundary;

/// The maximum length of a tag in bytes. No real tag is nearly as long.
const MAX_TAG_LEN: usize = 64 * 1024;

/// The maximum length of an expression in braces in bytes. It is smaller, since every byte is
/// examined.
const MAX_BRACES_LEN: usize = 4 * 1024;

/// The elements of HTML that have no content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// The effect of a tag on the text that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    Open,
    Close,
    /// No content: a self-closing tag, a void element of HTML, or a comment.
    Empty,
}

/// A tag in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JsxTag {
    pub(super) kind: TagKind,
    /// Empty for a fragment and a comment.
    pub(super) name: String,
    /// The number of bytes from `<` to `>`.
    pub(super) len: usize,
}

/// The tag or HTML comment at the start of `source`, if there is one.
pub(super) fn read_tag(source: &str) -> Option<JsxTag> {
    if let Some(comment) = source.strip_prefix("<!--") {
        let len = comment.find("-->")? + "<!---->".len();
        return Some(JsxTag {
            kind: TagKind::Empty,
            name: String::new(),
            len,
        });
    }
    let source = &source[..floor_char_boundary(source, MAX_TAG_LEN)];
    let mut reader = Reader {
        rest: source.strip_prefix('<')?,
    };
    let closing = reader.take("/");
    let name = reader.name(is_in_name);
    if !name.is_empty() && !name.starts_with(|char: char| char.is_alphabetic()) {
        return None;
    }
    if name.is_empty() && !reader.rest.starts_with('>') {
        return None;
    }
    let is_self_closing = reader.attributes()?;
    let kind = if closing {
        TagKind::Close
    } else if is_self_closing || VOID.contains(&name) {
        TagKind::Empty
    } else {
        TagKind::Open
    };
    Some(JsxTag {
        kind,
        name: name.to_owned(),
        len: source.len() - reader.rest.len(),
    })
}

/// The text of the attribute with this name in a tag. `None` if there is none, or if its value is
/// an expression other than a string.
pub(super) fn text_attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut reader = Reader {
        rest: tag.strip_prefix('<')?,
    };
    reader.name(is_in_name);
    loop {
        reader.spaces();
        let (found, value) = reader.attribute()?;
        if found == name {
            return text_of(value);
        }
    }
}

/// The text of a value in quotes, in quotes inside braces, or without quotes.
fn text_of(value: &str) -> Option<&str> {
    let braces = value.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    let value = braces.map_or(value, str::trim);
    let in_quotes = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    let text = in_quotes('"').or_else(|| in_quotes('\''));
    text.or_else(|| Some(value).filter(|_| braces.is_none()))
}

/// The length of the `{…}` at the start of `source`, or `None` if it does not end. Braces in
/// strings and comments are ignored.
pub(super) fn read_braces(source: &str) -> Option<usize> {
    let source = &source[..floor_char_boundary(source, MAX_BRACES_LEN)];
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = source.as_bytes().get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' | b'\'' | b'`' => at += 1 + source[at + 1..].find(char::from(*byte))?,
            b'/' if source[at..].starts_with("/*") => at += 3 + source[at + 2..].find("*/")?,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return if *byte == b'}' { Some(at) } else { None };
        }
    }
    None
}

/// Returns `true` if the name of a tag may contain `char`.
fn is_in_name(char: char) -> bool {
    char.is_alphanumeric() || "._-:$".contains(char)
}

/// Returns `true` if a tag may contain `char` outside of strings and braces.
fn is_bare(char: char) -> bool {
    !char.is_whitespace() && !char.is_control() && !"\"'`<>".contains(char)
}

/// Reads a tag, from the byte after its `<`.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads attributes and the tag's end, and returns `true` if the tag closes itself.
    fn attributes(&mut self) -> Option<bool> {
        loop {
            let has_space = self.spaces();
            if self.take(">") {
                return Some(false);
            } else if self.take("/>") {
                return Some(true);
            } else if !has_space {
                return None;
            }
            self.attribute()?;
        }
    }

    /// Reads an attribute, and returns its name and its value, which may both be empty.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        if self.rest.starts_with('{') {
            self.skip(read_braces(self.rest)?)?;
            return Some(("", ""));
        }
        let name = self.name(|char| is_bare(char) && !"/={}".contains(char));
        if name.is_empty() {
            return None;
        }
        if !self.rest.trim_start().starts_with('=') {
            return Some((name, ""));
        }
        self.spaces();
        self.take("=");
        self.spaces();
        Some((name, self.value()?))
    }

    fn value(&mut self) -> Option<&'a str> {
        match self.rest.chars().next()? {
            '{' => self.skip(read_braces(self.rest)?),
            quote @ ('"' | '\'') => self.skip(self.rest[1..].find(quote)? + 2),
            _ => {
                let value = self.name(|char| is_bare(char) && char != '=');
                if value.is_empty() { None } else { Some(value) }
            }
        }
    }

    fn name(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|char| !belongs(char));
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        name
    }

    /// Skips white space, and returns `true` if there is any.
    fn spaces(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let has_space = rest.len() < self.rest.len();
        self.rest = rest;
        has_space
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn skip(&mut self, len: usize) -> Option<&'a str> {
        let (skipped, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_where_mdx_ends_them() {
        let tags = [
            ("<A> b", TagKind::Open, "A", 3),
            ("</A >", TagKind::Close, "A", 5),
            ("<A/>", TagKind::Empty, "A", 4),
            ("<A.B\n  c=\"/>\"\n/>.", TagKind::Empty, "A.B", 16),
            ("<A b={{ c: '}' }} d />", TagKind::Empty, "A", 22),
            ("<A {...b} c=d>", TagKind::Open, "A", 14),
            ("<img src=x>", TagKind::Empty, "img", 11),
            ("<>", TagKind::Open, "", 2),
            ("<!-- > --> c", TagKind::Empty, "", 10),
        ];
        for (source, kind, name, len) in tags {
            let tag = JsxTag {
                kind,
                name: name.to_owned(),
                len,
            };
            assert_eq!(read_tag(source), Some(tag), "{source}");
        }
    }

    #[test]
    fn other_text_is_no_tag() {
        for source in [
            "a",
            "<",
            "< A>",
            "<5>",
            "<A",
            "<A b c",
            "<A b=\">",
            "<https://a.b>",
            "<!-- a",
        ] {
            assert_eq!(read_tag(source), None, "{source}");
        }
    }

    #[test]
    fn an_attribute_has_a_text() {
        let tags = [
            ("<A b=\"c d\">", Some("c d")),
            ("<A {...e} f b='c'/>", Some("c")),
            ("<A.B\n  x=\"b='d'\"\n  b = {\"c\"}\n>", Some("c")),
            ("<A b={ 'c' }>", Some("c")),
            ("<A b=c>", Some("c")),
            ("<A b>", Some("")),
            ("<A b={c}>", None),
            ("<A x=\"b\">", None),
            ("<A>", None),
        ];
        for (tag, text) in tags {
            assert_eq!(text_attribute(tag, "b"), text, "{tag}");
        }
    }

    #[test]
    fn what_does_not_end_in_time_has_no_end() {
        let padded = |length: usize| "é".repeat(length / 2);
        assert!(read_tag(&format!("<A b=\"{}\">", padded(MAX_TAG_LEN / 2))).is_some());
        assert_eq!(
            read_tag(&format!("<A b=\"{}\">", padded(MAX_TAG_LEN))),
            None
        );
        assert!(read_braces(&format!("{{{}}}", padded(MAX_BRACES_LEN / 2))).is_some());
        assert_eq!(
            read_braces(&format!("{{{}}}", padded(MAX_BRACES_LEN))),
            None
        );
    }

    #[test]
    fn braces_balance_outside_strings_and_comments() {
        assert_eq!(read_braces("{a}b}"), Some(3));
        assert_eq!(read_braces("{{a: '}'}} b"), Some(10));
        assert_eq!(read_braces("{/* } */} b"), Some(9));
        assert_eq!(read_braces("{a"), None);
        assert_eq!(read_braces("a{}"), None);
    }
}
