//! Faults that a generator could make, one of each kind.

use http::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Map, Value, json};

/// Makes the request faulty; `false` if the request has no part for this fault.
pub fn plant(fault: &str, sent: &mut Request<Vec<u8>>) -> bool {
    match fault {
        "credential" => sent.headers_mut().remove(AUTHORIZATION).is_some(),
        "member" => edit(sent, |members| {
            std::mem::take(members)
                .into_iter()
                .map(|(key, value)| (key + "_", value))
                .collect()
        }),
        "type" => edit(sent, |members| {
            std::mem::take(members)
                .into_iter()
                .map(|(key, _)| (key, json!([[7]])))
                .collect()
        }),
        "place" => into_query(sent),
        "encoding" => as_text(sent),
        _ => false,
    }
}

/// Changes the members of a JSON body.
fn edit(
    sent: &mut Request<Vec<u8>>,
    change: impl FnOnce(&mut Map<String, Value>) -> Map<String, Value>,
) -> bool {
    let Ok(Value::Object(mut members)) = serde_json::from_slice(sent.body()) else {
        return false;
    };
    *sent.body_mut() = Value::Object(change(&mut members)).to_string().into_bytes();
    true
}

/// Moves the members of the body into the query.
fn into_query(sent: &mut Request<Vec<u8>>) -> bool {
    let Ok(Value::Object(members)) = serde_json::from_slice(sent.body()) else {
        return false;
    };
    let names: Vec<String> = members.keys().map(|key| format!("{key}=text")).collect();
    *sent.uri_mut() = format!("{}?{}", sent.uri(), names.join("&"))
        .parse()
        .unwrap();
    *sent.body_mut() = b"{}".to_vec();
    true
}

/// Declares a JSON body as plain text.
fn as_text(sent: &mut Request<Vec<u8>>) -> bool {
    let text = http::HeaderValue::from_static("text/plain");
    sent.headers_mut().insert(CONTENT_TYPE, text).is_some()
}
