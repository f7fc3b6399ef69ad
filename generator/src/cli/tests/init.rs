use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::{below, run_with};

const MANIFEST: &str = "[package]\nname = \"post-desk\"\n\n[dependencies]\nserde_json = \"1\"\n";
const PAGE: &str = "---
reference:
  curl:
    - key: stamp
      id: stamp
      properties:
        - key: motif
          type: string
          optional: true
    - key: parcel
      id: parcel
      properties:
        - { key: object, type: '\"parcel\"' }
        - { key: weight, type: number }
        - key: note
          type: string
          optional: true
        - key: sender
          type: object
          properties:
            - { key: names, type: 'string[]' }
---
";

fn package(manifest: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn init_writes_what_is_missing_and_changes_nothing() {
    let package = package(MANIFEST);
    let folder = package.path();
    let place = below(folder, "");
    let ran = run_with(&["init", &place]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
    insta::assert_snapshot!(read(folder, "codegen.toml"));

    fs::create_dir(folder.join("reference")).unwrap();
    fs::write(folder.join("reference/parcel.mdx"), PAGE).unwrap();
    let mine = "fn main() {}\n";
    fs::write(folder.join("build.rs"), mine).unwrap();
    let ran = run_with(&["init", &place]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    assert!(
        ran.out.starts_with("created: tests/models.rs\nkept: "),
        "{}",
        ran.out
    );
    let line = "add to build.rs:\n\n    reference_codegen::Config::from_file";
    assert!(ran.out.contains(line), "{}", ran.out);
    assert_eq!(read(folder, "build.rs"), mine);
    insta::assert_snapshot!(read(folder, "tests/models.rs"));
    let quiet = run_with(&["init", &place, "--quiet"]);
    assert!(quiet.out.starts_with("\nadd to build.rs:"), "{}", quiet.out);
}

#[test]
fn init_tells_what_the_manifest_and_the_settings_lack() {
    let manifest = "[package]\nname = \"desk\"\nbuild = false\n[dependencies]\nserde = \"1\"\n";
    let package = package(manifest);
    fs::write(package.path().join("codegen.toml"), "reference = \"a\"\n").unwrap();
    let ran = run_with(&[
        "init",
        &below(package.path(), ""),
        "--reference",
        "docs\u{7f}",
    ]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_correction_decides_the_body_of_the_first_test() {
    let package = package(MANIFEST);
    fs::create_dir(package.path().join("reference")).unwrap();
    let page = PAGE.replace("type: number", "type: '\"true\"'");
    fs::write(package.path().join("reference/parcel.mdx"), page).unwrap();
    let settings = "reference = \"reference\"\ncorrections = \"corrections.toml\"\n";
    fs::write(package.path().join("codegen.toml"), settings).unwrap();
    let correction = "[[correct]]\npath = \"parcel.weight\"\ntype = \"boolean\"\n\
                      was = '\"true\"'\nreason = \"the scales\"\n";
    fs::write(package.path().join("corrections.toml"), correction).unwrap();
    let ran = run_with(&["init", &below(package.path(), "")]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    let test = read(package.path(), "tests/models.rs");
    assert!(test.contains("\"weight\": true"), "{test}");
    assert!(test.contains("assert!(read.weight);"), "{test}");
}

#[test]
fn init_leaves_nothing_if_a_file_cannot_be_written() {
    let package =
        package(&MANIFEST.replace("post-desk\"", "post-desk\"\nbuild = \"\\u001b/b.rs\""));
    fs::write(package.path().join("src"), "no folder").unwrap();
    let ran = run_with(&["init", &below(package.path(), "")]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(
        ran.err.contains("lib.rs: ") && ran.err.contains("\n  help: "),
        "{}",
        ran.err
    );
    assert!(!package.path().join("codegen.toml").exists());

    fs::remove_file(package.path().join("src")).unwrap();
    let ran = run_with(&["init", &below(package.path(), "")]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    assert!(ran.out.contains("\\u{1b}/b.rs"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_page_that_cannot_be_read_is_an_error_of_init() {
    let package = package(MANIFEST);
    fs::create_dir(package.path().join("reference")).unwrap();
    fs::write(package.path().join("reference/parcel.mdx"), PAGE).unwrap();
    let broken = package.path().join("reference/broken.mdx");
    std::os::unix::fs::symlink("nowhere", broken).unwrap();
    let ran = run_with(&["init", &below(package.path(), "")]);
    assert_eq!(ran.status, ExitCode::from(2), "{}", ran.out);
    assert!(!package.path().join("codegen.toml").exists());
}

#[test]
fn init_follows_the_names_in_the_manifest() {
    let targets = "build = \"make.rs\"\n[lib]\nname = \"desk\"\npath = \"desk.rs\"\n";
    let package = package(&format!("[package]\nname = \"post-desk\"\n{targets}"));
    let folder = package.path();
    fs::create_dir(folder.join("pages")).unwrap();
    fs::write(folder.join("pages/parcel.mdx"), PAGE).unwrap();
    let ran = run_with(&["init", &below(folder, ""), "--reference", "pages"]);
    assert_eq!(ran.status, ExitCode::SUCCESS, "{}", ran.err);
    let created = "created: codegen.toml, make.rs, desk.rs, tests/models.rs\n";
    assert!(ran.out.starts_with(created), "{}", ran.out);
    assert!(read(folder, "tests/models.rs").contains("use desk::parcel::Parcel;"));
    assert!(read(folder, "codegen.toml").contains("\nreference = \"pages\"\n"));
}

#[test]
fn init_writes_nothing_without_a_package_or_beside_pages_with_errors() {
    for manifest in ["[workspace]\n", "name"] {
        let package = package(manifest);
        let ran = run_with(&["init", &below(package.path(), "")]);
        assert_eq!(ran.status, ExitCode::from(2));
        assert!(
            ran.err.contains("Cargo.toml: ") && ran.err.contains("\n  help: "),
            "{}",
            ran.err
        );
        assert_eq!(fs::read_dir(package.path()).unwrap().count(), 1);
    }
    let nowhere = tempfile::tempdir().unwrap();
    let ran = run_with(&["init", &below(nowhere.path(), "")]);
    assert_eq!(ran.status, ExitCode::from(2));
    assert!(ran.err.contains("cargo init --lib"), "{}", ran.err);

    let package = package(MANIFEST);
    fs::create_dir(package.path().join("reference")).unwrap();
    let wrong = PAGE.replace("type: number", "type: nmber");
    fs::write(package.path().join("reference/parcel.mdx"), wrong).unwrap();
    let ran = run_with(&["init", &below(package.path(), "")]);
    assert_eq!(ran.status, ExitCode::from(1), "{}", ran.out);
    assert!(ran.err.contains("unknown-type"), "{}", ran.err);
    assert_eq!(fs::read_dir(package.path()).unwrap().count(), 2);
}
