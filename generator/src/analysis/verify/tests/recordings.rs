//! Recordings beside bodies, and their headers and queries.

use super::*;

/// Corrections of [`PAGE`] that add headers.
const HEADERS: &str = r#"
[[correct]]
path = "track_parcel.parameters"
add = [
  { name = "Tags", type = "integer[]", optional = true, in = "header" },
  { name = "Days", type = "datetime[]", optional = true, in = "header" },
  { name = "X.Rate", type = "integer[]", optional = true, in = "header" },
]
reason = "the manual"
"#;

/// Verifies one exchange of `track_parcel`, with these headers and this query.
fn tracked(headers: &str, query: &str) -> Verification {
    let line = format!(
        r#"{{"method": "POST", "url": "/parcels/a{query}", "status": 0, "headers": {headers}, "request": {{"phone": "1"}}}}"#
    );
    let folder = folder(PAGE, &[("tape.jsonl", &line)]);
    let corrections = folder.path().join("corrections.toml");
    fs::write(&corrections, HEADERS).unwrap();
    let config = Config::new().corrections(corrections).time(TimeType::Jiff);
    let roots = [folder.path().join("pages")];
    config.verify(&roots, folder.path().join("bodies")).unwrap()
}

/// The file and the id of each body, and the file of each that is not identified.
fn named(bodies: &[(&str, &str)]) -> Vec<String> {
    let verification = verify(bodies, &Config::new()).unwrap();
    let known = verification.bodies.iter();
    let known = known.map(|it| format!("{} {} {}", it.file, it.role, it.id));
    let unknown = verification.unidentified.iter();
    known
        .chain(unknown.map(|it| format!("{} unidentified", it.file)))
        .collect()
}

#[test]
fn no_value_of_a_header_is_shown() {
    for header in ["Tags", "X.Rate"] {
        let headers = format!(r#"{{"{header}": "1, 707.25"}}"#);
        let verification = tracked(&headers, "");
        let message = &verification.bodies[0].reasons[0].message;
        assert_eq!(
            message,
            "expected an integer, found [redacted], which has a fraction"
        );
        let shown = format!("{verification}{verification:?}");
        assert!(!shown.contains("707.25"), "{shown}");
    }
}

#[test]
fn items_of_a_header_have_blanks_around_them() {
    let (day, next) = ("2026-01-02T03:04:05Z", "2026-01-03T03:04:05Z");
    for (days, is_right) in [
        (format!("{day}, {next}"), true),
        (format!(" {day} ,\\t{next} "), true),
        (format!("{day}, soon"), false),
    ] {
        let verification = tracked(&format!(r#"{{"Tags": "1, 2", "Days": "{days}"}}"#), "");
        let body = &verification.bodies[0];
        assert_eq!(
            body.verdict == Verdict::Accepted,
            is_right,
            "{verification}"
        );
    }
}

#[test]
fn a_name_of_very_many_keys_is_one_key() {
    let query = format!("?a{}=1&b[c][d]=2", "[b]".repeat(10_000));
    let verification = tracked("{}", &query);
    let undocumented = verification.bodies[0].undocumented.iter();
    let names: Vec<usize> = undocumented.map(|it| it.pointer.len()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

/// A body may have members with the names of those of recordings.
#[test]
fn a_body_that_only_resembles_a_recording_is_a_body() {
    for text in [
        r#"{"object": "parcel", "method": "POST", "url": "https://host.example/"}"#,
        r#"{"object": "parcel", "method": "POST", "url": "/", "status": "sent"}"#,
        r#"{"object": "parcel", "interactions": [{"id": 1}]}"#,
        r#"{"object": "parcel", "interactions": [], "http_interactions": []}"#,
        r#"{"object": "parcel", "log": {"entries": [{"request": "a", "response": "b"}]}}"#,
    ] {
        assert_eq!(
            named(&[("a.json", text)]),
            ["a.json resource parcel"],
            "{text}"
        );
    }
}

#[test]
fn exchanges_of_one_line_have_numbers() {
    let entry =
        r#"{"request": {"method": "POST", "url": "/parcels/a"}, "response": {"status": 0}}"#;
    let other = entry.replace("parcels", "letters");
    let har = format!(
        r#"{{"log": {{"entries": [{entry},{other}, {entry},{}{entry}]}}}}"#,
        '\n'
    );
    let names = named(&[("a.har", &har)]);
    let expected = [
        "a.har:1 request track_parcel",
        "a.har:1#3 request track_parcel",
        "a.har:2 request track_parcel",
        "a.har:1#2 unidentified",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_recording_may_begin_with_a_broken_exchange() {
    let right =
        r#"{"request": {"method": "POST", "uri": "/parcels/a"}, "response": {"status": 0}}"#;
    let broken = r#"{"request": {"method": "POST"}}"#;
    let cassette = format!("[{broken},{}{right}]", '\n');
    let expected = ["a.json:2 request track_parcel", "a.json:1 unidentified"];
    assert_eq!(named(&[("a.json", &cassette)]), expected);
}

#[test]
fn a_header_may_have_several_values() {
    let verification = tracked(r#"{"Tags": ["1", "2"]}"#, "");
    assert_eq!(verification.bodies[0].verdict, Verdict::Accepted);
    let verification = tracked(r#"{"Tags": {"SECRET": 1}}"#, "");
    let expected = "a header that is neither a text nor a list of texts; write";
    let message = &verification.unidentified[0].message;
    assert!(message.contains(expected), "{message}");
}

#[test]
fn yaml_that_is_no_recording_is_no_body() {
    let yaml = ("openapi.yaml", "openapi: 3.1.0\n");
    let failure = verify(&[yaml], &Config::new()).unwrap_err();
    let message = failure.to_string();
    assert!(
        message.contains("no recording (*.har, *.jsonl, *.yaml)"),
        "{message}"
    );
    assert_eq!(
        named(&[yaml, ("a.json", PARCEL)]),
        ["a.json resource parcel"]
    );
}

#[test]
fn recordings_without_an_exchange_are_an_error() {
    let har = ("a.har", r#"{"log": {"entries": []}}"#);
    let lines = ("b.jsonl", "\n");
    let cassette = ("tape.yaml", "http_interactions: []\n");
    for (files, expected) in [
        (vec![har], "no exchange in its 1 recording: "),
        (vec![lines], "no exchange in its 1 recording: "),
        (
            vec![har, lines, cassette],
            "no exchange in its 3 recordings: ",
        ),
    ] {
        let message = verify(&files, &Config::new()).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.contains("record at least one request"), "{message}");
    }
    let with_body = [har, lines, cassette, ("a.json", PARCEL)];
    assert_eq!(named(&with_body), ["a.json resource parcel"]);

    let folder = folder(PAGE, &[har]);
    let [pages, tape] = ["pages", "bodies/a.har"].map(|it| folder.path().join(it));
    let message = Config::new()
        .verify(&[pages], &tape)
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("a.har has no exchange, so there is nothing to check"),
        "{message}"
    );
}

#[test]
fn the_case_of_an_extension_does_not_matter() {
    let line = r#"{"method": "POST", "url": "/parcels/a", "status": 0}"#;
    let names = named(&[("tape.JSONL", line), ("parcel.JSON", "{}")]);
    let expected = [
        "parcel.JSON resource parcel",
        "tape.JSONL:1 request track_parcel",
    ];
    assert_eq!(names, expected);
}
