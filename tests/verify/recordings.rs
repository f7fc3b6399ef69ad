//! Recordings of HTTP: HAR, cassettes of VCR, and lines of JSON.

use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::Config;
use reference_codegen::verify::{Body, Verification};

pub(super) fn fixture(name: &str) -> PathBuf {
    Path::new("tests/fixtures/verify/recordings").join(name)
}

pub(super) fn config() -> Config {
    Config::new().config_file(fixture("codegen.toml"))
}

pub(super) fn verify(payloads: &Path) -> Verification {
    let verification = config().verify(&[fixture("reference")], payloads);
    verification.unwrap_or_else(|failure| panic!("{failure}"))
}

/// Verifies with these suggestions below the corrections of the reference.
pub(super) fn verify_corrected(payloads: &Path, suggestions: &str) -> Verification {
    let corrections = fs::read_to_string(fixture("corrections.toml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corrections.toml");
    fs::write(&file, format!("{corrections}\n{suggestions}")).unwrap();
    let config = config().corrections(&file);
    let verification = config.verify(&[fixture("reference")], payloads);
    verification.unwrap_or_else(|failure| panic!("{failure}"))
}

/// Verifies one line of JSON.
pub(super) fn exchange(line: &str) -> Verification {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tape.jsonl"), line).unwrap();
    verify(folder.path())
}

/// The role, the id and the first reason of each body.
pub(super) fn shown(bodies: &[Body]) -> Vec<String> {
    let shown = bodies.iter().map(|body| {
        let mut reasons = body.reasons.iter();
        let reason = reasons
            .next()
            .map(|it| format!(": {} {}", it.pointer, it.message));
        format!("{} {}{}", body.role, body.id, reason.unwrap_or_default())
    });
    shown.collect()
}

/// The file and line of each body or exchange that is not checked, and the reason.
pub(super) fn unidentified(verification: &Verification) -> Vec<String> {
    let unidentified = verification.unidentified.iter();
    unidentified
        .map(|it| format!("{}: {}", it.file, it.message))
        .collect()
}

#[test]
fn recordings_are_read_without_an_index() {
    let verification = verify(&fixture("recorded"));
    insta::assert_snapshot!("recordings_text", verification.to_string());
    insta::assert_snapshot!(
        "recordings_suggestions",
        verification.suggestions.to_string()
    );
}

#[test]
fn a_recording_may_be_named_itself() {
    let har = verify(&fixture("recorded/session.har"));
    assert!(
        har.bodies
            .iter()
            .all(|body| body.file.starts_with("session.har:"))
    );
    let by_content = verify(&fixture("recorded/har-by-content.json"));
    assert_eq!(
        shown(&by_content.bodies),
        ["request get_last_ticket", "response get_last_ticket"]
    );
}

/// Every secret in the recordings contains the word `SECRET`, which no output contains.
#[test]
fn nothing_secret_is_shown() {
    let all = fs::read_to_string(fixture("recorded/session.har")).unwrap();
    assert!(all.matches("SECRET").count() > 40);
    let verification = verify(&fixture("recorded"));
    for text in [
        verification.to_string(),
        verification.suggestions.to_string(),
        serde_json::to_string(&verification).unwrap(),
        format!("{verification:?}"),
    ] {
        assert!(!text.contains("SECRET"), "{text}");
    }
}

/// A body that an index names shows no secret either.
#[test]
fn members_that_debug_does_not_show_are_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ticket.json");
    let corrections = folder.path().join("corrections.toml");
    let correction = "[[correct]]\npath = \"ticket.barcode\"\ntype = \"integer\"\nwas = \"string\"\nreason = \"read\"\n";
    fs::write(&corrections, correction).unwrap();
    fs::write(
        &file,
        r#"{"object": "ticket", "id": "a", "seat": 1.5, "tier": "stalls", "barcode": 7.25}"#,
    )
    .unwrap();
    for (secrets, expected) in [
        (
            true,
            "expected an integer, found [redacted], which has a fraction",
        ),
        (
            false,
            "expected an integer, found 7.25, which has a fraction",
        ),
    ] {
        let mut config = Config::new().corrections(&corrections);
        if secrets {
            config = config.secrets("Ticket.barcode");
        }
        let verification = config.verify(&[fixture("reference")], &file).unwrap();
        let reasons = verification.bodies[0].reasons.iter();
        let messages: Vec<&str> = reasons.map(|it| it.message.as_str()).collect();
        assert_eq!(messages[1], expected);
        assert!(messages[0].contains("1.5"), "{messages:?}");
    }
}

#[test]
fn a_broken_recording_is_reported_with_its_line() {
    let verification = verify(&fixture("broken"));
    insta::assert_snapshot!(unidentified(&verification).join("\n"), @r#"
    cassette.yaml:8: an exchange of the cassette has no `uri`; a cassette is a list of exchanges, or has one as `http_interactions` or `interactions`
    cut.har:3: not a HAR: EOF while parsing a list; record it again as HAR 1.2, or fix it
    entry.har:2: not an entry of a HAR: missing field `url`; record it again as HAR 1.2, or fix it
    entry.har:6: not an entry of a HAR: invalid type: integer, expected struct Request; record it again as HAR 1.2, or fix it
    indent.yml:3: not YAML: did not find expected node content at line 3 column 1, while parsing a flow node; fix the YAML, or record it again
    tape.jsonl:2: not an exchange as a line of JSON: missing field `url`; write each exchange on one line: {"method", "url", "status", "request", "response"}
    tape.jsonl:3: not an exchange as a line of JSON: expected ident; write each exchange on one line: {"method", "url", "status", "request", "response"}
    "#);
    assert!(verification.has_broken());
    let read = verification.bodies.iter();
    let read: Vec<String> = read.map(|it| format!("{} {}", it.file, it.role)).collect();
    let expected = [
        "cassette.yaml:2 request",
        "cassette.yaml:2 response",
        "entry.har:4 request",
        "entry.har:4 response",
        "tape.jsonl:1 request",
        "tape.jsonl:1 response",
        "tape.jsonl:4 request",
        "tape.jsonl:4 response",
    ];
    assert_eq!(read, expected);
}

/// A broken recording may contain secrets, so messages do not quote it.
#[test]
fn a_broken_recording_shows_no_secret() {
    for line in [
        r#"{"method": "GET", "url": "/a", "status": "SECRET, expected SECRET"}"#,
        r#"{"method": "GET", "url": "/a", "status": 200, "headers": "Authorization: SECRET `SECRET`"}"#,
        r#"{"method": "GET", "url": "/a", "status": 200, "headers": {"Cookie": "SECRET"}"#,
    ] {
        let verification = exchange(line);
        let problem = &verification.unidentified[0];
        assert!(
            problem.message.starts_with("not an exchange"),
            "{problem:?}"
        );
        assert!(
            !format!("{verification:?}{verification}").contains("SECRET"),
            "{verification:?}"
        );
    }
}

#[test]
fn corrections_that_are_suggested_help() {
    let verification = verify(&fixture("recorded"));
    let suggestions = verification.suggestions.to_string();
    let corrected = verify_corrected(&fixture("recorded"), &suggestions);
    let rejected = |it: &Verification| it.models.iter().map(|model| model.rejected).sum::<usize>();
    assert!(rejected(&verification) > 10);
    assert_eq!(rejected(&corrected), 0, "{corrected}");
}

/// The literal of a member tells which operation of a path is meant, whatever else is wrong in the
/// body.
#[test]
fn several_operations_have_one_path() {
    for (request, expected) in [
        (
            r#""kind=seat&seat=3&bags[]=a&bags[]=b""#,
            "request enter_by_seat",
        ),
        (
            r#""kind=seat&bags=a""#,
            "request enter_by_seat:  required member `seat` is missing",
        ),
        (
            r#"{"kind": "barcode", "barcode": "a"}"#,
            "request enter_by_barcode",
        ),
        (
            r#"{"kind": "barcode", "barcode": 1, "seat": 3}"#,
            "request enter_by_barcode: /barcode expected a string, found a number",
        ),
    ] {
        let line =
            format!(r#"{{"method": "POST", "url": "/gate", "status": 401, "request": {request}}}"#);
        assert_eq!(shown(&exchange(&line).bodies), [expected], "{line}");
    }
}

#[test]
fn a_query_and_headers_are_what_the_reference_says() {
    let sell = |query: &str, headers: &str| {
        let line = format!(
            r#"{{"method": "POST", "url": "/shows/a/tickets{query}", "status": 500, "headers": {headers}, "request": {{"seat": 1}}}}"#
        );
        shown(&exchange(&line).bodies).remove(0)
    };
    let fits = "request sell_ticket";
    assert_eq!(sell("", r#"{"TILL": "3"}"#), fits);
    assert_eq!(
        sell("?dry_run=true", r#"{"till": "3", "Cookie": "a"}"#),
        fits
    );
    assert_eq!(
        sell("?dry_run=1", r#"{"till": "3"}"#),
        "request sell_ticket: query/dry_run expected a boolean, found a string"
    );
    assert_eq!(
        sell("", "{}"),
        "request sell_ticket: headers required member `Till` is missing"
    );
    let list = |query: &str| {
        let line = format!(r#"{{"method": "GET", "url": "/tickets?{query}", "status": 0}}"#);
        shown(&exchange(&line).bodies)
    };
    for query in [
        "",
        "rows=1,2",
        "rows=1&rows=2",
        "rows[]=1&rows[]=2",
        "rows=&sold=false",
        "limit=1%30",
    ] {
        assert_eq!(list(query), ["request list_tickets"], "{query}");
    }
    assert_eq!(
        list("rows[]=1&rows[]=b"),
        ["request list_tickets: query/rows expected an integer, found `b`"]
    );
    assert_eq!(
        list("rows[]=hello.e"),
        ["request list_tickets: query/rows expected an integer, found `hello.e`"]
    );
}

/// A request that the API rejects for its content is no evidence against the reference.
#[test]
fn an_error_is_one_that_the_reference_describes() {
    let refused = |status: u16, response: &str| {
        let line = format!(
            r#"{{"method": "POST", "url": "/gate", "status": {status}, "request": {{"kind": "seat"}}, "response": {response}}}"#
        );
        exchange(&line)
    };
    let taken = r#"{"code": "seat_taken", "message": "a", "seat": 1}"#;
    let verification = refused(422, taken);
    assert_eq!(shown(&verification.bodies), ["resource seat_taken_error"]);
    let verification = refused(409, taken);
    let missing = "request enter_by_seat:  required member `seat` is missing";
    assert_eq!(
        shown(&verification.bodies),
        [missing, "resource seat_taken_error"]
    );
    for other in [r#"{"code": "fire", "message": "a"}"#, r#""<html>""#, "null"] {
        let verification = refused(400, other);
        let message = "no page describes this error with the status 400; add it to a page, or leave \
                       the exchange out of the recording";
        assert_eq!(verification.unidentified[0].message, message);
    }
    // A table of codes does not describe the members of the error.
    for member in ["code", "error"] {
        let verification = refused(
            400,
            &format!(r#"{{"{member}": "till_closed", "message": "a"}}"#),
        );
        let message = "`till_closed` is a documented error code, but no page describes the members of \
                       this error with the status 400, so that they are not checked; add it to a page, \
                       or leave the exchange out of the recording";
        assert_eq!(verification.unidentified[0].message, message);
        assert!(!verification.has_broken());
    }
}
