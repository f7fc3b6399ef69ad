//! `reference-codegen verify`

use std::fs;
use std::process::ExitCode;

use super::{Ran, below, reference, run_with};

/// The folder of [`reference`], with a body of the thing beside the pages.
fn with_body(body: &str) -> (tempfile::TempDir, [String; 4]) {
    let folder = reference();
    fs::create_dir(folder.path().join("bodies")).unwrap();
    fs::write(folder.path().join("bodies/thing.json"), body).unwrap();
    let (pages, bodies) = (
        below(folder.path(), "pages"),
        below(folder.path(), "bodies"),
    );
    let arguments = ["verify", &pages, "--payloads", &bodies].map(str::to_owned);
    (folder, arguments)
}

fn verify_with(arguments: &[String], more: &[&str]) -> Ran {
    let arguments: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .chain(more.iter().copied())
        .collect();
    run_with(&arguments)
}

#[test]
fn verify_ends_with_0_where_bodies_fit_and_with_1_where_one_does_not() {
    let (_folder, arguments) = with_body(r#"{"name": "a"}"#);
    let ran = verify_with(&arguments, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(
        ran.out.contains("1 body: 1 accepted, 0 rejected"),
        "{}",
        ran.out
    );

    let (_folder, arguments) = with_body("{}");
    let ran = verify_with(&arguments, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::from(1), ""));
    assert!(ran.out.starts_with("rejected  thing.json"), "{}", ran.out);
}

#[test]
fn verify_fails_where_a_body_could_not_be_checked_by_mistake() {
    let (folder, arguments) = with_body("{}");
    let bodies = folder.path().join("bodies");
    fs::rename(bodies.join("thing.json"), bodies.join("unknown.json")).unwrap();
    let ran = verify_with(&arguments, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::from(1), ""));
    assert!(ran.out.contains("add a line to index.tsv"), "{}", ran.out);

    fs::write(bodies.join("thing.json"), r#"{"name": "a"}"#).unwrap();
    let ran = verify_with(&arguments, &[]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "one of two is enough");

    fs::write(bodies.join("unknown.json"), "{").unwrap();
    let ran = verify_with(&arguments, &[]);
    assert_eq!(
        ran.status,
        ExitCode::from(1),
        "what is not JSON is checked by nobody"
    );

    fs::write(bodies.join("index.tsv"), "thing.json\tresource\tthink\n").unwrap();
    let ran = verify_with(&arguments, &[]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(2), ""));
    assert!(ran.err.contains("did you mean `thing`?"), "{}", ran.err);
    assert!(ran.err.contains("index.tsv:1:21"), "{}", ran.err);
}

#[test]
fn verify_writes_json_or_corrections() {
    let (_folder, arguments) = with_body("{}");
    let ran = verify_with(&arguments, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().collect();
    let all = [
        "bodies",
        "models",
        "never_seen",
        "unidentified",
        "unknown_values",
        "version",
    ];
    assert_eq!(keys, all);
    assert_eq!(json["bodies"][0]["verdict"], "rejected");
    let docs = json["bodies"][0]["reasons"][0]["docs"].as_str().unwrap();
    assert!(docs.ends_with("thing.mdx:7"), "{docs}");

    let ran = verify_with(&arguments, &["--suggest"]);
    assert_eq!(ran.status, ExitCode::from(1));
    let expected = "[[correct]]\npath = \"thing.name\"\noptional = true\nwas = false\nreason = \"absent in thing.json\"\n";
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (expected, ""));
    let both = verify_with(&arguments, &["--suggest", "--format", "json"]);
    assert_eq!(both.status, ExitCode::from(2));
}

/// Standard output may go to a file, so standard error tells what was left out.
#[test]
fn verify_tells_what_it_suggests_nothing_for() {
    let (_folder, arguments) = with_body("7");
    let ran = verify_with(&arguments, &["--suggest"]);
    assert_eq!(ran.status, ExitCode::from(1));
    let left_out = "no suggestion for thing.json (root): expected an object, found a number\n";
    assert_eq!(ran.out, format!("# {left_out}"));
    assert_eq!(ran.err, left_out);
    assert_eq!(verify_with(&arguments, &["--suggest", "-q"]).err, "");
}

#[test]
fn verify_ends_with_2_where_it_could_not_run() {
    let (folder, arguments) = with_body("{}");
    let nowhere = below(folder.path(), "nowhere");
    let ran = run_with(&["verify", &arguments[1], "--payloads", &nowhere]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(2), ""));
    assert!(ran.err.contains("error[unreadable-file]"), "{}", ran.err);

    let ran = run_with(&["verify", &nowhere, "--payloads", &nowhere]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(2), ""));
}

#[test]
fn verify_ends_with_1_where_the_reference_has_errors() {
    let (folder, arguments) = with_body("{}");
    fs::write(folder.path().join("pages/bad.mdx"), "---\n: [\n---\n").unwrap();
    let ran = verify_with(&arguments, &[]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(1), ""));
    assert!(ran.err.contains("error[invalid-yaml]"), "{}", ran.err);
}

/// Both checks together have one status and one JSON object.
#[test]
fn verify_holds_a_description_beside_bodies_or_alone() {
    let (folder, arguments) = with_body(r#"{"name": "a"}"#);
    let description = folder.path().join("openapi.yaml");
    fs::write(&description, "openapi: 3.1.0\npaths: {}\n").unwrap();
    let openapi = below(folder.path(), "openapi.yaml");
    let ran = verify_with(&arguments, &["--openapi", &openapi, "--format", "json"]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(ran.out.contains("\"bodies\": ["), "{}", ran.out);
    assert!(ran.out.contains("\"openapi\": {"), "{}", ran.out);

    fs::write(&description, "openapi: 3.1.0\npaths: { /a: { get: {} } }\n").unwrap();
    let alone = ["verify", &arguments[1], "--openapi", &openapi].map(str::to_owned);
    let ran = verify_with(&alone, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::from(1), ""));
    assert!(
        ran.out.starts_with("GET /a  (1 disagreement)\n"),
        "{}",
        ran.out
    );
    let ran = verify_with(&alone, &["--suggest"]);
    assert!(
        ran.out.contains("# [[keep]]\n# path = \"GET /a\"\n"),
        "{}",
        ran.out
    );

    fs::write(&description, "openapi: [\n").unwrap();
    let ran = verify_with(&alone, &[]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(1), ""));
    assert!(ran.err.contains("invalid-description"), "{}", ran.err);
}

#[test]
fn verify_says_that_one_of_two_options_is_enough() {
    let (folder, arguments) = with_body("{}");
    let ran = verify_with(&arguments[..2], &[]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::from(2), ""));
    let expected = "  one of --payloads <PATH> and --openapi <FILE>\n\n\
                    Usage: reference-codegen verify [OPTIONS] --payloads <PATH> ";
    assert!(ran.err.contains(expected), "{}", ran.err);
    let nowhere = below(folder.path(), "nowhere.yaml");
    let ran = verify_with(&arguments, &["--openapi", &nowhere]);
    assert!(!ran.err.contains("one of"), "{}", ran.err);
}

/// The unidentified are not in the corrections, so standard error names them.
#[test]
fn verify_names_the_unidentified_beside_its_suggestions() {
    let (folder, arguments) = with_body(r#"{"name": "a"}"#);
    fs::write(folder.path().join("bodies/unknown.json"), "{}").unwrap();
    let ran = verify_with(&arguments, &["--suggest"]);
    assert_eq!((ran.status, ran.out.as_str()), (ExitCode::SUCCESS, ""));
    let line = r#"{"method": "GET", "url": "/nowhere", "status": 200}"#;
    fs::write(folder.path().join("bodies/tape.jsonl"), line).unwrap();
    fs::write(folder.path().join("bodies/broken.json"), "{").unwrap();
    let ran = verify_with(&arguments, &["--suggest"]);
    insta::assert_snapshot!(ran.err, @r"
    no suggestion for broken.json: not JSON: EOF while parsing an object at line 1 column 1; fix or remove it
    no suggestion for tape.jsonl:1: no operation is at `GET /…`; correct the `url` of the operation, set the base URL of its server in `servers`, or leave the exchange out of the recording
    no suggestion for unknown.json: neither its name nor its folder is an id of the reference, and no resource has its `object`; add a line to index.tsv with its file, role and docs id
    ");
    for number in 0..8 {
        let file = folder.path().join(format!("bodies/unknown-{number}.json"));
        fs::write(file, "{}").unwrap();
    }
    let ran = verify_with(&arguments, &["--suggest"]);
    assert_eq!(ran.err.lines().count(), 11, "{}", ran.err);
    let more = "\nand 1 more, which `verify` without `--suggest` lists\n";
    assert!(ran.err.ends_with(more), "{}", ran.err);
    assert_eq!(verify_with(&arguments, &["--suggest", "-q"]).err, "");
}
