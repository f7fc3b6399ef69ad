//! A look at the bytes of the front matter: can it hold what must not go into the YAML library?
//!
//! It errs on the side of caution and costs next to nothing. Only a page that
//! it doubts is read as events first.

use crate::parse::events::DEEPEST;

/// What a byte can mean; nearly all mean nothing, and to see that is what the time goes into.
const MEANINGS: [u8; 256] = {
    let mut meanings = [0; 256];
    let mut index = 0;
    while index < MARKS.len() {
        meanings[MARKS[index] as usize] = MARK;
        index += 1;
    }
    let mut index = 0;
    while index < BREAKS.len() {
        meanings[BREAKS[index] as usize] = BREAK;
        index += 1;
    }
    meanings
};

/// What an anchor, an alias, a tag or a flow collection begins with.
const MARKS: &[u8] = b"&*!{[";
const MARK: u8 = 1;

/// What a line ends with; of the line breaks of Unicode the last byte.
const BREAKS: &[u8] = b"\n\r\x85\xa8\xa9";
const BREAK: u8 = 2;

/// Whether an anchor, an alias, a tag or a nesting beyond the bound may be there.
pub(crate) fn is_doubtful(yaml: &str) -> bool {
    let bytes = yaml.as_bytes();
    // Those that can begin a flow collection.
    let mut brackets = 0;
    let mut furthest = margin(bytes);
    for (index, byte) in bytes.iter().enumerate() {
        match (MEANINGS[usize::from(*byte)], byte) {
            (0, _) => {}
            (BREAK, _) => furthest = furthest.max(margin(&bytes[index + 1..])),
            _ if !is_node_next(&bytes[..index], brackets) => {}
            (_, b'[' | b'{') => brackets += 1,
            (_, b'!') => return true,
            _ if bytes.get(index + 1).is_some_and(is_anchor_name) => return true,
            _ => {}
        }
    }
    // At most this many collections are open at once: in each column a list may stand in a mapping.
    2 * (furthest + 1) + brackets > DEEPEST
}

/// The furthest column of a line at which a block collection can begin.
fn margin(line: &[u8]) -> usize {
    let margin = line.iter();
    margin
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'?' | b':'))
        .count()
}

/// Where a line is a directive (`%YAML`, `%TAG`), which front matter has no place for.
pub(crate) fn directive(yaml: &str) -> Option<usize> {
    let mut signs = yaml.match_indices('%').map(|(offset, _)| offset);
    signs.find(|offset| {
        let (before, line) = yaml.split_at(*offset);
        let is_named = line.starts_with("%YAML") || line.starts_with("%TAG");
        is_named && (before.is_empty() || before.ends_with(['\n', '\r']))
    })
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

fn is_anchor_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
