//! The layout `crate`: each fixture as a crate, whole and in the parts that its features are.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;

use support::fixtures;
use support::packages::Packages;

/// Pages whose modules have the paths of other parts of a package, such as `src/bin/shed.rs`.
const PARTS: [&str; 11] = [
    "bin/shed",
    "bin/main",
    "bin/shed/main",
    "main",
    "lib",
    "build",
    "tests/shed",
    "examples/shed",
    "benches/shed",
    "src/lib",
    "target/shed",
];

#[test]
fn fixtures_compile_as_crates() {
    let cases = fixtures::ok().into_iter();
    let mut references: Vec<_> = cases
        .map(|case| (case.name.clone(), case.reference()))
        .collect();
    let parts = tempfile::tempdir().unwrap();
    add_parts(parts.path());
    references.push(("parts_of_packages".to_owned(), parts.path().to_owned()));
    let packages = Packages::new("packages", &references);
    packages.whole();
    packages.readmes();
    packages.each_feature_alone();
}

/// Adds a page with a resource for each of [`PARTS`].
fn add_parts(reference: &Path) {
    for part in PARTS {
        let file = reference.join(format!("{part}.mdx"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let key = part.replace('/', "_");
        let page = format!(
            "---\nreference:\n  curl:\n    - key: {key}_door\n      properties:\n        \
             - key: width\n          type: integer\n---\n\n# Door\n"
        );
        fs::write(file, page).unwrap();
    }
}
