//! A fast search that finds every front matter that needs the walk before serde_yaml may read it.

use super::MAX_DEPTH;

/// Returns `true` if the YAML may contain an anchor or alias, or collections nested so deeply that
/// serde_yaml takes too much time or memory.
///
/// False positives are common, but there are no false negatives. Searching for one character at a
/// time is the fastest way, above all in a build script, which is not optimized.
pub(crate) fn may_be_unsafe(yaml: &str) -> bool {
    let bytes = yaml.as_bytes();
    let nodes = |mark: char, in_flow: bool| {
        let places = yaml.match_indices(mark).map(|(place, _)| place);
        places.filter(move |place| may_begin_node(&bytes[..*place], in_flow))
    };
    let is_named = |sign: usize| {
        let name = bytes.get(sign + 1);
        name.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte))
    };
    let brackets = ['[', '{'];
    let has_flow = brackets
        .iter()
        .any(|bracket| nodes(*bracket, false).next().is_some());
    let flow_count = || brackets.iter().map(|bracket| nodes(*bracket, true).count());
    // Block collections are nested on one line or by increasing indentation.
    let mut chunks = bytes.chunks_exact(MAX_DEPTH);
    chunks.any(|chunk| chunk.iter().all(|byte| b" \t-?:".contains(byte)))
        || has_flow && flow_count().sum::<usize>() > MAX_DEPTH
        || ['&', '*'].iter().any(|sign| nodes(*sign, has_flow).any(is_named))
        // An anchor may follow after a tag.
        || nodes('!', has_flow).next().is_some()
}

/// Returns `true` if a node can begin after this text. A bracket or comma counts only within a flow
/// collection. Line breaks of Unicode and byte order marks are recognized by their last byte.
fn may_begin_node(before: &[u8], in_flow: bool) -> bool {
    let mut before = before.iter().rev();
    match before.find(|byte| !b" \t".contains(byte)) {
        None | Some(b'\n' | b'\r' | b'-' | b'?' | b':' | 0x85 | 0xa8 | 0xa9 | 0xbf) => true,
        Some(b'[' | b'{' | b',') => in_flow,
        Some(_) => false,
    }
}
