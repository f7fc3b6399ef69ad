//! A new package after `init`: its first test passes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

const PAGE: &str = include_str!("../examples/build-script/reference/post/parcels/index.mdx");

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
    let package = tempfile::tempdir().unwrap();
    let path = |name: &str| package.path().join(name);
    let manifest = "[package]\nname = \"desk\"\nedition = \"2024\"\n\n[workspace]\n\n";
    fs::write(path("Cargo.toml"), manifest).unwrap();
    fs::create_dir(path("reference")).unwrap();
    fs::write(path("reference/parcel.mdx"), PAGE).unwrap();

    let ran = init_by_cargo()
        .current_dir(package.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let printed = String::from_utf8(ran.stdout).unwrap();
    let (_, dependencies) = printed.split_once("add to Cargo.toml:\n\n").unwrap();
    let dependencies = dependencies.replace("    ", "");
    let here = generator.display().to_string().replace('\\', "/");
    let dependencies = dependencies.replace("../reference-codegen/generator", &here);
    fs::write(path("Cargo.toml"), manifest.to_owned() + &dependencies).unwrap();

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
    assert!(printed.contains("test reads_parcel ... ok"), "{printed}");
}
