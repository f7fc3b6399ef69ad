use std::fs;
use std::process::ExitCode;

use crate::command::tests::run_with;

const PAGE: &str = "---\nreference:\n  curl:\n    - key: buoy\n      id: buoy\n      title: Buoy\n      \
                    url: /reference/bouy\n      properties:\n        - key: name\n          \
                    type: string\n  js:\n    - key: Buoy\n      id: buoy\n      title: Buoy\n      \
                    properties:\n        - key: name\n          optional: true\n          \
                    type: string\n---\n\n# Buoy\n";

fn pages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("buoy.mdx"), PAGE).unwrap();
    folder
}

/// What a run with these arguments says, with paths relative to the folder of pages.
fn said(arguments: &[&str]) -> (ExitCode, String) {
    let pages = pages();
    let folder = pages.path().display().to_string();
    let ran = run_with(&[&["lint", folder.as_str()], arguments].concat());
    assert_eq!(ran.err, "");
    (ran.status, ran.out.replace(&format!("{folder}/"), ""))
}

#[test]
fn findings_are_shown_and_counted() {
    let (status, out) = said(&[]);
    assert_eq!(status, ExitCode::SUCCESS);
    insta::assert_snapshot!(out);
}

#[test]
fn a_denied_rule_is_an_error_and_the_rest_can_be_silenced() {
    let (status, out) = said(&["--deny", "stale-url", "--quiet"]);
    assert_eq!(status, ExitCode::from(1));
    insta::assert_snapshot!(out);
}

#[test]
fn json_holds_every_place() {
    insta::assert_snapshot!(said(&["--format", "json"]).1);
}

#[test]
fn sarif_holds_the_rules_and_the_findings() {
    let (_, out) = said(&["--format", "sarif"]);
    let mut log: serde_json::Value = serde_json::from_str(&out).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    driver["version"] = "0.0.0".into();
    let rules = driver["rules"].as_array_mut().unwrap();
    assert_eq!(rules.len(), reference_codegen::lint::Rule::ALL.len());
    rules.truncate(1);
    insta::assert_snapshot!(format!("{log:#}"));
}

#[test]
fn every_rule_is_listed_with_its_level() {
    insta::assert_snapshot!(run_with(&["lint", "--list-rules"]).out);
}

#[test]
fn a_rule_that_is_not_there_names_the_nearest() {
    let ran = run_with(&["lint", "--deny", "stale-urls"]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("did you mean `stale-url`?"), "{}", ran.err);
}
