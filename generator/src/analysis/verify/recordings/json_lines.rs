//! Reads lines of JSON, each `{"method", "url", "status", "request", "response"}`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::exchange::{Body, Exchange, Fault, Message};

const HELP: &str = "write each exchange on one line: \
     {\"method\", \"url\", \"status\", \"request\", \"response\"}";

#[derive(Deserialize)]
struct Line<'a> {
    method: String,
    url: String,
    status: u16,
    /// The headers of the request, each with a text or several.
    #[serde(default)]
    headers: BTreeMap<String, Header>,
    #[serde(borrow)]
    request: Option<&'a RawValue>,
    #[serde(borrow)]
    response: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a header that is neither a text nor a list of texts"
)]
enum Header {
    One(String),
    Several(Vec<String>),
}

/// Reads the exchanges, one from each line that is not empty.
pub(super) fn read(text: &str) -> Vec<Result<Exchange, Fault>> {
    let lines = text.lines().zip(1..);
    let lines = lines.filter(|(line, _)| !line.trim().is_empty());
    let exchanges = lines.map(
        |(line, number)| match serde_json::from_str::<Line<'_>>(line) {
            Ok(line) => Ok(line.exchange(number)),
            Err(error) => Err(Fault::from_json(
                number,
                "not an exchange as a line of JSON",
                &error,
                HELP,
            )),
        },
    );
    exchanges.collect()
}

impl Line<'_> {
    fn exchange(self, line: usize) -> Exchange {
        let headers = self.headers.into_iter().map(|(name, value)| match value {
            Header::One(text) => (name, text),
            Header::Several(texts) => (name, texts.join(", ")),
        });
        Exchange {
            line,
            method: self.method.to_ascii_uppercase(),
            url: self.url,
            request: Message {
                headers: headers.collect(),
                body: body(self.request),
            },
            status: self.status,
            response: Message {
                headers: Vec::new(),
                body: body(self.response),
            },
        }
    }
}

/// A body: JSON, or a string with its text.
fn body(raw: Option<&RawValue>) -> Body {
    let raw = raw.map_or("null", RawValue::get);
    match serde_json::from_str::<Option<String>>(raw) {
        Ok(text) => Body::Text(text.unwrap_or_default()),
        Err(_) => Body::Text(raw.to_owned()),
    }
}
