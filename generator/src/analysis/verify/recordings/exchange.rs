//! A request and its response, from any kind of recording.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

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
    /// The names and values of a form.
    Form(Vec<(String, String)>),
    /// The reason why it cannot be read.
    Unreadable(&'static str),
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
        let Ok(bytes) = BASE64.decode(packed) else {
            return Self::Unreadable(
                "the recording calls it base64, but it is not; record it again",
            );
        };
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) if error.as_bytes().starts_with(&[0x1f, 0x8b]) => {
                Self::Unreadable("it is compressed; record it decoded")
            }
            Err(_) => Self::Unreadable("it is compressed or binary; record it decoded"),
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
}

/// A fault of a recording.
#[derive(Debug)]
pub(in crate::analysis::verify) struct Fault {
    pub(in crate::analysis::verify) line: usize,
    pub(in crate::analysis::verify) message: String,
    pub(in crate::analysis::verify) help: &'static str,
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
