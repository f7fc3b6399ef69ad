//! A look at the bytes of the front matter: can it hold what must not go into the YAML library?
//!
//! It errs on the side of caution and costs next to nothing. Only a page that
//! it doubts is read as events first.

use crate::pipeline::parse::events::MAX_DEPTH;

/// What an anchor, an alias, a tag or a flow collection begins with.
const MARKS: [char; 5] = ['&', '*', '!', '{', '['];

/// What a line ends with.
const BREAKS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// Whether an anchor, an alias, a tag or a nesting beyond the bound may be there.
pub(crate) fn is_doubtful(yaml: &str) -> bool {
    let bytes = yaml.as_bytes();
    // Those that can begin a flow collection.
    let mut brackets = 0;
    for index in places_of(MARKS, yaml) {
        match bytes[index] {
            _ if !is_node_next(&bytes[..index], brackets) => {}
            b'[' | b'{' => brackets += 1,
            b'!' => return true,
            _ if bytes.get(index + 1).is_some_and(is_anchor_name) => return true,
            _ => {}
        }
    }
    // At most this many collections are open at once: in each column a list may stand in a mapping.
    2 * (furthest(yaml) + 1) + brackets > MAX_DEPTH
}

/// Where any of the characters is, in order. To look for one at a time is the quickest, most of all
/// in a build script, which nobody optimizes.
fn places_of(characters: [char; 5], text: &str) -> Vec<usize> {
    let each = characters.into_iter();
    let places = each.flat_map(|character| text.match_indices(character));
    let mut places: Vec<usize> = places.map(|(place, _)| place).collect();
    places.sort_unstable();
    places
}

/// The furthest column of any line at which a block collection can begin.
fn furthest(yaml: &str) -> usize {
    let ends = BREAKS.into_iter().flat_map(|end| yaml.match_indices(end));
    let lines = ends.map(|(place, end)| &yaml.as_bytes()[place + end.len()..]);
    lines.chain([yaml.as_bytes()]).fold(0, |furthest, line| {
        // A line that gets further has a byte of its margin here; most lines are done with.
        match line.get(furthest) {
            Some(byte) if is_margin(byte) => furthest.max(margin(line)),
            _ => furthest,
        }
    })
}

/// The furthest column of a line at which a block collection can begin.
fn margin(line: &[u8]) -> usize {
    line.iter().take_while(|byte| is_margin(byte)).count()
}

fn is_margin(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'-' | b'?' | b':')
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
