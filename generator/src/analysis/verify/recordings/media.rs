//! The media type of a request's body.

use std::fmt;

use super::exchange::{Body, Message};
use crate::analysis::verify::findings::encoding_in_words;
use crate::analysis::verify::json;
use crate::pipeline::api::Encoding;

/// The maximum length of a media type that is shown. A longer text may be anything.
const MAX_SHOWN: usize = 40;

/// The media type of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Media {
    Known(Encoding),
    /// Another type, without its parameters.
    Other(String),
}

impl Media {
    /// The recorded media type of a body, or that of a text that can only be a form. `None` if
    /// there is no body, or if it is not recorded: JSON without a media type may also stand for a
    /// form.
    pub(super) fn of(message: &Message) -> Option<Self> {
        let text = match &message.body {
            Body::Text(text) if text.trim().is_empty() => return None,
            Body::Text(text) => Some(text),
            Body::Form(_) => None,
            _ => return None,
        };
        let header = message.header("content-type").unwrap_or_default();
        if let Some(encoding) = Encoding::from_media_type(header) {
            return Some(Self::Known(encoding));
        }
        let media = header.split(';').next().unwrap_or_default();
        let media = media.trim().to_ascii_lowercase();
        match (media.as_str(), text) {
            ("", Some(text)) if !looks_like_form(text) || json::parse(text).is_some() => None,
            ("", _) => Some(Self::Known(Encoding::Form)),
            _ => Some(Self::Other(media)),
        }
    }
}

/// `true` for names with values. A token in base64 may also end with `=`.
fn looks_like_form(text: &str) -> bool {
    let is_pair = |part: &str| {
        let pair = part.split_once('=');
        pair.is_some_and(|(name, value)| !name.is_empty() && !value.starts_with('='))
    };
    let is_token = text.ends_with('=') && !text.contains('&');
    !is_token && text.split('&').all(is_pair)
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(encoding) => f.write_str(encoding_in_words(*encoding)),
            Self::Other(media) if media.contains('/') && media.len() <= MAX_SHOWN => {
                write!(f, "`{media}`")
            }
            Self::Other(_) => f.write_str("an unknown media type"),
        }
    }
}
