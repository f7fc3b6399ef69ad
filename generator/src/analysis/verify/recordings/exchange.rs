//! A request and its response, from any kind of recording.

use std::borrow::Cow;
use std::{fmt, mem};

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use super::content_encoding;

/// Base64 with or without its padding, as recorders write it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A request and its response.
#[derive(Debug)]
pub(in crate::analysis::verify) struct Exchange {
    /// The line of the recording where it begins.
    pub(in crate::analysis::verify) line: usize,
    pub(super) method: String,
    pub(super) url: String,
    pub(super) request: Message,
    /// The status; 0 if there was no response.
    pub(super) status: u16,
    pub(super) response: Message,
}

/// The headers and the body of a request or response.
#[derive(Debug, Default)]
pub(super) struct Message {
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
}

/// A recorded body.
#[derive(Debug)]
pub(super) enum Body {
    /// The text; empty if there is no body.
    Text(String),
    /// The bytes, which may be compressed.
    Bytes(Vec<u8>),
    /// The names and values of a form.
    Form(Vec<(String, String)>),
    /// The recording leaves it out.
    Omitted,
    /// The reason why it cannot be read.
    Unreadable(Cow<'static, str>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Body {
    /// The body from its text in base64.
    pub(super) fn from_base64(text: &str) -> Self {
        let packed: String = text.split_whitespace().collect();
        match BASE64.decode(packed) {
            Ok(bytes) => Self::Bytes(bytes),
            Err(_) => Self::Unreadable(
                "the recording calls it base64, but it is not; record it again".into(),
            ),
        }
    }

    /// The body as a text or a form, without this `Content-Encoding`.
    fn decoded(self, encodings: &str, max_size: u64) -> Self {
        let bytes = match self {
            Self::Bytes(bytes) => bytes,
            // Some recorders write each byte as a character.
            Self::Text(text) if content_encoding::is_binary(&text) => {
                let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
                match bytes {
                    Ok(bytes) => bytes,
                    Err(_) => {
                        return Self::Unreadable(
                            "the recorder has replaced some of its bytes; record it decoded".into(),
                        );
                    }
                }
            }
            body => return body,
        };
        match content_encoding::decode(bytes, encodings, max_size) {
            Ok(text) => Self::Text(text),
            Err(why) => Self::Unreadable(why),
        }
    }
}

impl Exchange {
    /// The exchange with decoded bodies. A body that is larger than the maximum size in bytes is
    /// unreadable.
    pub(in crate::analysis::verify) fn decoded(self, max_size: u64) -> Self {
        Self {
            request: self.request.decoded(max_size),
            response: self.response.decoded(max_size),
            ..self
        }
    }
}

impl Message {
    /// The value of the first header with this name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn decoded(mut self, max_size: u64) -> Self {
        let body = mem::take(&mut self.body);
        let encodings = self.header("content-encoding").unwrap_or_default();
        self.body = body.decoded(encodings, max_size);
        self
    }
}

/// A fault of a recording. It quotes nothing of the recording, which may contain secrets.
#[derive(Debug)]
pub(in crate::analysis::verify) struct Fault {
    pub(in crate::analysis::verify) line: usize,
    message: String,
    help: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl Fault {
    pub(super) fn new(line: usize, message: impl Into<String>, help: &'static str) -> Self {
        Self {
            line,
            message: message.into(),
            help,
        }
    }

    /// The fault of JSON that begins on this line. The message contains no value of the JSON.
    pub(super) fn from_json(
        line: usize,
        expected: &str,
        error: &serde_json::Error,
        help: &'static str,
    ) -> Self {
        let message = error.to_string();
        let (message, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
        let message = match message.rsplit_once(", expected ") {
            Some((found, wanted)) if error.is_data() => {
                let found = found
                    .split([' ', '`', '"'])
                    .take(3)
                    .collect::<Vec<_>>()
                    .join(" ");
                format!("{found}, expected {wanted}")
            }
            _ => message.to_owned(),
        };
        let line = line + error.line().saturating_sub(1);
        Self::new(line, format!("{expected}: {message}"), help)
    }
}

/// Finds the lines of parts of a text, which must be in order.
pub(super) struct Lines<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            rest: text,
            line: 1,
        }
    }

    /// The line of the next part.
    pub(super) fn of(&mut self, part: &'t str) -> usize {
        let length = (part.as_ptr() as usize).saturating_sub(self.rest.as_ptr() as usize);
        if let Some((before, rest)) = self.rest.split_at_checked(length) {
            self.line += before.bytes().filter(|byte| *byte == b'\n').count();
            self.rest = rest;
        }
        self.line
    }
}
