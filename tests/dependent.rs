//! A user's crate: a build script, the models it makes, and when it runs again.
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
    let problem = "Error: reference/post/parcels/index.mdx:13:17: error[unknown-type]: ";
    assert!(failed.stderr.contains(problem), "{}", failed.stderr);
    let times = failed.stderr.matches("error[unknown-type]").count();
    assert_eq!(times, 1, "{}", failed.stderr);
}

/// The crate in a place where its pages may be changed, with the generator of this workspace.
fn copied() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let krate = cargo::place("dependent");
    let _ = fs::remove_dir_all(krate.join("reference"));
    let generator = root
        .join("generator")
        .display()
        .to_string()
        .replace('\\', "/");
    for file in FILES {
        let text = fs::read_to_string(root.join("tests/dependent").join(file)).unwrap();
        write(
            &krate.join(file),
            &text.replace("../../generator", &generator),
        );
    }
    cargo::lock(&krate);
    krate
}

/// Builds, and tells whether that took a run of the build script.
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

/// The file that the build script has made last.
fn made(krate: &Path) -> String {
    let builds = fs::read_dir(krate.join("target/debug/build"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let made = builds
        .map(|build| build.join("out/reference.rs"))
        .filter(|file| file.exists());
    let newest = made
        .max_by_key(|file| fs::metadata(file).unwrap().modified().unwrap())
        .unwrap();
    fs::read_to_string(newest).unwrap()
}
