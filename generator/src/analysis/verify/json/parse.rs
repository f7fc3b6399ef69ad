//! Parses JSON in one pass over its text.

use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::{Json, MAX_DEPTH, Text};

/// The maximum nesting depth of parsed containers. It is greater than in serde, so that types can
/// be inferred from deeper values.
const MAX_PARSED: usize = MAX_DEPTH + 8;

/// Parses a JSON text; `None` if serde rejects it.
pub(in crate::analysis::verify) fn parse(text: &str) -> Option<Json<'_>> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(0)?;
    if parser.next_token().is_none() {
        Some(value)
    } else {
        None
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The next byte to read.
    at: usize,
}

impl<'a> Parser<'a> {
    /// Skips blanks, and returns the next byte without reading it.
    fn next_token(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Reads one value with this many containers around it.
    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        match self.next_token()? {
            b'{' | b'[' if depth == MAX_PARSED => self.skip().map(Json::Deep),
            b'{' => self.object(depth + 1),
            b'[' => self.array(depth + 1),
            b'"' => self.string().map(Json::String),
            b't' => self.word("true", Json::Boolean),
            b'f' => self.word("false", Json::Boolean),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    /// Skips a container at any depth.
    fn skip(&mut self) -> Option<&'a str> {
        let rest = Deserializer::from_str(&self.text[self.at..]);
        let raw: &RawValue = rest.into_iter().next()?.ok()?;
        self.at += raw.get().len();
        Some(raw.get())
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Option<Json<'a>> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return None;
        }
        self.at += word.len();
        Some(value)
    }

    fn array(&mut self, depth: usize) -> Option<Json<'a>> {
        let mut items = Vec::new();
        self.at += 1;
        if self.next_token()? == b']' {
            self.at += 1;
            return Some(Json::Array(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.is_last(b']')? {
                return Some(Json::Array(items));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json<'a>> {
        let mut members = Vec::new();
        self.at += 1;
        if self.next_token()? == b'}' {
            self.at += 1;
            return Some(Json::Object(members));
        }
        loop {
            if self.next_token()? != b'"' {
                return None;
            }
            let key = self.string()?;
            if self.next_token()? != b':' {
                return None;
            }
            self.at += 1;
            members.push((key, self.value(depth)?));
            if self.is_last(b'}')? {
                return Some(Json::Object(members));
            }
        }
    }

    /// Reads the end of a container, or the comma before its next value.
    fn is_last(&mut self, end: u8) -> Option<bool> {
        let byte = self.next_token()?;
        self.at += 1;
        match byte {
            b',' => Some(false),
            byte if byte == end => Some(true),
            _ => None,
        }
    }

    /// Reads a string from its opening quote on.
    fn string(&mut self) -> Option<Text<'a>> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut has_escapes = false;
        self.at = start;
        loop {
            let rest = &bytes[self.at..];
            self.at += rest
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
            match bytes[self.at] {
                b'"' => break,
                b'\\' => self.escape()?,
                _ => return None,
            }
            has_escapes = true;
        }
        let raw = &self.text[start..self.at];
        self.at += 1;
        Some(Text { raw, has_escapes })
    }

    /// Skips an escape. It may be a surrogate, which is not checked here.
    fn escape(&mut self) -> Option<()> {
        let rest = &self.text.as_bytes()[self.at + 1..];
        self.at += match rest.first()? {
            b'u' => {
                let digits = rest.get(1..5)?;
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                6
            }
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
            _ => return None,
        };
        Some(())
    }

    fn number(&mut self) -> Option<Json<'a>> {
        let start = self.at;
        self.pass(b"-");
        // No digit may follow a zero.
        if !self.pass(b"0") {
            self.digits()?;
        }
        if self.pass(b".") {
            self.digits()?;
        }
        if self.pass(b"eE") {
            self.pass(b"+-");
            self.digits()?;
        }
        Some(Json::Number(self.text[start..self.at].into()))
    }

    /// Reads one of these bytes, if it is next.
    fn pass(&mut self, bytes: &[u8]) -> bool {
        let next = self.text.as_bytes().get(self.at);
        let is_next = next.is_some_and(|next| bytes.contains(next));
        self.at += usize::from(is_next);
        is_next
    }

    /// Reads one digit or more.
    fn digits(&mut self) -> Option<()> {
        let rest = self.text.as_bytes()[self.at..].iter();
        let digits = rest.take_while(|byte| byte.is_ascii_digit()).count();
        self.at += digits;
        if digits > 0 { Some(()) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `true` if this parser and serde agree on a text.
    fn agrees(text: &str) -> bool {
        parse(text).is_some() == serde_json::from_str::<&RawValue>(text).is_ok()
    }

    /// Texts, separated by blanks. A tilde stands for a blank inside a text.
    const TEXTS: &str = r#"
        null ~null~ nul nulls truefalse 0 -0 00 01 - 1. .5 1.5 1e 1e+ 1e+5 1E-05 1.5e3x +1
        " "a" "\ "\" "\x" "\u12" "\u12G4" "\ud800" "\ud800\u" [ [] [,] [1,] [1~2] [1,2] [1}
        { {} {,} {"a"} {"a":} {"a":1,} {"a":1} {"a"~:~1~,~"a"~:~2~} {1:2} {"a":1] []~[]
    "#;

    #[test]
    fn it_reads_what_serde_reads() {
        for text in TEXTS.split_whitespace() {
            assert!(agrees(&text.replace('~', " ")), "{text:?}");
        }
        let deep = "[".repeat(MAX_PARSED + 2);
        let closed = format!("{deep}{}", "]".repeat(MAX_PARSED + 2));
        let more = format!("{closed}]");
        for text in [
            "",
            " ",
            "\"\t\"",
            "\"\u{7f}\"",
            "\u{a0}1",
            "1\u{c}",
            &deep,
            &closed,
            &more,
        ] {
            assert!(agrees(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_reads_of_any_text(text in r#"[\[\]{}:," \\u0-9a-fE.+\-tnl"]{0,12}"#) {
            prop_assert!(agrees(&text));
        }
    }
}
