use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::parcels::Event;

/// The most that the clock of the sender may differ from ours, with the time on the way.
const TOLERANCE: Duration = Duration::from_secs(180);

/// A webhook that is not read. Nobody can say who sent it, except in the last case.
#[derive(Debug, thiserror::Error)]
pub enum InvalidWebhook {
    #[error("the header of the signature has no time, or no signature")]
    Malformed,
    #[error("the time in the header of the signature is not now")]
    Old,
    #[error("no signature is of this body, this time and this secret")]
    Forged,
    #[error("the body is not as documented")]
    Unreadable,
}

/// Reads the event of a webhook, after the value of its header `WorkOS-Signature` is checked.
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
    // It takes the same time for each wrong signature, which tells nothing of the right one.
    let is_right = |bytes: &Vec<u8>| mac.clone().verify_slice(bytes).is_ok();
    if !signatures.iter().any(is_right) {
        return Err(InvalidWebhook::Forged);
    }
    serde_json::from_slice(body).map_err(|_| InvalidWebhook::Unreadable)
}

/// The time and the signatures of `t=1700000000000, v1=7c6e..`: while a secret is replaced there is
/// one of each secret.
fn parse(signature: &str) -> Option<(&str, Vec<Vec<u8>>)> {
    let (mut time, mut signatures) = (None, Vec::new());
    for part in signature.split(',') {
        match part.trim().split_once('=')? {
            ("t", value) if time.is_none() => time = Some(value),
            ("t", _) => return None,
            ("v1", value) => signatures.push(from_hex(value)?),
            // A later scheme, beside the one that is checked here.
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
