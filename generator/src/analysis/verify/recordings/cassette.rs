//! Reads cassettes of VCR, as recorded by the libraries for Ruby, Python and PHP.

use serde_json::Value;
use serde_json::value::RawValue;

use super::exchange::{Body, Exchange, Fault, Lines, Message};
use super::yaml;

/// The keys of the list of exchanges, in Ruby and in Python. In PHP, the list is the whole
/// document.
pub(super) const LISTS: [&str; 2] = ["http_interactions", "interactions"];

const HELP: &str =
    "a cassette is a list of exchanges, or has one as `http_interactions` or `interactions`";

/// Reads a cassette in JSON.
pub(super) fn read_json(text: &str) -> Vec<Result<Exchange, Fault>> {
    let list = serde_json::from_str::<Vec<&RawValue>>(text).or_else(|_| {
        let members = serde_json::from_str::<List<'_>>(text);
        members.map(|list| list.exchanges)
    });
    let list = match list {
        Ok(list) => list,
        Err(error) => return vec![Err(Fault::from_json(1, "not a cassette", &error, HELP))],
    };
    let mut lines = Lines::new(text);
    let exchanges = list.into_iter().map(|raw| {
        let line = lines.of(raw.get());
        match serde_json::from_str(raw.get()) {
            Ok(value) => exchange(line, &value),
            Err(error) => Err(Fault::from_json(line, "not an exchange", &error, HELP)),
        }
    });
    exchanges.collect()
}

#[derive(serde::Deserialize)]
struct List<'a> {
    #[serde(borrow, alias = "http_interactions", alias = "interactions")]
    exchanges: Vec<&'a RawValue>,
}

/// `true` for YAML that may be a cassette. A folder of bodies may also contain other YAML.
pub(super) fn is_yaml(text: &str) -> bool {
    let is_key = |line: &str, key: &&str| {
        let behind = line.strip_prefix(key);
        behind.is_some_and(|behind| behind.starts_with(':'))
    };
    let has_list = text
        .lines()
        .any(|line| LISTS.iter().any(|key| is_key(line, key)));
    let is_list = text.lines().any(|line| line.starts_with('-'));
    has_list || is_list && text.contains("request:") && text.contains("response:")
}

/// Reads a cassette in YAML.
pub(super) fn read_yaml(text: &str) -> Vec<Result<Exchange, Fault>> {
    let (whole, places) = match yaml::read(text) {
        Ok(read) => read,
        Err(fault) => return vec![Err(fault)],
    };
    let mut lists = LISTS
        .iter()
        .filter_map(|key| Some((format!("/{key}"), whole.get(key)?)));
    let (pointer, list) = lists.next().unwrap_or_else(|| (String::new(), &whole));
    let Some(exchanges) = list.as_array() else {
        return vec![Err(Fault::new(1, "not a cassette of VCR", HELP))];
    };
    let exchanges = exchanges.iter().enumerate().map(|(index, value)| {
        let line = places.lines.get(&format!("{pointer}/{index}"));
        exchange(line.copied().unwrap_or(1), value)
    });
    exchanges.collect()
}

fn exchange(line: usize, value: &Value) -> Result<Exchange, Fault> {
    let missing = |name: &str| {
        let message = format!("an exchange of the cassette has no `{name}`");
        Fault::new(line, message, HELP)
    };
    let request = value.get("request").ok_or_else(|| missing("request"))?;
    let response = value.get("response").ok_or_else(|| missing("response"))?;
    let text = |key: &str| request.get(key).and_then(Value::as_str);
    let method = text("method").ok_or_else(|| missing("method"))?;
    let url = text("uri").or_else(|| text("url"));
    let mut sent = message(request);
    if let Some(Value::Object(fields)) = request.get("post_fields") {
        let fields = fields
            .iter()
            .map(|(name, value)| (name.clone(), shown(value)));
        sent.body = Body::Form(fields.collect());
    }
    Ok(Exchange {
        line,
        method: method.to_ascii_uppercase(),
        url: url.ok_or_else(|| missing("uri"))?.to_owned(),
        request: sent,
        status: status(response).ok_or_else(|| missing("status"))?,
        response: message(response),
    })
}

/// The status: a number, or an object with a number as its `code`. VCR.py for httpx calls it
/// `status_code`.
fn status(response: &Value) -> Option<u16> {
    let status = response.get("status");
    let status = status.or_else(|| response.get("status_code"))?;
    shown(status.get("code").unwrap_or(status)).parse().ok()
}

fn message(part: &Value) -> Message {
    let headers = part.get("headers").and_then(Value::as_object);
    let headers = headers.into_iter().flatten();
    let headers = headers.map(|(name, value)| {
        let value = match value {
            Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
            value => shown(value),
        };
        (name.clone(), value)
    });
    let mut message = Message {
        headers: headers.collect(),
        body: Body::default(),
    };
    // VCR.py for httpx calls the body of a response `content`.
    let given = part.get("body").or_else(|| part.get("content"));
    message.body = match given {
        Some(Value::String(packed)) if is_base64(&message) => Body::from_base64(packed),
        given => given.map(body).unwrap_or_default(),
    };
    message
}

/// `true` for a message whose body PHP writes in base64.
fn is_base64(message: &Message) -> bool {
    let is = |name, value: &str| message.header(name).is_some_and(|it| it.contains(value));
    is("content-type", "application/x-gzip") || is("content-transfer-encoding", "binary")
}

/// A body: a text, or an object with the text as `string` or in base64.
fn body(value: &Value) -> Body {
    if let Some(packed) = value.get(yaml::BASE64).and_then(Value::as_str) {
        return Body::from_base64(packed);
    }
    match value {
        Value::Object(members) if members.contains_key(yaml::PYTHON_OBJECT) => {
            Body::Unreadable("it is an object of Python, not its text; record it as a text".into())
        }
        Value::Object(members) if members.contains_key("string") => body(&value["string"]),
        value => Body::Text(shown(value)),
    }
}

/// The text of a scalar, and the JSON of anything else.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
