//! A user's crate: a build script, the models that it makes, and the edits after which it runs
//! again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::cargo::{self, Ran, write};

const FILES: [&str; 5] = [
    "Cargo.toml",
    "build.rs",
    "src/lib.rs",
    "tests/parcel.rs",
    "reference/post/parcels/index.mdx",
];
const PAGE: &str = "reference/post/parcels/index.mdx";

#[test]
fn a_crate_with_a_build_script() {
    let krate = copied();
    cargo::cargo(&krate, &["test"]).ok();
    cargo::cargo(&krate, &["build"]).ok();
    assert!(!build_script_ran(&krate), "nothing has changed");

    let page = fs::read_to_string(krate.join(PAGE)).unwrap();
    fs::write(krate.join(PAGE), page.replace("weight", "grams")).unwrap();
    assert!(build_script_ran(&krate), "a page has changed");
    assert!(made(&krate).contains("pub grams: i64"));

    fs::write(
        krate.join("reference/post/letter.mdx"),
        page.replace("parcel", "letter"),
    )
    .unwrap();
    assert!(build_script_ran(&krate), "a page is new");
    assert!(made(&krate).contains("pub struct Letter "));

    fs::write(
        krate.join(PAGE),
        page.replace("type: integer", "type: integr"),
    )
    .unwrap();
    let failed = cargo::cargo(&krate, &["build"]);
    assert!(!failed.success);
    assert_shown(&failed.stderr);
}

/// Cargo shows the problem as its own error, and below it the output of the script: the line for
/// cargo, and no more than a count.
fn assert_shown(said: &str) {
    let place = "reference/post/parcels/index.mdx:13:17: error[unknown-type]: ";
    let problem = format!("error: dependent@0.0.0: {place}");
    let shown = said.lines().filter(|line| line.starts_with(&problem));
    assert_eq!(shown.count(), 1, "{said}");
    let (_, printed) = said.split_once("--- stderr").unwrap();
    assert_eq!(printed.trim(), "Error: 1 error, shown above");
}

/// The readme's blocks make a crate that reads its first body.
#[test]
fn the_readme_is_enough() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let readme = readme.replace('\r', "");
    let block = |language: &str, part: &str| {
        let fence = format!("```{language}\n");
        let blocks = readme.split(&fence).skip(1);
        let blocks = blocks.filter_map(|block| block.split_once("```"));
        let mut found = blocks
            .map(|(block, _)| block)
            .filter(|it| it.contains(part));
        found.next().unwrap().to_owned()
    };
    let krate = cargo::place("readme");
    let package = "[package]\nname = \"readme\"\nedition = \"2024\"\n\n";
    let dependencies =
        block("toml", "[dependencies]").replace("../reference-codegen/generator", &generator(root));
    write(
        &krate.join("Cargo.toml"),
        &format!("{package}{dependencies}\n[workspace]\n"),
    );
    write(
        &krate.join("build.rs"),
        &block("rust,no_run", "// build.rs"),
    );
    write(
        &krate.join("src/lib.rs"),
        &block("rust,ignore", "// src/lib.rs"),
    );
    write(
        &krate.join("reference/parcel.mdx"),
        &block("yaml", "parcel"),
    );
    write(&krate.join("tests/body.rs"), BODY);
    cargo::lock(&krate);
    cargo::cargo_into(&cargo::place("dependent").join("target"), &krate, &["test"]).ok();
}

/// The next edit of a user.
const BODY: &str = r##"use readme::*;

#[test]
fn reads() {
    let body = r#"{ "labels": ["fragile"] }"#;
    let parcel = serde_json::from_str::<parcel::Parcel>(body).unwrap();
    assert_eq!((parcel.labels, parcel.sent_at), (vec!["fragile".to_owned()], None));
}
"##;

/// The generator of this workspace, as a manifest names it.
fn generator(root: &Path) -> String {
    let generator = root.join("generator");
    generator.display().to_string().replace('\\', "/")
}

/// The crate in a place where its pages may be changed, with the generator of this workspace.
fn copied() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let krate = cargo::place("dependent");
    let _ = fs::remove_dir_all(krate.join("reference"));
    let generator = generator(root);
    for file in FILES {
        let text =
            fs::read_to_string(root.join("generator/examples/build-script").join(file)).unwrap();
        write(
            &krate.join(file),
            &text.replace("path = \"../..\"", &format!("path = \"{generator}\"")),
        );
    }
    cargo::lock(&krate);
    krate
}

/// Builds the crate, and returns whether the build script was run.
fn build_script_ran(krate: &Path) -> bool {
    let Ran { stderr, .. } = cargo::cargo(krate, &["build", "--verbose"]).ok();
    let of_crate = |line: &str| {
        line.trim_start().starts_with("Running") && line.contains("build-script-build")
    };
    assert_eq!(
        stderr.contains("Fresh dependent "),
        !stderr.lines().any(of_crate),
        "{stderr}"
    );
    stderr.lines().any(of_crate)
}

/// The newest file that the build script has made.
fn made(krate: &Path) -> String {
    let builds = fs::read_dir(krate.join("target/debug/build"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    // The crate of the readme is built into the same folder.
    let of_crate = |build: &PathBuf| {
        let name = build.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with("dependent-")
    };
    let made = builds
        .filter(of_crate)
        .map(|build| build.join("out/reference.rs"))
        .filter(|file| file.exists());
    let newest = made
        .max_by_key(|file| fs::metadata(file).unwrap().modified().unwrap())
        .unwrap();
    fs::read_to_string(newest).unwrap()
}
