//! Decides which characters of a text may be shown, and escapes the others for each kind of output.

use std::fmt::{self, Write};

/// Shows a text with its control characters escaped.
///
/// Pages are untrusted input: their text must not move the cursor, start a new line, or change
/// the direction of the text after it.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(is_control) {
            let (shown, hidden) = rest.split_at(at);
            f.write_str(shown)?;
            let mut hidden = hidden.chars();
            if let Some(c) = hidden.next() {
                write!(f, "{}", c.escape_default())?;
            }
            rest = hidden.as_str();
        }
        f.write_str(rest)?;
        if let Some(width) = f.width() {
            let padding = width.saturating_sub(self.0.chars().count());
            (0..padding).try_for_each(|_| f.write_char(' '))?;
        }
        Ok(())
    }
}

/// Returns `true` for a character that is always escaped: it could control a terminal, change the
/// text direction, or be invisible.
///
/// These are the control characters of ASCII (including line breaks) and Latin-1, line and
/// paragraph separators, bidirectional marks and overrides, the soft hyphen, zero-width spaces and
/// other invisible format characters, and tags. The joiners U+200C and U+200D and variation
/// selectors are not escaped: words and emoji need them.
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// A JSON text with escapes for control characters. Only the line breaks between values remain.
pub fn escape_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_control(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a `String` cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// A text as a string of TOML, in quotes.
pub(crate) fn toml_string(text: &str) -> String {
    let mut toml = "\"".to_owned();
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(toml, "\\{c}"),
            '\n' | '\r' | '\t' => write!(toml, "{}", c.escape_default()),
            '\u{10000}'.. if is_control(c) => write!(toml, "\\U{:08X}", u32::from(c)),
            _ if is_control(c) => write!(toml, "\\u{:04X}", u32::from(c)),
            _ => toml.write_char(c),
        };
    }
    toml.push('"');
    toml
}

/// A URL in which control characters, spaces and angle brackets are percent-encoded, since they
/// could end the URL.
pub(crate) fn encode_url(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.chars() {
        if matches!(c, ' ' | '<' | '>') || is_control(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A character of each kind that is not shown.
    const HIDDEN: &str = "\0\u{1b}\u{7f}\u{85}\u{9b}\u{ad}\u{61c}\u{180e}\u{200b}\u{200e}\u{200f}\u{2028}\u{2029}\
                          \u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{206f}\u{feff}\u{fff9}\u{e0001}\u{e007f}";

    #[test]
    fn only_what_controls_is_escaped() {
        assert_eq!(
            Escaped("Zoë — 日本\u{1b}]0;x\u{7}\r\n\u{202e}").to_string(),
            r"Zoë — 日本\u{1b}]0;x\u{7}\r\n\u{202e}"
        );
        assert_eq!(format!("{:<4}|", Escaped("GET")), "GET |");
        let shown =
            "क\u{94d}\u{200d}ष می\u{200c}خواهم 👩\u{200d}🚀 ❤\u{fe0f} 葛\u{e0100} \u{a0}\u{fffd}";
        assert_eq!(Escaped(shown).to_string(), shown);
        assert!(HIDDEN.chars().all(is_control));
    }

    #[cfg(feature = "analysis")]
    #[test]
    fn json_shows_nothing_hidden_and_keeps_the_text() {
        let text = format!("a\"\\\n\t{HIDDEN}é");
        let json = serde_json::json!({ &text: [text] });
        let escaped = escape_json(&format!("{json:#}"));
        assert!(
            !escaped.contains(|c| c != '\n' && is_control(c)),
            "{escaped}"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&escaped).unwrap(),
            json
        );
    }

    #[test]
    fn toml_and_urls_show_nothing_hidden_and_keep_the_text() {
        let text = format!("a\"\\\n\t{HIDDEN}é");
        let toml = format!("text = {}", toml_string(&text));
        assert!(!toml.contains(is_control), "{toml}");
        let table = toml::de::DeTable::parse(&toml).unwrap();
        let value = table.get_ref()["text"].get_ref();
        assert_eq!(value.as_str(), Some(text.as_str()));

        let url = encode_url(&text);
        assert!(!url.contains(is_control), "{url}");
        assert_eq!(encode_url("/a b\u{202e}"), "/a%20b%E2%80%AE");
    }
}
