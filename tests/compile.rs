//! The generated code compiles without a warning, and carries JSON both ways.

mod support;

use reference_codegen::{Config, MapType, SerdeDerives, TimeType};
use support::configured::{self, Configured};
use support::fixtures;
use support::models::Models;
use support::scratch::Scratch;

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
    scratch.doc();
    scratch.json();
    scratch.doc_tests();
    scratch.rustfmt();
}

/// Models compile without a warning if every type has only the serde traits of its direction.
#[test]
fn types_that_go_by_direction_compile() {
    let cases = fixtures::ok()
        .into_iter()
        .filter(|case| case.name != "overrides");
    let configured = cases.map(|case| Configured {
        reference: case.reference(),
        config: case.config().serde(SerdeDerives::ByDirection),
        name: case.name,
    });
    configured::clippy("by-direction", &configured.collect::<Vec<_>>());
}

/// Models with `http` compile with every kind of request, and with resources alone.
#[test]
fn requests_of_http_compile() {
    let cases = fixtures::ok().into_iter();
    let cases = cases.filter(|case| case.name != "overrides");
    let configured = cases.flat_map(|case| {
        let config = case.config().http(true);
        let alone = config.clone().operations(false);
        let both = [("", config), ("_alone", alone)];
        both.map(|(end, config)| Configured {
            name: case.name.clone() + end,
            reference: case.reference(),
            config,
        })
    });
    configured::clippy("http", &configured.collect::<Vec<_>>());
}

/// Timestamps are RFC 3339 on the wire, whatever their Rust type and the type around them.
#[test]
fn timestamps_compile_and_carry_json() {
    let case = fixtures::ok().into_iter().find(|case| case.name == "times");
    let case = case.unwrap();
    let settings = [
        ("string", TimeType::String, MapType::BTreeMap),
        ("jiff", TimeType::Jiff, MapType::BTreeMap),
        ("chrono", TimeType::Chrono, MapType::BTreeMap),
        ("time", TimeType::Time, MapType::BTreeMap),
        ("time_in_order", TimeType::Time, MapType::IndexMap),
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
    configured::json("timestamps", &configured, &requests.collect::<Vec<_>>());
}

/// A part of a reference compiles by itself, even if it refers to the rest.
#[test]
fn parts_compile() {
    let names = [
        "errors",
        "events",
        "ids",
        "joined_responses",
        "references",
        "request_enums",
        "sections",
        "shared_members",
        "shared_types",
        "unions",
    ];
    let mut cases = fixtures::ok();
    cases.retain(|case| names.contains(&case.name.as_str()));
    assert_eq!(cases.len(), names.len());
    let configured = cases.into_iter().flat_map(|case| {
        let whole = case.config().generate(&[case.reference()]).unwrap();
        let sources = whole.inspection().models.into_iter().map(|it| it.page);
        let pages: std::collections::BTreeSet<String> = sources.collect();
        let parts = pages.into_iter().take(3).enumerate();
        let parts = parts.map(|(number, page)| Configured {
            name: format!("{}_{number}", case.name),
            reference: case.reference(),
            config: case.config().only(page),
        });
        parts.collect::<Vec<_>>()
    });
    configured::clippy("parts", &configured.collect::<Vec<_>>());
}
