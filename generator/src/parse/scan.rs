//! A look at the bytes of the front matter: can it hold what must not go into the YAML library?
//!
//! It errs on the side of caution and costs next to nothing. Only a page that
//! it doubts is read as events first.

use crate::parse::events::DEEPEST;

/// Whether an anchor, an alias, a tag or a nesting beyond the bound may be there.
pub(crate) fn is_doubtful(yaml: &str) -> bool {
    let bytes = yaml.as_bytes();
    // Those that can begin a flow collection.
    let mut brackets = 0;
    for (index, byte) in bytes.iter().enumerate() {
        // Nearly every byte is none of these, so this is what the time goes into.
        if !matches!(byte, b'&' | b'*' | b'!' | b'[' | b'{') {
            continue;
        }
        if is_node_next(&bytes[..index], brackets) {
            match byte {
                b'[' | b'{' => brackets += 1,
                b'!' => return true,
                _ if bytes.get(index + 1).is_some_and(is_anchor_name) => return true,
                _ => {}
            }
        }
    }
    // At most this many collections are open at once: in each column a list may stand in a mapping.
    2 * (furthest(bytes) + 1) + brackets > DEEPEST
}

/// Whether a node can begin behind these bytes: a bracket or comma says so within a flow
/// collection only, a line break of Unicode by its last byte.
fn is_node_next(before: &[u8], brackets: usize) -> bool {
    let mut before = before.iter().rev();
    match before.find(|byte| !matches!(byte, b' ' | b'\t')) {
        None | Some(b'\n' | b'\r' | b'-' | b'?' | b':' | 0x85 | 0xa8 | 0xa9) => true,
        Some(b'[' | b'{' | b',') => brackets > 0,
        Some(_) => false,
    }
}

/// The furthest column at which a block collection can begin.
fn furthest(bytes: &[u8]) -> usize {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r' | 0x85 | 0xa8 | 0xa9));
    let indents = lines.map(|line| {
        let margin = line.iter();
        margin
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'?' | b':'))
            .count()
    });
    indents.max().unwrap_or(0)
}

/// Whether a line is a directive (`%YAML`, `%TAG`), which front matter has no place for.
pub(crate) fn directive(yaml: &str) -> Option<usize> {
    let at_start = ["%YAML", "%TAG"].iter().any(|name| yaml.starts_with(name));
    let later = ["\n%YAML", "\n%TAG", "\r%YAML", "\r%TAG"];
    let found = later.iter().filter_map(|name| yaml.find(name)).min();
    if at_start {
        Some(0)
    } else {
        found.map(|offset| offset + 1)
    }
}

fn is_anchor_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
