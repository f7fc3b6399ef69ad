//! A crate with stricter lints can use the models with one attribute.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use reference_codegen::{Config, Layout};
use support::cargo::{self, write};
use support::fixtures;

/// The attribute that the handbook names.
const ATTRIBUTE: &str = "#[allow(clippy::pedantic, reason = \"it is generated\")]";

const HANDBOOK: &str = include_str!("../generator/docs/interfaces.md");

/// A crate that denies all of clippy's pedantic group, and whose own modules have no prelude.
fn crate_root(attribute: &str) -> String {
    format!(
        "//! Strict.\n#![deny(clippy::pedantic)]\n\n/// The models.\n{attribute}\npub mod models {{\n    \
         include!(\"models.rs\");\n}}\n\n/// What is written by hand.\n#[no_implicit_prelude]\npub mod own {{\n    \
         pub use super::models::runtime::Endpoint;\n\n    /// The method of a request.\n    #[must_use]\n    \
         pub fn method<E: Endpoint>(_: &E) -> &'static str {{\n        E::METHOD\n    }}\n}}\n"
    )
}

#[test]
fn pedantic_code_without_a_prelude_takes_the_models() {
    assert!(HANDBOOK.contains(ATTRIBUTE));
    let place = cargo::place("strict");
    let dependencies = [cargo::SERDE, "\n[workspace]\n"].concat();
    let manifest = cargo::manifest("strict", "2024", &dependencies);
    write(&place.join("Cargo.toml"), &manifest);
    cargo::lock(&place);
    let cases = fixtures::ok().into_iter();
    let mut is_needed = false;
    for case in
        cases.filter(|case| ["operations", "queries", "request_enums"].contains(&&*case.name))
    {
        let config = Config::new().layout(Layout::File);
        let generated = config.generate(&[case.reference()]).unwrap();
        let models = &generated.files()["reference.rs"];
        write(&place.join("src/models.rs"), models);
        let clippy = |attribute| {
            write(&place.join("src/lib.rs"), &crate_root(attribute));
            cargo::cargo(&place, &["clippy", "--quiet"])
        };
        clippy(ATTRIBUTE).ok();
        is_needed |= !clippy("").success;
    }
    assert!(is_needed, "the attribute is not needed any more");
}
