//! Generated requests in use: as queries, as enums of several requests, and with settings that
//! change them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use reference_codegen::SerdeCode;
use support::cargo::{self, write};
use support::configured::Configured;
use support::fixtures;

/// The fixtures whose models are used, each by the test file of its name.
const FIXTURES: [&str; 19] = [
    "bodies",
    "clashes",
    "construction",
    "errors",
    "events",
    "handles",
    "ids",
    "joined_responses",
    "joins",
    "operations",
    "overrides",
    "paths",
    "queries",
    "references",
    "request_enums",
    "sending",
    "shared_members",
    "shared_types",
    "unions",
];

/// The crates that read queries and YAML, a counter of allocations, and the workspace of the crate.
const TABLES: &str = r#"
[dev-dependencies]
serde_qs = "1"
serde_urlencoded = "0.7"
serde_yaml = { package = "yaml_serde", version = "0.10" }
stats_alloc = "0.1"

[workspace]

[profile.dev]
debug = false
"#;

#[test]
fn generated_requests() {
    test("requests", SerdeCode::Derive);
}

/// The same tests with tables of members, and one with a feature that changes how numbers are read.
#[test]
fn generated_requests_with_tables() {
    let krate = test("requests-with-tables", SerdeCode::Table);
    let digits = ["--features", "serde_json/arbitrary_precision"];
    let only = ["--test", "unions", "a_number_is_no_map"];
    let ran = cargo::cargo(&krate, &[&["test"], &digits[..], &only].concat()).ok();
    assert!(ran.stdout.contains("1 passed"), "{}", ran.stdout);
}

/// Tests the models of the fixtures in a crate, and returns its folder.
fn test(place: &str, code: SerdeCode) -> PathBuf {
    let krate = cargo::place(place);
    let used = fixtures::ok()
        .into_iter()
        .filter(|case| FIXTURES.contains(&case.name.as_str()));
    let mut modules = String::new();
    for case in used {
        let configured = Configured {
            reference: case.reference(),
            config: case.config().serde_code(code),
            name: case.name,
        };
        modules.push_str(&configured.install(&krate.join("src")));
    }
    write(&krate.join("src/lib.rs"), &modules);
    let dependencies = [cargo::SERDE, TABLES].concat();
    let manifest = cargo::manifest("generated", "2024", &dependencies);
    write(&krate.join("Cargo.toml"), &manifest);
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/requests");
    for name in FIXTURES {
        let file = format!("{name}.rs");
        let text = fs::read_to_string(tests.join(&file)).unwrap();
        write(&krate.join("tests").join(&file), &text);
    }
    cargo::lock(&krate);
    cargo::cargo(&krate, &["test"]).ok();
    krate
}
