//! Decodes bodies that a recording has as they were sent, compressed with gzip or deflate.

use std::borrow::Cow;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// The first bytes of gzip data.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// The first bytes of zstd data.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// The size of the buffer at the beginning of a decompression.
const FIRST_SIZE: usize = 4096;
/// The encodings that messages may name. The name of any other encoding is not shown, since it may
/// be any text.
const KNOWN: [&str; 6] = ["br", "zstd", "compress", "x-compress", "dcb", "dcz"];

/// The text of a body with this `Content-Encoding`, which is empty if there is none. A body that
/// reads as a text has been decoded by the recorder already.
///
/// # Errors
///
/// The reason why the body cannot be decoded, with the next step.
pub(super) fn decode(
    bytes: Vec<u8>,
    encodings: &str,
    max_size: u64,
) -> Result<String, Cow<'static, str>> {
    let mut bytes = match String::from_utf8(bytes) {
        Ok(text) if !is_binary(&text) => return Ok(text),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let max_size = usize::try_from(max_size).unwrap_or(usize::MAX);
    let mut names: Vec<&str> = encodings.split(',').map(str::trim).collect();
    names.retain(|name| !name.is_empty() && !name.eq_ignore_ascii_case("identity"));
    if names.is_empty() {
        names.extend(guessed(&bytes));
    }
    // The last encoding was applied last.
    for name in names.into_iter().rev() {
        bytes = decoded(&bytes, name, max_size)?;
    }
    String::from_utf8(bytes).map_err(|_| {
        "it is not a text in UTF-8; record it decoded, or leave the exchange out".into()
    })
}

/// `true` for a text with control characters that no JSON and no form contains.
pub(super) fn is_binary(text: &str) -> bool {
    text.bytes()
        .any(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'))
}

/// The encoding of compressed data, by its first bytes.
fn guessed(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&GZIP) {
        Some("gzip")
    } else if bytes.starts_with(&ZSTD) {
        Some("zstd")
    } else {
        None
    }
}

fn decoded(bytes: &[u8], name: &str, max_size: usize) -> Result<Vec<u8>, Cow<'static, str>> {
    let name = name.to_ascii_lowercase();
    let decoded = match name.as_str() {
        "gzip" | "x-gzip" => gunzip(bytes, max_size),
        "deflate" => match inflate(bytes, TINFL_FLAG_PARSE_ZLIB_HEADER, max_size) {
            // Some servers send the data without the header and the checksum of zlib.
            Err(Failure::Damaged) => inflate(bytes, 0, max_size),
            inflated => inflated,
        }
        .map(|(data, _)| data),
        other => {
            let named = KNOWN.iter().find(|known| **known == other);
            let shown = named.map_or_else(String::new, |name| format!(" `{name}`"));
            let message = format!("its encoding{shown} cannot be decoded; record it decoded");
            return Err(message.into());
        }
    };
    decoded.map_err(|failure| match failure {
        Failure::Damaged => {
            format!("its {name} data is cut off or damaged; record it again").into()
        }
        Failure::TooLarge => {
            "it is larger than `max_body_size` when it is decompressed; increase that setting, \
             or leave the exchange out"
                .into()
        }
    })
}

/// A failure of a decompression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    Damaged,
    TooLarge,
}

/// Decompresses the members of a gzip file (RFC 1952). Zeros may follow the last member.
fn gunzip(bytes: &[u8], max_size: usize) -> Result<Vec<u8>, Failure> {
    let mut data = Vec::new();
    let mut rest = bytes;
    loop {
        let member = after_header(rest).ok_or(Failure::Damaged)?;
        let (part, length) = inflate(member, 0, max_size.saturating_sub(data.len()))?;
        let (trailer, others) = member[length..]
            .split_first_chunk::<8>()
            .ok_or(Failure::Damaged)?;
        let [a, b, c, d, size @ ..] = *trailer;
        // The size is counted in 32 bits.
        let is_intact = u32::from_le_bytes([a, b, c, d]) == checksum(&part)
            && u32::from_le_bytes(size) as usize == part.len() & 0xffff_ffff;
        if !is_intact {
            return Err(Failure::Damaged);
        }
        data.extend(part);
        rest = others;
        if rest.iter().all(|byte| *byte == 0) {
            return Ok(data);
        }
    }
}

/// The part of a gzip member after its header; `None` if that is not complete.
fn after_header(member: &[u8]) -> Option<&[u8]> {
    let (&[first, second, method, flags, ..], mut rest) = member.split_first_chunk::<10>()?;
    // The only method is deflate.
    if [first, second] != GZIP || method != 8 {
        return None;
    }
    let has = |flag: u8| flags & (1 << flag) != 0;
    // More fields.
    if has(2) {
        let (length, more) = rest.split_first_chunk::<2>()?;
        rest = more.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    // The name of the file and a comment, each with a zero at its end.
    for _ in [3, 4].into_iter().filter(|flag| has(*flag)) {
        let end = rest.iter().position(|byte| *byte == 0)?;
        rest = &rest[end + 1..];
    }
    // The checksum of the header.
    if has(1) {
        rest = rest.get(2..)?;
    }
    Some(rest)
}

/// Decompresses data at the beginning of these bytes. Returns it with the number of bytes that were
/// read.
fn inflate(mut bytes: &[u8], flags: u32, max_size: usize) -> Result<(Vec<u8>, usize), Failure> {
    let flags = flags | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut decompressor = Box::<DecompressorOxide>::default();
    let mut data = vec![0; FIRST_SIZE.min(max_size)];
    let (mut length, mut read) = (0, 0);
    loop {
        let (status, consumed, written) =
            decompress(&mut decompressor, bytes, &mut data, length, flags);
        length += written;
        read += consumed;
        bytes = bytes.get(consumed..).unwrap_or_default();
        match status {
            TINFLStatus::Done => {
                data.truncate(length);
                return Ok((data, read));
            }
            TINFLStatus::HasMoreOutput if data.len() < max_size => {
                data.resize((data.len() * 2).min(max_size), 0);
            }
            TINFLStatus::HasMoreOutput => return Err(Failure::TooLarge),
            _ => return Err(Failure::Damaged),
        }
    }
}

/// The checksum of gzip: CRC-32.
fn checksum(data: &[u8]) -> u32 {
    let sum = data.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let is_odd = sum & 1 == 1;
            sum >> 1 ^ if is_odd { 0xedb8_8320 } else { 0 }
        })
    });
    !sum
}
