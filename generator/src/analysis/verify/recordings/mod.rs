//! Recordings of HTTP: HAR 1.2, cassettes of VCR, and lines of JSON.
//!
//! 1. **har**, **cassette** and **json_lines** read the exchanges of a file.
//! 2. **route** finds the operations that an exchange may be of.
//! 3. **parts** makes JSON of a query, of headers and of a form; **judge** checks all parts.

mod cassette;
mod exchange;
mod har;
mod json_lines;
mod judge;
mod parts;
mod route;
mod yaml;

use super::Role;
use super::check::Content;
use super::json::{self, Json};

use exchange::Exchange;
pub(super) use exchange::Fault;
pub(super) use judge::judge;
pub(super) use route::Routes;

/// The forms of recordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Har,
    JsonCassette,
    YamlCassette,
    JsonLines,
    /// YAML that is none, as there is beside bodies.
    Other,
}

impl Format {
    /// The form of a file, by its extension or by its content; `None` for a body.
    pub(super) fn of(name: &str, text: &str, content: &Content<'_>) -> Option<Self> {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match (extension.to_ascii_lowercase().as_str(), content) {
            ("har", _) => Some(Self::Har),
            ("yaml" | "yml", _) if cassette::is_yaml(text) => Some(Self::YamlCassette),
            ("yaml" | "yml", _) => Some(Self::Other),
            ("jsonl" | "ndjson", _) => Some(Self::JsonLines),
            (_, Content::Json(json)) => Self::of_json(json),
            (_, Content::NotJson { .. }) => {
                let first = json::parse(text.lines().next()?)?;
                is_line(&first).then_some(Self::JsonLines)
            }
            (_, Content::NotUtf8) => None,
        }
    }

    fn of_json(json: &Json<'_>) -> Option<Self> {
        let is_list = |json: &Json<'_>, key| matches!(json.last(key), Some(Json::Array(_)));
        if json.last("log").is_some_and(|log| is_list(log, "entries")) {
            return Some(Self::Har);
        }
        let is_exchange = |json: &Json<'_>| {
            let has = |key| matches!(json.last(key), Some(Json::Object(_)));
            has("request") && has("response")
        };
        let is_cassette = match json {
            Json::Array(items) => items.first().is_some_and(is_exchange),
            json => cassette::LISTS.iter().any(|key| is_list(json, key)),
        };
        if is_cassette {
            return Some(Self::JsonCassette);
        }
        is_line(json).then_some(Self::JsonLines)
    }

    /// Reads the exchanges of a text of this form.
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

/// `true` for an exchange as a line of JSON holds it.
fn is_line(json: &Json<'_>) -> bool {
    let has = |key| matches!(json.last(key), Some(Json::String(_)));
    has("method") && has("url")
}
