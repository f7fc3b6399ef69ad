//! Reads bodies, and variants that differ from them in one part, as two types that must agree.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Asserts that both types accept the body and its variants, write the same and are the same to
/// `Debug`, or fail with the same error; returns the number of those that fail.
fn same<D, T>(file: &str) -> usize
where
    D: DeserializeOwned + Serialize + Debug,
    T: DeserializeOwned + Serialize + Debug,
{
    let variants = variants(&body(file));
    let refused = variants.iter().filter(|body| is_refused::<D, T>(file, body));
    refused.count() + agrees::<D, T>(file)
}

/// The same assertion for one body.
fn agrees<D, T>(file: &str) -> usize
where
    D: DeserializeOwned + Serialize + Debug,
    T: DeserializeOwned + Serialize + Debug,
{
    usize::from(is_refused::<D, T>(file, &body(file).to_string()))
}

fn body(file: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn is_refused<D, T>(file: &str, body: &str) -> bool
where
    D: DeserializeOwned + Serialize + Debug,
    T: DeserializeOwned + Serialize + Debug,
{
    let derived = outcome::<D>(body);
    assert_eq!(derived, outcome::<T>(body), "{file}: {body}");
    derived[0].is_err()
}

/// The JSON and the text of `Debug` after reading a body from a text and from a value, or the errors.
fn outcome<T: DeserializeOwned + Serialize + Debug>(body: &str) -> [Result<String, String>; 2] {
    // A value has each key once, so only the text can contain a duplicate.
    let value: Value = serde_json::from_str(body).unwrap();
    let read = [serde_json::from_str::<T>(body), serde_json::from_value::<T>(value)];
    read.map(|read| match read {
        Ok(read) => Ok(format!("{} {}", serde_json::to_string(&read).unwrap(), values(&read))),
        Err(error) => Err(error.to_string()),
    })
}

/// The text of `Debug` without the names of members, which a table takes from the JSON.
fn values(read: &impl Debug) -> String {
    let text = format!("{read:?}");
    let parts = text.split(": ").map(|part| part.rfind(['{', ',']).map_or(part, |end| &part[..=end]));
    parts.collect::<Vec<_>>().join(" ")
}

/// The body with one value after another replaced by one of each kind, and with one member after
/// another missing, twice, or of an unknown name.
fn variants(body: &Value) -> Vec<String> {
    let mut texts = Vec::new();
    let kinds = [json!(null), json!(true), json!(7), json!(-1.5), json!("text"), json!({}), json!([])];
    for kind in kinds {
        // The derive reads the items of an array as the members of a struct; a table does not. A
        // member that is `null` may be a struct.
        if !(kind.is_array() && (body.is_object() || body.is_null())) {
            texts.push(kind.to_string());
        }
    }
    match body {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                for text in variants(item) {
                    let mut all: Vec<String> = items.iter().map(Value::to_string).collect();
                    all[index] = text;
                    texts.push(format!("[{}]", all.join(",")));
                }
            }
        }
        Value::Object(members) => texts.extend(variants_of_object(members)),
        _ => {}
    }
    texts
}

fn variants_of_object(members: &Map<String, Value>) -> Vec<String> {
    let mut texts = Vec::new();
    let written = |members: &[(&str, String)]| {
        let members = members.iter().map(|(key, value)| format!("{key:?}:{value}"));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    };
    let all = || -> Vec<(&str, String)> {
        members.iter().map(|(key, value)| (key.as_str(), value.to_string())).collect()
    };
    let mut reversed = all();
    reversed.reverse();
    texts.push(written(&reversed));
    let mut more = all();
    more.insert(0, ("nobody_knows_this", "{\"a\":[1]}".to_owned()));
    texts.push(written(&more));
    for (index, (key, value)) in members.iter().enumerate() {
        let mut fewer = all();
        fewer.remove(index);
        texts.push(written(&fewer));
        let mut twice = all();
        twice.push((key, value.to_string()));
        texts.push(written(&twice));
        for text in variants(value) {
            let mut other = all();
            other[index].1 = text;
            texts.push(written(&other));
        }
    }
    texts
}
