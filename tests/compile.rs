//! What is generated compiles without a warning, and carries JSON both ways.

mod support;

use reference_codegen::{Config, Serde};
use support::configured::{self, Configured};
use support::fixtures;
use support::models::Models;
use support::scratch::{CRATES, Scratch};

#[test]
fn fixtures_compile_and_carry_json() {
    let models = fixtures::ok().into_iter().map(|case| Models {
        corrections: case.reference().with_file_name("corrections.toml"),
        reference: case.reference(),
        accepted: case.accepted(),
        rejected: case.rejected(),
        name: case.name,
    });
    let scratch = Scratch::new("fixtures", &models.collect::<Vec<_>>());
    scratch.clippy();
    scratch.doc(&CRATES);
    scratch.json();
    scratch.doc_tests(&CRATES);
    scratch.rustfmt();
}

/// Nothing is made for a way that nothing goes.
#[test]
fn types_that_go_one_way_compile() {
    let cases = fixtures::ok()
        .into_iter()
        .filter(|case| case.name != "overrides");
    let configured = cases.map(|case| Configured {
        reference: case.reference(),
        config: Config::new().serde(Serde::OneWay),
        name: case.name,
    });
    configured::clippy("one-way", &configured.collect::<Vec<_>>());
}
