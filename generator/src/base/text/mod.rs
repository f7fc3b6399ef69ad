//! Text as people read and write it: suggestions, Markdown, plurals.

pub(crate) mod did_you_mean;
pub(crate) mod markdown;
#[cfg(feature = "analysis")]
pub(crate) mod percent;
pub(crate) mod singular;

/// The nearest place at or before `offset` where a character begins.
pub(crate) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Eight hexadecimal digits that distinguish `text` from other texts, the same on every machine
/// and for ever.
///
/// This is FNV-1a of 64 bits folded to 32: the hashers of std promise no stable result.
pub(crate) fn short_hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_stays_the_same_for_ever() {
        assert_eq!(short_hash(""), "4fd0bfc1");
        assert_eq!(short_hash("a"), "296230c0");
    }
}
