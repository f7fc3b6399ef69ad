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
