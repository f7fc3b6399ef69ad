//! Recordings of HTTP: HAR 1.2, cassettes of VCR, and lines of JSON.
//!
//! 1. **har**, **cassette** and **json_lines** read the exchanges of a file.
//! 2. **content_encoding** decodes compressed bodies; **media** finds their media types.
//! 3. **route** finds the possible operations of an exchange.
//! 4. **parts** converts a query, headers and a form to JSON; **judge** checks all parts.

mod cassette;
mod content_encoding;
mod exchange;
mod har;
mod json_lines;
mod judge;
mod media;
mod parts;
mod route;
mod yaml;

use super::Role;
use super::check::Content;
use super::json::{self, Json};

use exchange::Fault;

pub(super) use exchange::Exchange;
pub(super) use judge::judge;
pub(super) use route::Routes;

/// The formats of recordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Har,
    JsonCassette,
    YamlCassette,
    JsonLines,
    /// YAML that is not a recording.
    Other,
}

impl Format {
    /// The format by the name of a file; `None` if the name may belong to a body.
    pub(super) fn of_name(name: &str, text: &str) -> Option<Self> {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "har" => Some(Self::Har),
            "yaml" | "yml" if cassette::is_yaml(text) => Some(Self::YamlCassette),
            "yaml" | "yml" => Some(Self::Other),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// The format by the content of a file; `None` for a body.
    pub(super) fn of_content(text: &str, content: &Content<'_>) -> Option<Self> {
        match content {
            Content::Json(json) => Self::of_json(json),
            Content::NotJson { .. } => {
                let first = json::parse(text.lines().next()?)?;
                if is_line(&first) {
                    Some(Self::JsonLines)
                } else {
                    None
                }
            }
            Content::NotUtf8 => None,
        }
    }

    fn of_json(json: &Json<'_>) -> Option<Self> {
        let has_exchanges = |json: &Json<'_>, key| json.last(key).is_some_and(are_exchanges);
        if json
            .last("log")
            .is_some_and(|log| has_exchanges(log, "entries"))
        {
            return Some(Self::Har);
        }
        let mut lists = cassette::LISTS.iter();
        if are_exchanges(json) || lists.any(|key| has_exchanges(json, key)) {
            return Some(Self::JsonCassette);
        }
        if is_line(json) {
            Some(Self::JsonLines)
        } else {
            None
        }
    }

    /// Reads the exchanges of a text in this format.
    pub(super) fn read(self, text: &str) -> Vec<Result<Exchange, Fault>> {
        match self {
            Self::Har => har::read(text),
            Self::JsonCassette => cassette::read_json(text),
            Self::YamlCassette => cassette::read_yaml(text),
            Self::JsonLines => json_lines::read(text),
            Self::Other => Vec::new(),
        }
    }
}

/// `true` for a list with an exchange, beside which others may be broken. A list of other objects
/// is a body.
fn are_exchanges(json: &Json<'_>) -> bool {
    let Json::Array(items) = json else {
        return false;
    };
    items.iter().any(|item| {
        let has = |key| matches!(item.last(key), Some(Json::Object(_)));
        has("request") && has("response")
    })
}

/// `true` for an exchange in the format of JSON lines. A body may also have a method and a URL, but
/// no numeric status.
fn is_line(json: &Json<'_>) -> bool {
    let has = |key| matches!(json.last(key), Some(Json::String(_)));
    has("method") && has("url") && matches!(json.last("status"), Some(Json::Number(_)))
}
