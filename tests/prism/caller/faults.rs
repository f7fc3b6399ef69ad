//! Faults that a generator could make, some of each kind, and what the description wants of a
//! request beside the docs.

use http::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use serde_json::{Map, Value, json};

use crate::KEY;

/// Makes the request faulty; `false` if the request has no part for this fault.
pub fn plant(fault: &str, sent: &mut Request<Vec<u8>>) -> bool {
    match fault {
        "credential" => sent.headers_mut().remove(AUTHORIZATION).is_some(),
        "credential scheme" => replace(sent, AUTHORIZATION, "Basic c2tfZXhhbXBsZTo="),
        "member" => edit(sent, |key, value| (key + "_", value)),
        "member of query" => edit_query(sent, |pair| pair.replacen('=', "_=", 1)),
        "type" => edit(sent, |key, _| (key, json!([[7]]))),
        "type of query" => edit_query(sent, |pair| {
            let (name, _) = pair.split_once('=').unwrap();
            format!("{name}=text")
        }),
        "place" => body_into_query(sent),
        "place of query" => query_into_body(sent),
        "place of path" => path_into_query(sent),
        "encoding" => replace(sent, CONTENT_TYPE, "text/plain"),
        "encoding as form" => as_form(sent),
        _ => false,
    }
}

/// Adds the key, a body, and the members of the body to the query.
pub fn mend(sent: &mut Request<Vec<u8>>) {
    let key = format!("Bearer {KEY}").parse().unwrap();
    sent.headers_mut().entry(AUTHORIZATION).or_insert(key);
    if sent.method() == "POST" && sent.body().is_empty() {
        set_json(sent, &json!({}));
    }
    let members = members(sent).unwrap_or_default();
    let texts = members
        .iter()
        .filter_map(|(key, value)| Some((key, value.as_str()?)));
    let pairs: Vec<String> = texts.map(|(key, text)| format!("{key}={text}")).collect();
    if !pairs.is_empty() {
        add_query(sent, &pairs.join("&"));
    }
}

/// Changes each member of a JSON body.
fn edit(sent: &mut Request<Vec<u8>>, change: impl Fn(String, Value) -> (String, Value)) -> bool {
    let Some(members) = members(sent) else {
        return false;
    };
    let changed = members.into_iter().map(|(key, value)| change(key, value));
    let changed: Map<String, Value> = changed.collect();
    set_json(sent, &Value::Object(changed));
    true
}

/// Changes each pair of the query.
fn edit_query(sent: &mut Request<Vec<u8>>, change: impl Fn(&str) -> String) -> bool {
    let Some(query) = sent.uri().query() else {
        return false;
    };
    let pairs: Vec<String> = query.split('&').map(change).collect();
    set_query(sent, &pairs.join("&"));
    true
}

/// Moves the members of the body into the query.
fn body_into_query(sent: &mut Request<Vec<u8>>) -> bool {
    let Some(members) = members(sent) else {
        return false;
    };
    add_query(sent, &as_texts(&members));
    set_json(sent, &json!({}));
    true
}

/// Moves the query into a JSON body.
fn query_into_body(sent: &mut Request<Vec<u8>>) -> bool {
    let Some(query) = sent.uri().query() else {
        return false;
    };
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let members: Map<String, Value> = pairs
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .collect();
    set_json(sent, &Value::Object(members));
    set_query(sent, "");
    true
}

/// Moves the last part of the path into the query.
fn path_into_query(sent: &mut Request<Vec<u8>>) -> bool {
    let uri = sent.uri().to_string();
    let (before, last) = uri.split('?').next().unwrap().rsplit_once('/').unwrap();
    *sent.uri_mut() = format!("{before}?id={last}").parse().unwrap();
    true
}

/// Sends the members of a JSON body as a form.
fn as_form(sent: &mut Request<Vec<u8>>) -> bool {
    let Some(members) = members(sent) else {
        return false;
    };
    *sent.body_mut() = as_texts(&members).into_bytes();
    replace(sent, CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// The members of a JSON body.
fn members(sent: &Request<Vec<u8>>) -> Option<Map<String, Value>> {
    serde_json::from_slice(sent.body()).ok()
}

/// A text for each member, in the form of a query.
fn as_texts(members: &Map<String, Value>) -> String {
    let pairs: Vec<String> = members.keys().map(|key| format!("{key}=text")).collect();
    pairs.join("&")
}

/// Gives the request a JSON body.
fn set_json(sent: &mut Request<Vec<u8>>, body: &Value) {
    *sent.body_mut() = body.to_string().into_bytes();
    let json = HeaderValue::from_static("application/json");
    sent.headers_mut().insert(CONTENT_TYPE, json);
}

/// Replaces a header; `false` if the request has none.
fn replace(sent: &mut Request<Vec<u8>>, name: HeaderName, value: &'static str) -> bool {
    let value = HeaderValue::from_static(value);
    sent.headers_mut().insert(name, value).is_some()
}

/// Adds pairs to the query.
fn add_query(sent: &mut Request<Vec<u8>>, pairs: &str) {
    let query = match sent.uri().query() {
        Some(query) => format!("{query}&{pairs}"),
        None => pairs.to_owned(),
    };
    set_query(sent, &query);
}

fn set_query(sent: &mut Request<Vec<u8>>, query: &str) {
    let uri = sent.uri().to_string();
    let before = uri.split('?').next().unwrap();
    *sent.uri_mut() = format!("{before}?{query}").parse().unwrap();
}
