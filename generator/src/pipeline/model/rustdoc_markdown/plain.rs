//! Text that is printed as it is written, like most descriptions. Parsing would take longer.

/// The text with the new targets of its links, if it consists of lines of words, code spans and
/// links, without other Markdown syntax. `None` for any other text.
pub(super) fn plain(text: &str, link: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    if text.starts_with('\n') || text.ends_with('\n') {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            plain.push('\n');
        }
        match line {
            // Several empty lines become one.
            "" if plain.ends_with("\n\n") => return None,
            "" => {}
            line => add_line(line, link, &mut plain)?,
        }
    }
    Some(plain)
}

/// Adds a line, unless it has other syntax.
fn add_line(line: &str, link: &dyn Fn(&str) -> Option<String>, plain: &mut String) -> Option<()> {
    let is_first = |first: char| first.is_ascii_alphabetic() || matches!(first, '`' | '[');
    if !line.starts_with(is_first) || line.ends_with(' ') {
        return None;
    }
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('[') {
        let (text, behind) = behind.split_once("](")?;
        let (target, behind) = behind.split_once(')')?;
        let is_text = text.starts_with(|first: char| first.is_ascii_alphabetic());
        if !is_text || text.ends_with(' ') || !is_words(text) || !is_words(before) {
            return None;
        }
        let target = link(target).filter(|new| is_target(new) && is_target(target))?;
        plain.push_str(before);
        plain.extend(["[", text, "](", &target, ")"]);
        rest = behind;
    }
    if !is_words(rest) {
        return None;
    }
    plain.push_str(rest);
    Some(())
}

/// `true` for words and code spans on one line.
fn is_words(text: &str) -> bool {
    let is_plain = |byte: u8| {
        let is_sign = matches!(
            byte,
            b' ' | b',' | b'.' | b'\'' | b'(' | b')' | b'?' | b';' | b':' | b'/' | b'"' | b'-'
        );
        is_sign || byte.is_ascii_alphanumeric()
    };
    let is_code = |byte: u8| matches!(byte, b' '..=b'~');
    let pieces: Vec<&str> = text.split('`').collect();
    let mut words = pieces.iter().step_by(2);
    let mut code_spans = pieces.iter().skip(1).step_by(2);
    pieces.len() % 2 == 1
        && words.all(|words| words.bytes().all(is_plain))
        && code_spans.all(|code| !code.starts_with(' ') && code.bytes().all(is_code))
        && !["  ", "``", "://", "www."]
            .iter()
            .any(|rare| text.contains(rare))
}

/// `true` for the target of a link without escapes.
fn is_target(text: &str) -> bool {
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b':' | b'-' | b'_' | b'#')
    };
    !text.is_empty() && text.bytes().all(is_plain)
}
