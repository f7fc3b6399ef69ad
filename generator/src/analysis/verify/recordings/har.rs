//! Reads HTTP Archive 1.2, which browsers and proxies write.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::exchange::{Body, Exchange, Fault, Lines, Message};

const HELP: &str = "record it again as HAR 1.2, or fix it";

#[derive(Deserialize)]
struct Har<'a> {
    #[serde(borrow)]
    log: Log<'a>,
}

#[derive(Deserialize)]
struct Log<'a> {
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Entry {
    request: Request,
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<Pair>,
    post_data: Option<PostData>,
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PostData {
    #[serde(default)]
    mime_type: String,
    text: Option<String>,
    #[serde(default)]
    params: Vec<Pair>,
    encoding: Option<String>,
}

#[derive(Deserialize)]
struct Response {
    #[serde(default)]
    status: i64,
    #[serde(default)]
    headers: Vec<Pair>,
    content: Option<Content>,
}

#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    size: i64,
    text: Option<String>,
    encoding: Option<String>,
}

/// Reads the exchanges of an archive.
pub(super) fn read(text: &str) -> Vec<Result<Exchange, Fault>> {
    let har: Har<'_> = match serde_json::from_str(text) {
        Ok(har) => har,
        Err(error) => return vec![Err(Fault::from_json(1, "not a HAR", &error, HELP))],
    };
    let mut lines = Lines::new(text);
    let entries = har.log.entries.into_iter().map(|raw| {
        let line = lines.of(raw.get());
        match serde_json::from_str::<Entry>(raw.get()) {
            Ok(entry) => Ok(entry.exchange(line)),
            Err(error) => Err(Fault::from_json(
                line,
                "not an entry of a HAR",
                &error,
                HELP,
            )),
        }
    });
    entries.collect()
}

impl Entry {
    fn exchange(self, line: usize) -> Exchange {
        let Self { request, response } = self;
        let mut headers = pairs(request.headers);
        let mut body = Body::default();
        if let Some(data) = request.post_data {
            if !headers
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
            {
                headers.push(("content-type".to_owned(), data.mime_type));
            }
            body = match data.text {
                Some(text) if !text.is_empty() => decoded(text, data.encoding.as_deref()),
                _ if !data.params.is_empty() => Body::Form(pairs(data.params)),
                _ => body,
            };
        }
        Exchange {
            line,
            method: request.method.to_ascii_uppercase(),
            url: request.url,
            request: Message { headers, body },
            status: u16::try_from(response.status).unwrap_or_default(),
            response: Message {
                headers: pairs(response.headers),
                body: response.content.map(Content::body).unwrap_or_default(),
            },
        }
    }
}

impl Content {
    fn body(self) -> Body {
        match self.text {
            Some(text) => decoded(text, self.encoding.as_deref()),
            None if self.size > 0 => Body::Omitted,
            None => Body::default(),
        }
    }
}

fn decoded(text: String, encoding: Option<&str>) -> Body {
    match encoding {
        Some("base64") => Body::from_base64(&text),
        _ => Body::Text(text),
    }
}

fn pairs(pairs: Vec<Pair>) -> Vec<(String, String)> {
    let pairs = pairs.into_iter().map(|pair| (pair.name, pair.value));
    pairs.collect()
}
