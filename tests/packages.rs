//! The layout `crate`: each fixture as a crate, with all features and with parts of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;

use reference_codegen::Config;
use support::cargo::{self, write};
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
    packages.clippy();
    packages.docs_and_format();
    packages.readmes();
    packages.doc_tests();
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

#[test]
fn a_crate_with_metadata_is_packaged_without_a_warning() {
    let root = cargo::place("metadata");
    write(
        &root.join("Cargo.toml"),
        "[workspace]\nresolver = \"2\"\nmembers = [\"*-models\"]\n",
    );
    cargo::lock(&root);
    let settings = root.join("codegen.toml");
    let metadata = [
        "version = \"1.4.0-rc.1\"",
        "description = \"The \\\"sheds\\\"\"",
        "license = \"MIT\"",
        "repository = \"https://example.com/sheds\"",
        "authors = [\"Ada <ada@example.com>\", \"Bob\"]",
        "keywords = [\"api\", \"sheds\"]",
        "categories = [\"api-bindings\"]",
    ];
    let docs_rs = [
        "features = [\"shed\"]",
        "targets = [\"x86_64-unknown-linux-gnu\"]",
        "rustdoc-args = [\"--cfg\", \"docsrs\"]",
    ];
    let of_docs_rs = docs_rs.map(|line| format!("docs-rs-{line}"));
    write(
        &settings,
        &format!(
            "layout = \"crate\"\n\n[package]\n{}\n{}\n",
            metadata.join("\n"),
            of_docs_rs.join("\n")
        ),
    );
    let folder = root.join("shed-models");
    let config = Config::new()
        .config_file(&settings)
        .crate_name("shed-models");
    let reference = fixtures::ok().remove(0).reference();
    let generated = config.out_dir(&folder).generate(&[reference]).unwrap();
    generated.write().unwrap();
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for line in metadata {
        assert!(manifest.contains(line), "{line} is missing in\n{manifest}");
    }
    let table = format!("[package.metadata.docs.rs]\n{}\n\n", docs_rs.join("\n"));
    assert!(
        manifest.contains(&table),
        "{table} is missing in\n{manifest}"
    );
    let packaging = ["package", "--no-verify", "--allow-dirty"];
    let packaged = cargo::cargo(&folder, &packaging).ok();
    assert!(!packaged.stderr.contains("warning"), "{}", packaged.stderr);
}
