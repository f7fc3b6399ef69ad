use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::parcels::Event;

/// The maximum difference between the time of sending and now: clock skew and transit time.
const TOLERANCE: Duration = Duration::from_secs(180);

/// A rejected webhook. Only `Unreadable` means that the signature is valid.
#[derive(Debug, thiserror::Error)]
pub enum InvalidWebhook {
    #[error("the signature header is malformed")]
    Malformed,
    #[error("the time in the signature header is outside the tolerance")]
    Old,
    #[error("no signature matches the body, the time and the secret")]
    Forged,
    #[error("the body does not match the documentation")]
    Unreadable,
}

/// Reads the event of a webhook. Verifies the value of its header `WorkOS-Signature` first.
pub fn read(
    secret: &str,
    signature: &str,
    body: &[u8],
    now: SystemTime,
) -> Result<Event, InvalidWebhook> {
    let (time, signatures) = parse(signature).ok_or(InvalidWebhook::Malformed)?;
    let sent: u64 = time.parse().map_err(|_| InvalidWebhook::Malformed)?;
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    if now.abs_diff(Duration::from_millis(sent)) > TOLERANCE {
        return Err(InvalidWebhook::Old);
    }
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mut mac = mac.map_err(|_| InvalidWebhook::Forged)?;
    for part in [time.as_bytes(), b".", body] {
        mac.update(part);
    }
    // The comparison takes constant time, so it reveals nothing about the correct signature.
    let is_right = |bytes: &Vec<u8>| mac.clone().verify_slice(bytes).is_ok();
    if !signatures.iter().any(is_right) {
        return Err(InvalidWebhook::Forged);
    }
    serde_json::from_slice(body).map_err(|_| InvalidWebhook::Unreadable)
}

/// The time and the signatures of `t=1700000000000, v1=7c6e..`. During the rotation of a secret
/// there is one signature for each secret.
fn parse(signature: &str) -> Option<(&str, Vec<Vec<u8>>)> {
    let (mut time, mut signatures) = (None, Vec::new());
    for part in signature.split(',') {
        match part.trim().split_once('=')? {
            ("t", value) if time.is_none() => time = Some(value),
            ("t", _) => return None,
            ("v1", value) => signatures.push(from_hex(value)?),
            // A newer signature scheme, which is not checked here.
            _ => {}
        }
    }
    time.filter(|_| !signatures.is_empty())
        .map(|time| (time, signatures))
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| Some(char::from(*byte).to_digit(16)? as u8);
    let pairs = text.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    });
    bytes.collect()
}
