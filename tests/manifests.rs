//! The promises of the manifests, as far as Cargo alone can check them.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::cargo::cargo;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The declared Rust is new enough for every crate of a build on this system; clippy checks the
/// code itself.
#[test]
fn no_dependency_needs_a_newer_rust() {
    let about = Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let about = String::from_utf8(about).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    // Crates that only other systems need may not have been fetched.
    let only = ["--filter-platform", host.unwrap()];
    let arguments = [
        &["metadata", "--locked", "--format-version", "1"][..],
        &only,
    ]
    .concat();
    let metadata: Value = serde_json::from_str(&cargo(root(), &arguments).ok().stdout).unwrap();
    let declared = numbers(env!("CARGO_PKG_RUST_VERSION"));
    let packages = metadata["packages"].as_array().unwrap();
    for name in ["clap", "pulldown-cmark", "serde", "syn", "ureq"] {
        assert!(
            packages.iter().any(|package| package["name"] == name),
            "{name}"
        );
    }
    for package in packages {
        let Some(needed) = package["rust_version"].as_str() else {
            continue;
        };
        assert!(numbers(needed) <= declared, "{} {needed}", package["name"]);
    }
}

/// `1.88` as numbers, so that `1.9` is before it, and the same as `1.88.0`.
fn numbers(version: &str) -> [u32; 3] {
    let mut parts = version.split('.').map(|part| part.parse().unwrap());
    [(); 3].map(|()| parts.next().unwrap_or(0))
}

/// Each crate costs a dependent compile time, so neither feature set may grow unnoticed.
#[test]
fn the_library_needs_few_crates() {
    for (features, max) in [("", 34), ("analysis", 60)] {
        let tree = [
            "tree",
            "--locked",
            "--package",
            "reference-codegen",
            "--prefix",
            "none",
        ];
        let edges = [
            "--edges",
            "normal,build",
            "--format",
            "{p}",
            "--no-default-features",
        ];
        let tree = cargo(
            root(),
            &[&tree[..], &edges, &["--features", features]].concat(),
        )
        .ok();
        let crates: BTreeSet<&str> = tree
            .stdout
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .collect();
        assert!(
            (10..=max).contains(&crates.len()),
            "{}: {crates:#?}",
            crates.len()
        );
    }
}

/// A package has the files that its users need, and none that only build inside the repository.
#[test]
fn the_generator_is_packed_with_what_it_needs() {
    let arguments = ["package", "--list", "--allow-dirty", "--package"];
    let listed = cargo(root(), &[&arguments[..], &["reference-codegen"]].concat()).ok();
    assert!(!listed.stderr.contains("warning"), "{}", listed.stderr);
    let files: Vec<&str> = listed.stdout.lines().collect();
    for file in [
        "README.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "askama.toml",
        "docs/constructs.md",
        "src/main.rs",
        "src/analysis/report/page.html",
    ] {
        assert!(files.contains(&file), "{file} is not in {files:?}");
    }
    let others = ["fuzz/", "benches/compare/", "target/"];
    let other = files
        .iter()
        .find(|file| others.iter().any(|other| file.starts_with(other)));
    assert_eq!(other, None);
}

/// Links to files outside a package would lead nowhere, so its licences are texts of their own.
#[test]
fn the_generator_has_the_licences_themselves() {
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let [text, copy] = ["", "generator"].map(|folder| {
            let text = fs::read_to_string(root().join(folder).join(name));
            text.unwrap().replace('\r', "")
        });
        assert!(text.len() > 1000);
        assert_eq!(copy, text, "{name}");
    }
}
