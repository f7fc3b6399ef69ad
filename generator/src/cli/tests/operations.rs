//! Resources without the operations, with settings and corrections that are made for both.

use std::fs;
use std::process::ExitCode;

use super::{Ran, below, reference, run_with};

/// A resource, an operation with the same id, and an operation whose method cannot be modelled.
const KITES: &str = "---
reference:
  curl:
    - key: kite
      id: kite
      properties:
        - key: parameters
          type: string
        - key: tail
          type: string
    - key: fly
      id: kite
      type: POST
      title: /kites/fly
      parameters:
        - key: code
          type: string
    - key: make
      id: make_kite
      type: TRACE
      title: /kites
---

# Kites
";

/// The result of `generate` with these corrections and settings.
fn generate(corrections: &str, settings: &str, options: &[&str]) -> Ran {
    let folder = reference();
    fs::write(folder.path().join("pages/kites.mdx"), KITES).unwrap();
    fs::write(folder.path().join("corrections.toml"), corrections).unwrap();
    let settings = format!("reference = \"pages\"\ncorrections = \"corrections.toml\"\n{settings}");
    fs::write(folder.path().join("codegen.toml"), settings).unwrap();
    let [out, settings] = ["out", "codegen.toml"].map(|name| below(folder.path(), name));
    let common = ["generate", "--config", &settings, "--out", &out];
    run_with(&[&common, options].concat())
}

const CORRECTIONS: &str = r#"
[[correct]]
path = "make_kite"
drop = true
was = "TRACE /kites"
reason = "nobody has it"

[[correct]]
path = "kite.parameters.code"
type = "integer"
was = "string"
reason = "seen so"

[[correct]]
path = "kite.tail"
type = "integer"
was = "string"
reason = "seen so"
"#;

#[test]
fn what_is_for_operations_is_passed_over_without_them() {
    let settings = "secrets = [\"FlyRequest.code\", \"KiteRequest.code\"]\n";
    let ran = generate(CORRECTIONS, settings, &["--no-operations"]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(
        ran.out.contains("\ncorrections applied: 1\n"),
        "{}",
        ran.out
    );
    let ran = generate(CORRECTIONS, "operations = false\n", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(
        ran.out.contains("\ncorrections applied: 1\n"),
        "{}",
        ran.out
    );
    let ran = generate(CORRECTIONS, "", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (ExitCode::SUCCESS, ""));
    assert!(
        ran.out.contains("\ncorrections applied: 3\n"),
        "{}",
        ran.out
    );
}

#[test]
fn what_is_for_nothing_is_an_error_without_operations_too() {
    let wrong = CORRECTIONS.replace("make_kite", "make_kites");
    let ran = generate(&wrong, "", &["--no-operations"]);
    assert_eq!(ran.status, ExitCode::FAILURE, "{}", ran.err);
    assert!(ran.err.contains("`make_kites`"), "{}", ran.err);
    let stale = CORRECTIONS.replace("kite.tail", "kite.string");
    let ran = generate(&stale, "", &["--no-operations"]);
    assert!(ran.err.contains("no member `string`"), "{}", ran.err);
    let settings = "operations = false\nsecrets = [\"KiteRequest.code\"]\n";
    let ran = generate(CORRECTIONS, settings, &[]);
    assert!(ran.err.contains("error[unknown-name]"), "{}", ran.err);
}
