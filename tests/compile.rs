//! What is generated compiles without a warning, and carries JSON both ways.

mod support;

use reference_codegen::{Config, MapType, Serde, Time};
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

/// Moments are RFC 3339 on the wire, whatever their type and what they are in.
#[test]
fn moments_compile_and_carry_json() {
    let case = fixtures::ok().into_iter().find(|case| case.name == "times");
    let case = case.unwrap();
    let settings = [
        ("string", Time::String, MapType::BTreeMap),
        ("jiff", Time::Jiff, MapType::BTreeMap),
        ("chrono", Time::Chrono, MapType::BTreeMap),
        ("time", Time::Time, MapType::BTreeMap),
        ("time_in_order", Time::Time, MapType::IndexMap),
    ];
    let configured = settings.map(|(name, time, map)| Configured {
        name: name.to_owned(),
        reference: case.reference(),
        config: Config::new().time(time).map(map),
    });
    let accepted = case.accepted();
    let requests = accepted
        .into_iter()
        .filter(|payload| payload.rust.ends_with("Request"));
    configured::json("moments", &configured, &requests.collect::<Vec<_>>());
}
