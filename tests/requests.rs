//! Generated requests at work: as queries, as one enum of several, and as settings change them.

mod support;

use std::fs;
use std::path::Path;

use reference_codegen::Layout;
use support::cargo::{self, write};
use support::fixtures;
use support::models::Models;

/// The fixtures whose models are used, each by the test file of its name.
const FIXTURES: [&str; 18] = [
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
];

/// The readers of queries, and where the crate stands.
const TABLES: &str = r#"
[dev-dependencies]
serde_qs = "1"
serde_urlencoded = "0.7"

[workspace]

[profile.dev]
debug = false
"#;

#[test]
fn generated_requests() {
    let krate = cargo::place("requests");
    let used = fixtures::ok()
        .into_iter()
        .filter(|case| FIXTURES.contains(&case.name.as_str()));
    let mut modules = String::new();
    for case in used {
        let models = Models {
            corrections: case.reference().with_file_name("corrections.toml"),
            reference: case.reference(),
            accepted: Vec::new(),
            rejected: Vec::new(),
            name: case.name,
        };
        modules.push_str(&models.install(Layout::Tree, &krate.join("src")));
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
}
