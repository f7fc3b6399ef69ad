//! Characters that a doc comment must not hold.

/// `text` with `\n` as its only line break, tabs expanded to stops of four columns, and without
/// the characters that nobody sees and that rustc or clippy may deny: control characters,
/// direction marks and zero-width characters. Only controls that part words become spaces. The
/// joiners U+200C and U+200D stay,
/// because words and emoji are spelled with them.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for char in text.replace("\r\n", "\n").chars() {
        match char {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push('\n');
                column = 0;
            }
            '\t' => {
                let width = 4 - column % 4;
                out.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            _ if is_denied(char) && !char.is_whitespace() => {}
            _ => {
                out.push(if char.is_control() { ' ' } else { char });
                column += 1;
            }
        }
    }
    out
}

fn is_denied(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}'
                | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        )
}
