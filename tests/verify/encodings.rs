//! Recordings with compressed bodies, and the media types of recorded requests.

use std::fs;

use reference_codegen::verify::{Verdict, Verification};
use serde_json::{Value, json};

use super::recordings::{config, exchange, fixture, shown, unidentified, verify, verify_corrected};

/// The largest body that is read. One of the compressed bodies is larger.
const MAX_BODY_SIZE: u64 = 10_000;

/// `{"seat": "nine"}` in gzip. The operation `get_last_ticket` documents an integer.
const GZIP: &str = "H4sIAAAAAAACA6tWKk5NLFGyUlDKy8xLVaoFADXIR9oQAAAA";

/// Verifies a cassette in JSON with one exchange.
fn cassette(request: &Value, response: &Value) -> Verification {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tape.json");
    let cassette = json!({"http_interactions": [{"request": request, "response": response}]});
    fs::write(&file, cassette.to_string()).unwrap();
    let config = config().max_body_size(MAX_BODY_SIZE);
    let verification = config.verify(&[fixture("reference")], &file);
    verification.unwrap_or_else(|failure| panic!("{failure}"))
}

/// Verifies a response of `get_last_ticket`.
fn responded(encoding: Option<&str>, body: &Value) -> Verification {
    let request = json!({"method": "GET", "uri": "/tickets/last"});
    let headers = encoding.map_or_else(|| json!({}), |it| json!({"Content-Encoding": [it]}));
    let response = json!({"status": {"code": 200}, "headers": headers, "body": body});
    cassette(&request, &response)
}

fn base64(text: &str) -> Value {
    json!({"base64_string": text})
}

#[test]
fn compressed_bodies_are_checked() {
    let with_all_fields =
        "H4sIHgAAAAAA/wQAYWIAAHNlYXQuanNvbgBhIGNvbW1lbnQAEjSrVipOTSxRslJQysvMS1WqBQA1yEfaEAAAAAAA";
    let members = "H4sIAAAAAAACA6tWKk5NBABTWZM2BQAAAB+LCAAAAAAAAgMrUbJSUMrLzEtVqgUAk/qgzgsAAAA=";
    let zlib_in_gzip = "H4sIAAAAAAACA6uYszpMy89XJ3BTUMCp02e8Q1exMui4sRoBADb7erQYAAAA";
    let zlib = "eJyrVipOTSxRslJQysvMS1WqBQAsRgUy";
    let plain = "eyJzZWF0IjogIm5pbmUifQ==";
    let characters = "\u{1f}\u{8b}\u{8}\0\0\0\0\0\u{2}\u{3}\u{ab}V*NM,Q\u{b2}RP\u{ca}\u{cb}\u{cc}KU\u{aa}\u{5}\u{0}5\u{c8}G\u{da}\u{10}\0\0\0";
    for (encoding, body) in [
        (Some("gzip"), base64(GZIP)),
        (Some("X-GZIP"), base64(GZIP)),
        (None, base64(GZIP)),
        (Some("identity, gzip"), base64(GZIP)),
        (Some("gzip"), base64(with_all_fields)),
        (Some("gzip"), base64(members)),
        (Some("deflate"), base64(zlib)),
        (Some("deflate"), base64("q1YqTk0sUbJSUMrLzEtVqgUA")),
        (Some("deflate, gzip"), base64(zlib_in_gzip)),
        // The recorder has decoded it.
        (Some("gzip"), base64(plain)),
        (Some("br"), base64(plain)),
        (Some("zstd"), json!(r#"{"seat": "nine"}"#)),
        // Each byte is a character.
        (Some("gzip"), json!(characters)),
    ] {
        let verification = responded(encoding, &body);
        let expected = [
            "request get_last_ticket",
            "response get_last_ticket: /seat expected an integer, found a string",
        ];
        assert_eq!(shown(&verification.bodies), expected, "{encoding:?} {body}");
    }
}

#[test]
fn a_body_that_cannot_be_decoded_is_a_failure() {
    let cut = "H4sIAAAAAAACA6tWKk5NLFGyUlDKy8xLVaoF";
    let other_sum = "H4sIAAAAAAACA6tWKk5NLFGyUlDKy8xLVaoFADTIR9oQAAAA";
    let zlib = "eJyrVipOTSxRslJQysvMS1WqBQAs";
    let blanks = "H4sIAAAAAAACA+3BMQEAAADCoCrrn9IaHkABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAArwYt8HnKoIYBAA==";
    let brotli = "iweAeyJzZWF0IjogIm5pbmUifQM=";
    let damaged = "data is cut off or damaged";
    for (encoding, body, expected) in [
        ("gzip", base64(cut), damaged),
        ("gzip", base64(other_sum), damaged),
        ("gzip", base64(zlib), damaged),
        ("gzip", base64("H4sI"), damaged),
        ("deflate", base64(zlib), damaged),
        ("gzip", base64(blanks), "larger than `max_body_size`"),
        ("br", base64(brotli), "its encoding `br` cannot be decoded"),
        ("SECRET", base64(brotli), "its encoding cannot be decoded"),
        (
            "",
            base64("KLUv/QEC"),
            "its encoding `zstd` cannot be decoded",
        ),
        ("", base64(brotli), "it is not a text"),
        (
            "gzip",
            base64("eyJzZW:F0"),
            "tape.json:1: the body of the response is not checked: the recording calls it base64, \
             but it is not; record it again",
        ),
        (
            "gzip",
            json!("\u{1f}\u{fffd}\u{8}"),
            "replaced some of its bytes",
        ),
    ] {
        let verification = responded(Some(encoding), &body);
        assert_eq!(shown(&verification.bodies), ["request get_last_ticket"]);
        let reasons = unidentified(&verification).join("\n");
        assert!(reasons.contains(expected), "{encoding} {body}: {reasons}");
        assert!(!format!("{verification:?}").contains("SECRET"));
        assert!(verification.has_broken());
    }
}

/// PHP writes the body in base64 if one of these headers says that it is binary.
#[test]
fn a_body_from_php_may_be_in_base64() {
    for headers in [
        json!({"Content-Type": "application/x-gzip"}),
        json!({"Content-Transfer-Encoding": "binary", "Content-Encoding": "gzip"}),
    ] {
        let request = json!({"method": "GET", "url": "/tickets/last"});
        let response = json!({"status": "200", "headers": headers, "body": GZIP});
        let verification = cassette(&request, &response);
        let reason = &verification.bodies[1].reasons[0].message;
        assert_eq!(reason, "expected an integer, found a string");
    }
}

#[test]
fn a_compressed_request_is_checked() {
    let sold = |body: &str| {
        let headers = json!({"Content-Encoding": "gzip", "Till": "1"});
        let request = json!({"method": "POST", "uri": "/shows/a/tickets", "headers": headers, "body": base64(body)});
        cassette(&request, &json!({"status": 0}))
    };
    let seat = "H4sIAAAAAAACA6tWKk5NLFGyUkrLLy1SqgUAR8IzXQ8AAAA=";
    let expected = ["request sell_ticket: /seat expected an integer, found a string"];
    assert_eq!(shown(&sold(seat).bodies), expected);
    let verification = sold("H4sI");
    assert!(unidentified(&verification)[0].contains("the body of the request is not checked"));
    assert!(verification.has_broken());
}

/// A body that the operation does not have is decoded as well.
#[test]
fn a_body_beside_a_query_is_decoded() {
    let listed = |kind: &str, body: Value| {
        let headers = json!({"Content-Type": kind});
        let request = json!({"method": "GET", "uri": "/tickets", "headers": headers, "body": body});
        cassette(&request, &json!({"status": 0}))
    };
    for (kind, body) in [
        ("application/x-www-form-urlencoded", json!("limit=3")),
        ("application/json", json!(r#"{"limit": 3}"#)),
        ("", base64("eyJsaW1pdCI6IDN9")),
    ] {
        let verification = listed(kind, body);
        let undocumented = &verification.bodies[0].undocumented;
        assert_eq!(undocumented[0].pointer, "/limit", "{kind}");
    }
    assert!(listed("", base64("H4sI")).has_broken());
}

/// A line with a request of this media type, which the API answers with this status.
fn posted(path: &str, kind: &str, status: u16, body: &str) -> String {
    let headers = json!({"Till": "1", "content-type": kind});
    let line = json!({"method": "POST", "url": path, "status": status, "headers": headers, "request": body});
    format!("{line}\n")
}

/// Verifies a request with this media type. Returns the reasons to reject it.
fn sent(path: &str, kind: &str, body: &str) -> String {
    let verification = exchange(&posted(path, kind, 500, body));
    let body = &verification.bodies[0];
    assert_eq!(body.verdict == Verdict::Rejected, !body.reasons.is_empty());
    let messages = body.reasons.iter().map(|reason| reason.message.clone());
    messages.collect::<Vec<_>>().join(", ")
}

/// Verifies requests with these media types and bodies, also with the suggested corrections.
/// Returns the corrections, and the first reason for each request with them.
fn corrected(path: &str, requests: &[(&str, &str)]) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let tape = folder.path().join("tape.jsonl");
    let lines = requests.iter();
    let lines = lines.map(|(kind, body)| posted(path, kind, 0, body));
    fs::write(&tape, lines.collect::<String>()).unwrap();
    let suggestions = verify(&tape).suggestions.to_string();
    let corrected = verify_corrected(&tape, &suggestions);
    (suggestions, shown(&corrected.bodies))
}

/// The encoding is only suggested if all requests have it.
#[test]
fn an_encoding_is_suggested() {
    let (json, form) = ("application/json", "application/x-www-form-urlencoded");
    let sell = "/shows/a/tickets";
    let sold = (json, r#"{"seat": 1}"#);
    let (suggestions, left) = corrected(sell, &[(form, "seat=1"), (form, "seat=2&tier=stalls")]);
    insta::assert_snapshot!(suggestions, @r#"
    [[correct]]
    path = "sell_ticket"
    encoding = "form"
    was = "json"
    reason = "sent like this in tape.jsonl:1, tape.jsonl:2"
    "#);
    assert_eq!(left, ["request sell_ticket"; 2]);
    let (suggestions, left) = corrected(sell, &[sold, (form, "seat=1")]);
    insta::assert_snapshot!(suggestions, @"# no suggestion for tape.jsonl:2 (root): expected JSON, found a form");
    let wrong = "request sell_ticket:  expected JSON, found a form";
    assert_eq!(left, ["request sell_ticket", wrong]);
    let seat = (json, r#"{"kind": "seat", "seat": 3}"#);
    let (suggestions, left) = corrected("/gate", &[seat]);
    insta::assert_snapshot!(suggestions, @r#"
    [[correct]]
    path = "enter_by_seat"
    encoding = "json"
    was = "form"
    reason = "sent like this in tape.jsonl:1"
    "#);
    assert_eq!(left, ["request enter_by_seat"]);
}

#[test]
fn the_media_type_of_a_request_is_compared() {
    let (json, form) = ("application/json", "application/x-www-form-urlencoded");
    let sold = |kind, body| sent("/shows/a/tickets", kind, body);
    let seat = r#"{"seat": 1}"#;
    for kind in [
        json,
        "Application/JSON; charset=utf-8",
        "application/vnd.api+json",
        "",
    ] {
        assert_eq!(sold(kind, seat), "", "{kind}");
    }
    for (kind, body, found) in [
        (form, "seat=1", "a form"),
        (form, seat, "a form"),
        ("", "seat=1", "a form"),
        (
            "multipart/form-data; boundary=a",
            "--a",
            "`multipart/form-data`",
        ),
        ("text/plain", seat, "`text/plain`"),
        ("SECRET", seat, "an unknown media type"),
    ] {
        let expected = format!("expected JSON, found {found}");
        assert_eq!(sold(kind, body), expected, "{kind} {body}");
    }
    // Without a body, its members are missing.
    assert_eq!(sold(form, ""), "required member `seat` is missing");
    // A token in base64 is not a form.
    let message = sold("", "U0VDUkVUIQ==");
    assert!(message.starts_with("not JSON"), "{message}");
    let entered = |kind, body| sent("/gate", kind, body);
    let seat = r#"{"kind": "seat", "seat": 3}"#;
    assert_eq!(entered(form, "kind=seat&seat=3"), "");
    assert_eq!(entered("", "kind=seat&seat=3"), "");
    assert_eq!(entered("", seat), "");
    assert_eq!(entered(json, seat), "expected a form, found JSON");
}
