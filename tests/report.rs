//! What a report shows, as data.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use reference_codegen::Config;
use reference_codegen::diff::Side;
use reference_codegen::report::{Inputs, Report};

const FIXTURES: &str = "tests/fixtures/report";

fn books(root: &Path) -> Report {
    let inputs = Inputs::default()
        .old(Side::Folder(root.join("old")))
        .payloads(root.join("payloads"));
    let config = Config::new().corrections(root.join("corrections.toml"));
    config.report(&[root.join("new")], &inputs).unwrap()
}

/// Fields with their views, links both ways, drift, corrections, changes and bodies.
#[test]
fn data() {
    let report = books(Path::new(FIXTURES));
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
}

/// The page does not say where on this machine the reference is.
#[test]
fn same_bytes_wherever_it_is() {
    let root = Path::new(FIXTURES);
    let absolute = std::path::absolute(root).unwrap();
    let page = books(&absolute).html();
    assert_eq!(page, books(&absolute).html());
    assert!(!page.contains(&absolute.display().to_string()));
    let relative = books(root).html();
    let named = relative.replace(&format!("{FIXTURES}/"), "");
    assert_eq!(page, named);
}
