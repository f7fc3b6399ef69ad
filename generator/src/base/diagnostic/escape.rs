//! Escapes text from a page, so that it is harmless in a terminal.

use std::fmt::{self, Write};

/// Shows a text with its control characters escaped.
///
/// Pages come from elsewhere: their text must not move the cursor, start a
/// line of its own, or turn the reading direction of the text after it.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut width = 0;
        for c in self.0.chars() {
            if is_control(c) {
                write!(f, "{}", c.escape_default())?;
            } else {
                f.write_char(c)?;
            }
            width += 1;
        }
        (width..f.width().unwrap_or(0)).try_for_each(|_| f.write_char(' '))
    }
}

/// Returns `true` if a character could control a terminal: control characters, line and paragraph
/// separators, and those that turn the reading direction.
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_controls_is_escaped() {
        assert_eq!(
            Escaped("Zoë — 日本\u{1b}]0;x\u{7}\r\n\u{202e}").to_string(),
            r"Zoë — 日本\u{1b}]0;x\u{7}\r\n\u{202e}"
        );
        assert_eq!(format!("{:<4}|", Escaped("GET")), "GET |");
    }
}
