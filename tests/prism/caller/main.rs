//! Calls operations by their requests: `caller BASE PLAN`, where each line of the plan is an
//! operation, the form of its request, the value of the header `Prefer`, and a fault or `mended`.
//! For each line it prints the answer, as JSON; without a plan, all operations and forms.

mod calls;
mod faults;

use std::io::Write as _;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use workos_api::runtime::{Endpoint, Error, Http, Request};

/// A line of the plan.
pub struct Line<'a> {
    base: &'a str,
    prefer: &'a str,
    fault: &'a str,
}

/// The key of the caller.
const KEY: &str = "sk_example_123456789";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base, plan] = &arguments[..] else {
        for (operation, form, _) in calls::CALLS {
            println!("{operation}\t{form}");
        }
        return;
    };
    let plan = std::fs::read_to_string(plan).unwrap();
    let mut out = std::io::stdout().lock();
    for line in plan.lines() {
        let [operation, form, prefer, fault] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let mut found = calls::CALLS
            .iter()
            .filter(|(id, of, _)| *id == operation && *of == form);
        let (_, _, call) = found.next().unwrap();
        let line = Line {
            base,
            prefer,
            fault,
        };
        writeln!(out, "{}", call(&line)).unwrap();
    }
}

/// A value of a type, as the description writes it.
pub fn from_json<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Sends a request, and reads the answer.
pub fn call<E: Endpoint + Http>(request: &E, line: &Line) -> Value
where
    E::Response: Serialize,
{
    let (mut called, response) = match request.to_http(line.base, Some(KEY)) {
        Ok(sent) => exchange(sent, line),
        Err(error) => return json!({ "unsent": error.to_string() }),
    };
    let read = request.read_http(response);
    called["read"] = match read {
        Ok(response) => json!({ "response": response }),
        Err(Error::Api(error)) => json!({ "error": {
            "operation": error.operation(),
            "status": error.status(),
            "message": error.message(),
            "code": error.code(),
            "error": error.error(),
            "error_description": error.error_description(),
            "errors": error.errors(),
            "body": String::from_utf8_lossy(error.body()),
        }}),
        Err(Error::InvalidResponse(error)) => {
            json!({ "invalid": format!("{}: {}", error.pointer(), error.reason()) })
        }
        Err(error) => json!({ "invalid": error.to_string() }),
    };
    called
}

/// Opens the address of a request, as a browser would.
pub fn open(request: &impl Request, line: &Line) -> Value {
    let url = match request.url(line.base) {
        Ok(url) => url,
        Err(error) => return json!({ "unsent": error.to_string() }),
    };
    let sent = http::Request::get(url).body(Vec::new()).unwrap();
    exchange(sent, line).0
}

fn exchange(mut sent: http::Request<Vec<u8>>, line: &Line) -> (Value, http::Response<Vec<u8>>) {
    if !line.prefer.is_empty() {
        sent.headers_mut()
            .insert("prefer", line.prefer.parse().unwrap());
    }
    let is_planted = match line.fault {
        "" => true,
        "mended" => {
            faults::mend(&mut sent);
            true
        }
        fault => faults::plant(fault, &mut sent),
    };
    let url = sent.uri().to_string();
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .build()
        .into();
    let (head, body) = agent.run(sent).unwrap().into_parts();
    let body = body
        .into_with_config()
        .limit(1 << 24)
        .read_to_vec()
        .unwrap();
    let violations = head
        .headers
        .get("sl-violations")
        .map(|it| it.to_str().unwrap());
    let called = json!({
        "url": url,
        "planted": is_planted,
        "status": head.status.as_u16(),
        "violations": violations,
        "body": String::from_utf8_lossy(&body),
    });
    (called, http::Response::from_parts(head, body))
}
