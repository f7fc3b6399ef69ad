//! A table of members reads, writes, shows and hashes the same as derives, and fails with the same
//! errors.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reference_codegen::{Config, SerdeCode, TimeType};
use support::configured::{self, Configured};
use support::fixtures::{self, Payload};

/// Every body of the fixtures, unchanged and with one part after another changed.
#[test]
fn both_codes_read_and_write_the_same() {
    let mut configured = Vec::new();
    let mut calls = String::new();
    for case in fixtures::ok() {
        if case.accepted().is_empty() {
            continue;
        }
        let name = &case.name;
        calls += &compared(name, "same", &case.accepted());
        calls += &compared(name, "agrees", &case.rejected());
        configured.extend(both(name, &case.reference(), case.config()));
    }
    let cases = fixtures::ok().into_iter();
    for case in cases.filter(|case| case.name == "queries") {
        calls += &compared(&case.name, "same", &[query()]);
        configured.extend(both(&case.name, &case.reference(), case.config()));
    }
    let traits = fs::read_to_string("tests/serde_code/traits.rs").unwrap();
    let test = test(&calls) + &traits;
    configured::test("serde-code", &configured, &test);
}

/// A query with lists, which are texts with commas.
fn query() -> Payload {
    Payload {
        rust: "flights::ListGatesRequest".to_owned(),
        file: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/serde_code/query.json"),
    }
}

/// The same with each type of timestamps.
#[test]
fn both_codes_read_and_write_the_same_times() {
    let case = fixtures::ok().into_iter().find(|case| case.name == "times");
    let case = case.unwrap();
    let times = [
        ("jiff", TimeType::Jiff),
        ("chrono", TimeType::Chrono),
        ("time", TimeType::Time),
    ];
    let mut configured = Vec::new();
    let mut calls = String::new();
    for (name, time) in times {
        calls += &compared(name, "same", &case.accepted());
        let config = Config::new().time(time);
        configured.extend(both(name, &case.reference(), config));
    }
    let test = test(&calls);
    configured::test("serde-code-times", &configured, &test);
}

/// A page of structs that a table describes, and of others.
const PAGE: &str = "\
---
reference:
  curl:
    - key: plain
      properties:
        - { key: name, type: string }
        - { key: maybe_kept, type: kept, optional: true }
        - { key: maybe_own, type: string, optional: true }
    - { key: holder, properties: [{ key: inner, type: kept }] }
    - { key: outer, properties: [{ key: inner, type: holder }] }
    - { key: list, properties: [{ key: inner, type: 'holder[]' }] }
    - { key: kept, properties: [{ key: own, type: string }] }
    - { key: aliased, properties: [{ key: a, type: string }] }
    - { key: defaulted, properties: [{ key: a, type: string }] }
    - { key: schema, properties: [{ key: a, type: string }] }
    - { key: ordered, properties: [{ key: a, type: string }] }
    - { key: watch, properties: [{ key: at, type: datetime }] }
    - key: most
      properties: [MOST]
    - key: too_many
      properties: [TOO_MANY]
---

# Shop
";

/// A struct keeps the derive if a table cannot describe it to serde, and so does a struct that
/// requires such a struct.
#[test]
fn structs_without_a_table_keep_the_derive() {
    let folder = tempfile::tempdir().unwrap();
    let page = PAGE.replace("MOST", &members(128));
    let page = page.replace("TOO_MANY", &members(129));
    fs::write(folder.path().join("index.mdx"), page).unwrap();
    let config = Config::new()
        .serde_code(SerdeCode::Table)
        .time(TimeType::Time)
        .types("Kept.own", "crate::Own")
        .types("Plain.maybe_own", "crate::Own")
        .attributes("Aliased.a", "# [serde(alias = \"b\")]")
        .attributes("Defaulted", "#[serde(default)]")
        .attributes("Ordered", "#[must_use]")
        .derives("Schema", "schemars::JsonSchema")
        .derives("Ordered", "PartialOrd");
    let generated = config.generate(&[folder.path()]);
    let generated = generated.unwrap_or_else(|failure| panic!("{failure}"));
    let text: String = generated.files().values().map(String::as_str).collect();
    let of = |lines: &str| {
        let parts = text.split(lines).skip(1);
        let names = parts.map(|rest| rest.split([' ', '\n']).next().unwrap().to_owned());
        names.collect::<BTreeSet<_>>()
    };
    let structs = of("\npub struct ");
    let tables = of("\nmembers! {\n    ");
    let derived: Vec<_> = structs.difference(&tables).map(String::as_str).collect();
    let expected = "Aliased Defaulted Holder Kept Outer Schema TooMany Watch";
    assert_eq!(derived.join(" "), expected);
    assert_eq!(Vec::from_iter(tables).join(" "), "List Most Ordered Plain");
}

/// A number of members for a struct.
fn members(count: usize) -> String {
    let members = (0..count).map(|number| format!("{{ key: m{number}, type: string }}"));
    members.collect::<Vec<_>>().join(", ")
}

/// A test that makes these calls, and asserts that many bodies are rejected.
fn test(calls: &str) -> String {
    let head = fs::read_to_string("tests/serde_code/same.rs").unwrap();
    format!(
        "{head}\n#[test]\nfn bodies() {{\n    let mut refused = 0;\n{calls}    assert!(refused > 10);\n}}\n"
    )
}

/// The calls of a function that compares two types by each of these bodies.
fn compared(name: &str, function: &str, payloads: &[Payload]) -> String {
    let calls = payloads.iter().map(|Payload { rust, file }| {
        let types = ["derive", "table"].map(|code| format!("configured::{name}_{code}::{rust}"));
        format!(
            "    refused += {function}::<{}>({file:?});\n",
            types.join(", ")
        )
    });
    calls.collect()
}

/// The models by either code.
fn both(name: &str, reference: &Path, config: Config) -> [Configured; 2] {
    let codes = [("derive", SerdeCode::Derive), ("table", SerdeCode::Table)];
    codes.map(|(code, setting)| Configured {
        name: format!("{name}_{code}"),
        reference: reference.to_owned(),
        config: config.clone().serde_code(setting),
    })
}
