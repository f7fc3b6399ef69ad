//! A new package after `init`: its first test passes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

const MANIFEST: &str = "[package]\nname = \"desk\"\nedition = \"2024\"\n\n[workspace]\n\n";
const PAGE: &str = include_str!("../examples/build-script/reference/post/parcels/index.mdx");

/// Members of resources without a required scalar, each with the assertion of its first test.
const OTHERS: [(&str, &str, &str); 4] = [
    (
        "label",
        "
        - { key: texts, type: array }
        - { key: sent_at, type: string, optional: true }
  python:
    - key: Label
      id: label
      properties:
        - { key: texts, type: 'List[str]' }",
        "assert_eq!(read.texts, [\"text\"]);",
    ),
    (
        "kite",
        "
        - { key: name, type: string, optional: true }",
        "assert_eq!(read.name.as_deref(), Some(\"text\"));",
    ),
    (
        "boat",
        "
        - { key: kind, type: '\"row\" | \"sail\"' }
        - { key: length, type: number | null }",
        "assert_eq!(read.length, Some(1));",
    ),
    (
        "fleet",
        "
        - { key: flagship, type: flag }
    - key: flag
      id: flag
      properties:
        - { key: kind, type: '\"row\" | \"sail\"' }
        - key: pole
          type: object
          properties:
            - { key: heights, type: object, optional: true }
        - key: colours
          type: array
          properties:
            - { key: name, type: string }",
        "assert_eq!(serde_json::to_value(&read).unwrap(), body);",
    ),
];

/// A package with this page, after `init`, and the output of `init`.
fn initialized(name: &str, page: &str) -> (tempfile::TempDir, String) {
    let package = tempfile::tempdir().unwrap();
    let path = |name: &str| package.path().join(name);
    fs::write(path("Cargo.toml"), MANIFEST).unwrap();
    fs::create_dir(path("reference")).unwrap();
    fs::write(path(&format!("reference/{name}.mdx")), page).unwrap();
    let ran = init_by_cargo().current_dir(&package).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    (package, String::from_utf8(ran.stdout).unwrap())
}

/// The command, called as Cargo calls its subcommands.
fn init_by_cargo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-reference-codegen"));
    command.args(["reference-codegen", "init"]);
    command
}

#[test]
fn the_subcommand_of_cargo_has_the_exit_code_of_the_command() {
    let nowhere = tempfile::tempdir().unwrap();
    let ran = init_by_cargo()
        .current_dir(nowhere.path())
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    let printed = String::from_utf8(ran.stderr).unwrap();
    assert!(printed.starts_with("error: Cargo.toml: "), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_command_that_a_signal_ends_is_no_error_of_the_reference() {
    let folder = tempfile::tempdir().unwrap();
    // A process of its own writes the programs: processes that other tests start meanwhile would
    // keep the files of this process open, and a program that is open for writing cannot run.
    let write = "cp \"$0\" cargo-reference-codegen && \
        printf '#!/bin/sh\nkill -9 $$\n' > reference-codegen && chmod +x reference-codegen";
    let mut writer = Command::new("sh");
    writer.args(["-c", write, env!("CARGO_BIN_EXE_cargo-reference-codegen")]);
    assert!(writer.current_dir(&folder).status().unwrap().success());
    let mut subcommand = Command::new(folder.path().join("cargo-reference-codegen"));
    let ran = subcommand.output().unwrap();
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
}

#[test]
fn the_first_test_of_a_new_package_passes() {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (package, printed) = initialized("parcel", PAGE);
    let path = |name: &str| package.path().join(name);
    // The first tests of other packages are further tests of this one.
    for (id, members, assertion) in OTHERS {
        let entity = format!("    - key: {id}\n      id: {id}\n      properties:{members}\n");
        let page = format!("---\nreference:\n  curl:\n{entity}---\n");
        let (other, _) = initialized(id, &page);
        let test = fs::read_to_string(other.path().join("tests/models.rs")).unwrap();
        assert!(test.contains(assertion), "{test}");
        fs::write(path(&format!("tests/{id}.rs")), test).unwrap();
        fs::write(path(&format!("reference/{id}.mdx")), page).unwrap();
    }
    let (_, dependencies) = printed.split_once("add to Cargo.toml:\n\n").unwrap();
    let dependencies = dependencies.replace("    ", "");
    let here = generator.display().to_string().replace('\\', "/");
    let dependencies = dependencies.replace("../reference-codegen/generator", &here);
    fs::write(path("Cargo.toml"), MANIFEST.to_owned() + &dependencies).unwrap();

    // The versions of this workspace, which are available without a network.
    fs::copy(generator.join("../Cargo.lock"), path("Cargo.lock")).unwrap();
    let mut test = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // The tests of other dependents have built the library there.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dependent/target");
    test.args(["test", "--offline"])
        .env("CARGO_TARGET_DIR", target);
    let ran = test.current_dir(package.path()).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let printed = String::from_utf8(ran.stdout).unwrap();
    let others = OTHERS.iter().map(|(id, ..)| *id);
    for id in others.chain(["parcel"]) {
        let passed = format!("test reads_{id} ... ok");
        assert!(printed.contains(&passed), "{printed}");
    }
}
