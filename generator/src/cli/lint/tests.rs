use std::fs;
use std::process::ExitCode;

use crate::cli::tests::run_with;

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

/// An output with paths relative to the folder of pages, in addresses as well.
fn below(folder: &str, out: &str) -> String {
    let out = out.replace(&format!("file://{folder}/"), "");
    out.replace(&format!("{folder}/"), "")
}

/// The output of a run with these arguments, with paths relative to the folder of pages.
fn said(arguments: &[&str]) -> (ExitCode, String) {
    let pages = pages();
    let folder = pages.path().display().to_string();
    let ran = run_with(&[&["lint", folder.as_str()], arguments].concat());
    assert_eq!(ran.err, "");
    (ran.status, below(&folder, &ran.out))
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

/// Pages with `count` entities whose address is wrong.
fn many(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let entities: String = (0..count)
        .map(|n| format!("    - {{ key: buoy_{n}, url: /reference/buoy, properties: [] }}\n"))
        .collect();
    let page = format!("---\nreference:\n  curl:\n{entities}---\n");
    fs::write(folder.path().join("buoys.mdx"), page).unwrap();
    folder
}

#[test]
fn the_text_shows_the_first_of_each_rule_and_counts_all() {
    let pages = many(12);
    let folder = pages.path().display().to_string();
    let shown = |arguments: &[&str]| {
        let ran = run_with(&[&["lint", folder.as_str()], arguments].concat());
        let lines = ran.out.lines().filter(|line| line.starts_with(&folder));
        (lines.count(), ran.out.lines().last().unwrap().to_owned())
    };
    let (count, summary) = shown(&[]);
    assert_eq!(count, 10);
    assert!(summary.starts_with("    12 stale-url"), "{summary}");
    assert!(
        summary.ends_with("(10 shown; --all shows the rest)"),
        "{summary}"
    );
    assert_eq!(shown(&["--all"]).0, 12);
    assert_eq!(shown(&["--deny", "stale-url"]).0, 12);
    let (count, silent) = shown(&["--allow", "stale-url"]);
    assert_eq!(count, 0);
    assert_eq!(silent, "not checked since they are allowed: stale-url");
}

/// A reference with errors does not look like one without findings.
#[test]
fn problems_of_the_reference_are_results() {
    let folder = tempfile::tempdir().unwrap();
    let page = "---\nreference:\n  curl:\n    - key: buoy\n      properties: [(bell)]\n    \
                - key: bell_of_a_buoy\n---\n";
    fs::write(folder.path().join("böj 1.mdx"), page).unwrap();
    let path = folder.path().display().to_string();
    let run = |format: &str| {
        let ran = run_with(&["lint", &path, "--format", format]);
        assert_eq!(ran.status, ExitCode::from(1));
        assert!(ran.err.contains("error[unknown-reference]"), "{}", ran.err);
        below(&path, &ran.out)
    };
    insta::assert_snapshot!(run("text"));
    insta::assert_snapshot!(run("json"));
    let sarif: serde_json::Value = serde_json::from_str(&run("sarif")).unwrap();
    let log = &sarif["runs"][0];
    insta::assert_snapshot!(format!("{:#}\n{:#}", log["invocations"], log["results"]));
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
