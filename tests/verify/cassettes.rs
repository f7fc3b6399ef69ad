//! Cassettes of VCR in YAML.

use std::fs;

use reference_codegen::verify::Verification;

use super::recordings::{shown, verify};

/// VCR.py records `httpx` with other keys in the response.
#[test]
fn a_cassette_of_httpx_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("httpx.yaml");
    let cassette = "interactions:\n- request:\n    body: ''\n    headers: {}\n    method: GET\n    \
                    uri: https://kiosk.example/tickets\n  response:\n    content: '[{\"seat\": 1.5}]'\n    \
                    headers: {}\n    http_version: HTTP/1.1\n    status_code: 200\nversion: 1\n";
    fs::write(&file, cassette).unwrap();
    let verification = verify(&file);
    let expected = [
        "request list_tickets",
        "response list_tickets:  expected an object, found an array",
    ];
    assert_eq!(shown(&verification.bodies), expected);
}

/// Verifies a cassette of Python with this body of a request to sell a ticket.
fn sold_from_python(body: &str) -> Verification {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tape.yaml");
    let cassette = format!(
        "interactions:\n- request:\n    body: {body}\n    headers: {{Till: ['1']}}\n    method: POST\n    \
         uri: /shows/a/tickets\n  response:\n    body: {{string: ''}}\n    headers: {{}}\n    \
         status: {{code: 0}}\n"
    );
    fs::write(&file, cassette).unwrap();
    verify(&file)
}

/// VCR.py records a file or an iterator as an object of Python with the bytes, here of
/// `{"seat": "nine"}`. A body of several chunks, or another object, is not read.
#[test]
fn an_object_of_python_is_not_the_body() {
    let nine = "!!binary eyJzZWF0IjogIm5pbmUifQ==";
    let file = |chunk: &str| {
        format!("!!python/object/new:_io.BytesIO {{state: !!python/tuple [{chunk}, 0, null]}}")
    };
    let iterator = |chunks: &str| {
        format!("!!python/object/apply:builtins.iter {{args: [[{chunks}]], state: 0}}")
    };
    for body in [file(nine), iterator(nine)] {
        let verification = sold_from_python(&body);
        let expected = ["request sell_ticket: /seat expected an integer, found a string"];
        assert_eq!(shown(&verification.bodies), expected, "{body}");
    }
    for body in [
        iterator(&format!("{nine}, {nine}")),
        iterator("'{\"seat\": 1}'"),
        format!("!!python/object:aiohttp.formdata.FormData {{_fields: [{nine}]}}"),
        "{seat: !!python/object/apply:decimal.Decimal ['1']}".to_owned(),
    ] {
        let verification = sold_from_python(&body);
        let message = "the body of the request is not checked: it is an object of Python, not its \
                       text; record it as a text";
        assert_eq!(verification.unidentified[0].message, message, "{body}");
        assert!(verification.has_broken() && verification.bodies.is_empty());
        assert_eq!(verification.suggestions.to_string(), "");
    }
    let plain = sold_from_python("{seat: !!python/tuple [1]}");
    let expected = ["request sell_ticket: /seat expected an integer, found an array"];
    assert_eq!(shown(&plain.bodies), expected);
}

/// A YAML parser quotes a key or a value in its errors, and the keys around it; the messages of
/// `verify` quote none of them.
#[test]
fn broken_yaml_shows_none_of_its_keys() {
    for (yaml, expected) in [
        (
            "- {SECRET-a: {SECRET: 1, SECRET: 2}}",
            "not YAML: duplicate key",
        ),
        (
            "- SECRET: !!int SECRET",
            "not YAML: a value does not match its tag",
        ),
        ("- SECRET: *SECRET", "not YAML: unknown anchor"),
        (
            "- {SECRET: [\"SECRET\" SECRET]}",
            "not YAML: did not find expected ',' or ']'",
        ),
        (
            "- SECRET: \"SECRET\\q\"",
            "not YAML: found unknown escape character",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("http_interactions:\n{yaml}\n");
        fs::write(folder.path().join("tape.yaml"), text).unwrap();
        let problem = &verify(folder.path()).unidentified[0];
        assert!(problem.message.starts_with(expected), "{yaml}: {problem:?}");
        assert!(!problem.message.contains("SECRET"), "{yaml}: {problem:?}");
    }
}
