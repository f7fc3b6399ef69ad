//! Files are named as the caller named them: no output shows the machine of a run.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "---\ncolour: red\nreference:\n  curl:\n    - key: bike\n      url: /reference/bkie\n      \
                    properties:\n        - { key: gears, type: array }\n        \
                    - { key: bell, type: string }\n---\n\n# Bike\n";

const CORRECTIONS: &str = "[[correct]]\npath = \"bike.bell\"\noptional = true\nwas = false\n\
                           reason = \"many have none\"\n";

/// The output of the command, on both of its streams.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reference-codegen"));
    let output = command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let streams = [output.stdout, output.stderr];
    streams
        .map(|stream| String::from_utf8(stream).unwrap())
        .concat()
}

#[test]
fn nothing_is_absolute_that_was_not_given_so() {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("schema");
    fs::create_dir_all(schema.join("pages")).unwrap();
    fs::write(schema.join("pages/bike.mdx"), PAGE).unwrap();
    fs::write(schema.join("corrections.toml"), CORRECTIONS).unwrap();
    let settings = "reference = \"pages\"\ncorrections = \"corrections.toml\"\n";
    fs::write(schema.join("codegen.toml"), settings).unwrap();
    let absolute = folder.path().canonicalize().unwrap();
    let questions: [&[&str]; 8] = [
        &["inspect"],
        &["inspect", "--format", "json"],
        &["explain", "bike"],
        &["explain", "bike.bell", "--format", "json"],
        &["lint"],
        &["lint", "--format", "json"],
        &["lint", "--format", "sarif"],
        &["lint", "--message-format", "json", "schema/none"],
    ];
    for arguments in questions {
        let said = said(folder.path(), arguments);
        assert!(said.contains("schema/"), "{arguments:?}: {said}");
        for machine in [folder.path(), &absolute] {
            let machine = machine.display().to_string();
            assert!(!said.contains(&machine), "{arguments:?}: {said}");
        }
    }
}
